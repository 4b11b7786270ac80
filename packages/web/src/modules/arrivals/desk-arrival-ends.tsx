// The short dialogs of an arrival: asked after, not coming, living elsewhere, given back, cleared.
import { CANCEL_ARRIVAL_GROUNDS, CLEAR_GROUNDS } from '@xiaomen/rules/arrivals'
import { Form, Input, Modal, Radio } from 'antd'
import type { ReactNode } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import type { In } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import type { DialogProps } from './desk-arrival.tsx'
import { arrivalsText } from './desk-text.ts'
import { cancelWords, clearWords } from './words.ts'

type Asks = 'arrivals.noteCall' | 'arrivals.cancelArrival' | 'arrivals.handOver' | 'arrivals.giveBack' | 'arrivals.clearArrival'
type Props<N extends Asks> = DialogProps & {
  name: N
  title: keyof (typeof arrivalsText)['zh']
  start?: object
  children: ReactNode
}

function Asking<N extends Asks>({ of, onClose, name, title, start = {}, children }: Props<N>) {
  const t = useText(arrivalsText)
  const d = useText(deskText)
  const [form] = Form.useForm()
  const send = useDo(name, { said: t('done'), alsoRefresh: ['tasks'] })
  return (
    <Modal open title={t(title)} okText={t(title)} cancelText={d('cancel')} confirmLoading={send.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={start}
        onFinish={async (fields: object) => {
          const input = { ...fields, arrivalId: of.id, version: of.version } as In<N>
          if ((await send.run(input)) !== null) onClose()
        }}
      >
        {children}
      </Form>
    </Modal>
  )
}

export function CallDialog(props: DialogProps) {
  const t = useText(arrivalsText)
  return (
    <Asking {...props} name="arrivals.noteCall" title="call" start={{ on: null }}>
      <Form.Item name="on" label={t('newDay')} extra={t('newDayHint')}>
        <DayInput earliest={today()} allowClear />
      </Form.Item>
    </Asking>
  )
}

function Grounds({ options }: { options: { value: string; label: string }[] }) {
  const t = useText(arrivalsText)
  const d = useText(deskText)
  return (
    <Form.Item name="ground" label={t('groundOf')} rules={[{ required: true, message: d('required') }]}>
      <Radio.Group vertical options={options} />
    </Form.Item>
  )
}
export function CancelDialog(props: DialogProps) {
  const word = useWord()
  return (
    <Asking {...props} name="arrivals.cancelArrival" title="cancel">
      <Grounds options={CANCEL_ARRIVAL_GROUNDS.map((one) => ({ value: one, label: word(cancelWords[one]) }))} />
    </Asking>
  )
}
export function ClearDialog(props: DialogProps) {
  const word = useWord()
  // Where the plan names a measure, the want of one is no ground.
  const grounds = CLEAR_GROUNDS.filter((one) => one !== 'noMeasure' || props.of.trigger === null)
  return (
    <Asking {...props} name="arrivals.clearArrival" title="clear" start={{ ground: props.of.trigger === null ? 'noMeasure' : undefined }}>
      <Grounds options={grounds.map((one) => ({ value: one, label: word(clearWords[one]) }))} />
    </Asking>
  )
}

function Why() {
  const t = useText(arrivalsText)
  const d = useText(deskText)
  return (
    <Form.Item name="reason" label={t('why')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
      <Input maxLength={100} />
    </Form.Item>
  )
}
export function HandOverDialog(props: DialogProps) {
  const t = useText(arrivalsText)
  const d = useText(deskText)
  return (
    <Asking {...props} name="arrivals.handOver" title="elsewhere">
      <Form.Item name="community" label={t('community')} extra={t('communityHint')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Why />
    </Asking>
  )
}
export function GiveBackDialog(props: DialogProps) {
  return (
    <Asking {...props} name="arrivals.giveBack" title="giveBack">
      <Why />
    </Asking>
  )
}
