// Drawing: the kind of the pack, and the areas ticked on the tree; or a standstill with its hours.
import type { Level } from '@xiaomen/rules/areas'
import { Form, Input, Modal, Radio, TreeSelect } from 'antd'
import { useState } from 'react'
import { useAreaNodes } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { levelWords, useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { useLang, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import type { Zone } from './desk-zone-card.tsx'
import { deskZonesText } from './desk-text.ts'
import { asksOf, zoneWords } from './words.ts'

export type Kinds = Out<'zones.listKinds'>
type Kind = Kinds['kinds'][number]['kind']
const STANDSTILL_LEVELS: readonly Level[] = ['community', 'compound', 'building', 'unit']
const ZONE_LEVELS: readonly Level[] = ['community', 'compound', 'building', 'unit']

export function AreaTicks({ levels, ...rest }: { levels: readonly Level[]; id?: string; value?: string[]; onChange?: (ids: string[]) => void }) {
  const nodes = useAreaNodes(levels, 'unit')
  const t = useText(deskZonesText)
  return (
    <TreeSelect
      {...rest}
      multiple
      treeData={nodes}
      placeholder={t('areasHint')}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandAll
      listHeight={320}
      style={{ width: '100%' }}
    />
  )
}

/** Why some of the tree is grey. */
function Tickable({ levels }: { levels: readonly Level[] }) {
  const t = useText(deskZonesText)
  const word = useWord()
  const lang = useLang()
  return <>{t('tickable', { levels: levels.map((level) => word(levelWords[level])).join(lang === 'zh' ? '、' : ', ') })}</>
}

function Words() {
  const t = useText(deskZonesText)
  const d = useText(deskText)
  const rules = [{ required: true, whitespace: true, message: d('required') }]
  return (
    <>
      <Form.Item name="ground" label={t('ground')} extra={t('groundHint')} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="legalBasis" label={t('legalBasis')} extra={t('legalHint')} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

/** The community that all of it lies in, or else the street. */
function usePlace(): (areaIds: readonly string[]) => string | undefined {
  const { find, chainOf } = useAreas()
  return (areaIds) => {
    const chains = areaIds.flatMap((id) => find(id) ?? []).map(chainOf)
    for (const level of ['community', 'street'] as const) {
      const places = new Set(chains.map((chain) => chain.find((area) => area.level === level)?.id))
      if (places.size === 1) return [...places][0]
    }
    return undefined
  }
}

type Drawn = { kind: Kind; areaIds: string[]; ground: string; legalBasis: string }
export function DrawZone({ kinds, onClose }: { kinds: Kinds['kinds']; onClose: () => void }) {
  const t = useText(deskZonesText)
  const z = useText(zoneWords)
  const d = useText(deskText)
  const lang = useLang()
  const [form] = Form.useForm<Drawn>()
  const [id] = useState(uuidv7)
  const kind = Form.useWatch('kind', form) ?? kinds[0]?.kind
  const file = kinds.find((one) => one.kind === kind)
  const draw = useDo('zones.drawZone', { said: t('asked') })
  const placeOf = usePlace()
  const save = async (fields: Drawn) => {
    const areaId = placeOf(fields.areaIds)
    if (areaId === undefined) return form.setFields([{ name: 'areaIds', errors: [d('required')] }])
    if ((await draw.run({ ...fields, id, areaId, centreId: null })) !== null) onClose()
  }
  return (
    <Modal open title={t('draw')} okText={t('submit')} cancelText={d('cancel')} confirmLoading={draw.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form<Drawn> form={form} layout="vertical" requiredMark={false} initialValues={{ kind: kinds[0]?.kind }} onFinish={(fields) => void save(fields)}>
        <Form.Item
          name="kind"
          label={t('kind')}
          extra={file === undefined ? null : asksOf(z, file.rule).join(' · ') + (file.rule.isDraft ? ` · ${z('draft')}` : '')}
        >
          <Radio.Group options={kinds.map((one) => ({ value: one.kind, label: one[lang] }))} onChange={() => form.setFieldValue('areaIds', [])} />
        </Form.Item>
        <Form.Item
          name="areaIds"
          label={t('areas')}
          extra={
            <>
              {file !== undefined && file.metres !== null && <div>{t('radius', { n: file.metres })}</div>}
              <Tickable levels={file?.levels ?? []} />
            </>
          }
          rules={[{ required: true, message: d('required') }]}
        >
          <AreaTicks levels={file?.levels ?? []} />
        </Form.Item>
        <Words />
      </Form>
    </Modal>
  )
}

/** As the browser's own field has it: local, without a zone. */
const localOf = (at: Date): string => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
type Stilled = { areaIds: string[]; from: string; until: string; ground: string; legalBasis: string }
export function DrawStandstill({ standstill, onClose }: { standstill: NonNullable<Kinds['standstill']>; onClose: () => void }) {
  const t = useText(deskZonesText)
  const d = useText(deskText)
  const [form] = Form.useForm<Stilled>()
  const [id] = useState(uuidv7)
  const draw = useDo('zones.drawStandstill', { said: t('asked') })
  const placeOf = usePlace()
  const rules = [{ required: true, message: d('required') }]
  const save = async ({ from, until, ...fields }: Stilled) => {
    const areaId = placeOf(fields.areaIds)
    if (areaId === undefined) return form.setFields([{ name: 'areaIds', errors: [d('required')] }])
    const hours = { from: new Date(from).toISOString(), until: new Date(until).toISOString() }
    if ((await draw.run({ ...fields, ...hours, id, areaId })) !== null) onClose()
  }
  const now = new Date()
  return (
    <Modal
      open
      title={t('drawStandstill')}
      okText={t('submit')}
      cancelText={d('cancel')}
      confirmLoading={draw.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form<Stilled>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ from: localOf(now), until: localOf(new Date(now.getTime() + 24 * 3_600_000)) }}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="areaIds" label={t('areas')} extra={<Tickable levels={STANDSTILL_LEVELS} />} rules={rules}>
          <AreaTicks levels={STANDSTILL_LEVELS} />
        </Form.Item>
        <Form.Item name="from" label={t('from')} rules={rules}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="until" label={t('until')} extra={t('most', { n: standstill.mostHours })} rules={rules}>
          <Input type="datetime-local" />
        </Form.Item>
        <Words />
      </Form>
    </Modal>
  )
}

export function ChangeZone({ zone, onClose }: { zone: Zone; onClose: () => void }) {
  const t = useText(deskZonesText)
  const d = useText(deskText)
  const [form] = Form.useForm<{ areaIds: string[]; reason: string }>()
  const change = useDo('zones.changeZone', { said: t('asked') })
  const save = async (fields: { areaIds: string[]; reason: string }) => {
    if ((await change.run({ ...fields, zoneId: zone.id })) !== null) onClose()
  }
  return (
    <Modal open title={t('change')} okText={t('submit')} cancelText={d('cancel')} confirmLoading={change.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ areaIds: zone.areas.map((area) => area.id) }}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="areaIds" label={t('areas')} rules={[{ required: true, message: d('required') }]}>
          <AreaTicks levels={ZONE_LEVELS} />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: d('required') }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
