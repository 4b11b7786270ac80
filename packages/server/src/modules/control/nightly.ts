// 每夜: where every open case stands on the new day, worked out from its facts; a part at a time, and only what changed is written.
import type { Fact } from '@xiaomen/rules/control'
import type { Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { listOpenAfter, type Standing, updateStandings } from './repo/case.ts'
import { factsOfMany } from './repo/fact.ts'
import { factsOf } from './sealing.ts'
import { courseAt, standingOf, tell } from './settle.ts'
import type { ControlCaseRow } from './tables.ts'
import { trackFileOf } from './track-file.ts'
import { planTodayOfMany } from './work.ts'

const AT_ONCE = 2_000
/** Where the records of the days weigh in the release, they are read too. */
const weighsRecords = (row: ControlCaseRow): boolean =>
  trackFileOf(row)?.release.some(({ kind }) => kind === 'recordsComplete' || kind === 'noSymptoms') ?? false
const COLUMNS = [
  'edition',
  'track',
  'state',
  'measure',
  'day_one',
  'from_day',
  'last_day',
  'releasable_on',
  'records_per_day',
  'tests_due',
  'tests_missed',
  'works_due',
  'works_missed',
  'restricts',
] as const
const differs = (row: ControlCaseRow, standing: Standing): boolean => COLUMNS.some((column) => row[column] !== standing[column])

async function settlePart(ctx: Ctx, rows: readonly ControlCaseRow[]): Promise<number> {
  const today = localDay(ctx.now)
  const facts = await factsOfMany(
    ctx,
    rows,
    rows.filter(weighsRecords).map((row) => row.id),
  )
  const changed = rows.flatMap((row) => {
    const of = factsOf(ctx, facts.get(row.id) ?? [])
    if (of.length === 0) return []
    const standing = standingOf(row, courseAt(row, of, today), of, today)
    return differs(row, standing) ? [{ row, standing, facts: of }] : []
  })
  await updateStandings(
    ctx,
    changed.map(({ standing }) => standing),
  )
  const due: { row: ControlCaseRow; facts: readonly Fact[] }[] = []
  for (const { row, standing, facts: of } of changed) {
    const after = { ...row, ...standing, version: row.version + 1 }
    await tell(ctx, row, after)
    if (row.state !== after.state && after.state === 'dueForRelease') due.push({ row: after, facts: of })
  }
  // 到期: somebody may be released, and is told to the office.
  await planTodayOfMany(ctx, due)
  return changed.length
}

/** @returns how many were looked at, and how many stand elsewhere than before */
export async function settleAll(
  { asSystem, wakeRelay }: Pick<Services, 'asSystem' | 'wakeRelay'>,
  atOnce = AT_ONCE,
): Promise<{ seen: number; changed: number }> {
  let after: { communityId: string; id: string } | null = null
  let [seen, changed] = [0, 0]
  for (;;) {
    const part: { last: ControlCaseRow | undefined; seen: number; changed: number } = await asSystem('control.nightly', async (ctx) => {
      const rows = await listOpenAfter(ctx, after, atOnce)
      return { last: rows.at(-1), seen: rows.length, changed: await settlePart(ctx, rows) }
    })
    seen += part.seen
    changed += part.changed
    if (part.last === undefined || part.seen < atOnce) break
    after = { communityId: part.last.community_id, id: part.last.id }
  }
  wakeRelay()
  return { seen, changed }
}
