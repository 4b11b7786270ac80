// 记一次走访: visits come in, from phones that were away, from paper, from families; each counts once, and what contradicts is kept and shown.
import { commonErrors, sweepsErrors, sweepsEvents } from '@xiaomen/contract'
import { type DayPart, dayPartOf, isExplained, nextPart, ruleStop } from '@xiaomen/rules/sweeps'
import { isReasonOf } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../platform/ctx.ts'
import { fail, failKeeping } from '../../platform/error.ts'
import { TIME_ZONE } from '../../platform/time.ts'
import { findHome } from '../registry/index.ts'
import { excuseSubjects, fulfil, noteTry, unfulfil } from '../tasks/index.ts'
import { digestOf, type Incoming, sealBody, toRule } from './body.ts'
import { type Ledger, readLedger, renewDifferences } from './propose.ts'
import { lockStops, updateStop } from './repo/stop.ts'
import { insertVisit, insertVisitConflict, listVisits, listVisitsById } from './repo/visit.ts'
import type { StopRow, SweepRow, VisitRow } from './tables.ts'

export type Recorded = { id: string; isNew: boolean; state: StopRow['state']; isDisputed: boolean }

/** `mayAt` asks whether the caller may record at the place of a stop. */
export async function countVisits(ctx: Ctx, sweep: SweepRow, incoming: readonly Incoming[], mayAt: (path: string) => void): Promise<Recorded[]> {
  const homeIds = [...new Set(incoming.map((one) => one.homeId))]
  const stops = new Map((await lockStops(ctx, sweep.id, homeIds)).map((row) => [row.home_id, row]))
  for (const one of incoming) {
    const stop = stops.get(one.homeId)
    if (!stop) throw (await findHome(ctx, one.homeId)) ? fail(sweepsErrors, 'sweeps.home_not_in_sweep') : fail(commonErrors, 'request.not_found')
    mayAt(stop.area_path)
    if (!isReasonOf(one.outcome, one.reason)) throw fail(sweepsErrors, 'sweeps.reason_unfit')
  }
  const known = new Map(
    (
      await listVisitsById(
        ctx,
        sweep.community_id,
        incoming.map((one) => one.id),
      )
    ).map((row) => [row.id, row]),
  )
  const before = Map.groupBy(await listVisits(ctx, sweep.community_id, sweep.id, homeIds), (row) => row.home_id)
  // Read once for all doors; a try asks nothing of the ledger.
  const ledger = await readLedger(ctx, homeIds)
  const done: Recorded[] = []
  const otherBytes: string[] = []
  for (const one of incoming) {
    const stop = stops.get(one.homeId)!
    const digest = digestOf(sweep.id, one)
    const earlier = known.get(one.id)
    if (earlier) {
      if (Buffer.from(earlier.digest).equals(digest)) done.push({ id: one.id, isNew: false, state: stop.state, isDisputed: stop.is_disputed })
      else {
        otherBytes.push(one.id)
        await keepOtherBytes(ctx, stop, one, digest)
      }
      continue
    }
    const visit = visitOf(ctx, sweep, stop, one, digest)
    await insertVisit(ctx, visit)
    known.set(visit.id, visit)
    const visits = [...(before.get(one.homeId) ?? []), visit]
    before.set(one.homeId, visits)
    const after = await settle(ctx, stop, visits, ledger, { latest: visit, tryOn: one.tryOn, tryPart: one.tryPart })
    stops.set(one.homeId, after)
    done.push({ id: one.id, isNew: true, state: after.state, isDisputed: after.is_disputed })
  }
  if (done.some((one) => one.isNew)) await ctx.emit(sweepsEvents.changed, { communityId: sweep.community_id, sweepId: sweep.id })
  // The others are counted all the same.
  if (otherBytes.length > 0) throw failKeeping(sweepsErrors, 'sweeps.other_bytes', { ids: otherBytes })
  return done
}

const accountOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'account' ? ctx.actor.id : null)

const visitOf = (ctx: Ctx, sweep: SweepRow, stop: StopRow, one: Incoming, digest: Buffer): VisitRow => ({
  community_id: sweep.community_id,
  id: one.id,
  sweep_id: sweep.id,
  home_id: stop.home_id,
  area_path: stop.area_path,
  nth: stop.visits + 1,
  round: sweep.round,
  // A phone's clock is data, never order: what it says of the future is said now.
  at: new Date(Math.min(Date.parse(one.at), ctx.now.getTime())),
  received_at: ctx.now,
  account_id: one.way === 'ownReport' ? null : accountOf(ctx),
  way: one.way,
  outcome: one.outcome,
  reason: one.reason,
  corrects: one.corrects,
  sealed_body: sealBody(ctx.crypto, one.id, one),
  digest,
})

const keepOtherBytes = (ctx: Ctx, stop: StopRow, one: Incoming, digest: Buffer): Promise<void> =>
  insertVisitConflict(ctx, {
    community_id: stop.community_id,
    visit_id: one.id,
    digest,
    area_path: stop.area_path,
    received_at: ctx.now,
    account_id: accountOf(ctx),
    sealed_body: ctx.crypto.seal('document', { table: 'sweeps.visit_conflict', row: one.id, column: 'sealed_body' }, JSON.stringify(one)),
  })

const localHour = (at: Date): number => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(TIME_ZONE).hour
/** Parts of the day when nobody opened or nobody would speak. */
export const triedParts = (visits: readonly VisitRow[]): DayPart[] =>
  visits.filter(({ outcome }) => outcome === 'nobodyHome' || outcome === 'refused').map(({ at }) => dayPartOf(localHour(at)))

/** The newest visit, when it is a visit that brings the change, and when its worker wants to try again. */
type Because = { latest: VisitRow; tryOn: string | null; tryPart: DayPart | null } | null

/** Brings a stop, its duty and its differences in line with its visits. The stop is locked. */
export async function settle(ctx: Ctx, stop: StopRow, visits: readonly VisitRow[], ledger: Ledger, because: Because): Promise<StopRow> {
  const decision = stop.decided_visit === null || stop.decided_count === null ? null : { visitId: stop.decided_visit, count: stop.decided_count }
  const ruling = ruleStop(toRule(ctx.crypto, visits), decision, stop.gone_at !== null)
  const rulingVisit = visits.find(({ id }) => id === ruling.rulingId) ?? null
  const latest = because?.latest
  const isTry = latest !== undefined && !isExplained(latest.outcome)
  const isOpen = rulingVisit === null
  const change: Partial<StopRow> = {
    state: ruling.state,
    is_disputed: ruling.isDisputed,
    visits: visits.length,
    tries: ruling.tries,
    ruling_visit: ruling.rulingId,
    settled_way: rulingVisit?.way ?? null,
    ...(latest === undefined ? {} : { last_way: latest.way, last_at: latest.received_at }),
    ...(isOpen ? (isTry ? { try_on: because!.tryOn, try_part: because!.tryPart ?? nextPart(triedParts(visits)) } : {}) : { try_on: null, try_part: null }),
  }
  await updateStop(ctx, stop, change)
  const after = { ...stop, ...change }

  const of = { obligationId: stop.sweep_id, subjectId: stop.home_id }
  if (ruling.rulingId !== stop.ruling_visit) {
    if (stop.ruling_visit !== null) await unfulfil(ctx, of)
    if (ruling.state === 'done') await fulfil(ctx, of, { way: rulingVisit!.way, by: rulingVisit!.account_id })
    if (ruling.state === 'vacant') await excuseSubjects(ctx, of.obligationId, [of.subjectId], { kind: 'vacant', until: null, by: rulingVisit!.account_id })
    const isFirst = rulingVisit !== null && rulingVisit === latest && visits.filter(({ outcome }) => isExplained(outcome)).length === 1
    await renewDifferences(ctx, after, rulingVisit, isFirst, ledger)
  }
  if (isOpen && isTry) await noteTry(ctx, of, { outcome: latest.outcome, reason: latest.reason, tryOn: after.try_on, tryPart: after.try_part })
  return after
}
