import { MISSED_ANSWERS, type MissedAnswer, type RoundState } from '@xiaomen/rules/patrols'
import { Select, Table } from 'antd'
import { useState } from 'react'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, Nothing, useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { showMoment, showTime, today, useText } from '../../platform/text.ts'
import { patrolsText } from './desk-text.ts'
import './desk-patrols.css'
import { missedWords, roundSigns, roundWords } from './words.ts'

type Route = Out<'patrols.getDay'>['routes'][number]
type Round = Route['rounds'][number]
const SIGN: Record<RoundState, string> = { done: 'desk-sign-free', missed: 'desk-sign-notFree', open: 'desk-sign-unknown', ahead: 'desk-quiet' }
const POLL_MS = 60_000

/** The rounds of one day; they begin and end by the clock, so it is asked again every minute. */
export function Board({ areaId }: { areaId: string | undefined }) {
  const t = useText(patrolsText)
  const [day, setDay] = useState(today)
  const board = useQuery('patrols.getDay', { day, ...(areaId === undefined ? {} : { areaId }) }, { refetchIntervalMs: POLL_MS, keepPrevious: true })
  return (
    <>
      <div className="patrol-day">
        <DayInput aria-label={t('day')} value={day} latest={today()} onChange={(next) => next !== null && setDay(next)} />
      </div>
      <Loaded of={board}>
        {({ routes }) => (routes.length === 0 ? <Nothing says={t('boardEmpty')} /> : routes.map((route) => <RouteBoard key={route.id} route={route} />))}
      </Loaded>
    </>
  )
}

function RouteBoard({ route }: { route: Route }) {
  const t = useText(patrolsText)
  const word = useWord()
  const over = route.rounds.filter(({ state }) => state === 'done' || state === 'missed')
  const missed = over.filter(({ state }) => state === 'missed').length
  return (
    <section className="desk-panel" aria-label={route.name}>
      <div className="desk-panel-head">
        <h2>
          {route.areaName} {route.name} <span className="desk-quiet">{t('summary', { due: over.length, done: over.length - missed, missed })}</span>
        </h2>
      </div>
      <Table<Round>
        size="small"
        rowKey="at"
        dataSource={route.rounds}
        pagination={false}
        scroll={{ x: 680 }}
        locale={{ emptyText: <Nothing says={t('noRounds')} /> }}
        columns={[
          { title: t('round'), key: 'at', width: 110, render: (_, round) => showMoment(round.at) },
          {
            title: t('state'),
            key: 'state',
            width: 110,
            render: (_, { state }) => (
              <span className={`desk-sign ${SIGN[state]}`}>
                <span aria-hidden="true">{roundSigns[state]}</span> {word(roundWords[state])}
              </span>
            ),
          },
          {
            title: t('reached'),
            key: 'reached',
            width: 75,
            render: (_, { visited, missing }) => t('ofPoints', { done: visited.length, all: visited.length + missing.length }),
          },
          { title: t('detail'), key: 'detail', render: (_, round) => <Detail route={route} round={round} /> },
          { title: t('answer'), key: 'answer', width: 150, render: (_, round) => <Answer route={route} round={round} /> },
        ]}
      />
    </section>
  )
}

function Detail({ route, round }: { route: Route; round: Round }) {
  const t = useText(patrolsText)
  const nameOf = (pointId: string) => route.points.find(({ id }) => id === pointId)?.name ?? '—'
  if (round.state === 'missed') return t('notAt', { points: round.missing.map(nameOf).join('、') })
  return (
    <span className="desk-quiet">
      {round.visited
        .toSorted((a, b) => a.at.localeCompare(b.at))
        .map(({ pointId, at }) => `${nameOf(pointId)} ${showTime(at)}`)
        .join(' · ')}
    </span>
  )
}

function Answer({ route, round }: { route: Route; round: Round }) {
  const t = useText(patrolsText)
  const word = useWord()
  const { may } = useSession()
  const answer = useDo('patrols.answerMissed', { alsoRefresh: ['tasks'] })
  if (round.answer !== null) return t('answered', { answer: word(missedWords[round.answer]) })
  const { missedId } = round
  if (missedId === null || !may('patrols.answer', route.path)) return null
  return (
    <Select<MissedAnswer>
      size="small"
      style={{ width: '100%' }}
      loading={answer.isBusy}
      placeholder={t('answer')}
      aria-label={`${t('answer')}: ${route.name} ${showTime(round.at)}`}
      onChange={(said) => void answer.run({ missedId, answer: said })}
      options={MISSED_ANSWERS.map((said) => ({ value: said, label: word(missedWords[said]) }))}
    />
  )
}
