// 应到尽到: expected − done − excused = missing, for anything that is owed for everybody of an area.
import { parentPath } from '../areas/index.ts'
import type { Excuse } from './words.ts'

/** One subject of one obligation. Days are local, YYYY-MM-DD; `excusedUntil` is the last day the excuse holds, null for no end. */
export type Duty = { expectedFrom: string; isDone: boolean; excuse: { kind: Excuse; until: string | null } | null }
export const STANDINGS = ['notYet', 'done', 'excused', 'missing'] as const
export type Standing = (typeof STANDINGS)[number]
export type Coverage = { expected: number; done: number; excused: number; missing: number }

export const NOTHING_EXPECTED: Coverage = { expected: 0, done: 0, excused: 0, missing: 0 }

/** Done stays done whatever was excused before or after; an excuse past its date excuses nobody. */
export function standingOf({ expectedFrom, isDone, excuse }: Duty, today: string): Standing {
  if (isDone) return 'done'
  if (expectedFrom > today) return 'notYet'
  if (excuse !== null && (excuse.until === null || excuse.until >= today)) return 'excused'
  return 'missing'
}

/** What is done before its day is expected as well, so that done is never more than expected. */
export function coverageOf(duties: Iterable<Duty>, today: string): Coverage {
  const count = { ...NOTHING_EXPECTED }
  for (const duty of duties) {
    const standing = standingOf(duty, today)
    if (standing === 'notYet') continue
    count.expected += 1
    count[standing] += 1
  }
  return count
}

export const addCoverage = (a: Coverage, b: Coverage): Coverage => ({
  expected: a.expected + b.expected,
  done: a.done + b.done,
  excused: a.excused + b.excused,
  missing: a.missing + b.missing,
})

/** Sums the counts of the lowest areas into every area above them. Path of a unit or building → its counts. */
export function sumUp(leaves: ReadonlyMap<string, Coverage>): Map<string, Coverage> {
  const sums = new Map<string, Coverage>()
  for (const [path, counts] of leaves)
    for (let up: string | null = path; up !== null; up = parentPath(up)) sums.set(up, addCoverage(sums.get(up) ?? NOTHING_EXPECTED, counts))
  return sums
}
