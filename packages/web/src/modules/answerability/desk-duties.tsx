// 值班名单: who is on duty for which slot and where, in which order; who is away, and back.
import { PlusOutlined } from '@ant-design/icons'
import { ABSENCE_REASONS, CARER_SLOTS, type AbsenceReason, type CarerSlot } from '@xiaomen/rules/answerability'
import { App, Button, Form, InputNumber, Modal, Select, Table, TreeSelect } from 'antd'
import { useState } from 'react'
import { useAreaNodes } from '../../desk/area-select.tsx'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { overlayWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { HandName } from './desk-hand.tsx'
import { answerabilityText } from './desk-text.ts'
import { useWhoKind, WhoFields, whoOf, type WhoValues } from './desk-who.tsx'
import { absenceWords, slotWords } from './words.ts'

type Lists = Out<'answerability.listDuties'>
type Duty = Lists['duties'][number]
type Absence = Lists['absences'][number]

export function DutiesTab({ areaId }: { areaId: string }) {
  const t = useText(answerabilityText)
  const { may } = useSession()
  const lists = useQuery('answerability.listDuties', { areaId }, { keepPrevious: true, refetchIntervalMs: 60_000 })
  const [adding, setAdding] = useState<CarerSlot | null>(null)
  return (
    <div className="desk-stack">
      <div className="desk-panel-head">
        <p className="desk-quiet">{t('dutiesHelp')}</p>
        {may('answerability.plan') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding('gridWorker')}>
            {t('addDuty')}
          </Button>
        )}
      </div>
      <Loaded of={lists}>
        {({ duties, absences }) =>
          CARER_SLOTS.map((slot) => (
            <SlotPanel key={slot} slot={slot} duties={duties.filter((duty) => duty.slot === slot)} absences={absences} onAdd={() => setAdding(slot)} />
          ))
        }
      </Loaded>
      {adding !== null && <AddDialog areaId={areaId} slot={adding} onClose={() => setAdding(null)} />}
    </div>
  )
}

function SlotPanel({ slot, duties, absences, onAdd }: { slot: CarerSlot; duties: Duty[]; absences: readonly Absence[]; onAdd: () => void }) {
  const t = useText(answerabilityText)
  const word = useWord()
  const { may } = useSession()
  const { modal } = App.useApp()
  const [changing, setChanging] = useState<Duty | null>(null)
  const [away, setAway] = useState<Duty | null>(null)
  const end = useDo('answerability.endDuty', { alsoRefresh: ['care'] })
  const back = useDo('answerability.endAbsence', { alsoRefresh: ['care'] })
  const askEnd = (duty: Duty) =>
    modal.confirm({ title: `${t('endDuty')}: ${duty.who.name}`, content: t('endDutyAsk'), okText: t('endDuty'), onOk: () => end.run({ dutyId: duty.id }) })
  return (
    <section className="desk-panel" aria-label={word(slotWords[slot])}>
      <div className="desk-panel-head">
        <h2>
          {word(slotWords[slot])} <span className="desk-quiet">{duties.length}</span>
        </h2>
        {may('answerability.plan') && (
          <Button size="small" icon={<PlusOutlined />} aria-label={`${t('addDuty')}: ${word(slotWords[slot])}`} onClick={onAdd}>
            {t('addDuty')}
          </Button>
        )}
      </div>
      {duties.length === 0 ? (
        <p className="desk-quiet">◌ {t('dutyNone')}</p>
      ) : (
        <Table<Duty>
          size="small"
          rowKey="id"
          dataSource={duties}
          scroll={{ x: 700 }}
          pagination={false}
          columns={[
            { title: t('ordinal'), dataIndex: 'ordinal', width: 64 },
            {
              title: t('who'),
              key: 'who',
              render: (_, duty) => {
                const absence = absences.find((one) => one.handId === duty.who.id)
                return (
                  <>
                    <HandName hand={duty.who} path={duty.place.path} />
                    {!duty.isThere && <div className="care-strong">◌ {t('left')}</div>}
                    {absence !== undefined && (
                      <div className="care-strong">
                        {t('away', { from: absence.from.slice(5), until: absence.until.slice(5), reason: word(absenceWords[absence.reason]) })}{' '}
                        {may('answerability.plan', duty.place.path) && (
                          <Button
                            size="small"
                            loading={back.isBusy}
                            aria-label={`${t('back')}: ${duty.who.name}`}
                            onClick={() => void back.run({ absenceId: absence.id })}
                          >
                            {t('back')}
                          </Button>
                        )}
                      </div>
                    )}
                  </>
                )
              },
            },
            { title: t('place'), key: 'place', width: 120, render: (_, duty) => duty.place.name },
            {
              title: t('homes'),
              key: 'homes',
              width: 110,
              render: (_, duty) => (duty.most === null ? duty.homes : t('homesMost', { n: duty.homes, most: duty.most })),
            },
            {
              title: t('days'),
              key: 'days',
              width: 150,
              responsive: ['xl'],
              render: (_, duty) => (duty.until === null ? t('openEnd', { from: duty.from }) : `${duty.from} – ${duty.until}`),
            },
            {
              title: '',
              key: 'act',
              width: 230,
              render: (_, duty) =>
                may('answerability.plan', duty.place.path) ? (
                  <div className="desk-row">
                    <Button size="small" aria-label={`${t('absent')}: ${duty.who.name}`} onClick={() => setAway(duty)}>
                      {t('absent')}
                    </Button>
                    <Button size="small" aria-label={`${t('editDuty')}: ${duty.who.name}`} onClick={() => setChanging(duty)}>
                      {t('editDuty')}
                    </Button>
                    <Button size="small" aria-label={`${t('endDuty')}: ${duty.who.name}`} onClick={() => askEnd(duty)}>
                      {t('endDuty')}
                    </Button>
                  </div>
                ) : null,
            },
          ]}
        />
      )}
      {changing !== null && <ChangeDialog duty={changing} onClose={() => setChanging(null)} />}
      {away !== null && <AwayDialog duty={away} onClose={() => setAway(null)} />}
    </section>
  )
}

const LEVELS = ['community', 'compound', 'building', 'unit'] as const
/** An area of the community, or one of its grids. */
function PlaceSelect({ id, value, onChange }: { id?: string; value?: string; onChange?: (place: string) => void }) {
  const word = useWord()
  const { overlays } = useAreas()
  const nodes = useAreaNodes(LEVELS, 'unit')
  const grids = overlays.filter((one) => one.kind === 'grid')
  const label = word(overlayWords.grid)
  return (
    <TreeSelect
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      onChange={(chosen: string) => onChange?.(chosen)}
      treeData={[
        {
          value: 'grids',
          title: label,
          disabled: true,
          children: grids.map((grid) => ({ value: `grid ${grid.id}`, title: grid.name, disabled: false, children: [] })),
        },
        ...nodes,
      ]}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandedKeys={['grids', ...nodes.flatMap((node) => [node.value, ...node.children.map((child) => child.value)])]}
      listHeight={360}
      popupMatchSelectWidth={280}
      style={{ width: '100%' }}
    />
  )
}
const placeOf = (chosen: string) => (chosen.startsWith('grid ') ? { at: 'grid' as const, id: chosen.slice(5) } : { at: 'area' as const, id: chosen })

type Added = WhoValues & { slot: CarerSlot; place: string; from: string; until?: string | null; ordinal: number; most?: number | null }
function AddDialog({ areaId, slot, onClose }: { areaId: string; slot: CarerSlot; onClose: () => void }) {
  const t = useText(answerabilityText)
  const d = useText(deskText)
  const word = useWord()
  const { current } = useAreas()
  const [form] = Form.useForm<Added>()
  const [kind, setKind] = useWhoKind()
  const [id] = useState(uuidv7)
  const add = useDo('answerability.addDuty', { said: d('saved'), alsoRefresh: ['care'] })
  const required = [{ required: true, message: d('required') }]
  const save = async ({ slot: serves, place, from, until, ordinal, most, ...values }: Added) => {
    const input = { id, slot: serves, place: placeOf(place), who: whoOf(kind, values), from, until: until ?? null, ordinal, most: most ?? null }
    if ((await add.run(input)) !== null) onClose()
  }
  const isArea = current !== null && (LEVELS as readonly string[]).includes(current.level)
  return (
    <Modal
      open
      width={620}
      title={t('addDuty')}
      okText={d('save')}
      cancelText={d('cancel')}
      confirmLoading={add.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ slot, from: today(), ordinal: 1, ...(isArea ? { place: areaId } : {}) }}
        onFinish={(values) => void save(values)}
      >
        <div className="desk-pair">
          <Form.Item name="slot" label={t('slot')} rules={required}>
            <Select options={CARER_SLOTS.map((one) => ({ value: one, label: word(slotWords[one]) }))} />
          </Form.Item>
          <Form.Item name="place" label={t('place')} rules={required}>
            <PlaceSelect />
          </Form.Item>
        </div>
        <WhoFields areaId={areaId} kind={kind} onKind={setKind} />
        <div className="desk-pair">
          <Form.Item name="from" label={t('from')} rules={required}>
            <DayInput />
          </Form.Item>
          <Form.Item name="until" label={t('until')}>
            <DayInput allowClear earliest={today()} />
          </Form.Item>
        </div>
        <OrderFields />
      </Form>
    </Modal>
  )
}
function OrderFields() {
  const t = useText(answerabilityText)
  const d = useText(deskText)
  return (
    <div className="desk-pair">
      <Form.Item name="ordinal" label={t('ordinal')} rules={[{ required: true, message: d('required') }]}>
        <InputNumber min={1} max={999} />
      </Form.Item>
      <Form.Item name="most" label={t('most')}>
        <InputNumber min={1} max={9_999} />
      </Form.Item>
    </div>
  )
}

type Changed = { until?: string | null; ordinal: number; most?: number | null }
function ChangeDialog({ duty, onClose }: { duty: Duty; onClose: () => void }) {
  const t = useText(answerabilityText)
  const d = useText(deskText)
  const [form] = Form.useForm<Changed>()
  const change = useDo('answerability.changeDuty', { said: d('saved'), alsoRefresh: ['care'] })
  const save = async ({ until, ordinal, most }: Changed) => {
    if ((await change.run({ dutyId: duty.id, version: duty.version, until: until ?? null, ordinal, most: most ?? null })) !== null) onClose()
  }
  return (
    <Modal
      open
      title={`${t('editDuty')}: ${duty.who.name}`}
      okText={d('save')}
      cancelText={d('cancel')}
      confirmLoading={change.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ until: duty.until, ordinal: duty.ordinal, most: duty.most }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="until" label={t('until')}>
          <DayInput allowClear />
        </Form.Item>
        <OrderFields />
      </Form>
    </Modal>
  )
}

type Away = { from: string; until: string; reason: AbsenceReason }
function AwayDialog({ duty, onClose }: { duty: Duty; onClose: () => void }) {
  const t = useText(answerabilityText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const [form] = Form.useForm<Away>()
  const [id] = useState(uuidv7)
  const from = Form.useWatch('from', form)
  const set = useDo('answerability.setAbsent', { alsoRefresh: ['care'] })
  const required = [{ required: true, message: d('required') }]
  const save = async (values: Away) => {
    const answer = await set.run({ id, handId: duty.who.id, ...values })
    if (answer === null) return
    notify.done(t('absentDone', answer))
    onClose()
  }
  return (
    <Modal
      open
      title={t('absentTitle', { name: duty.who.name })}
      okText={d('save')}
      cancelText={d('cancel')}
      confirmLoading={set.isBusy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t('absentHelp')}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ from: today(), reason: 'illness' }} onFinish={(values) => void save(values)}>
        <div className="desk-pair">
          <Form.Item name="from" label={t('from')} rules={required}>
            <DayInput />
          </Form.Item>
          <Form.Item name="until" label={t('absentUntil')} rules={required}>
            <DayInput earliest={from ?? today()} />
          </Form.Item>
        </div>
        <Form.Item name="reason" label={t('absentWhy')} rules={required}>
          <Select<AbsenceReason> options={ABSENCE_REASONS.map((one) => ({ value: one, label: word(absenceWords[one]) }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
