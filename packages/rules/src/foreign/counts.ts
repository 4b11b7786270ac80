// 他处已检: whether a test elsewhere stands for one here.
import type { ForeignMethod, ForeignResult } from './words.ts'

export type ForeignTest = { sampledAt: number; method: ForeignMethod; result: ForeignResult }
const HOUR_MS = 3_600_000

/**
 * Of somebody's tests elsewhere, for a round that began then: the last nucleic acid test since so many hours before is negative. Nought hours: none counts.
 * Times are milliseconds.
 */
export function isTestedElsewhere(tests: readonly ForeignTest[], { from, hours }: { from: number; hours: number }): boolean {
  const last = tests
    .filter(({ method, sampledAt }) => method === 'nucleic' && sampledAt >= from - hours * HOUR_MS)
    .toSorted((a, b) => b.sampledAt - a.sampledAt)
  const [latest] = last
  return hours > 0 && latest !== undefined && last.every((one) => one.sampledAt < latest.sampledAt || one.result === 'negative')
}
