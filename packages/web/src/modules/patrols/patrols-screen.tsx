// 巡防 on a phone: the routes, which round is on, and rounds that were missed and must be answered for.
import { MISSED_ANSWERS, type MissedAnswer } from '@xiaomen/rules/patrols'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { useSession } from '../../platform/session.tsx'
import { showMoment, showTime, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { type Route, roundAt, useWalk, visitedIn } from './walk.ts'
import { missedWords } from './words.ts'
import { walkText } from './worker-text.ts'

type Walk = ReturnType<typeof useWalk>

export function PatrolsScreen() {
  const t = useText(walkText)
  const sayError = useErrorText()
  const walk = useWalk()
  const { routes, isFresh, keptAt, error } = walk
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      <p className="quiet">{t('lead')}</p>
      {routes === null && error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      {routes !== null && !isFresh && error !== null && <Notice>{t('offline', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {routes?.length === 0 && <Notice>{t('none')}</Notice>}
      {routes?.map((route) => (
        <RouteCard key={route.id} route={route} walk={walk} />
      ))}
      {routes !== null && <Missed routes={routes} />}
    </section>
  )
}

function RouteCard({ route, walk }: { route: Route; walk: Walk }) {
  const t = useText(walkText)
  const { current, next } = roundAt(route, walk.now)
  const done = current === null ? 0 : visitedIn(current, walk.local).size
  const all = current === null ? route.points.length : current.visited.length + current.missing.length
  return (
    <div className="card stack-tight">
      <div className="row spread">
        <h2>{route.name}</h2>
        <span className="quiet">{route.areaName}</span>
      </div>
      {current !== null && (
        <p>
          <strong>{t('round', { time: showTime(current.at), from: showTime(current.from), until: showTime(current.until) })}</strong>
          <br />
          {all > 0 && done >= all ? `✓ ${t('whole')}` : t('progress', { done, all })}
        </p>
      )}
      <p className="quiet">{next === null ? t('noNext') : t('next', { time: showMoment(next.at) })}</p>
      <a className="button primary" href={`#/patrols/${route.id}`}>
        ▸ {t('walk')}
      </a>
    </div>
  )
}

function Missed({ routes }: { routes: readonly Route[] }) {
  const t = useText(walkText)
  const word = useWord()
  const sayError = useErrorText()
  const { may } = useSession()
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set())
  const [error, setError] = useState<unknown>(null)
  const open = routes
    .filter((route) => may('patrols.answer', route.path))
    .flatMap((route) => route.rounds.flatMap((round) => (round.missedId !== null && round.answer === null ? [{ route, round, missedId: round.missedId }] : [])))
    .filter(({ missedId }) => !answered.has(missedId))
  const say = async (missedId: string, answer: MissedAnswer) => {
    try {
      await call('patrols.answerMissed', { missedId, answer })
      setAnswered(new Set([...answered, missedId]))
      setError(null)
    } catch (caught) {
      setError(caught)
    }
  }
  if (open.length === 0 && error === null) return null
  return (
    <section className="stack" aria-label={t('missed')}>
      <h2>
        {t('missed')} · {open.length}
      </h2>
      {error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {open.map(({ route, round, missedId }) => {
        const points = route.points.filter(({ id }) => round.missing.includes(id)).map(({ name }) => name)
        return (
          <div key={missedId} className="card stack-tight">
            <p>✕ {t('missedLine', { route: route.name, time: showMoment(round.at), points: points.join('、') || '—' })}</p>
            <p className="quiet">{t('answer')}</p>
            <div className="row" role="group" aria-label={t('answer')}>
              {MISSED_ANSWERS.map((answer) => (
                <button key={answer} onClick={() => void say(missedId, answer)}>
                  {word(missedWords[answer])}
                </button>
              ))}
            </div>
          </div>
        )
      })}
    </section>
  )
}
