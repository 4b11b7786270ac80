// 管控人员 on the worker's phone: who is still to be asked today, in large rows, with or without network.
import { useWord } from '../../desk/words.ts'
import { Notice } from '../../platform/parts.tsx'
import { useErrorText } from '../../platform/errors-text.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { useKept } from '../../platform/use-kept.ts'
import { controlWorkerWords } from './control-worker-text.ts'
import { placeWorkerWords } from './place-worker-text.ts'
import { type Line, LIST, useNoted } from './my-control.ts'
import { controlStateWords } from './words.ts'
import '../tasks/tasks.css'

const isToAsk = (one: Line) => one.recordsToday < one.recordsAsked

export function ControlScreen() {
  const t = useText(controlWorkerWords)
  const sayError = useErrorText()
  const noted = useNoted()
  const { data, keptAt, isFresh, error } = useKept(LIST, 'control.listControl', { list: 'open' }, noted)
  const cases = data?.cases ?? []
  const toAsk = cases.filter((one) => isToAsk(one) && noted[one.id] === undefined)
  const others = cases.filter((one) => !toAsk.includes(one))
  return (
    <section className="stack">
      <a href="#/today">‹ {t('today')}</a>
      <h1>{t('title')}</h1>
      {data === null && error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data !== null && !isFresh && error !== null && <Notice tone="warn">{t('kept', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {data !== null && cases.length === 0 && <p>{t('none')}</p>}
      {toAsk.length > 0 && <h2>{t('toAsk', { count: toAsk.length })}</h2>}
      <List cases={toAsk} noted={noted} />
      {others.length > 0 && <h2>{t('asked', { count: others.length })}</h2>}
      <List cases={others} noted={noted} />
      <Places />
    </section>
  )
}

/** 场所处置: what is under works here, each with a page of its own. */
function Places() {
  const t = useText(placeWorkerWords)
  const word = useWord()
  const { data } = useKept('control.places', 'control.listControl', { list: 'open', about: 'place' })
  if (data === null || data.cases.length === 0) return null
  return (
    <>
      <h2>{t('places', { count: data.cases.length })}</h2>
      <ul className="list">
        {data.cases.map((one) => (
          <li key={one.id} className="card">
            <a className="task-line" href={`#/place/${one.id}`}>
              <span>
                <strong>{one.areaName}</strong> <span className="tag">{one.measureName === null ? word(one.track) : word(one.measureName)}</span>
              </span>
              <span className="quiet">
                {one.worksDue > 0 ? t('toDo', { count: one.worksDue }) : `✓ ${t('allDone')}`}
                {one.worksMissed > 0 && ` · ! ${t('missed', { n: one.worksMissed })}`}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

function List({ cases, noted }: { cases: readonly Line[]; noted: Readonly<Record<string, unknown>> }) {
  const t = useText(controlWorkerWords)
  const word = useWord()
  return (
    <ul className="list">
      {cases.map((one) => (
        <li key={one.id} className="card">
          <a className="task-line" href={`#/control/${one.id}`}>
            <span>
              <strong>{one.name ?? '—'}</strong> <span className="tag">{one.door ?? one.areaName}</span>
            </span>
            <span>
              {one.measureName === null ? word(controlStateWords[one.state]) : word(one.measureName)}
              {one.dayNumber !== null && ` · ${t('day', { n: one.dayNumber })}`}
              {one.lastDay !== null && ` · ${t('until', { day: one.lastDay.slice(5) })}`}
            </span>
            <span className="quiet">
              {one.recordsAsked > 0 && t('askedOf', { done: one.recordsToday, all: one.recordsAsked })}
              {noted[one.id] !== undefined && ` · ${t('unsent')}`}
              {one.testsDue > 0 && ` · ! ${t('testDue')}`}
              {one.testsMissed > 0 && ` · ! ${t('testMissed', { n: one.testsMissed })}`}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
