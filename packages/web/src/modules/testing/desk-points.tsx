// 采样点: where, how many tables, how long the queue is; and the labels for its tubes and boxes.
import { PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, InputNumber, Modal, Segmented, Table } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { download } from '../../platform/api.ts'
import { useLang, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import type { Campaign } from './desk-campaign.tsx'
import { testingText } from './desk-text.ts'

type Point = Campaign['points'][number]

export function PointsTab({ of }: { of: Campaign }) {
  const t = useText(testingText)
  const [edited, setEdited] = useState<Point | 'new' | null>(null)
  const [labels, setLabels] = useState<Point | null>(null)
  const isOpen = of.may.plan && of.state !== 'ended'
  return (
    <section className="desk-panel" aria-label={t('points')}>
      {isOpen && (
        <div className="desk-panel-head">
          <Button icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {t('addPoint')}
          </Button>
        </div>
      )}
      <Table<Point>
        size="small"
        rowKey="id"
        dataSource={of.points}
        scroll={{ x: 640 }}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('noPoints')} /> }}
        columns={[
          {
            title: t('pointName'),
            key: 'name',
            width: 150,
            render: (_, one) => (
              <>
                <strong>{one.name}</strong>
                {one.isClosed && ` · ${t('isClosed')}`}
                <br />
                <span className="desk-quiet">{one.areaName}</span>
              </>
            ),
          },
          {
            title: t('queue'),
            key: 'queue',
            width: 140,
            render: (_, one) => (one.waiting === null ? '—' : t('queueOf', { n: one.waiting, minutes: one.waitMinutes ?? 0 })),
          },
          { title: t('tables'), dataIndex: 'tables', width: 70, align: 'right' },
          { title: t('samples'), dataIndex: 'samples', width: 80, align: 'right' },
          { title: t('tubes'), dataIndex: 'tubes', width: 80, align: 'right', responsive: ['lg'] },
          { title: t('batch'), dataIndex: 'batch', width: 90, responsive: ['lg'] },
          ...(of.may.plan
            ? [
                {
                  title: '',
                  key: 'act',
                  width: 150,
                  render: (_: unknown, one: Point) => (
                    <span className="desk-row">
                      <Button size="small" icon={<PrinterOutlined />} onClick={() => setLabels(one)} aria-label={`${t('print')} ${one.name}`} />
                      {isOpen && (
                        <Button size="small" onClick={() => setEdited(one)} aria-label={`${t('editPoint')} ${one.name}`}>
                          {t('editPoint')}
                        </Button>
                      )}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      {edited !== null && <PointDialog of={of} point={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {labels !== null && <LabelsDialog point={labels} onClose={() => setLabels(null)} />}
    </section>
  )
}

type Values = { name: string; areaId: string; tables: number; isClosed: boolean }
function PointDialog({ of, point, onClose }: { of: Campaign; point: Point | null; onClose: () => void }) {
  const t = useText(testingText)
  const d = useText(deskText)
  const [form] = Form.useForm<Values>()
  const [id] = useState(() => uuidv7())
  const add = useDo('testing.addPoint', { said: t('saved') })
  const change = useDo('testing.changePoint', { said: t('saved') })
  const required = [{ required: true, message: d('required') }]
  const save = async ({ name, areaId, tables, isClosed }: Values) => {
    const answer =
      point === null
        ? await add.run({ id, campaignId: of.id, areaId, name, tables })
        : await change.run({ pointId: point.id, version: point.version, name, tables, isClosed })
    if (answer !== null) onClose()
  }
  return (
    <Modal
      open
      title={t(point === null ? 'addPoint' : 'editPoint')}
      okText={t('save')}
      cancelText={d('cancel')}
      confirmLoading={add.isBusy || change.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: point?.name ?? '', areaId: point?.areaId ?? of.areaId, tables: point?.tables ?? 2, isClosed: point?.isClosed ?? false }}
        onFinish={(values) => void save({ ...values, areaId: values.areaId ?? of.areaId, isClosed: values.isClosed ?? false })}
      >
        <Form.Item name="name" label={t('pointName')} extra={t('pointHelp')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={40} autoFocus />
        </Form.Item>
        {point === null && (
          <Form.Item name="areaId" label={t('where')} rules={required}>
            <AreaSelect levels={['community', 'compound', 'building', 'unit']} />
          </Form.Item>
        )}
        <Form.Item name="tables" label={t('tables')} rules={required}>
          <InputNumber min={1} max={50} precision={0} />
        </Form.Item>
        {point !== null && (
          <Form.Item name="isClosed" valuePropName="checked">
            <Checkbox>{t('closePoint')}</Checkbox>
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

function LabelsDialog({ point, onClose }: { point: Point; onClose: () => void }) {
  const t = useText(testingText)
  const d = useText(deskText)
  const lang = useLang()
  const notify = useNotify()
  const [kind, setKind] = useState<'tube' | 'box'>('tube')
  const [symbol, setSymbol] = useState<'square' | 'lines'>('square')
  const [from, setFrom] = useState(1)
  const [count, setCount] = useState(65)
  const print = () => download('testing.printLabels', { pointId: point.id, kind, symbol, from, count, lang }).then(onClose, notify.failed)
  return (
    <Modal
      open
      title={`${t('printTubes')} · ${point.name} · ${point.batch}`}
      okText={t('print')}
      cancelText={d('cancel')}
      onCancel={onClose}
      onOk={() => void print()}
    >
      <p className="desk-note">{t('labelHelp')}</p>
      <p>
        <Segmented
          value={kind}
          onChange={setKind}
          options={[
            { value: 'tube' as const, label: t('tubeLabels') },
            { value: 'box' as const, label: t('boxLabels') },
          ]}
        />
      </p>
      <p>
        <Segmented
          value={symbol}
          onChange={setSymbol}
          options={[
            { value: 'square' as const, label: t('squareLabels') },
            { value: 'lines' as const, label: t('lineLabels') },
          ]}
        />
      </p>
      <div className="desk-pair">
        <label>
          {t('labelFrom')}
          <br />
          <InputNumber min={1} max={9_999} precision={0} value={from} onChange={(value) => setFrom(value ?? 1)} aria-label={t('labelFrom')} />
        </label>
        <label>
          {t('labelCount')}
          <br />
          <InputNumber min={1} max={500} precision={0} value={count} onChange={(value) => setCount(value ?? 1)} aria-label={t('labelCount')} />
        </label>
      </div>
    </Modal>
  )
}
