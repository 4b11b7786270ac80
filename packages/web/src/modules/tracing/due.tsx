import { showMoment, useText } from '../../platform/text.ts'
import { tracingText } from './desk-text.ts'
import type { TracedLine } from './types.ts'
import './tracing.css'

/** Sign and word together: an open clock, a missed one, what was done. */
export function Due({ of }: { of: Pick<TracedLine, 'closedOn' | 'isOverdue' | 'dueAt' | 'toldAt' | 'controlId' | 'standing'> }) {
  const t = useText(tracingText)
  if (of.closedOn !== null) return <span className="desk-quiet">{of.closedOn}</span>
  return (
    <>
      {of.isOverdue ? <strong className="tracing-late">! {t('overdue')}</strong> : of.dueAt === null ? null : <span>{showMoment(new Date(of.dueAt))}</span>}
      {of.standing !== 'case' && (
        <div className="desk-quiet">
          {of.toldAt === null ? t('notTold') : t('told')}
          {of.controlId !== null && ` · ${t('underControl')}`}
        </div>
      )}
    </>
  )
}
