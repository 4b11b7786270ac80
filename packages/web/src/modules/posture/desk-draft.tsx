// An order is drafted in two steps: what it says, and then what it would change.
import { addDays, MOST_ORDER_DAYS, POSTURES, type Posture, RETENTION_DAYS } from '@xiaomen/rules/posture'
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { postureWords, useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { today, useLang, useText } from '../../platform/text.ts'
import { Preview } from './desk-preview.tsx'
import { postureText } from './desk-text.ts'
import { packKey } from './posture-sign.tsx'

type Packs = Out<'posture.listPacks'>
type Assessment = { processed: string; necessity: string; risks: string; measures: string; assessedBy: string; assessedOn: string }
type Values = {
  areaId: string
  posture: Posture
  pack: string
  legalBasis: string
  purpose: string
  until: string
  retentionDays: number
  assessment?: Assessment
}
const TEXTS = ['processed', 'necessity', 'risks', 'measures'] as const

function AssessmentFields() {
  const t = useText(postureText)
  const rules = [{ required: true, whitespace: true, message: t('assessmentMissing') }]
  return (
    <fieldset className="desk-assessment">
      <legend>{t('assessment')}</legend>
      <p className="desk-quiet">{t('assessmentHelp')}</p>
      {TEXTS.map((key) => (
        <Form.Item key={key} name={['assessment', key]} label={t(key)} rules={rules}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      ))}
      <div className="desk-pair">
        <Form.Item name={['assessment', 'assessedBy']} label={t('assessedBy')} rules={rules}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name={['assessment', 'assessedOn']} label={t('assessedOn')} rules={rules}>
          <DayInput latest={today()} />
        </Form.Item>
      </div>
    </fieldset>
  )
}

export function DraftDialog({ packs, onClose }: { packs: Packs; onClose: () => void }) {
  const t = useText(postureText)
  const d = useText(deskText)
  const word = useWord()
  const lang = useLang()
  const { current } = useAreas()
  const [form] = Form.useForm<Values>()
  const posture = Form.useWatch('posture', form)
  const [seen, setSeen] = useState<Values | null>(null)
  const draft = useDo('posture.draftOrder', { said: t('drafted'), alsoRefresh: ['approvals'] })
  const packOf = (values: Values) => packs.find((one) => packKey(one) === values.pack)!
  const save = async (values: Values) => {
    const { pack: _, assessment, ...rest } = values
    const { packId, edition } = packOf(values)
    if ((await draft.run({ ...rest, packId, edition, assessment: values.posture === 'peace' ? null : assessment })) !== null) onClose()
  }
  const needs = (message: string) => [{ required: true, whitespace: true, message }]
  return (
    <Modal
      open
      width={640}
      title={t('draft')}
      okText={seen === null ? t('next') : t('draft')}
      cancelText={seen === null ? d('cancel') : t('back')}
      confirmLoading={draft.isBusy}
      onCancel={(event) => (seen === null || event.currentTarget.className.includes('modal-close') ? onClose() : setSeen(null))}
      onOk={() => (seen === null ? form.submit() : void save(seen))}
    >
      <div hidden={seen !== null}>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          scrollToFirstError
          initialValues={{ areaId: current?.id, posture: 'emergency', retentionDays: RETENTION_DAYS }}
          onFinish={setSeen}
        >
          <Form.Item name="areaId" label={t('area')} rules={needs(d('required'))}>
            <AreaSelect deepest="compound" />
          </Form.Item>
          <div className="desk-pair">
            <Form.Item name="posture" label={t('posture')}>
              <Select options={POSTURES.map((one) => ({ value: one, label: word(postureWords[one]) }))} />
            </Form.Item>
            <Form.Item name="until" label={t('until')} extra={t('untilHelp')} rules={needs(t('untilMissing'))}>
              <DayInput earliest={today()} latest={posture === 'peace' ? '9999-12-31' : addDays(today(), MOST_ORDER_DAYS)} />
            </Form.Item>
          </div>
          <Form.Item name="pack" label={t('pack')} rules={needs(d('required'))}>
            <Select options={packs.map((one) => ({ value: packKey(one), label: `${one[lang]} · ${one.edition}${one.isDraft ? ` (${t('isDraft')})` : ''}` }))} />
          </Form.Item>
          <Form.Item name="legalBasis" label={t('basis')} extra={t('basisHelp')} rules={needs(t('basisMissing'))}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="purpose" label={t('purpose')} rules={needs(t('purposeMissing'))}>
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
          <Form.Item name="retentionDays" label={t('retention')} extra={t('retentionHelp')} rules={[{ required: true, message: d('required') }]}>
            <InputNumber min={1} max={365} precision={0} />
          </Form.Item>
          {posture !== 'peace' && <AssessmentFields />}
        </Form>
      </div>
      {seen !== null && <Preview of={{ areaId: seen.areaId, posture: seen.posture, packId: packOf(seen).packId, edition: packOf(seen).edition }} />}
    </Modal>
  )
}
