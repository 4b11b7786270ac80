import { RESIDENCY_KINDS, type ResidencyKind } from '@xiaomen/rules/registry'
import { Alert, Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, useNotify } from '../../desk/parts.tsx'
import { residencyWords, useWord } from '../../desk/words.ts'
import { ApiError, useCommand, useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import type { ElsewhereRow } from './desk-elsewhere.tsx'
import { listsText } from './desk-lists-text.ts'
import { ledgerText } from './desk-text.ts'
import './desk-lists.css'

export type Answering = { row: ElsewhereRow; answer: 'acknowledged' | 'returned' }

/** Acknowledges what another community told, with or without taking the person into one of our homes; or sends it back with a reason. */
export function AnswerDialog({ of: { row, answer }, area, onClose }: { of: Answering; area: Area; onClose: () => void }) {
  const t = useText(listsText)
  const l = useText(ledgerText)
  const word = useWord()
  const notify = useNotify()
  const { placeOf } = useAreas()
  const [reason, setReason] = useState('')
  const [isTaking, setTaking] = useState(false)
  const [kind, setKind] = useState<ResidencyKind>('tenant')
  const [sought, setSought] = useState('')
  const [to, setTo] = useState<{ id: string; label: string } | null>(null)
  const [isKnown, setKnown] = useState(false)
  const found = useQuery('registry.findHomes', { text: sought, areaId: area.id }, { enabled: sought !== '' })
  const command = useCommand('registry.answerElsewhere')
  const isReturn = answer === 'returned'
  const send = async () => {
    try {
      await command.mutateAsync({
        reportId: row.id,
        version: row.version,
        answer,
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        ...(isTaking && to !== null ? { home: { homeId: to.id, kind, evenIfKnown: isKnown } } : {}),
      })
      notify.done(t('answered'))
      onClose()
    } catch (error) {
      if (error instanceof ApiError && error.code === 'registry.known_already') setKnown(true)
      else notify.failed(error)
    }
  }
  return (
    <Modal
      open
      title={`${t(isReturn ? 'return' : 'acknowledge')}: ${row.name ?? ''}`}
      okText={isKnown ? t('addAnyway') : t(isReturn ? 'return' : 'acknowledge')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: (isReturn && reason.trim() === '') || (isTaking && to === null) }}
      confirmLoading={command.isPending}
      onCancel={onClose}
      onOk={() => void send()}
    >
      <Form layout="vertical">
        {isReturn && (
          <Form.Item label={t('returnWhy')}>
            <Input.TextArea
              aria-label={t('returnWhy')}
              maxLength={200}
              autoSize={{ minRows: 2 }}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        )}
        {!isReturn && (
          <>
            <p>
              {row.communityName}
              {row.place === null ? '' : ` · ${row.place}`}
            </p>
            <Checkbox
              checked={isTaking}
              onChange={(event) => {
                setTaking(event.target.checked)
                setKnown(false)
              }}
            >
              {t('takeIn')}
            </Checkbox>
          </>
        )}
        {isKnown && isTaking && <Alert type="warning" showIcon title={t('takeInKnown')} className="desk-gap-below" />}
        {isTaking && (
          <>
            <Form.Item label={t('kind')}>
              <Select
                aria-label={t('kind')}
                value={kind}
                onChange={setKind}
                options={RESIDENCY_KINDS.map((one) => ({ value: one, label: word(residencyWords[one]) }))}
              />
            </Form.Item>
            <Form.Item label={t('takeInto')}>
              {to === null ? (
                <Input.Search aria-label={t('takeInto')} placeholder={l('searchHint')} maxLength={60} onSearch={(text) => setSought(text.trim())} />
              ) : (
                <span className="desk-row">
                  <strong>{to.label}</strong>
                  <Button size="small" onClick={() => setTo(null)}>
                    {l('closeResults')}
                  </Button>
                </span>
              )}
            </Form.Item>
            {to === null && sought !== '' && (
              <Loaded of={found} rows={2}>
                {(list) =>
                  list.length === 0 ? (
                    <Nothing says={l('noResult')} />
                  ) : (
                    <ul className="desk-found desk-found-short">
                      {list.map(({ home, names }) => (
                        <li key={home.id}>
                          <button type="button" onClick={() => setTo({ id: home.id, label: `${placeOf(home)} ${home.door}` })}>
                            <strong>
                              {placeOf(home)} {home.door}
                            </strong>{' '}
                            <span className="desk-quiet">{names.join('、')}</span>
                          </button>
                        </li>
                      ))}
                    </ul>
                  )
                }
              </Loaded>
            )}
          </>
        )}
      </Form>
    </Modal>
  )
}
