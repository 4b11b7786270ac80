// 负荷与交接: who has how much, and to whom it goes when somebody is ill or a grid changes hands.
import { SwapOutlined } from '@ant-design/icons'
import { Button, Form, Modal, Select, Table } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { tasksText } from './desk-text.ts'

type Worker = Out<'tasks.listLoad'>['workers'][number]

export function Load() {
  const t = useText(tasksText)
  const { current } = useAreas()
  const load = useQuery('tasks.listLoad', { areaId: current?.id ?? '' }, { enabled: current !== null, keepPrevious: true })
  const [from, setFrom] = useState<Worker | null>(null)
  const [isGrid, setGrid] = useState(false)
  if (current === null) return null
  return (
    <section className="desk-panel" aria-label={t('load')}>
      <Loaded of={load}>
        {({ workers, unassigned }) => (
          <>
            <div className="desk-panel-head">
              <p>{t('unassigned', { n: unassigned })}</p>
              <Button icon={<SwapOutlined />} onClick={() => setGrid(true)}>
                {t('gridHandOver')}
              </Button>
            </div>
            <Table<Worker>
              size="small"
              rowKey="accountId"
              dataSource={workers}
              scroll={{ x: 640 }}
              pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
              locale={{ emptyText: <Nothing says={t('noWorkers')} /> }}
              columns={[
                { title: t('worker'), dataIndex: 'name' },
                { title: t('unit'), dataIndex: 'unit', responsive: ['md'] },
                { title: t('handed'), dataIndex: 'handed', width: 100, align: 'right', sorter: (a, b) => a.handed - b.handed },
                { title: t('shared'), dataIndex: 'shared', width: 100, align: 'right', sorter: (a, b) => a.shared - b.shared },
                { title: t('overdue'), dataIndex: 'overdue', width: 80, align: 'right' },
                { title: t('doneToday'), dataIndex: 'doneToday', width: 90, align: 'right' },
                {
                  title: '',
                  key: 'act',
                  width: 110,
                  render: (_, one) =>
                    one.handed > 0 && (
                      <Button size="small" onClick={() => setFrom(one)} aria-label={`${t('handOver')}: ${one.name}`}>
                        {t('handOver')}
                      </Button>
                    ),
                },
              ]}
            />
            {from !== null && <HandOverDialog from={from} workers={workers} area={current} onClose={() => setFrom(null)} />}
            {isGrid && <GridDialog workers={workers} onClose={() => setGrid(false)} />}
          </>
        )}
      </Loaded>
    </section>
  )
}

const optionsOf = (workers: readonly Worker[], except?: string) =>
  [...new Map(workers.map((one) => [one.accountId, one])).values()]
    .filter((one) => one.accountId !== except)
    .map((one) => ({ value: one.accountId, label: `${one.name} · ${one.unit}` }))

function HandOverDialog({
  from,
  workers,
  area,
  onClose,
}: {
  from: Worker
  workers: readonly Worker[]
  area: { id: string; name: string }
  onClose: () => void
}) {
  const t = useText(tasksText)
  const d = useText(deskText)
  const notify = useNotify()
  const handOver = useDo('tasks.handOver')
  const [form] = Form.useForm<{ to?: string }>()
  const save = async ({ to }: { to?: string }) => {
    const answer = await handOver.run({ areaId: area.id, fromAccountId: from.accountId, toAccountId: to ?? null })
    if (answer === null) return
    notify.done(t('handedOver', { n: answer.assigned }))
    onClose()
  }
  return (
    <Modal
      open
      title={t('handOverTitle', { name: from.name, area: area.name })}
      okText={t('handOver')}
      cancelText={d('cancel')}
      confirmLoading={handOver.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void save(values)}>
        <Form.Item name="to" label={t('toWhom')}>
          <Select allowClear placeholder={t('toPool')} options={optionsOf(workers, from.accountId)} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

type GridValues = { overlayId: string; fromAccountId: string; toAccountId: string; on: string }
function GridDialog({ workers, onClose }: { workers: readonly Worker[]; onClose: () => void }) {
  const t = useText(tasksText)
  const d = useText(deskText)
  const notify = useNotify()
  const { overlays } = useAreas()
  const grids = overlays.filter((one) => one.kind === 'grid')
  const handOver = useDo('tasks.handOverGrid', { alsoRefresh: ['access'] })
  const [form] = Form.useForm<GridValues>()
  const giver = Form.useWatch('fromAccountId', form)
  const required = [{ required: true, message: d('required') }]
  const save = async (values: GridValues) => {
    const answer = await handOver.run(values)
    if (answer === null) return
    notify.done(t('handedOver', { n: answer.assigned }))
    onClose()
  }
  return (
    <Modal
      open
      title={t('gridHandOver')}
      okText={t('gridHandOver')}
      cancelText={d('cancel')}
      confirmLoading={handOver.isBusy}
      okButtonProps={{ disabled: grids.length === 0 }}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{grids.length === 0 ? t('noGrids') : t('gridHelp')}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ on: today() }} onFinish={(values) => void save(values)}>
        <Form.Item name="overlayId" label={t('grid')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={grids.map((one) => ({ value: one.id, label: one.name }))} />
        </Form.Item>
        <Form.Item name="fromAccountId" label={t('fromWhom')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={optionsOf(workers)} />
        </Form.Item>
        <Form.Item name="toAccountId" label={t('toWhom')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={optionsOf(workers, giver)} />
        </Form.Item>
        <Form.Item name="on" label={t('onDay')} rules={required}>
          <DayInput earliest={today()} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
