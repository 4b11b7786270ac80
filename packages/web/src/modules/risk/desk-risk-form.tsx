import { isOfficialCode, RISK_LEVELS, type RiskLevel } from '@xiaomen/rules/risk'
import { Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import type { RiskArea } from './desk-risk.tsx'
import { levelWords, riskText } from './desk-text.ts'

type Fields = { areaId: string; name: string; code?: string; level: RiskLevel; from: string; until: string | null }
/** Levels at which a list is kept. */
export const LIST_LEVELS = ['district', 'street', 'community'] as const

export function useListArea(): string | undefined {
  const { current, chainOf, isOwn } = useAreas()
  return current === null ? undefined : chainOf(current).findLast((area) => isOwn(area) && LIST_LEVELS.some((level) => level === area.level))?.id
}

/** `area`: the entry that is changed; null for a new one. */
export function RiskForm({ area, onClose }: { area: RiskArea | null; onClose: () => void }) {
  const t = useText(riskText)
  const d = useText(deskText)
  const word = useWord()
  const [form] = Form.useForm<Fields>()
  // Made once: pressed twice, it is one entry.
  const [id] = useState(uuidv7)
  const start = useListArea()
  const add = useDo('risk.addArea', { said: d('saved') })
  const edit = useDo('risk.editArea', { said: d('saved') })
  const save = async ({ areaId, code, ...listed }: Fields) => {
    const whole = { ...listed, until: listed.until ?? null, code: code === undefined || code.trim() === '' ? null : code.trim() }
    const done = area === null ? await add.run({ id, areaId, ...whole }) : await edit.run({ riskAreaId: area.id, version: area.version, ...whole })
    if (done !== null) onClose()
  }
  return (
    <Modal
      open
      title={area === null ? t('addTitle') : `${t('edit')}: ${area.name}`}
      okText={d('save')}
      cancelText={d('cancel')}
      confirmLoading={add.isBusy || edit.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={area === null ? { areaId: start, level: 'high', from: today(), until: null } : { ...area, code: area.code ?? undefined }}
        onFinish={(fields) => void save(fields)}
      >
        {area === null && (
          <Form.Item name="areaId" label={t('holdsFor')} rules={[{ required: true, message: d('required') }]}>
            <AreaSelect levels={LIST_LEVELS} deepest="community" />
          </Form.Item>
        )}
        <Form.Item name="name" label={t('name')} extra={t('nameHint')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="code"
          label={t('code')}
          extra={t('codeHint')}
          rules={[{ validator: (_, code?: string) => (!code || isOfficialCode(code.trim()) ? Promise.resolve() : Promise.reject(new Error(t('codeWrong')))) }]}
        >
          <Input inputMode="numeric" maxLength={12} />
        </Form.Item>
        <Form.Item name="level" label={t('level')}>
          <Radio.Group options={RISK_LEVELS.map((one) => ({ value: one, label: word(levelWords[one]) }))} />
        </Form.Item>
        <Form.Item name="from" label={t('from')} rules={[{ required: true, message: d('required') }]}>
          <DayInput />
        </Form.Item>
        <Form.Item name="until" label={t('until')} extra={t('untilHint')}>
          <DayInput allowClear />
        </Form.Item>
      </Form>
    </Modal>
  )
}
