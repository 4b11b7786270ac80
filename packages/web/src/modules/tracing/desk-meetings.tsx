// 接触: possible sources, whom they met, whom the system found, and one more told by somebody.
import { CERTAINTIES, type Certainty, EXPOSURE_KINDS, type ExposureKind } from '@xiaomen/rules/tracing'
import { Alert, Button, Checkbox, Form, Input, InputNumber, Modal, Segmented, Select, Tag } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { call, useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { dayOf, showMoment, today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { WhoFieldset, type WhoFields, whoOf } from './desk-add.tsx'
import { tracingText } from './desk-text.ts'
import type { Traced } from './types.ts'
import { certaintyWords, exposureWords, originWords, standingWords } from './words.ts'

type Meeting = Traced['met'][number]

export function Meetings({ areaId, of, onOpen }: { areaId: string; of: Traced; onOpen: (id: string) => void }) {
  const t = useText(tracingText)
  const [isAdding, setAdding] = useState(false)
  const [from, setFrom] = useState<Prefill | null>(null)
  const [isSeeking, setSeeking] = useState(false)
  const mayWork = of.may.work && of.closedOn === null
  return (
    <>
      <section aria-label={t('sources')}>
        <h3>{t('sources')}</h3>
        {of.likely !== null && (
          <Alert
            type={of.likely.isClear ? 'info' : 'warning'}
            showIcon
            title={t('likely', { label: of.likely.otherLabel, days: of.likely.days })}
            {...(of.likely.isClear ? {} : { description: t('likelyUnclear') })}
          />
        )}
        <MeetingList of={of.sources} mayWork={mayWork} canBeSource={of.standing === 'case'} onOpen={onOpen} />
      </section>
      <section aria-label={t('met')}>
        <h3>{t('met')}</h3>
        <MeetingList of={of.met} mayWork={mayWork} canBeSource={false} onOpen={onOpen} />
        {mayWork && (
          <div className="desk-row">
            {of.personId !== null && <Button onClick={() => setSeeking(true)}>{t('suggestions')}</Button>}
            <Button onClick={() => setAdding(true)}>{t('addMeeting')}</Button>
          </div>
        )}
      </section>
      {of.told.length > 0 && (
        <section aria-label={t('toldByPhone')}>
          <h3>{t('toldByPhone')}</h3>
          <ul className="tracing-meetings">
            {of.told.map((one) => (
              <li key={one.id}>
                <strong>{one.where}</strong> <span className="desk-quiet">{showMoment(new Date(one.from))}</span>
                <div className="desk-row">
                  {one.with.map((other, nth) => (
                    <Button
                      key={nth}
                      size="small"
                      disabled={!mayWork}
                      onClick={() => {
                        setFrom({ name: other.name ?? '', place: one.where, day: dayOf(new Date(one.from)) })
                        setAdding(true)
                      }}
                    >
                      {t('addNamed', { name: other.name ?? other.phone ?? '—' })}
                    </Button>
                  ))}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {isSeeking && <Suggestions of={of} onClose={() => setSeeking(false)} />}
      {isAdding && (
        <AddMeeting
          areaId={areaId}
          of={of}
          prefill={from}
          onClose={() => {
            setAdding(false)
            setFrom(null)
          }}
        />
      )}
    </>
  )
}

function MeetingList({ of, mayWork, canBeSource, onOpen }: { of: readonly Meeting[]; mayWork: boolean; canBeSource: boolean; onOpen: (id: string) => void }) {
  const t = useText(tracingText)
  const word = useWord()
  const set = useDo('tracing.setMeeting', { said: t('saved') })
  const change = (one: Meeting, over: Partial<Pick<Meeting, 'isActive' | 'isInfection' | 'certainty'>>) =>
    void set.run({ exposureId: one.id, version: one.version, isActive: one.isActive, certainty: one.certainty, isInfection: one.isInfection, ...over })
  if (of.length === 0) return <p className="desk-quiet">{t('nobodyYet')}</p>
  return (
    <ul className="tracing-meetings">
      {of.map((one) => (
        <li key={one.id} className={one.isActive ? '' : 'tracing-void'}>
          <div>
            <button type="button" className="desk-link" onClick={() => onOpen(one.otherId)}>
              {one.otherLabel} {one.otherName ?? ''}
            </button>{' '}
            {one.otherStanding !== null && <Tag>{word(standingWords[one.otherStanding])}</Tag>}
            {one.isInfection && <Tag color="red">{t('isSource')}</Tag>}
            {!one.isActive && <Tag>{t('ended')}</Tag>}
          </div>
          <div className="desk-quiet">
            {one.day === one.dayTo ? one.day : `${one.day} – ${one.dayTo}`} · {word(exposureWords[one.kind])} · {word(certaintyWords[one.certainty])} ·{' '}
            {word(originWords[one.origin])}
            {one.minutes !== null && ` · ${t('minutesN', { n: one.minutes })}`}
            {one.place !== null && ` · ${one.place}`}
          </div>
          {mayWork && (
            <div className="desk-row">
              {canBeSource && one.isActive && one.otherStanding === 'case' && (
                <Button size="small" loading={set.isBusy} onClick={() => change(one, { isInfection: !one.isInfection })}>
                  {one.isInfection ? t('clearSource') : t('markSource')}
                </Button>
              )}
              <Button
                size="small"
                type="text"
                loading={set.isBusy}
                onClick={() => change(one, one.isActive ? { isActive: false, isInfection: false } : { isActive: true })}
              >
                {one.isActive ? t('drop') : t('restore')}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

type Suggestion = Out<'tracing.listSuggestions'>[number]
function Suggestions({ of, onClose }: { of: Traced; onClose: () => void }) {
  const t = useText(tracingText)
  const word = useWord()
  const notify = useNotify()
  const found = useQuery('tracing.listSuggestions', { tracedId: of.id })
  const take = useDo('tracing.takeSuggestions')
  // Whoever only lives on the same stairs is not taken for a contact by default.
  const [turned, setTurned] = useState<readonly string[]>([])
  const isChosen = (one: Suggestion) => turned.includes(one.key) === (one.kind === 'sameStairs')
  const chosen = (found.data ?? []).filter(isChosen).map(({ key }) => key)
  const label = (one: Suggestion) =>
    `${one.name ?? '—'} ${one.door ?? ''} · ${word(exposureWords[one.kind])} · ${one.day === one.dayTo ? one.day : `${one.day} – ${one.dayTo}`}${one.tracedId === null ? '' : ` · ${t('known')}`}`
  return (
    <Modal
      open
      title={t('suggestions')}
      okText={t('take', { n: chosen.length })}
      okButtonProps={{ disabled: chosen.length === 0 }}
      confirmLoading={take.isBusy}
      onCancel={onClose}
      onOk={async () => {
        const done = await take.run({ tracedId: of.id, keys: chosen })
        if (done === null) return
        notify.done(t('taken', done))
        onClose()
      }}
    >
      <p className="desk-note">{t('suggestHint')}</p>
      <Loaded of={found} rows={2}>
        {(list) =>
          list.length === 0 ? (
            <p className="desk-quiet">{t('noSuggestion')}</p>
          ) : (
            <ul className="tracing-meetings">
              {list.map((one) => (
                <li key={one.key}>
                  <Checkbox
                    checked={isChosen(one)}
                    onChange={() => setTurned(turned.includes(one.key) ? turned.filter((key) => key !== one.key) : [...turned, one.key])}
                  >
                    {label(one)}
                  </Checkbox>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Modal>
  )
}

/** What was told on the telephone of one whom they met. */
type Prefill = { name: string; place: string; day: string }
type Fields = Omit<WhoFields, 'by'> & {
  by: WhoFields['by'] | 'traced'
  label?: string
  direction: 'they' | 'this'
  how: ExposureKind
  certainty: Certainty
  day: string | null
  dayTo: string | null
  minutes: number | null
  place?: string
}
function AddMeeting({ areaId, of, prefill, onClose }: { areaId: string; of: Traced; prefill: Prefill | null; onClose: () => void }) {
  const t = useText(tracingText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const [form] = Form.useForm<Fields>()
  const [isKnown, setKnown] = useState(false)
  const add = useDo('tracing.addMeeting', { said: t('saved') })
  const required = { required: true, message: d('required') }
  const finish = async (fields: Fields) => {
    let who: Parameters<typeof add.run>[0]['who']
    if (isKnown) {
      const { rows } = await call('tracing.listTraced', { areaId, standing: null, only: 'open', search: fields.label!.trim() })
      const other = rows.find(({ label }) => label === fields.label!.trim())
      if (other === undefined) return notify.warn(t('noSuch'))
      who = { kind: 'traced', tracedId: other.id }
    } else who = whoOf({ ...fields, by: fields.by === 'ledger' ? 'ledger' : 'other' })
    const day = fields.day ?? today()
    const input = {
      id: uuidv7(),
      tracedId: of.id,
      who,
      whoMayHaveCaughtIt: fields.direction,
      how: fields.how,
      certainty: fields.certainty,
      day,
      dayTo: fields.dayTo ?? day,
      minutes: fields.minutes ?? null,
      place: fields.place === undefined || fields.place.trim() === '' ? null : fields.place.trim(),
    }
    if ((await add.run(input)) !== null) onClose()
  }
  return (
    <Modal open title={t('addMeeting')} okText={t('save')} cancelText={d('cancel')} confirmLoading={add.isBusy} onCancel={onClose} onOk={() => form.submit()}>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          by: 'other',
          sex: 'unknown',
          direction: 'they',
          how: 'meal',
          certainty: 'probable',
          day: prefill?.day ?? of.windows?.others.from ?? today(),
          dayTo: null,
          minutes: null,
          ...(prefill === null ? {} : { name: prefill.name, place: prefill.place }),
        }}
        onFinish={(fields) => void finish(fields)}
      >
        <Segmented
          aria-label={t('who')}
          value={isKnown}
          onChange={setKnown}
          options={[
            { value: false, label: t('byHand') },
            { value: true, label: t('existing') },
          ]}
        />
        {isKnown ? (
          <Form.Item name="label" label={t('existingLabel')} rules={[required]}>
            <Input maxLength={40} />
          </Form.Item>
        ) : (
          <WhoFieldset />
        )}
        <Form.Item name="direction" label={t('direction')}>
          <Segmented
            options={[
              { value: 'they', label: t('they') },
              { value: 'this', label: t('this') },
            ]}
          />
        </Form.Item>
        <div className="tracing-dates">
          <Form.Item name="how" label={t('how')}>
            <Select options={EXPOSURE_KINDS.map((one) => ({ value: one, label: word(exposureWords[one]) }))} />
          </Form.Item>
          <Form.Item name="certainty" label={t('certainty')}>
            <Select options={CERTAINTIES.map((one) => ({ value: one, label: word(certaintyWords[one]) }))} />
          </Form.Item>
          <Form.Item name="day" label={t('from')}>
            <DayInput latest={today()} />
          </Form.Item>
          <Form.Item name="dayTo" label={t('to')}>
            <DayInput allowClear latest={today()} />
          </Form.Item>
          <Form.Item name="minutes" label={t('minutes')}>
            <InputNumber min={0} max={20_160} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="place" label={t('place')}>
            <Input maxLength={80} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  )
}
