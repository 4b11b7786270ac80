// Hundreds at once: sent in parts under one id, with how far it is, what was left and why, and the way back.
import { Alert, Button, Progress } from 'antd'
import { useState } from 'react'
import { Problem, useNotify } from '../../desk/parts.tsx'
import { call, refresh } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { leadsText } from './desk-text.ts'

const AT_ONCE = 300
type Part = Out<'leads.send'>
type Standing = { batchId: string; done: number; total: number; refused: Part['refused']; isRunning: boolean; mayUndo: boolean }

export function useBulk() {
  const [standing, setStanding] = useState<Standing | null>(null)
  const [error, setError] = useState<unknown>(null)
  const run = async (ids: readonly string[], act: (of: { batchId: string; leadIds: string[] }) => Promise<Part>, { mayUndo = false } = {}) => {
    const batchId = uuidv7()
    const state: Standing = { batchId, done: 0, total: ids.length, refused: [], isRunning: true, mayUndo }
    setStanding({ ...state })
    setError(null)
    try {
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const part = await act({ batchId, leadIds: ids.slice(at, at + AT_ONCE) })
        state.done += part.done
        state.refused = [...state.refused, ...part.refused]
        setStanding({ ...state })
      }
    } catch (caught) {
      setError(caught)
    }
    // Said to be done once the lists show it: whoever goes on choosing chooses from what is left.
    await refresh('leads')
    setStanding({ ...state, isRunning: false })
    return state
  }
  return { standing, error, run, forget: () => setStanding(null), isBusy: standing?.isRunning === true }
}

export function BulkStanding({ of, areaId }: { of: ReturnType<typeof useBulk>; areaId: string }) {
  const t = useText(leadsText)
  const notify = useNotify()
  const [isUndoing, setUndoing] = useState(false)
  const { standing, error } = of
  if (error !== null) return <Problem error={error} />
  if (standing === null) return null
  const settled = standing.done + standing.refused.length
  if (standing.isRunning)
    return (
      <div role="status">
        <Progress
          percent={Math.round((settled / Math.max(1, standing.total)) * 100)}
          showInfo={false}
          aria-label={t('sending', { done: settled, total: standing.total })}
        />
        {t('sending', { done: settled, total: standing.total })}
      </div>
    )
  const undo = async () => {
    setUndoing(true)
    try {
      const { done } = await call('leads.undo', { areaId, batchId: standing.batchId })
      notify.done(t('undone', { n: done }))
      of.forget()
      await refresh('leads')
    } catch (caught) {
      notify.failed(caught)
    }
    setUndoing(false)
  }
  const whys = [...Map.groupBy(standing.refused, ({ why }) => why)]
  return (
    <Alert
      type={whys.length === 0 ? 'success' : 'warning'}
      showIcon
      closable={{ onClose: of.forget }}
      title={t('done', { n: standing.done })}
      description={whys.length === 0 ? undefined : whys.map(([why, rows]) => <p key={why}>{t('notDone', { n: rows.length, why: t(`why_${why}`) })}</p>)}
      {...(standing.mayUndo && standing.done > 0
        ? {
            action: (
              <Button size="small" loading={isUndoing} onClick={() => void undo()}>
                {t('undo')}
              </Button>
            ),
          }
        : {})}
    />
  )
}
