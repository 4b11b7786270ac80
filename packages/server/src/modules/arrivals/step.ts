// One step of an arrival: its state, the note of it, the tasks that are over with it, and whoever listens.
import { type ARRIVAL_NOTES, arrivalsErrors, arrivalsEvents, commonErrors } from '@xiaomen/contract'
import { type ArrivalStep, type SeenBy, stepArrival } from '@xiaomen/rules/arrivals'
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { cancelTasks } from '../tasks/index.ts'
import { scopeAt, sealNote } from './fields.ts'
import * as repo from './repo.ts'
import type { ArrivalRow } from './tables.ts'

/** What is closed is kept for questions, and no longer. */
export const KEPT_DAYS = 30
export type NoteKind = (typeof ARRIVAL_NOTES)[number]

export async function note(ctx: Ctx, row: ArrivalRow, what: NoteKind, text: string | null): Promise<void> {
  const id = uuidv7()
  await repo.insertNote(ctx, {
    community_id: row.community_id,
    id,
    arrival_id: row.id,
    area_path: row.area_path,
    at: ctx.now,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    what,
    sealed_note: text === null ? null : sealNote(ctx, id, text, await scopeAt(ctx, row.area_path)),
  })
}
export const tell = (ctx: Ctx, row: ArrivalRow): Promise<void> =>
  ctx.emit(arrivalsEvents.changed, { communityId: row.community_id, arrivalId: row.id, areaPath: row.area_path, state: row.state })

type How = { what: NoteKind; text?: string | null; change?: Partial<ArrivalRow>; closes?: boolean }
/** Written as it stands; nothing is asked of its state. */
export async function write(ctx: Ctx, row: ArrivalRow, { what, text = null, change = {}, closes = false }: How): Promise<ArrivalRow> {
  const today = localDay(ctx.now)
  const after = await repo.updateArrival(ctx, row, { ...change, ...(closes ? { closed_on: today, delete_on: addDays(today, KEPT_DAYS) } : {}) })
  await note(ctx, after, what, text)
  // Whoever has come, or will not come, is not asked after.
  if (after.closed_on !== null || (after.state !== 'notArrived' && row.state === 'notArrived')) await cancelTasks(ctx, 'arrivals', row.id)
  await tell(ctx, after)
  return after
}
/** @throws 409 where the state knows no such step */
export async function take(ctx: Ctx, row: ArrivalRow, step: ArrivalStep, how: How): Promise<ArrivalRow> {
  const state = row.closed_on === null ? stepArrival(row.state, step) : null
  if (state === null) throw fail(arrivalsErrors, 'arrivals.wrong_state')
  return write(ctx, row, { ...how, change: { ...how.change, state } })
}

export const arrive = (ctx: Ctx, row: ArrivalRow, on: string, seenBy: SeenBy): Promise<ArrivalRow> =>
  take(ctx, row, 'arrive', { what: 'arrived', change: { arrived_on: on, seen_by: seenBy } })

/** An arrival that the caller may do this with, as they read it. @throws 409 when somebody changed it meanwhile */
export async function lockedArrival(ctx: Ctx, permission: string, { arrivalId, version }: { arrivalId: string; version: number }): Promise<ArrivalRow> {
  const row = await repo.lockArrival(ctx, arrivalId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must(permission, { path: row.area_path })
  noted(ctx, row)
  if (row.version !== version) throw fail(arrivalsErrors, 'arrivals.changed_meanwhile')
  return row
}
export function noted(ctx: Ctx, row: ArrivalRow): void {
  ctx.audit.communityId(row.community_id)
  if (row.person_id !== null) ctx.audit.subjects([row.person_id])
}
