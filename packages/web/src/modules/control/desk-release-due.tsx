// Many are due for release at once: each is released by a request of its own, and whoever could not be is listed with the reason.
import { App, Alert, Button, Progress } from 'antd'
import { useState } from 'react'
import { call, refresh } from '../../platform/api.ts'
import { sayError } from '../../platform/errors-text.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { runsText } from './runs-text.ts'
import './desk-runs.css'

type Line = Out<'control.listControl'>['cases'][number]
type Course = { done: number; of: number; failed: { id: string; says: string }[] }

export function ReleaseDue({ cases }: { cases: readonly Line[] }) {
  const t = useText(runsText)
  const { may } = useSession()
  const { modal } = App.useApp()
  const [course, setCourse] = useState<Course | null>(null)
  const due = cases.filter(({ state }) => state === 'dueForRelease')
  const isRunning = course !== null && course.done < course.of
  const release = async () => {
    let now: Course = { done: 0, of: due.length, failed: [] }
    setCourse(now)
    for (const one of due) {
      const failure = await call('control.releaseCase', { caseId: one.id }).then(
        () => null,
        (error: unknown) => ({ id: one.id, says: `${one.name ?? t('notForYou')} ${one.areaName} ${one.door ?? ''}: ${sayError(error)}` }),
      )
      now = { ...now, done: now.done + 1, failed: failure === null ? now.failed : [...now.failed, failure] }
      setCourse(now)
    }
    await refresh('control', 'gate', 'tasks')
  }
  const ask = () =>
    modal.confirm({
      title: t('releaseAll', { n: due.length }),
      content: t('releaseAsk'),
      okText: t('releaseAll', { n: due.length }),
      onOk: () => void release(),
    })
  if (!may('control.release')) return null
  return (
    <>
      {due.length > 0 && !isRunning && <Button onClick={ask}>{t('releaseAll', { n: due.length })}</Button>}
      {course !== null && (
        <div role="status" className="control-releasing">
          {isRunning ? (
            <>
              {t('releasing', { done: course.done, of: course.of })} <Progress percent={Math.round((100 * course.done) / course.of)} size="small" />
            </>
          ) : (
            <Alert
              type={course.failed.length === 0 ? 'success' : 'warning'}
              title={`${t('released', { n: course.of - course.failed.length })}${course.failed.length === 0 ? '' : ` · ${t('failed', { n: course.failed.length })}`}`}
              description={
                course.failed.length === 0 ? undefined : (
                  <ul>
                    {course.failed.map(({ id, says }) => (
                      <li key={id}>{says}</li>
                    ))}
                  </ul>
                )
              }
            />
          )}
        </div>
      )}
    </>
  )
}
