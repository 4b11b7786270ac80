// 列入一个人: from the ledger, or as told; whoever has a number the ledger knows is found by it.
import { CASE_KINDS, type CaseKind, type Sex, SEXES } from '@xiaomen/rules/tracing'
import { Form, Input, Modal, Radio, Segmented, Select } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import type { In } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { PersonPicker } from '../control/desk-person-picker.tsx'
import { tracingText } from './desk-text.ts'
import { caseKindWords, sexWords, standingWords } from './words.ts'

type Who = In<'tracing.addTraced'>['who']
type Told = { name: string; phone?: string; document?: string; address?: string; sex: Sex; birthday?: string | null }
export type WhoFields = { by: 'ledger' | 'other'; personId?: string } & Partial<Told>
const empty = (value: string | undefined | null): string | null => (value === undefined || value === null || value.trim() === '' ? null : value.trim())
export const whoOf = (fields: WhoFields): Who =>
  fields.by === 'ledger'
    ? { kind: 'ledger', personId: fields.personId! }
    : {
        kind: 'other',
        name: fields.name!,
        phone: empty(fields.phone),
        document: empty(fields.document),
        address: empty(fields.address),
        sex: fields.sex ?? 'unknown',
        birthday: null,
      }

/** Who it is: fields of a form, named `by`, `personId`, `name` … */
export function WhoFieldset() {
  const t = useText(tracingText)
  const d = useText(deskText)
  const word = useWord()
  const { may } = useSession()
  // The centre has no ledger to look through; a number finds whoever is in it.
  const mayPick = may('registry.read')
  const by = Form.useWatch<WhoFields['by'] | undefined>('by') ?? 'other'
  const required = { required: true, message: d('required') }
  return (
    <>
      <Form.Item name="by" hidden={!mayPick}>
        <Segmented options={[...(mayPick ? [{ value: 'ledger', label: t('fromLedger') }] : []), { value: 'other', label: t('byHand') }]} />
      </Form.Item>
      {by === 'ledger' ? (
        <Form.Item name="personId" label={t('who')} rules={[required]}>
          <PersonPicker />
        </Form.Item>
      ) : (
        <>
          <Form.Item name="name" label={t('name')} rules={[{ ...required, whitespace: true }]}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="document" label={t('document')} extra={t('documentHint')}>
            <Input maxLength={30} autoComplete="off" />
          </Form.Item>
          <Form.Item name="phone" label={t('phone')}>
            <Input maxLength={30} inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item name="address" label={t('address')}>
            <Input maxLength={120} autoComplete="off" />
          </Form.Item>
          <Form.Item name="sex" label={t('sex')}>
            <Radio.Group options={SEXES.map((one) => ({ value: one, label: word(sexWords[one]) }))} />
          </Form.Item>
        </>
      )}
    </>
  )
}

export type DateFields = { onsetOn?: string | null; sampledOn?: string | null; reportedOn?: string | null; isolatedOn?: string | null }
export const datesOf = (fields: DateFields) => ({
  onsetOn: fields.onsetOn ?? null,
  sampledOn: fields.sampledOn ?? null,
  reportedOn: fields.reportedOn ?? today(),
  isolatedOn: fields.isolatedOn ?? null,
})
export function DateFieldset({ isCase }: { isCase: boolean }) {
  const t = useText(tracingText)
  return (
    <div className="tracing-dates">
      {isCase && (
        <>
          <Form.Item name="onsetOn" label={t('onsetOn')}>
            <DayInput allowClear latest={today()} />
          </Form.Item>
          <Form.Item name="sampledOn" label={t('sampledOn')}>
            <DayInput allowClear latest={today()} />
          </Form.Item>
        </>
      )}
      <Form.Item name="reportedOn" label={t('reportedOn')}>
        <DayInput latest={today()} />
      </Form.Item>
      <Form.Item name="isolatedOn" label={t('isolatedOn')}>
        <DayInput allowClear latest={today()} />
      </Form.Item>
    </div>
  )
}

type Fields = WhoFields & DateFields & { standing: 'case' | 'contact' | 'secondaryContact'; caseKind: CaseKind }
export function AddTraced({ areaId, onClose }: { areaId: string; onClose: (added: string | null) => void }) {
  const t = useText(tracingText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Fields>()
  const [id] = useState(uuidv7)
  const add = useDo('tracing.addTraced', { said: t('saved') })
  const standing = Form.useWatch('standing', form) ?? 'case'
  return (
    <Modal
      open
      title={t('add')}
      okText={t('save')}
      cancelText={d('cancel')}
      confirmLoading={add.isBusy}
      onCancel={() => onClose(null)}
      onOk={() => form.submit()}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ by: 'other', sex: 'unknown', standing: 'case', caseKind: 'confirmed', reportedOn: today() }}
        onFinish={async (fields) => {
          const input = {
            id,
            areaId,
            who: whoOf(fields),
            standing: fields.standing,
            caseKind: fields.standing === 'case' ? fields.caseKind : null,
            ...datesOf(fields),
          }
          if ((await add.run(input)) !== null) onClose(id)
        }}
      >
        <Form.Item name="standing" label={t('standing')}>
          <Segmented options={(['case', 'contact', 'secondaryContact'] as const).map((one) => ({ value: one, label: word(standingWords[one]) }))} />
        </Form.Item>
        {standing === 'case' && (
          <Form.Item name="caseKind" label={t('caseKind')}>
            <Select options={CASE_KINDS.map((one) => ({ value: one, label: word(caseKindWords[one]) }))} />
          </Form.Item>
        )}
        <WhoFieldset />
        <DateFieldset isCase={standing === 'case'} />
      </Form>
    </Modal>
  )
}
