// 电话流调: a seat, the next call, what to ask in large letters, and large buttons for what came of it. One column, so that a volunteer can do it within minutes.
import { type CallOutcome } from '@xiaomen/rules/leads'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { callText } from './call-text.ts'
import { Dial } from './dial.tsx'
import { Due, Who } from './lead-table.tsx'
import { callLangs, callWords } from './words.ts'

type Call = NonNullable<Out<'leads.nextCall'>['call']>
type Desk = Out<'leads.getCallDesk'>
type Place = { id: string; where: string; from: string; until: string; with: string }
const OTHERS: readonly CallOutcome[] = ['noAnswer', 'busy', 'callBack', 'refused', 'wrongNumber']
/** What an input of day and minute says, on this device's clock. */
const instant = (local: string): string => new Date(local).toISOString()
const newPlace = (): Place => ({ id: uuidv7(), where: '', from: '', until: '', with: '' })

export function CallTab({ areaId }: { areaId: string }) {
  const t = useText(callText)
  const desk = useQuery('leads.getCallDesk', { areaId }, { keepPrevious: true, refetchIntervalMs: 20_000 })
  const [call, setCall] = useState<Call | null>(null)
  const [isEmpty, setEmpty] = useState(false)
  const next = useDo('leads.nextCall')
  const take = useDo('leads.takeSeat')
  const getNext = async () => {
    const answer = await next.run({ areaId })
    if (answer === null) return
    setCall(answer.call)
    setEmpty(answer.call === null)
  }
  return (
    <section className="desk-panel desk-stack lead-call" aria-label={t('title')}>
      <Loaded of={desk}>
        {(of) =>
          of.seats.some(({ isOwn }) => isOwn) ? (
            <>
              {call === null ? (
                <>
                  <p role="status">{t('queue', { waiting: of.waiting, later: of.later })}</p>
                  <Button className="lead-big" type="primary" block loading={next.isBusy} onClick={() => void getNext()}>
                    {t('next')}
                  </Button>
                  {isEmpty && <Nothing says={t('nobodyDue')} />}
                  <Seats of={of} areaId={areaId} />
                </>
              ) : (
                <OneCall
                  key={call.lead.id}
                  of={call}
                  onDone={() => {
                    setCall(null)
                    setEmpty(false)
                  }}
                />
              )}
            </>
          ) : (
            <>
              <p className="desk-note">{t('takeSeatHelp')}</p>
              <Button className="lead-big" type="primary" block loading={take.isBusy} onClick={() => void take.run({ id: uuidv7(), areaId })}>
                {t('takeSeat')}
              </Button>
              <Notes of={of} />
            </>
          )
        }
      </Loaded>
    </section>
  )
}

function Notes({ of }: { of: Desk }) {
  const t = useText(callText)
  if (of.notes.length === 0) return null
  return (
    <section aria-label={t('notes')}>
      <h3>{t('notes')}</h3>
      <ul className="desk-list">
        {of.notes.map((one) => (
          <li key={one.id}>
            {one.note} <span className="desk-quiet">{`${one.by} · ${showMoment(new Date(one.at))}`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
function Seats({ of, areaId }: { of: Desk; areaId: string }) {
  const t = useText(callText)
  const notify = useNotify()
  const [toAccountId, setTo] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const leave = useDo('leads.leaveSeat')
  const others = of.seats.filter(({ isOwn }) => !isOwn)
  const leaveNow = async () => {
    const done = await leave.run({ areaId, toAccountId, ...(note.trim() === '' ? {} : { note: note.trim() }) })
    if (done !== null) notify.done(t('left', { n: done.handed }))
  }
  return (
    <>
      <Notes of={of} />
      <section className="desk-stack" aria-label={t('seats')}>
        <h3>{t('seats')}</h3>
        <ul className="desk-list">
          {of.seats.map((seat) => (
            <li key={seat.id}>
              {seat.isOwn ? `${seat.name}（${t('me')}）` : seat.name}{' '}
              <span className="desk-quiet">{[seat.unit, t('held', { n: seat.held })].filter((part) => part !== '').join(' · ')}</span>
            </li>
          ))}
        </ul>
        <div className="desk-row">
          <Select<string | null>
            aria-label={t('handTo')}
            style={{ width: 200 }}
            value={toAccountId}
            onChange={setTo}
            options={[{ value: null, label: t('nobody') }, ...others.map(({ accountId, name }) => ({ value: accountId, label: name }))]}
          />
          <Input
            aria-label={t('handNote')}
            placeholder={t('handNote')}
            style={{ width: 260, maxWidth: '100%' }}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button loading={leave.isBusy} onClick={() => void leaveNow()}>
            {t('leaveSeat')}
          </Button>
        </div>
      </section>
    </>
  )
}

function OneCall({ of, onDone }: { of: Call; onDone: () => void }) {
  const t = useText(callText)
  const word = useWord()
  const notify = useNotify()
  const [id] = useState(uuidv7)
  const [places, setPlaces] = useState<Place[]>([])
  const [note, setNote] = useState('')
  const [lang, setLang] = useState<string | null>(of.lang)
  const [callAt, setCallAt] = useState('')
  const [isAsking, setAsking] = useState(false)
  const record = useDo('leads.recordCall', { said: t('recorded') })
  const save = async (outcome: CallOutcome) => {
    if (places.some((place) => place.where.trim() === '' || place.from === '')) return notify.warn(t('needPlace'))
    if (outcome === 'callBack' && callAt === '') {
      setAsking(true)
      return notify.warn(t('needCallAt'))
    }
    const statements = places.map((place) => ({
      id: place.id,
      where: place.where.trim(),
      areaId: null,
      from: instant(place.from),
      until: place.until === '' ? null : instant(place.until),
      with: place.with
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .map(companion),
    }))
    const done = await record.run({
      id,
      leadId: of.lead.id,
      outcome,
      callAt: outcome === 'callBack' ? instant(callAt) : null,
      lang,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      statements,
    })
    if (done !== null) onDone()
    return undefined
  }
  const change = (at: number, with_: Partial<Place>) => setPlaces(places.map((place, index) => (index === at ? { ...place, ...with_ } : place)))
  return (
    <>
      <div>
        <Who of={of.lead} />
        <p>
          <Due of={of.lead} />
          {of.lead.tries > 0 && ` · ${t('tries', { n: of.lead.tries })}`}
        </p>
        <p>{[of.lead.address, of.lead.said].filter((part) => part !== null).join(' · ')}</p>
        {of.notes.map((one) => (
          <p key={one.at} className="desk-quiet">
            {[showMoment(new Date(one.at)), word(callWords[one.outcome]), one.note].filter((part) => part !== null).join(' · ')}
          </p>
        ))}
      </div>
      <Dial leadId={of.lead.id} />
      <Script of={of} />
      <section className="desk-stack" aria-label={t('told')}>
        {places.map((place, at) => (
          <fieldset key={place.id} className="desk-stack">
            <Input
              aria-label={t('place')}
              placeholder={t('place')}
              maxLength={200}
              value={place.where}
              onChange={(event) => change(at, { where: event.target.value })}
            />
            <div className="desk-row">
              <label>
                {t('from')}{' '}
                <Input className="lead-time" type="datetime-local" value={place.from} onChange={(event) => change(at, { from: event.target.value })} />
              </label>
              <label>
                {t('until')}{' '}
                <Input className="lead-time" type="datetime-local" value={place.until} onChange={(event) => change(at, { until: event.target.value })} />
              </label>
            </div>
            <Input.TextArea
              aria-label={t('with')}
              placeholder={t('with')}
              rows={2}
              maxLength={1000}
              value={place.with}
              onChange={(event) => change(at, { with: event.target.value })}
            />
            <Button onClick={() => setPlaces(places.filter((_, index) => index !== at))}>{t('remove')}</Button>
          </fieldset>
        ))}
        <Button onClick={() => setPlaces([...places, newPlace()])}>{places.length === 0 ? t('told') : t('addPlace')}</Button>
        <div className="desk-row">
          <Select<string | null>
            aria-label={t('speaks')}
            placeholder={t('speaks')}
            allowClear
            style={{ width: 150 }}
            value={lang}
            onChange={(value) => setLang(value ?? null)}
            options={[...callLangs]}
          />
          <Input
            aria-label={t('note')}
            placeholder={t('note')}
            style={{ flex: 1, minWidth: 180 }}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      </section>
      <section className="desk-stack" aria-label={t('result')}>
        <h3>{t('result')}</h3>
        <div className="lead-outcomes">
          <Button type="primary" loading={record.isBusy} onClick={() => void save('reached')}>
            {word(callWords.reached)}
          </Button>
          {OTHERS.map((outcome) => (
            <Button key={outcome} disabled={record.isBusy} onClick={() => void save(outcome)}>
              {word(callWords[outcome])}
            </Button>
          ))}
        </div>
        {(isAsking || callAt !== '') && (
          <label>
            {t('callAt')} <Input className="lead-time" type="datetime-local" value={callAt} onChange={(event) => setCallAt(event.target.value)} />
          </label>
        )}
      </section>
    </>
  )
}
/** '张三 10900000001': what looks like a number is one. */
function companion(line: string): { name: string | null; phone: string | null } {
  const phone = /\+?\d[\d -]{5,18}\d/.exec(line)?.[0] ?? null
  const name = (phone === null ? line : line.replace(phone, '')).trim().slice(0, 40)
  return { name: name === '' ? null : name, phone: phone === null ? null : phone.slice(0, 20) }
}

/** One line at a time; an answer that leads elsewhere leads there. */
function Script({ of: { script } }: { of: Call }) {
  const t = useText(callText)
  const word = useWord()
  const [way, setWay] = useState<number[]>([0])
  const at = way.at(-1)!
  const line = script.lines[at]
  const go = (to: number) => setWay([...way, to])
  return (
    <section className="desk-stack" aria-label={t('script')}>
      <span className="desk-quiet">{t('lineOf', { at: Math.min(at + 1, script.lines.length), of: script.lines.length })}</span>
      {line !== undefined && <p className="lead-line">{word(line)}</p>}
      <div className="desk-row">
        {way.length > 1 && <Button onClick={() => setWay(way.slice(0, -1))}>{t('back')}</Button>}
        {line?.options.map((option) => (
          <Button key={option.en} className="lead-big" onClick={() => go(option.next)}>
            {word(option)}
          </Button>
        ))}
        {line !== undefined && line.options.length === 0 && at + 1 < script.lines.length && (
          <Button className="lead-big" onClick={() => go(at + 1)}>
            {t('forward')}
          </Button>
        )}
      </div>
      {script.isDraft && <Alert type="info" title={t('draft')} />}
    </section>
  )
}
