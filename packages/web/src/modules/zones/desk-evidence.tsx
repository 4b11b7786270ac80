import { Form, Input, InputNumber, Modal, Radio } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { deskZonesText } from './desk-text.ts'
import type { Zone } from './desk-zone-card.tsx'

type Stated = { kind: 'allTested' | 'index'; on: string; value: number | null; reference: string }

/** 登记结论: what a paper says, with its number. */
export function StateEvidence({ zone, onClose }: { zone: Zone; onClose: () => void }) {
  const t = useText(deskZonesText)
  const d = useText(deskText)
  const [form] = Form.useForm<Stated>()
  const [id] = useState(uuidv7)
  const state = useDo('zones.stateEvidence', { said: d('saved') })
  const first = zone.lacks.some((lack) => lack.kind === 'index') ? 'index' : 'allTested'
  const kind = Form.useWatch('kind', form) ?? first
  const rules = [{ required: true, message: d('required') }]
  const save = async (fields: Stated) => {
    if ((await state.run({ ...fields, value: fields.kind === 'index' ? fields.value : null, id, zoneId: zone.id })) !== null) onClose()
  }
  return (
    <Modal open title={t('state')} okText={d('save')} cancelText={d('cancel')} confirmLoading={state.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form<Stated> form={form} layout="vertical" requiredMark={false} initialValues={{ kind: first, on: today() }} onFinish={(fields) => void save(fields)}>
        <Form.Item name="kind" label={t('evidenceKind')}>
          <Radio.Group options={(['allTested', 'index'] as const).map((one) => ({ value: one, label: t(one) }))} />
        </Form.Item>
        <Form.Item name="on" label={t('on')} rules={rules}>
          <DayInput latest={today()} />
        </Form.Item>
        {kind === 'index' && (
          <Form.Item name="value" label={t('value')} rules={rules}>
            <InputNumber min={0} max={1000} />
          </Form.Item>
        )}
        <Form.Item name="reference" label={t('reference')} rules={[{ ...rules[0]!, whitespace: true }]}>
          <Input maxLength={120} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
