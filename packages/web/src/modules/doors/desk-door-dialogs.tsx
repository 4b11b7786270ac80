import { DIRECTIONS } from '@xiaomen/rules/gate'
import { DOOR_KINDS, OPEN_SECONDS } from '@xiaomen/rules/doors'
import { Alert, Button, Descriptions, Form, Input, InputNumber, Modal, Radio, Select, Table } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { reasonWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In, Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { doorsText } from './desk-text.ts'
import { doorEventWords, doorKindWords } from './words.ts'
import './desk-doors.css'

type Door = Out<'doors.listDoors'>['doors'][number]
type Closing = { onClose: () => void }

export function AddDoor({ onClose }: Closing) {
  const t = useText(doorsText)
  const d = useText(deskText)
  const sayKind = useText(doorKindWords)
  const { current } = useAreas()
  const gates = useQuery('gate.listGates', {})
  const [form] = Form.useForm<In<'doors.addDoor'>>()
  const add = useDo('doors.addDoor', { said: d('saved') })
  return (
    <Modal open title={t('addDoor')} okText={d('save')} cancelText={d('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ areaId: current?.id, gateId: null, kind: 'unit', direction: 'in', openSeconds: OPEN_SECONDS.usual }}
        onFinish={async (values) => {
          if ((await add.run({ ...values, gateId: values.gateId ?? null })) !== null) onClose()
        }}
      >
        <Form.Item name="areaId" label={t('at')} rules={[{ required: true, message: d('required') }]}>
          <AreaSelect deepest="unit" levels={['compound', 'building', 'unit']} />
        </Form.Item>
        <Form.Item name="name" label={t('doorName')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={40} placeholder={t('doorHint')} />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')}>
          <Radio.Group options={DOOR_KINDS.map((kind) => ({ value: kind, label: sayKind(kind) }))} />
        </Form.Item>
        <Form.Item name="gateId" label={t('gate')}>
          <Select
            allowClear
            placeholder={t('noGate')}
            options={(gates.data ?? []).map((gate) => ({ value: gate.id, label: `${gate.areaName} ${gate.name}` }))}
          />
        </Form.Item>
        <Form.Item name="direction" label={t('direction')}>
          <Radio.Group options={DIRECTIONS.map((direction) => ({ value: direction, label: t(direction) }))} />
        </Form.Item>
        <Form.Item name="openSeconds" label={t('openSeconds')}>
          <InputNumber min={OPEN_SECONDS.least} max={OPEN_SECONDS.most} suffix={t('seconds')} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** What is shown once. Nothing closes it by accident. */
export function Secret({ of, onClose }: { of: Out<'doors.addDevice'> } & Closing) {
  const t = useText(doorsText)
  const line = (value: string) => <code className="door-secret">{value}</code>
  return (
    <Modal
      open
      closable={false}
      maskClosable={false}
      keyboard={false}
      title={t('secretTitle')}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('noted')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('secretLead')} />
      <Descriptions
        column={1}
        size="small"
        layout="vertical"
        items={[
          { key: 'id', label: t('deviceId'), children: line(of.deviceId) },
          { key: 'password', label: t('password'), children: line(of.password) },
          { key: 'key', label: t('cardKey'), children: line(of.cardKey) },
          ...(of.port === null ? [] : [{ key: 'port', label: t('port'), children: line(String(of.port)) }]),
        ]}
      />
    </Modal>
  )
}

export function OpenDialog({ door, onClose }: { door: Door } & Closing) {
  const t = useText(doorsText)
  const d = useText(deskText)
  const [id] = useState(() => uuidv7())
  const [form] = Form.useForm<{ reason: string }>()
  const open = useDo('doors.openDoor')
  return (
    <Modal
      open
      title={t('openTitle', { door: `${door.areaName} ${door.name}` })}
      okText={t('open')}
      cancelText={d('cancel')}
      confirmLoading={open.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={async ({ reason }) => {
          if ((await open.run({ id, doorId: door.id, reason })) !== null) onClose()
        }}
      >
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={200} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** Two taps: the first asks, the second opens. */
export function FireDialog({ onClose }: Closing) {
  const t = useText(doorsText)
  const d = useText(deskText)
  const { current } = useAreas()
  const [id] = useState(() => uuidv7())
  const [isSure, setSure] = useState(false)
  const [form] = Form.useForm<{ areaId: string; reason: string }>()
  const open = useDo('doors.openForFire')
  return (
    <Modal
      open
      title={t('fireTitle')}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {d('cancel')}
        </Button>,
        <Button key="open" danger type={isSure ? 'primary' : 'default'} loading={open.isBusy} onClick={() => (isSure ? form.submit() : setSure(true))}>
          {t(isSure ? 'fireSure' : 'fireNow')}
        </Button>,
      ]}
    >
      <Alert type="warning" showIcon title={t('fireLead')} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ areaId: current === null || ['compound', 'building', 'unit'].includes(current.level) ? current?.id : undefined }}
        onFinish={async (values) => {
          if ((await open.run({ id, ...values })) !== null) onClose()
        }}
      >
        <Form.Item name="areaId" label={t('at')} rules={[{ required: true, message: d('required') }]}>
          <AreaSelect deepest="building" levels={['compound', 'building']} />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

export function DoorEvents({ door, onClose }: { door: Door } & Closing) {
  const t = useText(doorsText)
  const word = useWord()
  const sayEvent = useText(doorEventWords)
  const events = useQuery('doors.listEvents', { doorId: door.id })
  return (
    <Modal open width={760} title={t('eventsTitle', { door: `${door.areaName} ${door.name}` })} footer={null} onCancel={onClose}>
      <Loaded of={events}>
        {(list) => (
          <Table
            size="small"
            rowKey="n"
            dataSource={list}
            scroll={{ x: 600, y: 420 }}
            pagination={false}
            columns={[
              { title: t('when'), key: 'when', width: 130, render: (_, one) => showMoment(one.at) },
              { title: t('what'), key: 'what', width: 120, render: (_, one) => sayEvent(one.kind) },
              { title: t('card'), dataIndex: 'cardTail', width: 80 },
              {
                title: t('result'),
                key: 'result',
                render: (_, one) =>
                  [
                    ...(one.wasOpened === null ? [] : [t(one.wasOpened ? 'opened' : 'notOpened')]),
                    ...one.reasons.map((reason) => word(reasonWords[reason])),
                    ...(one.isLate ? [t('late')] : []),
                  ].join(' · '),
              },
            ]}
          />
        )}
      </Loaded>
    </Modal>
  )
}
