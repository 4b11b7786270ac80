import { useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import { hrefOf, type Task } from './my-tasks.ts'
import { taskWords } from './worker-text.ts'
import { kindWords, outcomeWords, partWords } from './words.ts'

const SIGNS = {
  errand: '▸',
  notice: '✉',
  handOut: '▣',
  sweep: '▤',
  care: '♥',
  tenants: '⌂',
  whereFrom: '!',
  fever: '✚',
  gateFault: '☑',
  missedRound: '✕',
  breach: '!',
  dailyRecord: '✎',
  arrival: '⇥',
  release: '✓',
  seal: '▬',
  transport: '✚',
  placeWork: '▦',
  need: '◇',
  homeSample: '⊕',
  antigen: '▯',
  recall: '⊕',
  foreignPositive: '⊞',
  lead: '?',
  keyTest: '⊟',
} as const

/** An appointment that has not come yet: it waits at the end of the list. */
export const isLater = (task: Task, day: string): boolean => task.tryOn !== null && task.tryOn > day

/** One task in a line: what, until when, what was tried. */
export function TaskLine({ task, day, isLink = false }: { task: Task; day: string; isLink?: boolean }) {
  const t = useText(taskWords)
  const word = useWord()
  const part = task.tryPart === null ? null : word(partWords[task.tryPart])
  const again = task.tryOn !== null ? t('tryAt', { day: task.tryOn.slice(5), part: part ?? '' }) : part === null ? null : t('tryPart', { part })
  const due = task.dueOn < day ? `! ${t('overdue')}` : task.dueOn === day ? t('dueToday') : t('dueOn', { day: task.dueOn.slice(5) })
  const what = (
    <>
      <span>
        <span aria-hidden="true">{SIGNS[task.kind]}</span> <strong>{task.title}</strong> <span className="quiet">{word(kindWords[task.kind])}</span>
      </span>
      <span className="quiet">
        {task.priority >= 2 && <span className="tag task-urgent">{t('urgent')}</span>} <span className={task.dueOn < day ? 'task-overdue' : ''}>{due}</span>
        {task.assigneeId !== null && <> · {t('mine')}</>}
        {task.tries > 0 && (
          <>
            {' '}
            · {t('tries', { count: task.tries })}
            {task.lastOutcome !== null && ` ${word(outcomeWords[task.lastOutcome])}`}
          </>
        )}
        {again !== null && <> · {again}</>}
      </span>
    </>
  )
  return isLink ? (
    <a className="task-line" href={hrefOf(task)}>
      {what}
    </a>
  ) : (
    <div className="task-line">{what}</div>
  )
}
