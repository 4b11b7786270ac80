// One person under control on the worker's phone: a call, the day's question in two taps, the days drawn; without the network too.
import { useEffect, useState } from 'react'
import { DAY_HALVES, halfOf, SYMPTOMS } from '@xiaomen/rules/control'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { useSession } from '../../platform/session.tsx'
import { showMoment, showTime, today, useText } from '../../platform/text.ts'
import { isAway } from '../../platform/transport.ts'
import { useKept } from '../../platform/use-kept.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { AskTransport } from '../aid/ask-transport.tsx'
import { CallButton } from '../care/call-button.tsx'
import { controlWorkerWords } from './control-worker-text.ts'
import { DaysStrip } from './days-strip.tsx'
import { fromKeptList, type Line, noteDay, useNoted } from './my-control.ts'
import { NamedCarers } from './named-carers.tsx'
import { recordWords } from './record-text.ts'
import { type Asked, Heard, RecordForm } from './record-form.tsx'
import { controlNeedWords, controlStateWords, halfWords, recordWayWords, symptomWords } from './words.ts'
import { WorkerTest } from './worker-test.tsx'
import '../tasks/tasks.css'

const WAYS = ['phone', 'visit'] as const

export function ControlCaseScreen({ caseId }: { caseId: string }) {
  const t = useText(controlWorkerWords)
  const r = useText(recordWords)
  const word = useWord()
  const sayError = useErrorText()
  const { may } = useSession()
  const noted = useNoted()
  const [tests, setTests] = useState(0)
  const { data, keptAt, isFresh, error } = useKept(`control.case:${caseId}`, 'control.getControl', { caseId }, `${tests} ${JSON.stringify(noted)}`)
  const [listed, setListed] = useState<Line | null>(null)
  const [way, setWay] = useState<(typeof WAYS)[number]>('phone')
  const [said, setSaid] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    void fromKeptList(caseId).then(setListed)
  }, [caseId])
  const one = data ?? listed
  const isGone = error !== null && !isAway(error)
  const isOver = data !== null && !data.may.record
  const perDay = one?.recordsAsked ?? 2
  const save = async (asked: Asked) => {
    try {
      await noteDay({ ...asked, id: uuidv7(), caseId, at: new Date().toISOString(), day: today(), way }, one?.personId ?? '')
      setProblem(null)
      setSaid(r(navigator.onLine ? 'saved' : 'savedOffline'))
    } catch (failure) {
      setProblem(sayError(failure))
    }
  }
  return (
    <section className="stack">
      <a href="#/control">‹ {t('back')}</a>
      {isGone && <Notice tone="warn">{t('notHere')}</Notice>}
      {!isGone && data !== null && !isFresh && error !== null && <Notice tone="warn">{t('kept', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {!isGone && one === null && error !== null && <Notice tone="warn">{t('unknown')}</Notice>}
      {one !== null && (
        <>
          <div className="row spread">
            <h1>{one.name ?? '—'}</h1>
            <span className="tag">{one.door ?? one.areaName}</span>
          </div>
          <p>
            <strong>{one.measureName === null ? word(controlStateWords[one.state]) : word(one.measureName)}</strong>
            {one.dayNumber !== null && ` · ${t('day', { n: one.dayNumber })}`}
            {one.lastDay !== null && ` · ${t('until', { day: one.lastDay })}`}
            {one.testsDue > 0 && ` · ! ${t('testDue')}`}
            {one.testsMissed > 0 && ` · ! ${t('testMissed', { n: one.testsMissed })}`}
          </p>
          {!isGone && one.personId !== null && <CallButton personId={one.personId} />}
          {!isGone && one.personId !== null && may('aid.request') && <AskTransport personId={one.personId} />}
        </>
      )}
      {isOver && <p>{t('over')}</p>}
      {!isGone && !isOver && perDay === 0 && <p>{t('asksNothing')}</p>}
      {!isGone && !isOver && perDay > 0 && (
        <div className="card stack">
          <h2>
            {t('record')} · {t('askedOf', { done: one?.recordsToday ?? 0, all: perDay })}
          </h2>
          {noted[caseId] !== undefined && <p className="quiet">{t('unsent')}</p>}
          {problem !== null && <Heard tone="error">{problem}</Heard>}
          {said !== null ? (
            <>
              <Heard tone="done">{said}</Heard>
              <button onClick={() => setSaid(null)}>{r('again')}</button>
            </>
          ) : (
            <>
              <div className="segments" role="group" aria-label={r('way')}>
                {WAYS.map((key) => (
                  <button key={key} type="button" aria-pressed={key === way} onClick={() => setWay(key)}>
                    {word(recordWayWords[key])}
                  </button>
                ))}
              </div>
              <RecordForm key={perDay} halves={halvesNow(perDay)} symptoms={data?.symptoms ?? SYMPTOMS} onSave={save} />
            </>
          )}
        </div>
      )}
      {data?.may.record === true && <WorkerTest caseId={caseId} onSaved={() => setTests(tests + 1)} />}
      {data !== null && data.days.length > 0 && <DaysStrip days={data.days} today={data.today} />}
      {data !== null && <NamedCarers carers={data.carers ?? []} />}
      {data !== null && <Records facts={data.facts} />}
      {one?.homeId != null && may('registry.read') && (
        <a className="button" href={`#/home/${one.homeId}`}>
          {t('home')} ›
        </a>
      )}
    </section>
  )
}

/** Where once a day is enough, it is asked now. */
const halvesNow = (perDay: number) => (perDay === 1 ? [halfOf(showTime(new Date()))] : DAY_HALVES)

function Records({ facts }: { facts: NonNullable<ReturnType<typeof useKept<'control.getControl'>>['data']>['facts'] }) {
  const t = useText(controlWorkerWords)
  const word = useWord()
  const records = facts.filter((fact) => fact.kind === 'record').slice(-6)
  if (records.length === 0) return null
  return (
    <>
      <h2>{t('facts')}</h2>
      <ul className="dues">
        {records.toReversed().map((fact) => (
          <li key={fact.id}>
            {fact.day.slice(5)} {fact.half === null ? '' : word(halfWords[fact.half])}{' '}
            <strong>{fact.temperatureC === null ? '' : `${fact.temperatureC.toFixed(1)} ℃`}</strong>{' '}
            {fact.symptoms.map((key) => word(symptomWords[key])).join(' · ')} {fact.needs.map((key) => word(controlNeedWords[key])).join(' · ')}{' '}
            <span className="quiet">{fact.by ?? word(recordWayWords[fact.way])}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
