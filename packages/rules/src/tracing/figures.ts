// 流行曲线与时效: what is drawn by day, and how long each step took.
import { addDays, daysBetween } from '../days/index.ts'
import type { Chains, Node } from './chains.ts'
import { anchorOf, type CaseKind, CASE_KINDS } from './words.ts'

export const CURVE_DAYS = ['onset', 'sample', 'report'] as const
export type CurveDay = (typeof CURVE_DAYS)[number]
type CurveNode = Node & { caseKind: CaseKind | null }
export type CurveLine = { day: string; counts: Record<CaseKind, number> }

const dayOf = (node: Node, by: CurveDay): string | null => (by === 'onset' ? node.onsetOn : by === 'sample' ? node.sampledOn : node.reportedOn)

/** A curve has a place for every day between its first and its last, and no more than this many. */
export const MOST_CURVE_DAYS = 400
/** Cases by day. `unknown`: cases whose day of this kind nobody knows; they are in no column, and are not hidden. */
export function curveOf(nodes: Iterable<CurveNode>, by: CurveDay): { lines: CurveLine[]; unknown: number } {
  const counts = new Map<string, Record<CaseKind, number>>()
  let unknown = 0
  for (const node of nodes) {
    if (node.standing !== 'case') continue
    const day = dayOf(node, by)
    if (day === null) {
      unknown += 1
      continue
    }
    const of = counts.get(day) ?? (Object.fromEntries(CASE_KINDS.map((kind) => [kind, 0])) as Record<CaseKind, number>)
    of[node.caseKind ?? 'suspected'] += 1
    counts.set(day, of)
  }
  const days = [...counts.keys()].toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return { lines: [], unknown }
  // One wrong year in a file must not draw a curve of a thousand columns.
  const from = daysBetween(first, last) >= MOST_CURVE_DAYS ? addDays(last, 1 - MOST_CURVE_DAYS) : first
  unknown += days.filter((day) => day < from).reduce((sum, day) => sum + total(counts.get(day)!), 0)
  return {
    lines: Array.from({ length: daysBetween(from, last) + 1 }, (_, nth) => {
      const day = addDays(from, nth)
      return { day, counts: counts.get(day) ?? (Object.fromEntries(CASE_KINDS.map((kind) => [kind, 0])) as Record<CaseKind, number>) }
    }),
    unknown,
  }
}
const total = (counts: Record<CaseKind, number>): number => CASE_KINDS.reduce((sum, kind) => sum + counts[kind], 0)

export const DELAYS = ['onsetToSample', 'sampleToReport', 'onsetToReport', 'reportToIsolation', 'sourceToCase'] as const
export type Delay = (typeof DELAYS)[number]
/** Days. `wrongOrder`: pairs whose second day lies before the first; they are counted and left out, except between two cases, where it happens. */
export type DelayLine = { delay: Delay; count: number; median: number | null; p90: number | null; most: number | null; wrongOrder: number }

const at = (sorted: readonly number[], share: number): number | null => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null

export function delaysOf(nodes: ReadonlyMap<string, Node>, chains: Pick<Chains, 'parent'>): DelayLine[] {
  const cases = [...nodes.values()].filter(({ standing }) => standing === 'case')
  const pairs: Record<Delay, (readonly [string | null, string | null])[]> = {
    onsetToSample: cases.map((one) => [one.onsetOn, one.sampledOn]),
    sampleToReport: cases.map((one) => [one.sampledOn, one.reportedOn]),
    onsetToReport: cases.map((one) => [one.onsetOn, one.reportedOn]),
    reportToIsolation: cases.map((one) => [one.reportedOn, one.isolatedOn]),
    sourceToCase: [...chains.parent].map(([child, source]) => [anchorOf(nodes.get(source)!), anchorOf(nodes.get(child)!)]),
  }
  return DELAYS.map((delay) => {
    const days = pairs[delay].flatMap(([from, to]) => (from === null || to === null ? [] : [daysBetween(from, to)]))
    // Isolated before the report came, or ill before one's source was: both are true things, not mistakes.
    const mayTurn = delay === 'sourceToCase' || delay === 'reportToIsolation'
    const sorted = (mayTurn ? days : days.filter((one) => one >= 0)).toSorted((a, b) => a - b)
    return {
      delay,
      count: sorted.length,
      median: at(sorted, 0.5),
      p90: at(sorted, 0.9),
      most: sorted.at(-1) ?? null,
      wrongOrder: mayTurn ? 0 : days.length - sorted.length,
    }
  })
}

/** 二代: how many each case of a generation gave it to, on average; null for the last, of which nobody knows yet. */
export function reproductionOf({ generation, children }: Chains): { generation: number; cases: number; perCase: number | null }[] {
  const cases = new Map<number, number>()
  const given = new Map<number, number>()
  for (const [id, nth] of generation) {
    cases.set(nth, (cases.get(nth) ?? 0) + 1)
    given.set(nth, (given.get(nth) ?? 0) + (children.get(id)?.length ?? 0))
  }
  const last = Math.max(-1, ...cases.keys())
  return [...cases.keys()]
    .toSorted((a, b) => a - b)
    .map((nth) => ({ generation: nth, cases: cases.get(nth)!, perCase: nth === last ? null : given.get(nth)! / cases.get(nth)! }))
}
