// What is written down in a case at the desk: a day, a test, a paper, a change that a second person has to agree to.
import { CHANGE_GROUNDS, DAY_HALVES, halfOf, METHODS, NEEDS, RESULTS } from '@xiaomen/rules/control'
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'
import { showTime, today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { controlText } from './desk-control-text.ts'
import { EvidenceFields } from './evidence-fields.tsx'
import { placeText } from './place-text.ts'
import { changeGroundWords, changeKindWords, controlNeedWords, halfWords, methodWords, recordWayWords, symptomWords, testResultWords } from './words.ts'

type Case = Out<'control.getControl'>
type Props = { of: Case; onClose: () => void }
const CANCELS = ['openedInError', 'becameInfection', 'died', 'leftTheCountry'] as const
const KINDS = ['lengthen', 'shorten', 'expose', 'cancel'] as const
const WAYS = ['phone', 'visit'] as const

export function RecordDialog({ of, onClose }: Props) {
  const t = useText(controlText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Omit<In<'control.recordDay'>, 'id' | 'caseId' | 'at'>>()
  const record = useDo('control.recordDay', { said: t('saved') })
  const required = [{ required: true, message: d('required') }]
  return (
    <Modal open title={t('record')} okText={t('record')} cancelText={d('cancel')} confirmLoading={record.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ day: today(), half: halfOf(showTime(new Date())), way: 'phone', symptoms: [], needs: [] }}
        onFinish={async ({ temperatureC, note, ...values }) => {
          const said = { ...values, temperatureC: temperatureC ?? null, note: note === null || note === undefined || note.trim() === '' ? null : note.trim() }
          if ((await record.run({ ...said, id: uuidv7(), caseId: of.id, at: new Date().toISOString() })) !== null) onClose()
        }}
      >
        <div className="desk-pair">
          <Form.Item name="day" label={t('dayOf')} rules={required}>
            <DayInput latest={today()} />
          </Form.Item>
          <Form.Item name="half" label={t('half')}>
            <Select options={DAY_HALVES.map((one) => ({ value: one, label: word(halfWords[one]) }))} />
          </Form.Item>
        </div>
        <div className="desk-pair">
          <Form.Item name="temperatureC" label={t('temperature')} rules={[{ type: 'number', min: 34, max: 43, message: t('temperatureOdd') }]}>
            <InputNumber step={0.1} precision={1} />
          </Form.Item>
          <Form.Item name="way" label={t('way')}>
            <Select options={WAYS.map((one) => ({ value: one, label: word(recordWayWords[one]) }))} />
          </Form.Item>
        </div>
        <Form.Item name="symptoms" label={t('symptoms')}>
          <Select mode="multiple" options={of.symptoms.map((one) => ({ value: one, label: word(symptomWords[one]) }))} />
        </Form.Item>
        <Form.Item name="needs" label={t('needs')}>
          <Select mode="multiple" options={NEEDS.map((one) => ({ value: one, label: word(controlNeedWords[one]) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('note')}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

type TestValues = { method: 'pcr' | 'antigen'; result: 'negative' | 'positive' | 'invalid'; on: string; clock: string; ct?: number | null; reference: string }
export function TestDialog({ of, onClose }: Props) {
  const t = useText(controlText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<TestValues>()
  const record = useDo('control.recordTest', { said: t('saved') })
  const required = [{ required: true, whitespace: true, message: d('required') }]
  return (
    <Modal open title={t('test')} okText={t('test')} cancelText={d('cancel')} confirmLoading={record.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ method: 'pcr', result: 'negative', on: today(), clock: '08:00' }}
        onFinish={async ({ on, clock, ct, ...values }) => {
          const at = new Date(`${on}T${clock}:00+08:00`).toISOString()
          if ((await record.run({ ...values, at, ct: ct ?? null, id: uuidv7(), caseId: of.id })) !== null) onClose()
        }}
      >
        <div className="desk-pair">
          <Form.Item name="method" label={t('method')}>
            <Select options={METHODS.map((one) => ({ value: one, label: word(methodWords[one]) }))} />
          </Form.Item>
          <Form.Item name="result" label={t('result')}>
            <Select options={RESULTS.map((one) => ({ value: one, label: word(testResultWords[one]) }))} />
          </Form.Item>
        </div>
        <div className="desk-pair">
          <Form.Item name="on" label={t('dayOf')} rules={required}>
            <DayInput latest={today()} />
          </Form.Item>
          <Form.Item name="clock" label={t('takenAt')} rules={required}>
            <Input type="time" />
          </Form.Item>
        </div>
        <div className="desk-pair">
          <Form.Item name="reference" label={t('reference')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="ct" label={t('ct')}>
            <InputNumber min={1} max={60} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}

export function PaperDialog({ of, onClose }: Props) {
  const t = useText(controlText)
  const d = useText(deskText)
  const [form] = Form.useForm<Omit<In<'control.addPaper'>, 'id' | 'caseId'>>()
  const add = useDo('control.addPaper', { said: t('saved') })
  return (
    <Modal open title={t('paper')} okText={t('paper')} cancelText={d('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ day: today() }}
        onFinish={async (values) => {
          if ((await add.run({ ...values, id: uuidv7(), caseId: of.id })) !== null) onClose()
        }}
      >
        <Form.Item name="day" label={t('dayOf')} rules={[{ required: true, message: d('required') }]}>
          <DayInput latest={today()} />
        </Form.Item>
        <EvidenceFields />
      </Form>
    </Modal>
  )
}

export function ChangeDialog({ of, onClose }: Props) {
  const t = useText(controlText)
  const p = useText(placeText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Omit<In<'control.proposeChange'>, 'id' | 'caseId'>>()
  const propose = useDo('control.proposeChange', { said: t('saved') })
  const kind = Form.useWatch('kind', form) ?? 'lengthen'
  const isPlace = of.about === 'place'
  // Nobody dies of a place, falls ill or leaves.
  const grounds = kind !== 'cancel' ? CHANGE_GROUNDS : isPlace ? CANCELS.slice(0, 1) : CANCELS
  const required = [{ required: true, message: d('required') }]
  return (
    <Modal open title={t('change')} okText={t('change')} cancelText={d('cancel')} confirmLoading={propose.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <p className="desk-note">{t('changeHelp')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'lengthen' }}
        onValuesChange={(changed) => {
          if ('kind' in changed) form.setFieldValue('ground', undefined)
        }}
        onFinish={async (values) => {
          const day = values.kind === 'cancel' ? null : values.day
          if ((await propose.run({ ...values, day, id: uuidv7(), caseId: of.id })) !== null) onClose()
        }}
      >
        <Form.Item name="kind" label={t('kind')}>
          <Select options={KINDS.map((one) => ({ value: one, label: isPlace && one === 'expose' ? p('caseNearby') : word(changeKindWords[one]) }))} />
        </Form.Item>
        {kind !== 'cancel' && (
          <Form.Item name="day" label={kind !== 'expose' ? t('changeDay') : isPlace ? p('caseNearbyOn') : t('exposedOn')} rules={required}>
            <DayInput {...(kind === 'expose' ? { latest: today() } : {})} />
          </Form.Item>
        )}
        <Form.Item name="ground" label={t('ground')} rules={required}>
          <Select options={grounds.map((one) => ({ value: one, label: word(changeGroundWords[one]) }))} />
        </Form.Item>
        <EvidenceFields />
      </Form>
    </Modal>
  )
}
