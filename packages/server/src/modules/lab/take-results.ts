// However results come, one or a hundred thousand: judged by the rules first, then written as facts in a few statements.
import { labEvents } from '@xiaomen/contract'
import { noResult, type ResultRefusal, type ResultWay, type Standing, stepResult, type Verdict, VERDICTS } from '@xiaomen/rules/lab'
import type { Ctx } from '../../platform/ctx.ts'
import { partsOf } from '../../platform/sql.ts'
import { keptUntil, lockTubesByCode, moveTubes, type TubeRow } from '../testing/index.ts'
import type { Hand } from './place.ts'
import * as repo from './repo/result.ts'
import { openCt, scopes, sealCt } from './sealing.ts'
import type { DueRow, ResultRow, UnmatchedRow, WaitingRow } from './tables.ts'

export type Said = { id: string; code: string; verdict: Verdict; ct: number | null; way: ResultWay; at: Date; by: Hand }
type End = 'counts' | 'waits' | 'unmatched' | 'known'
export type Judged = { said: Said; tube: TubeRow | null } & ({ end: End } | { refused: ResultRefusal })
const CODES_AT_ONCE = 10_000

const isVerdict = (state: string): state is Verdict => (VERDICTS as readonly string[]).includes(state)
export const standingOf = (tube: TubeRow, waits: WaitingRow | undefined): Standing => ({
  verdict: isVerdict(tube.state) ? tube.state : null,
  waits: waits === undefined ? null : { verdict: waits.verdict, by: waits.account_id },
})
export const isReceived = (tube: TubeRow): boolean => tube.state === 'received' || isVerdict(tube.state)

/** What each would come to; nothing is written. Tubes are locked until the transaction ends. `isMine`: whether the laboratory works for the place of a tube. */
export async function judge(ctx: Ctx, said: readonly Said[], isMine: (path: string) => boolean): Promise<Judged[]> {
  const tubes = new Map<string, TubeRow>()
  const codes = [...new Set(said.map(({ code }) => code))].toSorted()
  for (const part of partsOf(codes, CODES_AT_ONCE)) for (const tube of await lockTubesByCode(ctx, part)) if (isMine(tube.area_path)) tubes.set(tube.code, tube)
  const waits = new Map(
    (
      await repo.waitingOf(
        ctx,
        [...tubes.values()].map(({ id }) => id),
      )
    ).map((row) => [row.tube_id, row]),
  )
  const standings = new Map<string, Standing>()
  return said.map((one) => {
    const tube = tubes.get(one.code) ?? null
    // 无签收不出结果: it waits until the tube is there.
    if (tube === null || !isReceived(tube)) return { said: one, tube, end: 'unmatched' }
    const before = standings.get(tube.id) ?? standingOf(tube, waits.get(tube.id)) ?? noResult()
    const isSaid = before.verdict === one.verdict || (before.waits?.verdict === one.verdict && before.waits.by === one.by.id)
    if (isSaid) return { said: one, tube, end: 'known' }
    const done = stepResult(before, { kind: 'report', verdict: one.verdict, by: one.by.id })
    if ('refused' in done) return { said: one, tube, refused: done.refused }
    standings.set(tube.id, done.standing)
    return { said: one, tube, end: done.standing.waits === null ? 'counts' : 'waits' }
  })
}

/** Written down as judged; what was refused, or is known, leaves nothing. */
export async function write(ctx: Ctx, judged: readonly Judged[], labPath: string): Promise<void> {
  const scopeOf = await scopes(ctx)
  const delete_on = keptUntil(ctx.now)
  const results: ResultRow[] = []
  const waiting: WaitingRow[] = []
  const unmatched: UnmatchedRow[] = []
  const counting: { row: ResultRow; tube: TubeRow }[] = []
  for (const one of judged) {
    if ('refused' in one || one.end === 'known') continue
    const { said, tube, end } = one
    const { id, code, verdict, ct, way, at, by } = said
    const common = { id, verdict, way, at, account_id: by.id, unit: by.unit, delete_on }
    if (tube === null || end === 'unmatched') {
      unmatched.push({ ...common, area_path: labPath, tube_code: code, sealed_ct: sealCt(ctx, 'lab.unmatched', id, ct, scopeOf(labPath)), matched_at: null })
      continue
    }
    const { community_id, campaign_id, area_path } = tube
    const sealed_ct = sealCt(ctx, 'lab.result', id, ct, scopeOf(area_path))
    const row: ResultRow = { ...common, community_id, campaign_id, area_path, tube_id: tube.id, kind: 'report', of_id: null, reason: null, sealed_ct }
    results.push(row)
    if (end === 'waits') waiting.push(waitingRow(row, code))
    else counting.push({ row, tube })
  }
  await repo.insertUnmatched(ctx, unmatched)
  await repo.insertResults(ctx, results)
  await repo.insertWaiting(ctx, waiting)
  await count(ctx, counting)
}
export const waitingRow = (row: ResultRow, code: string): WaitingRow => ({
  community_id: row.community_id,
  tube_id: row.tube_id,
  result_id: row.id,
  area_path: row.area_path,
  tube_code: code,
  verdict: row.verdict,
  account_id: row.account_id,
  unit: row.unit,
  at: row.at,
  delete_on: row.delete_on,
})

/** From now on this is what the tube came to; what follows from it for people follows right behind. */
export async function count(ctx: Ctx, counting: readonly { row: ResultRow; tube: TubeRow }[]): Promise<void> {
  await moveTubes(
    ctx,
    counting.map(({ row, tube }) => ({ community_id: tube.community_id, id: tube.id, state: row.verdict })),
  )
  await due(
    ctx,
    counting.map(({ row, tube }) => ({ tube, verdict: row.verdict, resultId: row.id })),
  )
}
export async function due(ctx: Ctx, of: readonly { tube: TubeRow; verdict: Verdict | 'lost'; resultId: string }[]): Promise<void> {
  const delete_on = keptUntil(ctx.now)
  await repo.insertDue(
    ctx,
    of.map(({ tube, verdict, resultId }): DueRow => ({
      community_id: tube.community_id,
      tube_id: tube.id,
      campaign_id: tube.campaign_id,
      area_path: tube.area_path,
      result_id: resultId,
      verdict,
      at: ctx.now,
      delete_on,
    })),
  )
  for (const communityId of new Set(of.map(({ tube }) => tube.community_id))) await ctx.emit(labEvents.resulted, { communityId })
}

/** Tubes that were just received: what was said of them before counts now. One that contradicts another stays where it can be seen. @returns how many */
export async function matchReceived(ctx: Ctx, tubes: readonly TubeRow[], labPath: string): Promise<number> {
  const rows = await repo.lockUnmatched(
    ctx,
    tubes.map(({ code }) => code),
  )
  if (rows.length === 0) return 0
  const said = rows.map((row): Said => ({
    id: row.id,
    code: row.tube_code,
    verdict: row.verdict,
    ct: openCt(ctx, 'lab.unmatched', row),
    way: row.way,
    at: row.at,
    by: { id: row.account_id, unit: row.unit },
  }))
  const judged = await judge(ctx, said, () => true)
  await write(ctx, judged, labPath)
  const matched = judged.filter((one) => 'end' in one && one.end !== 'unmatched')
  await repo.updateMatched(
    ctx,
    matched.map(({ said: { id } }) => id),
    ctx.now,
  )
  return matched.length
}
