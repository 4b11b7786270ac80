// One building of a sweep, in the order one walks: what is open first in sight, what was recorded here at once.
import { useEffect, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { type ShownDoor, useBuilding, useLocalVisits, withLocal } from './kept-doors.ts'
import './sweeps.css'
import { partWords, stateSigns, stateWords } from './words.ts'
import { walkWords } from './worker-text.ts'

export function SweepBuildingScreen({ sweepId, areaId }: { sweepId: string; areaId: string }) {
  const t = useText(walkWords)
  const sayError = useErrorText()
  const { building, loadedAt, isFresh, isOpening, error } = useBuilding(sweepId, areaId)
  const local = useLocalVisits(sweepId)
  const [isAll, setAll] = useState(false)
  // Whoever has the list has the page of a door: the network may go on the stairs.
  useEffect(() => {
    import('./stop-screen.tsx').catch(() => null)
  }, [])
  if (building === null)
    return (
      <section className="stack">
        <a href="#/sweeps">‹ {t('back')}</a>
        {!isOpening && <Notice tone="warn">{error === null ? t('notKept') : `${sayError(error)} ${t('notKept')}`}</Notice>}
      </section>
    )
  const doors = withLocal(building.doors, local, loadedAt)
  const open = doors.filter((door) => !door.isSettled)
  const shown = isAll ? doors : open
  const units = [...new Set(shown.map((door) => door.unit))]
  return (
    <section className="stack">
      <a href="#/sweeps">‹ {building.sweep.name}</a>
      <div className="row spread">
        <h1>{building.place.join(' ')}</h1>
        <strong>{open.length === 0 ? `✓ ${t('allDone')}` : t('missing', { count: open.length })}</strong>
      </div>
      {!isFresh && error !== null && <Notice>{t('offline', { time: showMoment(new Date(loadedAt)) })}</Notice>}
      <div className="segments" role="group">
        <button aria-pressed={!isAll} onClick={() => setAll(false)}>
          {t('onlyOpen')} {open.length}
        </button>
        <button aria-pressed={isAll} onClick={() => setAll(true)}>
          {t('all')} {doors.length}
        </button>
      </div>
      {units.map((unit) => (
        <div key={unit} className="stack-tight">
          {units.length > 1 && <h2>{unit}</h2>}
          <ul className="stops">
            {shown
              .filter((door) => door.unit === unit)
              .map((door) => (
                <StopRow key={door.homeId} sweepId={sweepId} door={door} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function StopRow({ sweepId, door }: { sweepId: string; door: ShownDoor }) {
  const t = useText(walkWords)
  const word = useWord()
  const isTried = !door.isSettled && door.tries > 0
  return (
    <li>
      <a className={`button stop-row ${door.isSettled ? 'settled' : isTried ? 'tried' : ''}`} href={`#/sweep/${sweepId}/home/${door.homeId}`}>
        <span className="stop-door">{door.door}</span>
        <span className="grow quiet">
          {door.people.length === 0 ? t('nobodyOnRecord') : t('people', { count: door.people.length })}
          {isTried && door.tryPart !== null && (
            <>
              <br />
              {t('again2', { part: word(partWords[door.tryPart]) })}
            </>
          )}
        </span>
        <span className="stop-state">
          <span aria-hidden="true">{stateSigns[door.state]}</span> {word(stateWords[door.state])}
          {door.unsent !== null && (
            <>
              <br />
              <small>↑ {t(door.unsent === 'waiting' ? 'unsent' : 'notTaken')}</small>
            </>
          )}
        </span>
      </a>
    </li>
  )
}
