import type { DailyCriteria } from './criteria.ts'
import type { Check, PostingLevel } from './index.ts'

export type DailyChange = { level: PostingLevel; begins: Check[]; ceases: Check[] }
/** What is asked of a day before it is called free, from one plan to another; null: nothing is, as in peace. */
export function dailyChanges(before: DailyCriteria | null, after: DailyCriteria | null): DailyChange[] {
  const levels = Object.keys({ ...before?.checks, ...after?.checks }) as PostingLevel[]
  const changes = levels.map((level) => {
    const [was, is] = [before?.checks[level] ?? [], after?.checks[level] ?? []]
    return { level, begins: is.filter((check) => !was.includes(check)), ceases: was.filter((check) => !is.includes(check)) }
  })
  return changes.filter(({ begins, ceases }) => begins.length + ceases.length > 0)
}
