import type { Level } from '@xiaomen/rules/areas'
import { Form, Input, Modal, Select } from 'antd'
import { deskText } from '../../desk/text.ts'
import { levelWords, useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import { areasText } from './desk-text.ts'

type Props = {
  title: string
  initial: string
  /** To choose from; null when the level is not asked. */
  levels: readonly Level[] | null
  isBusy: boolean
  onSave: (values: { name: string; level: Level }) => void
  onClose: () => void
}

export function NameDialog({ title, initial, levels, isBusy, onSave, onClose }: Props) {
  const t = useText(areasText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<{ name: string; level: Level }>()
  return (
    <Modal open title={title} okText={d('save')} cancelText={d('cancel')} confirmLoading={isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ name: initial, level: levels?.[0] }} onFinish={onSave}>
        {levels !== null && (
          <Form.Item name="level" label={t('level')}>
            <Select options={levels.map((level) => ({ value: level, label: word(levelWords[level]) }))} />
          </Form.Item>
        )}
        {/* With two fields a form is sent by the Enter key only where it has a button for it. */}
        <button type="submit" hidden tabIndex={-1} aria-label={d('save')} />
        <Form.Item name="name" label={t('name')} extra={t('nameHelp')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
