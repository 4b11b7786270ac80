// 封条: what is on which door, alarms first, then what has to come off, then what is to be looked at.
import { PlusOutlined } from '@ant-design/icons'
import { Alert, Button, Form, Input, Modal, Segmented, Select, Table } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, PageHead, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { SealDrawer } from './desk-seal.tsx'
import { sealsText } from './desk-text.ts'
import { doorOf, type Seal, useNext, useSensorSays } from './seal-view.ts'
import { alarmWords, sealStateSigns, sealStateWords } from './words.ts'
import './seals.css'

const LISTS = ['now', 'ended'] as const
const LOOK_AGAIN_MS = 60_000

export function SealsPage() {
  const t = useText(sealsText)
  const { may } = useSession()
  const { current } = useAreas()
  const [place, go] = useLocation()
  const [isIssuing, setIssuing] = useState(false)
  // The seal stands in the address, by its id alone, so that it can be sent to a colleague.
  const sealId = /^\/seals\/([0-9a-f-]{36})$/.exec(place)?.[1] ?? null
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {may('seals.apply') && <Button href="/work/#/seals">{t('toPhone')}</Button>}
        {may('seals.issue') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setIssuing(true)}>
            {t('issue')}
          </Button>
        )}
      </PageHead>
      {current !== null && <SealList areaId={current.id} onOpen={(id) => go(`/seals/${id}`)} />}
      {isIssuing && current !== null && <IssueDialog areaId={current.id} onClose={() => setIssuing(false)} />}
      {sealId !== null && <SealDrawer key={sealId} sealId={sealId} onClose={() => go('/seals')} />}
    </>
  )
}

function SealList({ areaId, onOpen }: { areaId: string; onOpen: (sealId: string) => void }) {
  const t = useText(sealsText)
  const word = useWord()
  const next = useNext()
  const sensorSays = useSensorSays()
  const [list, setList] = useState<(typeof LISTS)[number]>('now')
  const listed = useQuery('seals.listSeals', { areaId, list }, { keepPrevious: true, refetchIntervalMs: LOOK_AGAIN_MS })
  return (
    <section className="desk-panel" aria-label={t('title')}>
      <div className="desk-scroll desk-gap-below">
        <Segmented value={list} onChange={setList} options={LISTS.map((one) => ({ value: one, label: t(one) }))} />
      </div>
      <Loaded of={listed}>
        {({ seals, counts, isCut }) => (
          <>
            {list === 'now' && <p className="desk-quiet">{t('counts', counts)}</p>}
            {isCut && <Alert type="info" showIcon title={t('cut')} />}
            <Table<Seal>
              size="small"
              rowKey="id"
              dataSource={seals}
              scroll={{ x: 720 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('empty')} /> }}
              columns={[
                {
                  title: t('state'),
                  key: 'state',
                  width: 140,
                  render: (_, one) => (
                    <>
                      <span className="desk-sign">
                        <span aria-hidden="true">{sealStateSigns[one.state]}</span> {word(sealStateWords[one.state])}
                      </span>
                      {one.alarms.map((alarm) => (
                        <div key={alarm.id} className="seal-late">
                          ! {word(alarmWords[alarm.kind])}
                        </div>
                      ))}
                    </>
                  ),
                },
                {
                  title: t('number'),
                  key: 'number',
                  width: 120,
                  render: (_, one) => (
                    <button type="button" className="desk-link" onClick={() => onOpen(one.id)}>
                      {one.number}
                    </button>
                  ),
                },
                { title: t('where'), key: 'where', width: 190, render: (_, one) => doorOf(one) },
                {
                  title: t('next'),
                  key: 'next',
                  width: 200,
                  render: (_, one) => <span className={one.isCheckLate || one.isRemovalLate ? 'seal-late' : ''}>{next(one).join(' · ') || '—'}</span>,
                },
                { title: t('sensor'), key: 'sensor', width: 130, render: (_, one) => sensorSays(one) },
              ]}
            />
          </>
        )}
      </Loaded>
    </section>
  )
}

function IssueDialog({ areaId, onClose }: { areaId: string; onClose: () => void }) {
  const t = useText(sealsText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<{ homeId: string; number: string }>()
  const [id] = useState(uuidv7)
  const homes = useQuery('seals.listHomes', { areaId })
  const issue = useDo('seals.issueSeal', { said: t('issued'), alsoRefresh: ['tasks'] })
  const isPossible = homes.data !== undefined && homes.data.rule !== null && homes.data.homes.length > 0
  return (
    <Modal
      open
      title={t('issue')}
      okText={t('issue')}
      cancelText={d('cancel')}
      okButtonProps={{ disabled: !isPossible }}
      confirmLoading={issue.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Loaded of={homes}>
        {({ rule, source, homes: list }) => (
          <>
            <Alert
              type={rule === null ? 'warning' : 'info'}
              showIcon
              title={
                rule === null
                  ? t('notHere')
                  : `${t('rule', { checkEveryHours: rule.checkEveryHours, removeWithinHours: rule.removeWithinHours })}${rule.isDraft ? ` · ${t('draft')}` : ''}`
              }
              description={t('source', { source: word(source) })}
            />
            {rule !== null && list.length === 0 && <p>{t('homesNone')}</p>}
            {isPossible && (
              <Form
                form={form}
                layout="vertical"
                requiredMark={false}
                className="desk-gap-above"
                onFinish={async ({ homeId, number }) => {
                  if ((await issue.run({ id, homeId, number: number.trim() })) !== null) onClose()
                }}
              >
                <Form.Item name="homeId" label={t('home')} extra={t('homeHint')} rules={[{ required: true, message: d('required') }]}>
                  <Select
                    showSearch={{ optionFilterProp: 'label' }}
                    options={list.map((one) => ({ value: one.homeId, label: t('homeOf', { door: doorOf(one), n: one.people }) }))}
                  />
                </Form.Item>
                <Form.Item name="number" label={t('number')} extra={t('numberHint')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
                  <Input maxLength={20} autoComplete="off" />
                </Form.Item>
              </Form>
            )}
          </>
        )}
      </Loaded>
    </Modal>
  )
}
