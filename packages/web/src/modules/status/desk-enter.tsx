import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { In } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import { statusText } from './desk-text.ts'
import { kindWords } from './words.ts'

/** One id a dialog: pressed twice it is entered once. */
export function EnterDialog({ areaId, onClose }: { areaId: string; onClose: () => void }) {
  const t = useText(statusText)
  const d = useText(deskText)
  const word = useWord()
  const [id] = useState(uuidv7)
  const [form] = Form.useForm<Omit<In<'status.proposeSignal'>, 'id'>>()
  const sources = useQuery('status.listSources', { areaId })
  const enter = useDo('status.proposeSignal', { said: t('entered') })
  const sourceId = Form.useWatch('sourceId', form)
  const active = (sources.data ?? []).filter((source) => source.isActive)
  const kinds = active.find((source) => source.id === sourceId)?.kinds ?? []
  const required = [{ required: true, message: d('required') }]
  return (
    <Modal
      open
      width={560}
      title={t('enter')}
      okText={t('enter')}
      cancelText={d('cancel')}
      confirmLoading={enter.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ from: today() }}
        onFinish={async (values) => {
          if ((await enter.run({ ...values, until: values.until ?? null, id })) !== null) onClose()
        }}
      >
        <p className="desk-note">{t('enterHelp')}</p>
        <Form.Item name="personId" label={t('person')} rules={required}>
          <PersonPicker />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="sourceId" label={t('source')} rules={required}>
            <Select
              options={active.map((source) => ({ value: source.id, label: source.name }))}
              notFoundContent={t('noSources')}
              onChange={() => form.resetFields(['kind'])}
            />
          </Form.Item>
          <Form.Item name="kind" label={t('kind')} rules={required}>
            <Select disabled={kinds.length === 0} options={kinds.map((kind) => ({ value: kind, label: word(kindWords[kind]) }))} />
          </Form.Item>
        </div>
        <div className="desk-pair">
          <Form.Item name="from" label={t('from')} rules={required}>
            <DayInput latest={today()} />
          </Form.Item>
          <Form.Item name="until" label={t('untilOptional')}>
            <DayInput />
          </Form.Item>
        </div>
        <Form.Item name="evidence" label={t('evidence')} extra={t('evidenceHelp')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input.TextArea rows={3} maxLength={400} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
