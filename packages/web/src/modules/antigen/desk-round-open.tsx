// 开一轮: for which area, which ages, how many a head, until when. What is proposed comes from packs/antigen.json.
import { Checkbox, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import type { In, Out } from '../../platform/ops.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { antigenText } from './desk-text.ts'

type Values = Omit<In<'antigen.openRound'>, 'id'>
const LEVELS = ['community', 'compound', 'building', 'unit'] as const

export function OpenRound({
  areaId,
  proposal,
  onClose,
}: {
  areaId: string
  proposal: Out<'antigen.getStock'>['proposal']
  onClose: (opened: string | null) => void
}) {
  const t = useText(antigenText)
  const d = useText(deskText)
  const notify = useNotify()
  const [form] = Form.useForm<Values>()
  const [id] = useState(uuidv7)
  const open = useDo('antigen.openRound', { alsoRefresh: ['tasks'] })
  const required = [{ required: true, message: d('required') }]
  const { ageFrom, ageUntil, perHead } = proposal
  return (
    <Modal
      open
      title={t('open')}
      okText={t('open')}
      cancelText={d('cancel')}
      confirmLoading={open.isBusy}
      onCancel={() => onClose(null)}
      onOk={() => form.submit()}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ areaId, ageFrom, ageUntil, perHead, withStaff: true, dueOn: today() }}
        onFinish={async (values) => {
          const done = await open.run({ ...values, title: values.title.trim(), id })
          if (done === null) return
          notify.done(t('opened', { n: done.expected }))
          onClose(done.id)
        }}
      >
        <Form.Item name="title" label={t('name')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
        <Form.Item name="areaId" label={t('area')} rules={required}>
          <AreaSelect levels={LEVELS} />
        </Form.Item>
        <div className="desk-pair">
          <Form.Item name="ageFrom" label={t('ageFrom')} rules={required} extra={proposal.isDraft ? t('draft') : undefined}>
            <InputNumber min={0} max={120} precision={0} />
          </Form.Item>
          <Form.Item
            name="ageUntil"
            label={t('ageUntil')}
            dependencies={['ageFrom']}
            rules={[
              ...required,
              ({ getFieldValue }) => ({
                validator: (_, value: number) => (value < Number(getFieldValue('ageFrom')) ? Promise.reject(new Error(t('upsideDown'))) : Promise.resolve()),
              }),
            ]}
          >
            <InputNumber min={0} max={120} precision={0} />
          </Form.Item>
        </div>
        <div className="desk-pair">
          <Form.Item name="perHead" label={t('perHead')} rules={required}>
            <InputNumber min={1} max={20} precision={0} />
          </Form.Item>
          <Form.Item name="dueOn" label={t('dueOn')} rules={required}>
            <DayInput earliest={today()} />
          </Form.Item>
        </div>
        <Form.Item name="withStaff" valuePropName="checked">
          <Checkbox>{t('withStaff')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  )
}
