// One way to change a lead, one or five hundred: the rules decide for each, one statement writes them all, and each act leaves a row with what was before.
import { type LeadAct, type LeadRefusal, type LeadStanding, type ReturnReason, type StepKind, stepLead } from '@xiaomen/rules/leads'
import { leadsEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { seeingAll } from '../../platform/scope.ts'
import { listAreas } from '../areas/index.ts'
import { actorId } from './place.ts'
import { type LeadChange, updateLeads } from './repo/lead.ts'
import { insertSteps } from './repo/source.ts'
import { scopeAt, sealNote } from './sealing.ts'
import type { LeadRow, StepRow } from './tables.ts'

const ms = (at: Date | null): number | null => at?.getTime() ?? null
const date = (at: number | null): Date | null => (at === null ? null : new Date(at))

export const standingOf = (row: LeadRow): LeadStanding => ({
  state: row.state,
  centre: row.community_id,
  desk: row.desk_id,
  offeredTo: row.offered_to,
  returns: row.returns,
  clocks: { acceptBy: ms(row.accept_by), tellBy: ms(row.tell_by), closeBy: ms(row.close_by) },
  acceptedAt: ms(row.accepted_at),
  toldAt: ms(row.told_at),
  outcome: row.outcome,
})
/** As the row stands, with what an act made of it. `path`: of the desk, or of whom it is offered to. */
export const changeOf = (ctx: Pick<Ctx, 'now'>, row: LeadRow, standing: LeadStanding, path: string): LeadChange => ({
  community_id: row.community_id,
  id: row.id,
  version: row.version,
  area_path: path,
  desk_id: standing.desk,
  offered_to: standing.offeredTo,
  kind: row.kind,
  priority: row.priority,
  state: standing.state,
  accept_by: date(standing.clocks.acceptBy),
  tell_by: date(standing.clocks.tellBy),
  close_by: date(standing.clocks.closeBy)!,
  accepted_at: date(standing.acceptedAt),
  told_at: date(standing.toldAt),
  closed_at: standing.state === 'closed' ? (row.closed_at ?? ctx.now) : null,
  outcome: standing.outcome,
  returns: standing.returns,
  sources: row.sources,
  reminded_at: row.reminded_at,
  moved_at: standing.desk === row.desk_id && standing.offeredTo === row.offered_to ? row.moved_at : ctx.now,
})
type Before = Pick<LeadRow, 'area_path' | 'desk_id' | 'offered_to' | 'state' | 'accepted_at' | 'told_at' | 'closed_at' | 'outcome' | 'returns'>
const beforeOf = ({ area_path, desk_id, offered_to, state, accepted_at, told_at, closed_at, outcome, returns }: LeadRow): Before => ({
  area_path,
  desk_id,
  offered_to,
  state,
  accepted_at,
  told_at,
  closed_at,
  outcome,
  returns,
})
/** A lead as it was before an act; its clocks stay as they are. */
export function restored(row: LeadRow, before: unknown): LeadRow {
  const was = before as { [K in keyof Before]: Before[K] | string }
  const at = (value: unknown) => (value === null ? null : new Date(value as string))
  return { ...row, ...(was as Before), accepted_at: at(was.accepted_at), told_at: at(was.told_at), closed_at: at(was.closed_at) }
}

type Noted = { kind: StepKind; batchId?: string | null; reason?: ReturnReason | null; note?: string | null | undefined; isCorrection?: boolean }
export const stepRow = (
  ctx: Ctx,
  row: Pick<LeadRow, 'community_id' | 'id' | 'desk_id' | 'version' | 'delete_on'>,
  centrePath: string,
  { kind, batchId = null, reason = null, isCorrection = false }: Omit<Noted, 'note'>,
  before: object | null = null,
): StepRow => ({
  community_id: row.community_id,
  id: uuidv7(),
  lead_id: row.id,
  area_path: centrePath,
  at: ctx.now,
  by: actorId(ctx),
  kind,
  desk_id: row.desk_id,
  version: row.version,
  batch_id: batchId,
  before,
  reason,
  sealed_note: null,
  is_correction: isCorrection,
  delete_on: row.delete_on,
})
/** The reason somebody wrote, sealed with the step. */
async function withNotes(ctx: Ctx, steps: readonly StepRow[], note: string | null | undefined): Promise<StepRow[]> {
  if (note === null || note === undefined || steps.length === 0) return [...steps]
  const scope = await scopeAt(ctx, steps[0]!.area_path)
  return steps.map((step) => ({ ...step, sealed_note: sealNote(ctx, 'step', step.id, note, scope) }))
}

export type Refused = { leadId: string; why: LeadRefusal | 'no_suggestion' | 'not_found' | 'changed_since' }
/**
 * What is asked of each, in order; all of it or nothing for one lead. The rows are locked. Whoever acts at one desk moves a lead out of their own sight:
 * it is written with every area in view, after the caller has asked `ctx.must` for each row.
 */
export async function actOnMany(
  ctx: Ctx,
  rows: readonly LeadRow[],
  actsFor: (row: LeadRow) => LeadAct[] | Refused['why'],
  noted: Noted,
): Promise<{ done: LeadRow[]; refused: Refused[] }> {
  const refused: Refused[] = []
  const going: { row: LeadRow; standing: LeadStanding }[] = []
  for (const row of rows) {
    const acts = actsFor(row)
    if (typeof acts === 'string') {
      refused.push({ leadId: row.id, why: acts })
      continue
    }
    let standing: LeadStanding | { refused: LeadRefusal } = standingOf(row)
    for (const act of acts) {
      standing = stepLead(standing, act)
      if ('refused' in standing) break
    }
    if ('refused' in standing) refused.push({ leadId: row.id, why: standing.refused })
    else going.push({ row, standing })
  }
  const done = await write(ctx, going, noted)
  return { done, refused }
}
async function write(ctx: Ctx, going: readonly { row: LeadRow; standing: LeadStanding }[], { note, ...noted }: Noted): Promise<LeadRow[]> {
  if (going.length === 0) return []
  return seeingAll(ctx, async () => {
    const paths = await pathsOf(
      ctx,
      going.flatMap(({ row, standing }) => [row.community_id, standing.offeredTo ?? standing.desk]),
    )
    const changes = going.map(({ row, standing }) => changeOf(ctx, row, standing, paths.get(standing.offeredTo ?? standing.desk) ?? row.area_path))
    await updateLeads(ctx, changes)
    const done = going.map(({ row }, at): LeadRow => ({ ...row, ...changes[at]!, version: row.version + 1 }))
    const steps = done.map((row, at) => stepRow(ctx, row, paths.get(row.community_id) ?? row.area_path, noted, noted.batchId ? beforeOf(going[at]!.row) : null))
    await insertSteps(ctx, await withNotes(ctx, steps, note))
    await tellChanged(ctx, paths, done)
    ctx.audit.subjects([...new Set(done.flatMap((row) => row.person_id ?? []))])
    return done
  })
}
/** Whoever looks at leads of these centres looks again. `paths`: of the centres. */
export async function tellChanged(ctx: Ctx, paths: ReadonlyMap<string, string>, rows: readonly Pick<LeadRow, 'community_id'>[]): Promise<void> {
  for (const communityId of new Set(rows.map((row) => row.community_id))) {
    const areaPath = paths.get(communityId)
    if (areaPath !== undefined) await ctx.emit(leadsEvents.changed, { communityId, areaPath })
  }
}
export const pathsOf = async (ctx: Ctx, areaIds: readonly string[]): Promise<Map<string, string>> =>
  new Map((await listAreas(ctx, [...new Set(areaIds)])).map((area) => [area.id, area.path]))
/** An act that changes nothing of the lead but is to be read with it. */
export async function noteStep(ctx: Ctx, rows: readonly LeadRow[], { note, ...noted }: Noted): Promise<void> {
  await seeingAll(ctx, async () => {
    const paths = await pathsOf(
      ctx,
      rows.map((row) => row.community_id),
    )
    const steps = rows.map((row) => stepRow(ctx, row, paths.get(row.community_id) ?? row.area_path, noted))
    await insertSteps(ctx, await withNotes(ctx, steps, note))
  })
}
