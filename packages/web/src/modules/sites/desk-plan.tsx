// 统一排场次: teams, tables, hours and days; looked at, then written. And a point tried out: how many tables for so many people.
import { Alert, Button, Form, Input, InputNumber, Modal, Radio, Table } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { sitesText } from './desk-text.ts'
import { Wait } from './wait.tsx'

type Planned = Omit<In<'sites.previewPlan'>, 'areaId'>
type Proposed = Out<'sites.previewPlan'>['sessions'][number]

export function PlanDialog({ areaId, onClose }: { areaId: string; onClose: () => void }) {
  const t = useText(sitesText)
  const d = useText(deskText)
  const [form] = Form.useForm<Planned>()
  const [id] = useState(uuidv7)
  const [asked, setAsked] = useState<Planned | null>(null)
  const save = useDo('sites.savePlan', { said: t('saved') })
  const required = [{ required: true, message: d('required') }]
  return (
    <Modal open width={760} title={t('plan')} footer={<Button onClick={onClose}>{d('close')}</Button>} onCancel={onClose}>
      <p className="desk-note">{t('planLead')}</p>
      <Form<Planned>
        form={form}
        layout="inline"
        requiredMark={false}
        style={{ rowGap: 8 }}
        initialValues={{ fromDay: today(), fromClock: '08:00', untilClock: '18:00', teams: 10, tables: 15, mostDays: 7 }}
        onValuesChange={() => setAsked(null)}
        onFinish={setAsked}
      >
        <Form.Item name="fromDay" label={t('fromDay')} rules={required}>
          <DayInput />
        </Form.Item>
        <Form.Item name="fromClock" label={t('fromClock')} rules={required}>
          <Input type="time" style={{ width: 140 }} />
        </Form.Item>
        <Form.Item name="untilClock" label={t('untilClock')} rules={required}>
          <Input type="time" style={{ width: 140 }} />
        </Form.Item>
        <Form.Item name="teams" label={t('teams')} rules={required}>
          <InputNumber min={1} max={50} precision={0} style={{ width: 80 }} />
        </Form.Item>
        <Form.Item name="tables" label={t('tables')} rules={required}>
          <InputNumber min={1} max={200} precision={0} style={{ width: 80 }} />
        </Form.Item>
        <Form.Item name="mostDays" label={t('mostDays')} rules={required}>
          <InputNumber min={1} max={14} precision={0} style={{ width: 80 }} />
        </Form.Item>
        <Button htmlType="submit">{t('preview')}</Button>
      </Form>
      {asked !== null && (
        <Preview
          areaId={areaId}
          asked={asked}
          isBusy={save.isBusy}
          onSave={async () => {
            if ((await save.run({ id, areaId, ...asked })) !== null) onClose()
          }}
        />
      )}
    </Modal>
  )
}

function Preview({ areaId, asked, isBusy, onSave }: { areaId: string; asked: Planned; isBusy: boolean; onSave: () => void }) {
  const t = useText(sitesText)
  const seen = useQuery('sites.previewPlan', { areaId, ...asked })
  return (
    <Loaded of={seen}>
      {(of) =>
        of.sessions.length === 0 && of.left.length === 0 ? (
          <Nothing says={t('nothing')} />
        ) : (
          <div className="desk-stack">
            <p role="status">
              <strong>{t('planned', { sessions: of.sessions.length, people: of.people, days: of.days, wait: of.maxWaitMinutes })}</strong>
            </p>
            {of.left.length > 0 && (
              <Alert type="warning" showIcon title={t('left', { n: of.left.length, people: of.left.reduce((sum, { workers }) => sum + workers, 0) })} />
            )}
            <Button type="primary" loading={isBusy} disabled={of.sessions.length === 0} onClick={onSave}>
              {t('savePlan')}
            </Button>
            <Table<Proposed>
              size="small"
              rowKey={(one) => `${one.enterpriseId} ${one.day} ${one.fromClock}`}
              dataSource={of.sessions}
              scroll={{ x: 440 }}
              pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
              columns={[
                { title: t('site'), key: 'name', width: 120, render: (_, one) => one.name },
                {
                  title: t('when'),
                  key: 'when',
                  width: 130,
                  render: (_, one) => (
                    <>
                      {one.day}
                      <div className="desk-quiet">{`${one.fromClock}–${one.untilClock}`}</div>
                    </>
                  ),
                },
                {
                  title: t('workers'),
                  key: 'people',
                  width: 90,
                  align: 'right',
                  render: (_, one) => (
                    <>
                      {one.people}
                      <div className="desk-quiet">{t('tablesN', { n: one.tables })}</div>
                    </>
                  ),
                },
                { title: t('wait'), key: 'wait', width: 100, render: (_, one) => <Wait of={one} /> },
              ]}
            />
          </div>
        )
      }
    </Loaded>
  )
}

type Tried = Omit<In<'sites.tryPoint'>, 'areaId'>
export function TryTab({ areaId }: { areaId: string }) {
  const t = useText(sitesText)
  const d = useText(deskText)
  const [asked, setAsked] = useState<Tried | null>(null)
  const required = [{ required: true, message: d('required') }]
  return (
    <section className="desk-panel desk-stack" aria-label={t('tryTab')}>
      <p className="desk-note">{t('tryLead')}</p>
      <Form<Tried>
        layout="inline"
        requiredMark={false}
        style={{ rowGap: 8 }}
        initialValues={{ people: 1_000, fromClock: '07:00', untilClock: '21:00', comes: 'free' }}
        onValuesChange={() => setAsked(null)}
        onFinish={setAsked}
      >
        <Form.Item name="people" label={t('people')} rules={required}>
          <InputNumber min={1} max={20_000} precision={0} style={{ width: 100 }} />
        </Form.Item>
        <Form.Item name="fromClock" label={t('fromClock')} rules={required}>
          <Input type="time" style={{ width: 140 }} />
        </Form.Item>
        <Form.Item name="untilClock" label={t('untilClock')} rules={required}>
          <Input type="time" style={{ width: 140 }} />
        </Form.Item>
        <Form.Item name="comes" label={t('comes')}>
          <Radio.Group
            vertical
            options={[
              { value: 'free', label: t('free') },
              { value: 'slots', label: t('slots') },
            ]}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {t('preview')}
        </Button>
      </Form>
      {asked !== null && <Answer areaId={areaId} asked={asked} />}
    </section>
  )
}
function Answer({ areaId, asked }: { areaId: string; asked: Tried }) {
  const t = useText(sitesText)
  const seen = useQuery('sites.tryPoint', { areaId, ...asked })
  return (
    <Loaded of={seen} rows={1}>
      {(of) => (
        <p role="status">
          <strong>
            {of.tables === null ? t('noAnswer') : t('answer', { limit: of.waitMinutes, tables: of.tables, wait: of.maxWaitMinutes, queue: of.longestQueue })}
          </strong>
        </p>
      )}
    </Loaded>
  )
}
