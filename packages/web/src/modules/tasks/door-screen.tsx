// 一次敲门: everything due at one door on one page, without the network too.
import { hasOwnForm } from '@xiaomen/rules/tasks'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { Notice } from '../../platform/parts.tsx'
import { useSession } from '../../platform/session.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { hrefOf, type Task, useMyTasks } from './my-tasks.ts'
import { OutcomeForm } from './outcome-form.tsx'
import { TaskLine } from './task-line.tsx'
import { taskWords } from './worker-text.ts'
import { outcomeWords, reasonWords, wayWords } from './words.ts'
import './tasks.css'

export function DoorScreen({ homeId }: { homeId: string }) {
  const t = useText(taskWords)
  const { list } = useMyTasks()
  const [first] = list?.tasks.filter((task) => task.homeId === homeId) ?? []
  return (
    <section className="stack">
      <a href="#/today">‹ {t('back')}</a>
      {first !== undefined && (
        <>
          <p className="quiet">{first.place.join(' ')}</p>
          <h1>{first.door ?? '—'}</h1>
        </>
      )}
      <DoorTasks homeId={homeId} />
      <a className="button" href={`#/home/${homeId}`}>
        {t('homePage')} ›
      </a>
    </section>
  )
}

/** The tasks due at a door, each with its form; used on the home's page too. */
export function DoorTasks({ homeId }: { homeId: string }) {
  const t = useText(taskWords)
  const word = useWord()
  const { may } = useSession()
  const { list, noted, renew } = useMyTasks()
  const [open, setOpen] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const history = useQuery('tasks.listAtHome', { homeId }, { enabled: may('tasks.work') })
  if (!may('tasks.work') || list === null) return null
  const tasks = list.tasks.filter((task) => task.homeId === homeId)
  const left = tasks.filter((task) => noted[task.id] === undefined)
  const beforeOf = (task: Task) => history.data?.find((one) => one.id === task.id)?.outcomes ?? []
  return (
    <div className="stack">
      <h2>{t('everything', { count: left.length })}</h2>
      {said !== null && <Notice tone="done">{said}</Notice>}
      {tasks.length === 0 && <p className="quiet">✓ {t('nothingHere')}</p>}
      <ul className="list">
        {tasks.map((task) => {
          const own = noted[task.id]
          return (
            <li key={task.id} className="card stack">
              <TaskLine task={task} day={list.day} />
              {own !== undefined ? (
                <p className="quiet">
                  {word(outcomeWords[own.outcome])} · {t('unsent')}
                </p>
              ) : hasOwnForm(task.kind) ? (
                <a className="button primary" href={hrefOf(task)}>
                  {t('open')} ›
                </a>
              ) : open === task.id || left.length === 1 ? (
                <OutcomeForm
                  task={task}
                  day={list.day}
                  onNoted={() => {
                    setOpen(null)
                    setSaid(t(navigator.onLine ? 'saved' : 'savedOffline'))
                    setTimeout(renew, 1_500)
                  }}
                />
              ) : (
                <button className="primary" onClick={() => setOpen(task.id)}>
                  {t('outcome')}
                </button>
              )}
              {beforeOf(task).length > 0 && (
                <details>
                  <summary>
                    {t('before')} · {beforeOf(task).length}
                  </summary>
                  <ul className="dues">
                    {beforeOf(task).map((one) => (
                      <li key={one.id}>
                        {showMoment(one.at)} {one.by} {word(wayWords[one.way])} {word(outcomeWords[one.outcome])}
                        {one.reason === null ? '' : ` · ${word(reasonWords[one.reason])}`}
                        {one.note === null ? '' : `：${one.note}`}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
