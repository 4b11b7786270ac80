// One door: what is known, what is said there, the next one.
import { useEffect, useState } from 'react'
import { homeUseWords, useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { goTo } from '../../platform/hash.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { DoorCard } from './door-card.tsx'
import { fetchBuilding, keptAreaOf, keptHomeAt, type ShownDoor, useBuilding, useLocalVisits, withLocal } from './kept-doors.ts'
import { StopForm } from './stop-form.tsx'
import './sweeps.css'
import { outcomeWords, partWords, stateSigns, stateWords, wayWords } from './words.ts'
import { walkWords } from './worker-text.ts'

type Stop = Out<'sweeps.getStop'>

/** A row of the printed list was scanned: from what the phone keeps, or from the server. */
export function StopAtRowScreen({ sweepId, at }: { sweepId: string; at: string }) {
  const t = useText(walkWords)
  const sayError = useErrorText()
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    let isCurrent = true
    const find = async () => {
      const [page, row] = at.split('-').map(Number)
      const held = await keptHomeAt(sweepId, at)
      const homeId = held ?? (await call('sweeps.getStop', { sweepId, at: { page: page ?? 0, row: row ?? 0 } })).door.homeId
      if (isCurrent) goTo(`/sweep/${sweepId}/home/${homeId}`)
    }
    find().catch((caught: unknown) => {
      if (isCurrent) setError(caught)
    })
    return () => {
      isCurrent = false
    }
  }, [sweepId, at])
  return (
    <section className="stack">
      <a href="#/sweeps">‹ {t('back')}</a>
      {error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
    </section>
  )
}

export function StopScreen({ sweepId, homeId }: { sweepId: string; homeId: string }) {
  const t = useText(walkWords)
  const sayError = useErrorText()
  const [areaId, setAreaId] = useState<string | null>(null)
  const [stop, setStop] = useState<Stop | null>(null)
  const [error, setError] = useState<unknown>(null)
  const local = useLocalVisits(sweepId)
  const sent = local.filter((visit) => visit.homeId === homeId && visit.unsent === null).length
  useEffect(() => {
    let isCurrent = true
    void keptAreaOf(sweepId, homeId).then((held) => {
      if (held !== null && isCurrent) setAreaId(held)
    })
    call('sweeps.getStop', { sweepId, at: { homeId } }).then(
      async (answer) => {
        if (!isCurrent) return
        setStop(answer)
        // The whole building, so that the next door is there without a network.
        if (answer.areaId !== null && (await keptAreaOf(sweepId, homeId)) === null) {
          await fetchBuilding(sweepId, answer.areaId).catch(() => null)
          if (isCurrent) setAreaId(answer.areaId)
        }
      },
      (caught: unknown) => {
        if (isCurrent) setError(caught)
      },
    )
    return () => {
      isCurrent = false
    }
  }, [sweepId, homeId, sent])
  const { building, loadedAt } = useBuilding(sweepId, areaId)
  const doors = building === null ? [] : withLocal(building.doors, local, loadedAt)
  const door = doors.find((one) => one.homeId === homeId) ?? (stop === null ? undefined : withLocal([stop.door], local, Date.now())[0])
  if (door === undefined)
    return (
      <section className="stack">
        <a href="#/sweeps">‹ {t('back')}</a>
        {error !== null && <Notice tone="warn">{`${sayError(error)} ${t('notKept')}`}</Notice>}
      </section>
    )
  const after = doors.slice(doors.findIndex((one) => one.homeId === homeId) + 1)
  const next = [...after, ...doors].find((one) => !one.isSettled && one.homeId !== homeId && one.tries === 0) ?? after.find((one) => !one.isSettled)
  const mine = local.filter((visit) => visit.homeId === homeId)
  return (
    <DoorPage
      sweepId={sweepId}
      door={door}
      place={building?.place ?? stop?.place ?? []}
      listHref={areaId === null ? '#/sweeps' : `#/sweep/${sweepId}/building/${areaId}`}
      next={next ?? null}
      last={mine[mine.length - 1] ?? null}
      visits={stop?.visits ?? []}
      isLate={error !== null && stop === null}
      loadedAt={loadedAt}
    />
  )
}

type PageProps = {
  sweepId: string
  door: ShownDoor
  place: readonly string[]
  listHref: string
  next: ShownDoor | null
  last: Parameters<typeof StopForm>[0]['last']
  visits: Stop['visits']
  isLate: boolean
  loadedAt: number
}
function DoorPage({ sweepId, door, place, listHref, next, last, visits, isLate, loadedAt }: PageProps) {
  const t = useText(walkWords)
  const word = useWord()
  const [isSaved, setSaved] = useState(false)
  const [isCard, setCard] = useState(false)
  return (
    <section className="stack">
      <a href={listHref}>‹ {place.join(' ')}</a>
      <div className="row spread">
        <h1>{door.door}</h1>
        <span className="tag">{word(homeUseWords[door.use])}</span>
      </div>
      <p className="row spread">
        <strong>
          <span aria-hidden="true">{stateSigns[door.state]}</span> {word(stateWords[door.state])}
          {door.unsent === null ? '' : ` · ↑ ${t(door.unsent === 'waiting' ? 'unsent' : 'notTaken')}`}
        </strong>
        <span className="quiet">
          {door.tries > 0 && t('tries', { count: door.tries })}
          {!door.isSettled && door.tryPart !== null && ` · ${t('again2', { part: word(partWords[door.tryPart]) })}`}
        </span>
      </p>
      {isLate && loadedAt > 0 && <Notice>{t('offline', { time: showMoment(new Date(loadedAt)) })}</Notice>}
      {isSaved ? (
        <div className="card stack">
          <Notice tone="done">
            {t('saved')} {door.unsent === 'waiting' && t('savedKept')}
          </Notice>
          {!door.isSettled && <button onClick={() => setCard(!isCard)}>{t('card')}</button>}
          {next !== null && (
            <a className="button primary" href={`#/sweep/${sweepId}/home/${next.homeId}`}>
              {t('next', { door: next.door })} ›
            </a>
          )}
          <a className="button" href={listHref}>
            {t('backToList')}
          </a>
        </div>
      ) : (
        <>
          {door.isSettled && <Notice>{t('settled')}</Notice>}
          <StopForm sweepId={sweepId} door={door} last={last} onSaved={() => setSaved(true)} />
          <button onClick={() => setCard(!isCard)} aria-expanded={isCard}>
            {t('card')}
          </button>
        </>
      )}
      {isCard && <DoorCard code={door.code} />}
      {visits.length > 0 && <History visits={visits} />}
    </section>
  )
}

function History({ visits }: { visits: Stop['visits'] }) {
  const t = useText(walkWords)
  const word = useWord()
  return (
    <div className="card stack">
      <h2>{t('history')}</h2>
      <ol className="sweep-history">
        {visits.map((visit) => (
          <li key={visit.id}>
            <strong>{word(outcomeWords[visit.outcome])}</strong> · {word(wayWords[visit.way])} · {visit.by ?? t('family')} · {showMoment(visit.receivedAt)}
            {visit.isRuling && ` · ${t('counts')}`}
            {visit.isSuperseded && ` · ${t('replaced')}`}
            {visit.note !== null && <p className="quiet">{visit.note}</p>}
          </li>
        ))}
      </ol>
    </div>
  )
}
