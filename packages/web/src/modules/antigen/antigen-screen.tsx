// 抗原自测 on the worker's phone: which doors are to be served, and what is done at one, with or without network.
import { ANTIGEN_RESULTS, type AntigenResult } from '@xiaomen/rules/antigen'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import '../tasks/tasks.css'
import './antigen.css'
import { doorOf, dueAt, type MyRound, noteGiven, noteHelped, useMyDoors } from './my-antigen.ts'
import { StripPicture } from './pictures.tsx'
import { helpWords, resultWords } from './words.ts'
import { antigenWorkerWords } from './worker-text.ts'

type MyHome = MyRound['homes'][number]

export function AntigenScreen() {
  const t = useText(antigenWorkerWords)
  const sayError = useErrorText()
  const { rounds, isFresh, keptAt, error } = useMyDoors()
  return (
    <section className="stack">
      <a href="#/today">‹ {t('today')}</a>
      <h1>{t('title')}</h1>
      {rounds === null && error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {rounds !== null && !isFresh && error !== null && <Notice tone="warn">{t('kept', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {rounds?.length === 0 && <p>{t('none')}</p>}
      {rounds?.map((round) => {
        const left = round.homes.filter((home) => home.given < dueAt(round, home)).length
        return (
          <div key={round.roundId} className="stack-tight">
            <div className="row spread">
              <h2>{round.title}</h2>
              <span className="tag">{t('due', { day: round.dueOn })}</span>
            </div>
            <p role="status">{left === 0 ? t('allServed') : t('left', { n: left })}</p>
            <HelpFirst round={round} />
            {byBuilding(round.homes).map(({ building, homes }) => {
              const toServe = homes.filter((home) => home.given < dueAt(round, home)).length
              return (
                <details key={building} className="card antigen-building" open={round.homes.length <= FEW}>
                  <summary>
                    <strong>{building}</strong> <span className="quiet">{toServe === 0 ? `✓ ${t('allServed')}` : t('left', { n: toServe })}</span>
                  </summary>
                  <ul className="list">
                    {homes.map((home) => (
                      <li key={home.homeId}>
                        <DoorLine round={round} home={home} />
                      </li>
                    ))}
                  </ul>
                </details>
              )
            })}
          </div>
        )
      })}
    </section>
  )
}

/** So few doors are seen at once. */
const FEW = 12
/** The server sends them in the order one walks. */
function byBuilding(homes: readonly MyHome[]): { building: string; homes: MyHome[] }[] {
  const found: { building: string; homes: MyHome[] }[] = []
  for (const home of homes) {
    const building = home.place.slice(0, 2).join(' ')
    if (found.at(-1)?.building !== building) found.push({ building, homes: [] })
    found.at(-1)!.homes.push(home)
  }
  return found
}

function DoorLine({ round, home }: { round: MyRound; home: MyHome }) {
  const t = useText(antigenWorkerWords)
  return (
    <a className="task-line" href={`#/antigen/${round.roundId}/${home.homeId}`}>
      <strong>{doorOf(home)}</strong>
      <span className="quiet">
        {home.given === 0 ? t('toGive', { n: dueAt(round, home) }) : t('given', { n: home.given })}
        {home.given > 0 && ` · ${t(home.isSigned ? 'signed' : 'notSigned')}`}
        {home.isUnsent && ` · ${t('unsent')}`}
      </span>
    </a>
  )
}

/** Whoever cannot do it alone is gone to, wherever they live. */
function HelpFirst({ round }: { round: MyRound }) {
  const t = useText(antigenWorkerWords)
  const word = useWord()
  const waiting = round.homes.flatMap((home) => home.people.filter((one) => one.help !== null && !one.isDone).map((one) => ({ home, one })))
  if (waiting.length === 0) return null
  return (
    <div className="card">
      <strong>
        {t('needHelp')} · {waiting.length}
      </strong>
      <ul className="list">
        {waiting.map(({ home, one }) => (
          <li key={one.personId}>
            <a className="task-line" href={`#/antigen/${round.roundId}/${home.homeId}`}>
              <span className="antigen-late">
                ! {one.name} {word(helpWords[one.help!])}
              </span>
              <span className="quiet">{doorOf(home)}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

export function AntigenHomeScreen({ roundId, homeId }: { roundId: string; homeId: string }) {
  const t = useText(antigenWorkerWords)
  const { rounds, isFresh, keptAt, error } = useMyDoors()
  const [said, setSaid] = useState<{ tone: 'done' | 'error'; text: string } | null>(null)
  const round = rounds?.find((one) => one.roundId === roundId)
  const home = round?.homes.find((one) => one.homeId === homeId)
  const act = async (run: () => Promise<void>) => {
    try {
      await run()
      setSaid({ tone: 'done', text: t(navigator.onLine ? 'saved' : 'waiting') })
    } catch {
      setSaid({ tone: 'error', text: t('lost') })
    }
    window.scrollTo(0, 0)
  }
  return (
    <section className="stack">
      <a href="#/antigen">‹ {t('back')}</a>
      {said !== null && <Notice tone={said.tone}>{said.text}</Notice>}
      {home === undefined && (rounds !== null || error !== null) && <Notice tone="warn">{t('unknown')}</Notice>}
      {home !== undefined && !isFresh && error !== null && <Notice tone="warn">{t('kept', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {round !== undefined && home !== undefined && (
        <>
          <h1>{doorOf(home)}</h1>
          <p>
            {round.title} · {t('due', { day: round.dueOn })}
            {home.given > 0 && ` · ${t('given', { n: home.given })} · ${t(home.isSigned ? 'signed' : 'notSigned')}`}
            {home.isUnsent && ` · ${t('unsent')}`}
          </p>
          <Give key={home.given} round={round} home={home} onGive={(count) => act(() => noteGiven({ id: uuidv7(), roundId, homeId, count, at: now() }))} />
          <People home={home} onResult={(personId, result) => act(() => noteHelped({ id: uuidv7(), roundId, personId, result, at: now() }))} />
        </>
      )}
    </section>
  )
}
const now = () => new Date().toISOString()

function Give({ round, home, onGive }: { round: MyRound; home: MyHome; onGive: (count: number) => Promise<void> }) {
  const t = useText(antigenWorkerWords)
  const [count, setCount] = useState(Math.max(1, dueAt(round, home) - home.given))
  return (
    <div className="card stack">
      <h2>{t('give')}</h2>
      <div className="antigen-count" role="group" aria-label={t('count')}>
        <button aria-label={t('less')} disabled={count <= 1} onClick={() => setCount(count - 1)}>
          −
        </button>
        <output>{count}</output>
        <button aria-label={t('more')} onClick={() => setCount(count + 1)}>
          +
        </button>
      </div>
      <button className={home.given < dueAt(round, home) ? 'primary' : ''} onClick={() => void onGive(count)}>
        {t('doGive', { n: count })}
      </button>
    </div>
  )
}

function People({ home, onResult }: { home: MyHome; onResult: (personId: string, result: AntigenResult) => Promise<void> }) {
  const t = useText(antigenWorkerWords)
  const word = useWord()
  return (
    <div className="card stack">
      <h2>{t('people')}</h2>
      {home.people.map((one) => (
        <div key={one.personId} className="stack-tight">
          <span>
            <strong>{one.name}</strong> {one.isDone ? `✓ ${t('done')}` : t('notDone')}
            {one.help !== null && !one.isDone && <span className="antigen-late"> · {word(helpWords[one.help])}</span>}
          </span>
          {!one.isDone && (
            <details open={one.help !== null}>
              <summary>{t('helped')}</summary>
              <p className="quiet">{t('helpLead')}</p>
              <div className="antigen-choices" role="group" aria-label={`${one.name ?? ''} ${t('helped')}`}>
                {ANTIGEN_RESULTS.map((result) => (
                  <button key={result} onClick={() => void onResult(one.personId, result)}>
                    <StripPicture result={result} />
                    {word(resultWords[result])}
                  </button>
                ))}
              </div>
            </details>
          )}
        </div>
      ))}
    </div>
  )
}
