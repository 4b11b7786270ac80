// 登记报备: what somebody says by telephone, written down by the office.
import { TRANSPORTS, type Transport } from '@xiaomen/rules/arrivals'
import { isOfficialCode } from '@xiaomen/rules/risk'
import { Form, Input, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import { riskText } from '../risk/desk-text.ts'
import { arrivalsText } from './desk-text.ts'
import { transportWords } from './words.ts'

type Fields = {
  personId?: string
  name?: string
  phone?: string
  document?: string
  door?: string
  from: string
  code?: string
  on: string
  transport: Transport
  vehicle?: string
}
const filled = (value: string | undefined): string | null => (value === undefined || value.trim() === '' ? null : value.trim())

export function ReportDialog({ communityId, onClose }: { communityId: string; onClose: (reported: string | null) => void }) {
  const t = useText(arrivalsText)
  const d = useText(deskText)
  const r = useText(riskText)
  const word = useWord()
  const notify = useNotify()
  const [form] = Form.useForm<Fields>()
  const [kind, setKind] = useState<'known' | 'unknown'>('known')
  // Made once: pressed twice, it is one report.
  const [id] = useState(uuidv7)
  const report = useDo('arrivals.reportArrival')
  const required = [{ required: true, whitespace: true, message: d('required') }]
  const save = async ({ personId, name, phone, document, door, code, vehicle, ...rest }: Fields) => {
    const isKnown = kind === 'known'
    const done = await report.run({
      id,
      communityId,
      personId: isKnown ? (personId ?? null) : null,
      name: isKnown ? null : filled(name),
      phone: filled(phone)?.replace(/[\s()-]/g, '') ?? null,
      document: isKnown ? null : filled(document),
      door: isKnown ? null : filled(door),
      code: filled(code),
      vehicle: filled(vehicle),
      ...rest,
    })
    if (done === null) return
    notify.done(t('reported', { number: done.number }))
    onClose(done.id)
  }
  return (
    <Modal
      open
      width={600}
      title={t('report')}
      okText={t('report')}
      cancelText={d('cancel')}
      confirmLoading={report.isBusy}
      onCancel={() => onClose(null)}
      onOk={() => form.submit()}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ on: today(), transport: 'train' }}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item>
          <Segmented
            value={kind}
            onChange={setKind}
            options={[
              { value: 'known', label: t('ofLedger') },
              { value: 'unknown', label: t('notOfLedger') },
            ]}
          />
        </Form.Item>
        {kind === 'known' ? (
          <Form.Item name="personId" label={t('person')} rules={[{ required: true, message: t('pickPerson') }]}>
            <PersonPicker />
          </Form.Item>
        ) : (
          <div className="desk-pair">
            <Form.Item name="name" label={t('name')} rules={required}>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="document" label={`${t('document')}${t('optional')}`}>
              <Input maxLength={20} />
            </Form.Item>
          </div>
        )}
        <div className="desk-pair">
          <Form.Item name="phone" label={`${t('phone')}${t('optional')}`} rules={[{ pattern: /^\+?[\d\s()-]{5,20}$/, message: t('phoneWrong') }]}>
            <Input maxLength={20} inputMode="tel" />
          </Form.Item>
          <Form.Item name="on" label={t('on')} rules={[{ required: true, message: d('required') }]}>
            <DayInput />
          </Form.Item>
        </div>
        <div className="desk-pair">
          <Form.Item name="from" label={t('fromLabel')} extra={t('fromHint')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item
            name="code"
            label={t('code')}
            rules={[
              { validator: (_, code?: string) => (!code || isOfficialCode(code.trim()) ? Promise.resolve() : Promise.reject(new Error(r('codeWrong')))) },
            ]}
          >
            <Input maxLength={12} inputMode="numeric" />
          </Form.Item>
        </div>
        <div className="desk-pair">
          <Form.Item name="transport" label={t('transport')}>
            <Select options={TRANSPORTS.map((one) => ({ value: one, label: word(transportWords[one]) }))} />
          </Form.Item>
          <Form.Item name="vehicle" label={t('vehicle')}>
            <Input maxLength={20} />
          </Form.Item>
        </div>
        {kind === 'unknown' && (
          <Form.Item name="door" label={t('door')}>
            <Input maxLength={60} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
