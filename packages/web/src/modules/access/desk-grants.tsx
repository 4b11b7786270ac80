// What one account holds: place, classes, days; narrowed, given another end, or revoked.
import { DATA_CLASSES, type DataClass } from '@xiaomen/rules/access'
import { App, Button, Form, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { classWords, roleWords, useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'
import type { Account } from './desk-account-state.tsx'
import { accountsText } from './desk-text.ts'

export type Grant = Account['grants'][number]

/** Days before its end from which a grant is called ending. */
const ENDING_DAYS = 14
export const isEnding = (grant: Pick<Grant, 'until' | 'coverId'>): boolean =>
  grant.until !== null && grant.coverId === null && Date.parse(grant.until) - Date.parse(today()) <= ENDING_DAYS * 86_400_000

export function usePlaceOf(): (grant: Grant) => string {
  const { find, fullName } = useAreas()
  return (grant) => {
    const area = grant.areaId === null ? null : find(grant.areaId)
    return area === null ? grant.areaName : fullName(area)
  }
}
export function useClassesOf(): (grant: Pick<Grant, 'dataClasses'>) => string {
  const t = useText(accountsText)
  const word = useWord()
  return ({ dataClasses }) =>
    dataClasses === null
      ? t('allClasses')
      : DATA_CLASSES.filter((one) => dataClasses.includes(one))
          .map((one) => word(classWords[one]))
          .join('、')
}

export function GrantList({ account, isSelf }: { account: Account; isSelf: boolean }) {
  const t = useText(accountsText)
  const word = useWord()
  const placeOf = usePlaceOf()
  const classesOf = useClassesOf()
  const { modal } = App.useApp()
  const [changing, setChanging] = useState<Grant | null>(null)
  const revoke = useDo('access.revokeGrant', { said: t('revoked') })
  const askRevoke = (grant: Grant) =>
    modal.confirm({
      title: `${t('revoke')}: ${word(roleWords[grant.role])} ${placeOf(grant)}`,
      content: t('revokeAsk'),
      okText: t('revoke'),
      okButtonProps: { danger: true },
      onOk: () => revoke.run({ grantId: grant.id }),
    })
  if (account.grants.length === 0) return <Nothing says={t('noGrants')} />
  return (
    <>
      <ul className="desk-list">
        {account.grants.map((grant) => (
          <li key={grant.id}>
            <div>
              <Tag color="blue">{word(roleWords[grant.role])}</Tag>
              {placeOf(grant)}
              {grant.overlayId !== null && <span className="desk-quiet"> {t('followsGrid')}</span>}
              {grant.coverId !== null && <Tag className="desk-tag-after">{t('standingIn')}</Tag>}
              <div className="desk-quiet">{classesOf(grant)}</div>
              <div className="desk-quiet">
                {grant.from} – {grant.until ?? t('noEnd')}
                {isEnding(grant) && <strong> ! {t('ending')}</strong>}
              </div>
            </div>
            {!isSelf && grant.role !== 'resident' && (
              <div className="desk-row">
                {grant.coverId === null && (
                  <Button size="small" onClick={() => setChanging(grant)}>
                    {t('change')}
                  </Button>
                )}
                <Button size="small" danger onClick={() => askRevoke(grant)}>
                  {t('revoke')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {changing !== null && <ChangeDialog grant={changing} onClose={() => setChanging(null)} />}
    </>
  )
}

function ChangeDialog({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const t = useText(accountsText)
  const d = useText(deskText)
  const word = useWord()
  const placeOf = usePlaceOf()
  const [form] = Form.useForm<{ dataClasses: DataClass[]; until: string | null }>()
  const change = useDo('access.changeGrant', { said: t('changed') })
  const save = async ({ dataClasses, until }: { dataClasses: DataClass[]; until: string | null }) => {
    const answer = await change.run({ grantId: grant.id, dataClasses: dataClasses.length === 0 ? null : dataClasses, until: until ?? null })
    if (answer !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t('change')}: ${word(roleWords[grant.role])} ${placeOf(grant)}`}
      okText={t('change')}
      cancelText={d('cancel')}
      confirmLoading={change.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ dataClasses: grant.dataClasses ?? [], until: grant.until }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="dataClasses" label={t('classes')} extra={t('classesHelp')}>
          <Select mode="multiple" placeholder={t('allClasses')} options={DATA_CLASSES.map((one) => ({ value: one, label: word(classWords[one]) }))} />
        </Form.Item>
        <Form.Item name="until" label={t('until')} extra={t('untilHelp')}>
          <DayInput allowClear placeholder={t('noEnd')} earliest={grant.from} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
