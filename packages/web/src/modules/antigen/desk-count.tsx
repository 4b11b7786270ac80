// A number of kits, and one word beside it: the only thing that is typed of a move.
import { Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { deskText } from '../../desk/text.ts'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { antigenText } from './desk-text.ts'

type Typed = { count: number; note?: string }
export type Counted = { id: string; count: number; note: string | null }
type Asked = {
  title: string
  /** Null: nothing is noted beside the number. */ noteLabel: string | null
  initial: number
  most?: number
  isBusy: boolean
  onClose: () => void
  /** True when it was done. */ onDone: (said: Counted) => Promise<boolean>
}

export function CountDialog({ title, noteLabel, initial, most, isBusy, onClose, onDone }: Asked) {
  const t = useText(antigenText)
  const d = useText(deskText)
  const [form] = Form.useForm<Typed>()
  // Sent twice it is one move.
  const [id] = useState(uuidv7)
  return (
    <Modal open title={title} okText={title} cancelText={d('cancel')} confirmLoading={isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form<Typed>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ count: initial }}
        onFinish={async ({ count, note }) => {
          const said = note?.trim() ?? ''
          if (await onDone({ id, count, note: said === '' ? null : said })) onClose()
        }}
      >
        <Form.Item name="count" label={t('count')} rules={[{ required: true, message: d('required') }]}>
          <InputNumber min={1} max={most ?? 100_000} precision={0} />
        </Form.Item>
        {noteLabel !== null && (
          <Form.Item name="note" label={noteLabel}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
