// 来返人员 on the worker's phone: who has not come and is to be asked after, who is still to come; one touch says what was found.
import { CANCEL_ARRIVAL_GROUNDS } from '@xiaomen/rules/arrivals'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { refresh, useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { RevealCall } from '../../platform/reveal-call.tsx'
import { today, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { arrivalLevelWords, arrivalStateWords, cancelWords, comesWords } from './words.ts'
import { arrivalsWorkerWords } from './worker-text.ts'
import '../tasks/tasks.css'

type Line = Out<'arrivals.listArrivals'>['arrivals'][number]
type Arrival = Out<'arrivals.getArrival'>

function List({ arrivals }: { arrivals: readonly Line[] }) {
  const t = useText(arrivalsWorkerWords)
  const word = useWord()
  return (
    <ul className="list">
      {arrivals.map((one) => (
        <li key={one.id} className="card">
          <a className="task-line" href={`#/arrivals/${one.id}`}>
            <span>
              <strong>{one.name ?? '—'}</strong> <span className="tag">{one.door ?? one.areaName}</span>
            </span>
            <span>
              {t('day', { day: one.on.slice(5) })}
              {one.isOverdue && ` · ! ${t('overdue')}`}
            </span>
            {one.level !== null && (
              <span className="quiet">
                {word(arrivalLevelWords[one.level])} · {word(comesWords[one.comesTo])}
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}

export function ArrivalsScreen() {
  const t = useText(arrivalsWorkerWords)
  const sayError = useErrorText()
  const missing = useQuery('arrivals.listArrivals', { list: 'notArrived' })
  const expected = useQuery('arrivals.listArrivals', { list: 'expected' })
  const reported = useQuery('arrivals.listArrivals', { list: 'reported' })
  const coming = [...(expected.data?.arrivals ?? []), ...(reported.data?.arrivals ?? [])].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const late = missing.data?.arrivals ?? []
  const error = missing.error ?? expected.error ?? reported.error
  const isRead = missing.data !== undefined && expected.data !== undefined && reported.data !== undefined
  return (
    <section className="stack">
      <a href="#/today">‹ {t('today')}</a>
      <h1>{t('title')}</h1>
      {error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {isRead && late.length + coming.length === 0 && <p>{t('none')}</p>}
      {late.length > 0 && <h2>{t('missing', { n: late.length })}</h2>}
      <List arrivals={late} />
      {coming.length > 0 && <h2>{t('coming', { n: coming.length })}</h2>}
      <List arrivals={coming} />
    </section>
  )
}

export function ArrivalScreen({ arrivalId }: { arrivalId: string }) {
  const t = useText(arrivalsWorkerWords)
  const word = useWord()
  const sayError = useErrorText()
  const { data, error } = useQuery('arrivals.getArrival', { arrivalId })
  return (
    <section className="stack">
      <a href="#/arrivals">‹ {t('back')}</a>
      {error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data !== undefined && (
        <>
          <div className="row spread">
            <h1>{data.name ?? '—'}</h1>
            <span className="tag">{data.door ?? data.said ?? data.areaName}</span>
          </div>
          <p>
            <strong>{word(arrivalStateWords[data.state])}</strong> · {t('day', { day: data.arrivedOn ?? data.on })}
            {data.isOverdue && ` · ! ${t('overdue')}`}
            {data.level !== null && (
              <>
                <br />
                {word(arrivalLevelWords[data.level])} · {word(comesWords[data.comesTo])}
              </>
            )}
          </p>
          {data.mayReveal && (
            <RevealCall ask={() => call('arrivals.revealPhone', { arrivalId, purpose: 'callOnDuty' })} sayError={sayError} noPhone={t('noPhone')} />
          )}
          {data.isClosed || !data.may.mark ? <p>{t('over')}</p> : <Found of={data} />}
        </>
      )}
    </section>
  )
}

function Found({ of }: { of: Arrival }) {
  const t = useText(arrivalsWorkerWords)
  const word = useWord()
  const sayError = useErrorText()
  const [asks, setAsks] = useState<'later' | 'cancel' | null>(null)
  const [day, setDay] = useState(today())
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaved, setSaved] = useState(false)
  const isComing = of.state === 'reported' || of.state === 'expected' || of.state === 'notArrived'
  const one = { arrivalId: of.id, version: of.version }
  const send = async (deed: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    try {
      await deed()
      setSaved(true)
      setAsks(null)
      await refresh('arrivals', 'tasks')
    } catch (failure) {
      setProblem(sayError(failure))
    }
    setBusy(false)
  }
  return (
    <>
      {isSaved && <Notice>{t('saved')}</Notice>}
      {problem !== null && <Notice tone="warn">{problem}</Notice>}
      {!isComing && <p>{t('arrived')}</p>}
      {isComing && asks === null && (
        <div className="stack">
          <button className="primary" disabled={isBusy} onClick={() => void send(() => call('arrivals.markArrived', { ...one, on: today() }))}>
            ✓ {t('came')}
          </button>
          {of.state === 'notArrived' && (
            <>
              <button disabled={isBusy} onClick={() => setAsks('later')}>
                {t('later')}
              </button>
              <button disabled={isBusy} onClick={() => void send(() => call('arrivals.noteCall', { ...one, on: null }))}>
                {t('asked')}
              </button>
            </>
          )}
          <button disabled={isBusy} onClick={() => setAsks('cancel')}>
            {t('notComing')}
          </button>
        </div>
      )}
      {asks === 'later' && (
        <form
          className="card stack"
          onSubmit={(event) => {
            event.preventDefault()
            void send(() => call('arrivals.noteCall', { ...one, on: day }))
          }}
        >
          <Field label={t('laterDay')}>
            <input type="date" required min={today()} value={day} onChange={(event) => setDay(event.target.value)} />
          </Field>
          <button className="primary" disabled={isBusy}>
            {t('confirm')}
          </button>
          <button type="button" className="plain" onClick={() => setAsks(null)}>
            {t('back2')}
          </button>
        </form>
      )}
      {asks === 'cancel' && (
        <div className="card stack">
          {CANCEL_ARRIVAL_GROUNDS.map((ground) => (
            <button key={ground} disabled={isBusy} onClick={() => void send(() => call('arrivals.cancelArrival', { ...one, ground }))}>
              {word(cancelWords[ground])}
            </button>
          ))}
          <button className="plain" onClick={() => setAsks(null)}>
            {t('back2')}
          </button>
        </div>
      )}
    </>
  )
}
