// 照护人、保供车: who and what may come in beside those who live here.
import { PlusOutlined } from '@ant-design/icons'
import { readPlate } from '@xiaomen/rules/gate'
import { App, Button, Form, Input, Modal, Radio, Table } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { showMoment, today, useText } from '../../platform/text.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import { rulesText } from './desk-rules-text.ts'
import { localInstant } from './local-instant.ts'

type Attendant = Out<'gate.listAttendants'>[number]
type Vehicle = Out<'gate.listVehicles'>[number]
const inThrees = (digits: string) => digits.replace(/(\d{3})(?=\d)/g, '$1 ')

function AddAttendant({ onClose }: { onClose: () => void }) {
  const t = useText(rulesText)
  const d = useText(deskText)
  const { modal } = App.useApp()
  const [form] = Form.useForm<In<'gate.addAttendant'>>()
  const add = useDo('gate.addAttendant', { alsoRefresh: ['gate'] })
  const save = async (values: In<'gate.addAttendant'>) => {
    const phone = values.phone?.trim() ?? ''
    const done = await add.run({
      ...values,
      phone: phone === '' ? null : phone,
      from: localInstant(values.from),
      until: localInstant(values.until),
    })
    if (done === null) return
    onClose()
    modal.success({ title: t('added'), content: `${t('shortCode')}：${inThrees(done.shortCode)}` })
  }
  const needed = [{ required: true, message: d('required') }]
  return (
    <Modal open title={t('addAttendant')} okText={d('save')} cancelText={d('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void save(values)}>
        <Form.Item name="personId" label={t('whom')} rules={needed}>
          <PersonPicker />
        </Form.Item>
        <Form.Item name="name" label={t('attendantName')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="phone" label={t('phone')}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="from" label={t('from')} rules={needed}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="until" label={t('until')} rules={needed}>
          <Input type="datetime-local" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Attendants({ list }: { list: Attendant[] }) {
  const t = useText(rulesText)
  const { modal } = App.useApp()
  const [isAdding, setAdding] = useState(false)
  const end = useDo('gate.endAttendant', { alsoRefresh: ['gate'] })
  return (
    <section className="desk-panel" aria-label={t('attendants')}>
      <div className="desk-panel-head">
        <h2>{t('attendants')}</h2>
        <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('addAttendant')}
        </Button>
      </div>
      <p className="desk-quiet">{t('attendantsLead')}</p>
      <Table<Attendant>
        size="small"
        rowKey="id"
        dataSource={list}
        scroll={{ x: 660 }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('attendantsEmpty')} /> }}
        columns={[
          { title: t('attendantName'), dataIndex: 'name', width: 100 },
          { title: t('whom'), key: 'whom', render: (_, one) => [one.personName, one.door].filter(Boolean).join('　') },
          { title: t('shortCode'), key: 'short', width: 110, render: (_, one) => (one.shortCode === null ? '' : inThrees(one.shortCode)) },
          { title: t('time'), key: 'time', width: 150, render: (_, one) => `${showMoment(one.from)} – ${showMoment(one.until)}` },
          { title: t('state'), key: 'state', width: 75, render: (_, one) => t(one.shortCode === null ? 'over' : 'running') },
          {
            title: t('actions'),
            key: 'actions',
            width: 90,
            render: (_, one) =>
              one.shortCode === null ? null : (
                <Button
                  size="small"
                  danger
                  aria-label={`${t('end')}: ${one.name ?? ''}`}
                  onClick={() =>
                    modal.confirm({
                      title: `${t('end')}: ${one.name ?? ''}`,
                      content: t('endAsk'),
                      okText: t('end'),
                      onOk: () => end.run({ attendantId: one.id, reason: t('endReason') }),
                    })
                  }
                >
                  {t('end')}
                </Button>
              ),
          },
        ]}
      />
      {isAdding && <AddAttendant onClose={() => setAdding(false)} />}
    </section>
  )
}

function AddVehicle({ areaId, onClose }: { areaId: string; onClose: () => void }) {
  const t = useText(rulesText)
  const d = useText(deskText)
  const [form] = Form.useForm<In<'gate.addVehicle'>>()
  const add = useDo('gate.addVehicle', { said: t('added'), alsoRefresh: ['gate'] })
  const needed = [{ required: true, message: d('required') }]
  return (
    <Modal open title={t('addVehicle')} okText={d('save')} cancelText={d('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ areaId, arrival: 'supplyVehicle', from: today() }}
        onFinish={async (values) => {
          if ((await add.run(values)) !== null) onClose()
        }}
      >
        <Form.Item name="areaId" label={t('place')} rules={needed}>
          <AreaSelect deepest="compound" />
        </Form.Item>
        <Form.Item name="arrival" label={t('kind')}>
          <Radio.Group options={(['supplyVehicle', 'otherVehicle'] as const).map((one) => ({ value: one, label: t(one) }))} />
        </Form.Item>
        <Form.Item
          name="plate"
          label={t('plate')}
          rules={[
            ...needed,
            {
              validator: (_, value?: string) =>
                value !== undefined && value !== '' && readPlate(value) === null ? Promise.reject(new Error(t('plateWrong'))) : Promise.resolve(),
            },
          ]}
        >
          <Input maxLength={16} />
        </Form.Item>
        <Form.Item name="from" label={t('from')} rules={needed}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="until" label={t('until')} rules={needed}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Vehicles({ list, areaId }: { list: Vehicle[]; areaId: string }) {
  const t = useText(rulesText)
  const [isAdding, setAdding] = useState(false)
  const end = useDo('gate.endVehicle', { alsoRefresh: ['gate'] })
  return (
    <section className="desk-panel" aria-label={t('vehicles')}>
      <div className="desk-panel-head">
        <h2>{t('vehicles')}</h2>
        <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {t('addVehicle')}
        </Button>
      </div>
      <p className="desk-quiet">{t('vehiclesLead')}</p>
      <Table<Vehicle>
        size="small"
        rowKey="id"
        dataSource={list}
        scroll={{ x: 560 }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing says={t('vehiclesEmpty')} /> }}
        columns={[
          { title: t('plate'), dataIndex: 'plate' },
          { title: t('kind'), key: 'kind', render: (_, one) => t(one.arrival === 'supplyVehicle' ? 'supplyVehicle' : 'otherVehicle') },
          { title: t('time'), key: 'time', width: 220, render: (_, one) => `${one.from} – ${one.until}` },
          {
            title: t('actions'),
            key: 'actions',
            width: 120,
            render: (_, one) => (
              <Button size="small" danger aria-label={`${t('endVehicle')}: ${one.plate ?? ''}`} onClick={() => void end.run({ vehicleId: one.id })}>
                {t('endVehicle')}
              </Button>
            ),
          },
        ]}
      />
      {isAdding && <AddVehicle areaId={areaId} onClose={() => setAdding(false)} />}
    </section>
  )
}

export function PassesPanel() {
  const { current } = useAreas()
  const areaId = current?.id ?? ''
  const attendants = useQuery('gate.listAttendants', { areaId }, { enabled: current !== null })
  const vehicles = useQuery('gate.listVehicles', { areaId }, { enabled: current !== null })
  return (
    <div className="desk-stack">
      <Loaded of={attendants}>{(list) => <Attendants list={list} />}</Loaded>
      <Loaded of={vehicles}>{(list) => <Vehicles list={list} areaId={areaId} />}</Loaded>
    </div>
  )
}
