import { Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { useQuery } from '../../platform/api.ts'
import { today, useText } from '../../platform/text.ts'
import type { Person } from './desk-home-body.tsx'
import { homeText, ledgerText } from './desk-text.ts'

/** 迁出: ends the link to this home, and with another home begins one there. The history stays. */
export function MoveDialog({ person, fromHomeId, onClose, onGo }: { person: Person; fromHomeId: string; onClose: () => void; onGo: (homeId: string) => void }) {
  const t = useText(homeText)
  const l = useText(ledgerText)
  const { placeOf } = useAreas()
  const [on, setOn] = useState(today())
  const [isWithin, setWithin] = useState(false)
  const [sought, setSought] = useState('')
  const [to, setTo] = useState<{ id: string; label: string } | null>(null)
  const found = useQuery('registry.findHomes', { text: sought }, { enabled: sought !== '' })
  const move = useDo('registry.moveResident', { said: t('moved') })
  const go = async () => {
    if ((await move.run({ residencyId: person.residency.id, on, toHomeId: isWithin ? (to?.id ?? null) : null })) === null) return
    onClose()
    if (isWithin && to !== null) onGo(to.id)
  }
  return (
    <Modal
      open
      title={`${t('moveResident')}: ${person.name ?? ''}`}
      okText={t('moveGo')}
      cancelText={l('cancel')}
      okButtonProps={{ disabled: isWithin && to === null }}
      confirmLoading={move.isBusy}
      onCancel={onClose}
      onOk={() => void go()}
    >
      <Form layout="vertical">
        <Form.Item label={t('moveOn')}>
          <DayInput aria-label={t('moveOn')} value={on} earliest={person.residency.from} latest={today()} onChange={(chosen) => setOn(chosen ?? today())} />
        </Form.Item>
        <Form.Item label={t('moveTo')}>
          <Radio.Group
            value={isWithin}
            onChange={(event) => setWithin(event.target.value === true)}
            options={[
              { value: false, label: t('moveAway') },
              { value: true, label: t('moveWithin') },
            ]}
          />
        </Form.Item>
        {isWithin && (
          <Form.Item label={t('moveFind')}>
            {to === null ? (
              <Input.Search aria-label={t('moveFind')} placeholder={l('searchHint')} maxLength={60} onSearch={(text) => setSought(text.trim())} />
            ) : (
              <span className="desk-row">
                <strong>{to.label}</strong>
                <Button size="small" onClick={() => setTo(null)}>
                  {l('closeResults')}
                </Button>
              </span>
            )}
          </Form.Item>
        )}
      </Form>
      {isWithin && to === null && sought !== '' && (
        <Loaded of={found} rows={2}>
          {(list) => {
            const others = list.filter(({ home }) => home.id !== fromHomeId)
            return others.length === 0 ? (
              <Nothing says={l('noResult')} />
            ) : (
              <ul className="desk-found">
                {others.slice(0, 20).map(({ home, names }) => (
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
          }}
        </Loaded>
      )}
    </Modal>
  )
}
