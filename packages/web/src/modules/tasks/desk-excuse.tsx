import { EXCUSES, type Excuse } from '@xiaomen/rules/tasks'
import { Form, Input, Modal, Select } from 'antd'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'
import { tasksText } from './desk-text.ts'
import { excuseWords } from './words.ts'

type Values = { kind: Excuse; until?: string | null; note?: string }
type Props = { obligationId: string; subjectIds: string[]; onClose: () => void; onDone: (excused: number) => void }

export function ExcuseDialog({ obligationId, subjectIds, onClose, onDone }: Props) {
  const t = useText(tasksText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Values>()
  const excuse = useDo('tasks.excuse')
  const save = async ({ kind, until, note }: Values) => {
    const said = note?.trim() ?? ''
    const answer = await excuse.run({ obligationId, subjectIds, kind, until: until ?? null, note: said === '' ? null : said })
    if (answer !== null) onDone(answer.excused)
  }
  return (
    <Modal
      open
      title={t('excuseTitle')}
      okText={d('confirm')}
      cancelText={d('cancel')}
      confirmLoading={excuse.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'away' }} onFinish={(values) => void save(values)}>
        <Form.Item name="kind" label={t('excuseKind')}>
          <Select options={EXCUSES.map((one) => ({ value: one, label: word(excuseWords[one]) }))} />
        </Form.Item>
        <Form.Item name="until" label={t('excuseUntil')} extra={t('excuseHelp')}>
          <DayInput allowClear earliest={today()} />
        </Form.Item>
        <Form.Item name="note" label={t('note')}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
