// 来返报备: a resident says who comes, from where and when, and sees what became of it.
import { type FormEvent, useState } from 'react'
import { useAnswer } from '../../platform/answer.ts'
import { codeOf, useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { ownArrivalWords } from './own-text.ts'

type Mine = Out<'arrivals.listOwn'>
const TRANSPORTS = ['train', 'plane', 'coach', 'car', 'ship', 'other'] as const
const GUEST = 'guest'

export function OwnArrivalsScreen() {
  const t = useText(ownArrivalWords)
  const sayError = useCommonErrorText()
  const { data, error, ask } = useAnswer('arrivals.listOwn', {})
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      {error !== null && data === null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data !== null && (data.isThere ? <ReportForm of={data} onReported={ask} /> : <p>{t('peace')}</p>)}
      {data !== null && data.arrivals.length > 0 && <List of={data.arrivals} />}
    </section>
  )
}

function List({ of }: { of: Mine['arrivals'] }) {
  const t = useText(ownArrivalWords)
  return (
    <>
      <h2>{t('list')}</h2>
      <ul className="list">
        {of.map((one) => (
          <li key={one.id} className="card stack">
            <strong>{one.name}</strong>
            <span>{t('line', { day: one.on, from: one.from })}</span>
            <strong>{one.isClosed && one.state !== 'cleared' && one.state !== 'elsewhere' ? t('closed') : t(one.state)}</strong>
            {one.state === 'controlCase' && !one.isClosed && <a href="#/control">{t('toControl')} ›</a>}
            <span className="quiet">{t('number', { number: one.number })}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function ReportForm({ of: { household, today }, onReported }: { of: Mine; onReported: () => void }) {
  const t = useText(ownArrivalWords)
  const sayError = useCommonErrorText()
  const fresh = () => ({ id: uuidv7(), name: '', phone: '', from: '', on: today, transport: 'train' as (typeof TRANSPORTS)[number], vehicle: '' })
  const [who, setWho] = useState(household[0]?.personId ?? GUEST)
  const [typed, setTyped] = useState(fresh)
  const [error, setError] = useState<unknown>(null)
  const [number, setNumber] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  // Other words are another report: the same id stands for the same bytes.
  const change = (part: Partial<typeof typed>) => {
    setNumber(null)
    setTyped((now) => ({ ...now, ...part, id: uuidv7() }))
  }
  const isGuest = who === GUEST
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    const phone = typed.phone.replace(/[\s()-]/g, '')
    try {
      const done = await call('arrivals.reportOwn', {
        id: typed.id,
        personId: isGuest ? null : who,
        name: isGuest ? typed.name.trim() : null,
        phone: isGuest && phone !== '' ? phone : null,
        from: typed.from.trim(),
        code: null,
        on: typed.on,
        transport: typed.transport,
        vehicle: typed.vehicle.trim() === '' ? null : typed.vehicle.trim(),
      })
      setTyped(fresh())
      setNumber(done.number)
      onReported()
    } catch (refusal) {
      setError(refusal)
    }
    setBusy(false)
  }
  return (
    <form className="card stack" onSubmit={(event) => void send(event)}>
      <p>{t('lead')}</p>
      <Field label={t('who')}>
        <select
          value={who}
          onChange={(event) => {
            setWho(event.target.value)
            change({})
          }}
        >
          {household.map((one) => (
            <option key={one.personId} value={one.personId}>
              {one.isMe ? t('me', { name: one.name }) : one.name}
            </option>
          ))}
          <option value={GUEST}>{t('guest')}</option>
        </select>
      </Field>
      {isGuest && (
        <>
          <Field label={t('name')}>
            <input required maxLength={40} autoComplete="off" value={typed.name} onChange={(event) => change({ name: event.target.value })} />
          </Field>
          <Field label={t('phone')}>
            <input required type="tel" maxLength={20} autoComplete="off" value={typed.phone} onChange={(event) => change({ phone: event.target.value })} />
          </Field>
        </>
      )}
      <Field label={t('from')} hint={t('fromHint')}>
        <input required maxLength={60} autoComplete="off" value={typed.from} onChange={(event) => change({ from: event.target.value })} />
      </Field>
      <Field label={t('on')}>
        <input type="date" required value={typed.on} onChange={(event) => change({ on: event.target.value })} />
      </Field>
      <Field label={t('transport')}>
        <select value={typed.transport} onChange={(event) => change({ transport: event.target.value as typeof typed.transport })}>
          {TRANSPORTS.map((one) => (
            <option key={one} value={one}>
              {t(one)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('vehicle')}>
        <input maxLength={20} autoComplete="off" value={typed.vehicle} onChange={(event) => change({ vehicle: event.target.value })} />
      </Field>
      {error !== null && <Notice tone="warn">{codeOf(error) === 'arrivals.day_far' ? t('dayFar') : sayError(error)}</Notice>}
      {number !== null && <Notice>{t('done', { number })}</Notice>}
      <button className="primary" disabled={isBusy}>
        {isBusy ? t('sending') : t('send')}
      </button>
    </form>
  )
}
