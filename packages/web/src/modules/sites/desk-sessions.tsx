// 场次: listed by their day with who is missing, opened, taken back; and one by hand.
import { Alert, Button, Drawer, Form, Input, InputNumber, Modal, Popconfirm, Radio, Table } from 'antd'
import { SESSION_KINDS, type SessionKind } from '@xiaomen/rules/sites'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { kindWords, sitesText } from './desk-text.ts'
import { Wait } from './wait.tsx'

type Session = Out<'sites.listSessions'>['sessions'][number]

export function SessionsTab({ areaId }: { areaId: string }) {
  const t = useText(sitesText)
  const word = useWord()
  const { may } = useSession()
  const [fromDay, setFromDay] = useState(today())
  const [opened, setOpened] = useState<Session | null>(null)
  const listed = useQuery('sites.listSessions', { areaId, fromDay }, { keepPrevious: true })
  const maySee = may('sites.people')
  return (
    <section className="desk-panel desk-stack" aria-label={t('sessionsTab')}>
      <div className="desk-row">
        <label htmlFor="sites-from">{t('fromDay')}</label>
        <DayInput id="sites-from" value={fromDay} onChange={(day) => setFromDay(day ?? today())} />
      </div>
      <Loaded of={listed}>
        {({ sessions, isCut }) => (
          <>
            {isCut && <Alert type="info" showIcon title={t('cut')} />}
            <Table<Session>
              size="small"
              rowKey="id"
              dataSource={sessions}
              scroll={{ x: 520 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('noSessions')} /> }}
              columns={[
                {
                  title: t('site'),
                  key: 'name',
                  width: 140,
                  render: (_, one) => (
                    <>
                      {maySee ? (
                        <button type="button" className="desk-link" onClick={() => setOpened(one)}>
                          {one.name}
                        </button>
                      ) : (
                        one.name
                      )}
                      <div className="desk-quiet">{one.state === 'cancelled' ? t('cancelled') : word(kindWords[one.kind])}</div>
                    </>
                  ),
                },
                {
                  title: t('when'),
                  key: 'when',
                  width: 120,
                  render: (_, one) => (
                    <>
                      {one.day}
                      <div className="desk-quiet">{`${one.fromClock}–${one.untilClock}`}</div>
                    </>
                  ),
                },
                { title: t('missing'), key: 'missing', width: 90, align: 'right', render: (_, one) => t('of', { missing: one.missing, workers: one.workers }) },
                { title: t('wait'), key: 'wait', width: 110, render: (_, one) => <Wait of={one} /> },
                { title: t('how'), key: 'how', width: 120, render: (_, one) => one.pointName ?? one.provider ?? t('tablesN', { n: one.tables }) },
              ]}
            />
          </>
        )}
      </Loaded>
      {opened !== null && <SessionDrawer key={opened.id} sessionId={opened.id} name={opened.name} onClose={() => setOpened(null)} />}
    </section>
  )
}

function SessionDrawer({ sessionId, name, onClose }: { sessionId: string; name: string; onClose: () => void }) {
  const t = useText(sitesText)
  const d = useText(deskText)
  const word = useWord()
  const seen = useQuery('sites.getSession', { sessionId })
  const cancel = useDo('sites.cancelSession', { said: t('saved') })
  return (
    <Drawer open title={name} size={560} onClose={onClose}>
      <Loaded of={seen}>
        {(of) => (
          <div className="desk-stack">
            <p>
              {of.day} {of.fromClock}–{of.untilClock} · {word(kindWords[of.kind])} · {t('tablesN', { n: of.tables })} · {t('wait')} <Wait of={of} />
              {of.pointName !== null && ` · ${of.pointName}`}
              {of.provider !== null && ` · ${of.provider}`}
              {of.state === 'cancelled' && ` · ${t('cancelled')}`}
            </p>
            {of.contact !== null && (
              <p>
                {t('contact')}: {of.contact}
              </p>
            )}
            {of.may.plan && of.state === 'planned' && (
              <Popconfirm
                title={t('cancel')}
                okText={t('cancel')}
                cancelText={d('cancel')}
                onConfirm={() => void cancel.run({ sessionId: of.id, version: of.version })}
              >
                <Button>{t('cancel')}</Button>
              </Popconfirm>
            )}
            <h3>
              {t('missingList')} {t('of', { missing: of.missing, workers: of.workers })}
            </h3>
            {of.missingWorkers.length === 0 ? (
              <Nothing says={t('nobodyMissing')} />
            ) : (
              <ul>
                {of.missingWorkers.map((one) => (
                  <li key={one.personId}>{one.name ?? t('hidden')}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </Loaded>
    </Drawer>
  )
}

type Fields = {
  kind: SessionKind
  day: string
  fromClock: string
  untilClock: string
  tables: number
  pointName?: string
  provider?: string
  contact?: string
  staff?: number
}
const howOf = ({ kind, pointName = '', provider = '', contact = '', staff = 1 }: Fields) =>
  kind === 'onSite' ? { kind } : kind === 'nearby' ? { kind, pointName } : { kind, provider, contact, staff }

export function AddDialog({ site, onClose }: { site: { enterpriseId: string; name: string }; onClose: () => void }) {
  const t = useText(sitesText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Fields>()
  const [id] = useState(uuidv7)
  const kind = Form.useWatch('kind', form)
  const add = useDo('sites.addSession', { said: t('saved') })
  const required = [{ required: true, message: d('required') }]
  const save = async (fields: Fields) => {
    const { day, fromClock, untilClock, tables } = fields
    if ((await add.run({ id, enterpriseId: site.enterpriseId, day, fromClock, untilClock, tables, how: howOf(fields) })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={t('addTo', { name: site.name })}
      okText={t('save')}
      cancelText={d('cancel')}
      confirmLoading={add.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'onSite', day: today(), fromClock: '08:00', untilClock: '18:00', tables: 2, staff: 2 }}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="kind" label={t('how')}>
          <Radio.Group options={SESSION_KINDS.map((one) => ({ value: one, label: word(kindWords[one]) }))} />
        </Form.Item>
        <Form.Item name="day" label={t('day')} rules={required}>
          <DayInput />
        </Form.Item>
        <div className="desk-row">
          <Form.Item name="fromClock" label={t('fromClock')} rules={required}>
            <Input type="time" style={{ width: 140 }} />
          </Form.Item>
          <Form.Item name="untilClock" label={t('untilClock')} rules={required}>
            <Input type="time" style={{ width: 140 }} />
          </Form.Item>
          <Form.Item name="tables" label={t('tables')} rules={required}>
            <InputNumber min={1} max={50} precision={0} style={{ width: 90 }} />
          </Form.Item>
        </div>
        {kind === 'nearby' && (
          <Form.Item name="pointName" label={t('pointName')} rules={required}>
            <Input maxLength={40} />
          </Form.Item>
        )}
        {kind === 'thirdParty' && (
          <>
            <Form.Item name="provider" label={t('provider')} rules={required}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="contact" label={t('contact')} rules={required}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="staff" label={t('staff')} rules={required}>
              <InputNumber min={1} max={200} precision={0} style={{ width: 90 }} />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  )
}
