// 今日待办: one list from all that is planned, by building and unit, each door once: one knock serves everything due there.
import { useState } from 'react'
import { useErrorText } from '../../platform/errors-text.ts'
import { useWord } from '../../desk/words.ts'
import { Notice } from '../../platform/parts.tsx'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { isAtGate, type Task, useMyTasks } from './my-tasks.ts'
import { PerimeterLinks } from '../patrols/perimeter-links.tsx'
import { ArrivalsCard } from '../arrivals/arrivals-card.tsx'
import { ControlCard } from '../control/control-card.tsx'
import { AntigenCard } from '../antigen/antigen-card.tsx'
import { NeedsCard } from '../aid/needs-card.tsx'
import { TransportsCard } from '../aid/transports-screen.tsx'
import { SamplingCard } from '../testing/sampling-card.tsx'
import { SealsCard } from '../seals/seals-card.tsx'
import { AlertsCard } from '../status/alerts-screen.tsx'
import { isLater, TaskLine } from './task-line.tsx'
import { taskWords } from './worker-text.ts'
import { kindWords } from './words.ts'
import './tasks.css'

type DoorGroup = { key: string; homeId: string | null; door: string | null; tasks: Task[] }
type UnitGroup = { place: string; doors: DoorGroup[] }

/** The server sends them in the order one walks; neighbours of one unit and one door are put together. */
function grouped(tasks: readonly Task[]): UnitGroup[] {
  const units: UnitGroup[] = []
  for (const task of tasks) {
    const place = task.place.join(' ')
    let unit = units.at(-1)
    if (unit?.place !== place) units.push((unit = { place, doors: [] }))
    const last = unit.doors.at(-1)
    if (last !== undefined && last.homeId !== null && last.homeId === task.homeId) last.tasks.push(task)
    else unit.doors.push({ key: task.id, homeId: task.homeId, door: task.door, tasks: [task] })
  }
  return units
}

export function TodayScreen() {
  const t = useText(taskWords)
  const word = useWord()
  const sayError = useErrorText()
  const { may } = useSession()
  const { list, keptAt, noted, error } = useMyTasks()
  const [kind, setKind] = useState<Task['kind'] | 'overdue' | null>(null)
  const day = list?.day ?? ''
  const open = (list?.tasks ?? []).filter((task) => noted[task.id] === undefined || noted[task.id]!.outcome === 'nobodyHome')
  const kinds = [...new Set(open.map((task) => task.kind))]
  const overdue = open.filter((task) => task.dueOn < day)
  const shown = open.filter((task) => kind === null || (kind === 'overdue' ? task.dueOn < day : task.kind === kind))
  const atGate = shown.filter(isAtGate)
  const now = shown.filter((task) => !isLater(task, day) && !isAtGate(task))
  const later = shown.filter((task) => isLater(task, day))
  const unsent = Object.keys(noted).length
  return (
    <section className="stack">
      <div className="row spread">
        <h1>{t('title')}</h1>
        {list !== null && <span className="tag">✓ {t('done', { count: list.doneToday })}</span>}
      </div>
      {atGate.length > 0 && (
        <ul className="list" aria-label={t('atGate')}>
          {atGate.map((task) => (
            <li key={task.id} className="card task-at-gate">
              <TaskLine task={task} day={day} isLink />
            </li>
          ))}
        </ul>
      )}
      <PerimeterLinks />
      {may('testing.sample') && <SamplingCard />}
      {may('aid.request') && <TransportsCard />}
      {may('aid.request') && <NeedsCard />}
      {may('antigen.hand') && <AntigenCard />}
      {may('status.alerts') && <AlertsCard />}
      {may('control.record') && <ControlCard />}
      {may('arrivals.mark') && <ArrivalsCard />}
      {may('seals.apply') && <SealsCard />}
      {error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {keptAt !== null && <Notice tone="warn">{t('kept', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {unsent > 0 && (
        <p className="quiet">
          {t('unsent')} · {unsent}
        </p>
      )}
      {list?.isCut === true && <Notice>{t('cut', { count: list.tasks.length })}</Notice>}
      {list !== null && <p role="status">{t('left', { count: open.length, doors: new Set(open.map((task) => task.homeId ?? task.id)).size })}</p>}
      {(kinds.length > 1 || overdue.length > 0) && (
        <div className="scroll-row" role="group" aria-label={t('title')}>
          <button aria-pressed={kind === null} onClick={() => setKind(null)}>
            {t('all')}
          </button>
          {overdue.length > 0 && (
            <button aria-pressed={kind === 'overdue'} onClick={() => setKind('overdue')}>
              ! {t('overdue')} {overdue.length}
            </button>
          )}
          {kinds.map((one) => (
            <button key={one} aria-pressed={kind === one} onClick={() => setKind(one)}>
              {word(kindWords[one])} {open.filter((task) => task.kind === one).length}
            </button>
          ))}
        </div>
      )}
      {list !== null && open.length === 0 && (
        <div className="card stack-tight">
          <strong className="big">✓ {t('none')}</strong>
          <span className="quiet">{t('noneHint')}</span>
        </div>
      )}
      {may('care.contact') && (
        <a className="button" href="#/care">
          ♥ {t('myCare')} ›
        </a>
      )}
      {may('answerability.care') && (
        <a className="button" href="#/mine">
          ▣ {t('myPlaces')} ›
        </a>
      )}
      <Units units={grouped(now)} day={day} />
      {later.length > 0 && (
        <details className="card">
          <summary>
            {t('later')} · {later.length} <span className="quiet">{t('laterHint')}</span>
          </summary>
          <Units units={grouped(later)} day={day} />
        </details>
      )}
    </section>
  )
}

function Units({ units, day }: { units: readonly UnitGroup[]; day: string }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  return units.map(({ place, doors }, at) => {
    const key = `${place} ${at}`
    // A long unit is folded after its first doors, so that the next building can be seen.
    const isWhole = open.has(key) || doors.length <= FOLD_AFTER
    return (
      <div key={key} className="stack-tight">
        <h2 className="task-place">
          {place} <span className="quiet">{doors.length}</span>
        </h2>
        <ul className="list task-doors">
          {doors.slice(0, isWhole ? doors.length : FOLD_AFTER).map((door) => (
            <li key={door.key} className="card task-door">
              {/* What is due at a whole building stands under its name. */}
              <strong className="task-number">{door.door ?? place.split(' ').at(-1)}</strong>
              <div className="stack-tight grow">
                {door.tasks.map((task) => (
                  <TaskLine key={task.id} task={task} day={day} isLink />
                ))}
              </div>
            </li>
          ))}
        </ul>
        {!isWhole && (
          <button className="plain" onClick={() => setOpen(new Set([...open, key]))}>
            + {doors.length - FOLD_AFTER}
          </button>
        )}
      </div>
    )
  })
}
const FOLD_AFTER = 12
