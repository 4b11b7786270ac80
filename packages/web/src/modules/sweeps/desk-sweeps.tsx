// 扫楼 on the desk: what is on, a new one, and each opened.
import { PlusOutlined } from '@ant-design/icons'
import { HOME_USES, type HomeUse } from '@xiaomen/rules/registry'
import { Button, Checkbox, Form, Input, Modal, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, PageHead, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { homeUseWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { Share } from '../tasks/desk-share.tsx'
import { SweepPage } from './desk-sweep.tsx'
import { sweepText } from './desk-text.ts'
import { sweepStateWords } from './words.ts'

type Sweep = Out<'sweeps.listSweeps'>[number]

export function SweepsPage() {
  const [, go] = useLocation()
  const params = useParams<{ '*': string }>()
  const opened = params['*'] ?? ''
  if (/^[0-9a-f-]{36}$/.test(opened)) return <SweepPage key={opened} sweepId={opened} onBack={() => go('/sweeps')} />
  return <SweepList onOpen={(id) => go(`/sweeps/${id}`)} />
}

function SweepList({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useText(sweepText)
  const word = useWord()
  const { may } = useSession()
  const { current } = useAreas()
  const [state, setState] = useState<'open' | 'closed'>('open')
  const [isPlanning, setPlanning] = useState(false)
  const sweeps = useQuery(
    'sweeps.listSweeps',
    { isOpen: state === 'open', ...(current === null ? {} : { areaId: current.id }) },
    { keepPrevious: true, refetchIntervalMs: 30_000 },
  )
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        {may('sweeps.plan') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setPlanning(true)}>
            {t('plan')}
          </Button>
        )}
      </PageHead>
      <section className="desk-panel" aria-label={t('title')}>
        <div className="desk-panel-head">
          <Segmented value={state} onChange={setState} options={(['open', 'closed'] as const).map((value) => ({ value, label: t(value) }))} />
        </div>
        <Loaded of={sweeps}>
          {(list) => (
            <Table<Sweep>
              size="small"
              rowKey="id"
              dataSource={list}
              scroll={{ x: 480 }}
              pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('none')} /> }}
              columns={[
                {
                  title: t('name'),
                  key: 'name',
                  width: 170,
                  render: (_, one) => (
                    <Button type="link" size="small" className="desk-link" onClick={() => onOpen(one.id)}>
                      {one.name}
                    </Button>
                  ),
                },
                { title: t('missing'), key: 'missing', width: 80, align: 'right', render: (_, one) => <strong>{one.coverage.missing}</strong> },
                { title: t('where'), dataIndex: 'areaName', width: 120, responsive: ['md'] },
                {
                  title: t('state'),
                  key: 'state',
                  width: 130,
                  render: (_, one) => `${word(sweepStateWords[one.state])}${one.round > 1 ? ` · ${t('round', { n: one.round })}` : ''}`,
                },
                {
                  title: t('dueOn'),
                  key: 'due',
                  width: 120,
                  render: (_, one) => (one.dueOn < today() && one.state !== 'closed' ? <strong>! {one.dueOn}</strong> : one.dueOn),
                },
                { title: t('expected'), key: 'expected', width: 90, align: 'right', responsive: ['lg'], render: (_, one) => one.coverage.expected },
                { title: t('disputes'), dataIndex: 'disputes', width: 80, align: 'right', responsive: ['lg'] },
                { title: t('differences'), dataIndex: 'undecided', width: 100, align: 'right', responsive: ['lg'] },
                { title: t('progress'), key: 'share', width: 160, responsive: ['md'], render: (_, one) => <Share of={one.coverage} /> },
              ]}
            />
          )}
        </Loaded>
      </section>
      {isPlanning && <PlanDialog onClose={() => setPlanning(false)} onPlanned={onOpen} />}
    </>
  )
}

type Values = { name: string; areaId: string; uses: HomeUse[]; fromDay: string; dueOn: string }
function PlanDialog({ onClose, onPlanned }: { onClose: () => void; onPlanned: (id: string) => void }) {
  const t = useText(sweepText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const { current } = useAreas()
  const [form] = Form.useForm<Values>()
  // One id a dialog: pressed twice, it is one sweep.
  const [id] = useState(() => uuidv7())
  const plan = useDo('sweeps.planSweep', { alsoRefresh: ['tasks'] })
  const required = [{ required: true, message: d('required') }]
  const save = async (values: Values) => {
    const answer = await plan.run({ id, ...values })
    if (answer === null) return
    notify.done(t('planned', { n: answer.homes }))
    onClose()
    onPlanned(id)
  }
  return (
    <Modal
      open
      width={600}
      title={t('plan')}
      okText={t('plan')}
      cancelText={d('cancel')}
      confirmLoading={plan.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ areaId: current?.id, uses: HOME_USES.filter((use) => use !== 'shop'), fromDay: today(), dueOn: today() }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="name" label={t('name')} extra={t('nameHelp')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="areaId" label={t('where')} rules={required}>
          <AreaSelect levels={['community', 'compound', 'building', 'unit']} />
        </Form.Item>
        <Form.Item name="uses" label={t('uses')} rules={required}>
          <Checkbox.Group options={HOME_USES.map((use) => ({ value: use, label: word(homeUseWords[use]) }))} />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="fromDay" label={t('fromDay')} rules={required}>
            <DayInput />
          </Form.Item>
          <Form.Item name="dueOn" label={t('dueOn')} rules={required}>
            <DayInput earliest={today()} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}
