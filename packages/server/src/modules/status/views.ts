// Signals and standings as the reader of this request may see them.
import { masked } from '@xiaomen/rules/access'
import { endOf, type ReasonClass, type SignalKind, type SignalState, type SignalWay, type StatusVerdict } from '@xiaomen/rules/status'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { accountNames } from '../access/index.ts'
import { actsOf } from '../approvals/index.ts'
import { plansInForce } from '../posture/index.ts'
import { doorsOf, namesOf } from '../registry/index.ts'
import { sourceNames } from './repo/source.ts'
import type { SignalRow, StandingRow } from './tables.ts'

type Somebody = { person_id: string; home_id: string; area_path: string }
/** Name and door of each, masked by where they live. */
export async function whoOf(ctx: Ctx, rows: readonly Somebody[]): Promise<(row: Somebody) => { name: string | null; door: string | null }> {
  const names = await namesOf(ctx, [...new Set(rows.map((row) => row.person_id))])
  const doors = await doorsOf(ctx, [...new Set(rows.map((row) => row.home_id))])
  ctx.audit.subjects([...new Set(rows.map((row) => row.person_id))])
  return (row) => {
    const sight = ctx.sight(row.area_path)
    return {
      name: masked('name', names.get(row.person_id) ?? null, sight.name),
      door: masked('door', doors.get(row.home_id) ?? null, sight.door),
    }
  }
}

/** The last day a signal counts. */
const lastDay = (end: Date): string => localDay(new Date(end.getTime() - 1))

export async function signalViews(ctx: Ctx, rows: readonly SignalRow[]) {
  const who = await whoOf(ctx, rows)
  const sources = await sourceNames(ctx, [...new Set(rows.map((row) => row.source_id))])
  const accounts = await accountNames(ctx, [...new Set(rows.flatMap((row) => [row.reported_by, row.confirmed_by].filter((one) => one !== null)))])
  const planOf = await plansInForce(ctx)
  const proposed = rows.filter((row) => row.state === 'proposed').map(({ id }) => id)
  const acts = new Map((await actsOf(ctx, proposed)).toReversed().map((act) => [act.subjectId, act]))
  const nameOf = (id: string | null) => (id === null ? null : (accounts.get(id) ?? '—'))
  const actorId = ctx.actor.kind === 'account' ? ctx.actor.id : null
  return rows.map((row) => {
    const rule = planOf(row.area_path).status.kinds[row.kind as SignalKind]
    const may = (permission: string) => ctx.may(permission, { path: row.area_path })
    const act = acts.get(row.id)
    return {
      id: row.id,
      communityId: row.community_id,
      personId: row.person_id,
      ...who(row),
      kind: row.kind as SignalKind,
      way: row.way as SignalWay,
      state: row.state as SignalState,
      source: { id: row.source_id, name: sources.get(row.source_id) ?? '—' },
      from: localDay(row.valid_from),
      until: lastDay(row.valid_until ?? endOf(row.valid_from, rule)),
      receivedAt: row.received_at.toISOString(),
      reportedBy: nameOf(row.reported_by),
      confirmedBy: nameOf(row.confirmed_by),
      verdict: rule.verdict,
      reason: rule.reason,
      hasEvidence: row.sealed_evidence !== null,
      signatures: act === undefined ? null : { have: act.signatures.length, needed: act.needed },
      mayConfirm:
        row.state === 'proposed' &&
        row.import_id === null &&
        ctx.whereThere('status.confirmSignal', [row.area_path]).includes(row.area_path) &&
        (act === undefined ? row.reported_by !== actorId && may('status.confirm') : act.maySign),
      mayWithdraw: (row.state === 'proposed' || (row.state === 'inForce' && row.confirmed_by !== actorId)) && may('status.confirm'),
      mayReveal: row.sealed_evidence !== null && may('status.evidence'),
    }
  })
}

export async function standingViews(ctx: Ctx, rows: readonly StandingRow[], sourceOf: ReadonlyMap<string, string>) {
  const who = await whoOf(ctx, rows)
  return rows.map((row) => ({
    communityId: row.community_id,
    personId: row.person_id,
    homeId: row.home_id,
    ...who(row),
    verdict: row.verdict as StatusVerdict,
    reason: row.reason as ReasonClass | null,
    since: row.since.toISOString(),
    until: row.until?.toISOString() ?? null,
    source: (row.signal_id !== null && sourceOf.get(row.signal_id)) || null,
    isAutomatic: row.is_automatic,
  }))
}
