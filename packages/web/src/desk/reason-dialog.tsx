import { Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../platform/text.ts'
import { deskText } from './text.ts'

type Props = {
  title: string
  says?: ReactNode
  /** Between what it says and the reason. */
  children?: ReactNode
  confirm: string
  isOpen: boolean
  isBusy: boolean
  isDanger?: boolean
  onClose: () => void
  onReason: (reason: string) => void
}

/** Asks why before something that others will want to understand later. */
export function ReasonDialog({ title, says, children, confirm, isOpen, isBusy, isDanger = false, onClose, onReason }: Props) {
  const t = useText(deskText)
  const [form] = Form.useForm<{ reason: string }>()
  return (
    <Modal
      open={isOpen}
      title={title}
      okText={confirm}
      cancelText={t('cancel')}
      okButtonProps={{ danger: isDanger }}
      confirmLoading={isBusy}
      destroyOnHidden
      onCancel={onClose}
      onOk={() => form.submit()}
      afterClose={() => form.resetFields()}
    >
      {says !== undefined && <p className="desk-note">{says}</p>}
      {children}
      <Form form={form} layout="vertical" onFinish={({ reason }) => onReason(reason)}>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
          <Input.TextArea rows={3} maxLength={200} showCount autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
