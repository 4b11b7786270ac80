// One step of a transport: what the gates are told, the tasks it makes or ends, the line of its story, and whoever listens.
import { aidErrors, aidEvents, commonErrors } from '@xiaomen/contract'
import { isTransportOver, type TransportAsker, type TransportKind, type TransportNote, type TransportState } from '@xiaomen/rules/aid'
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { letTransportPass } from '../gate/index.ts'
import { planAt } from '../posture/index.ts'
import { findPerson, type Home, leanOn, residentsOf } from '../registry/index.ts'
import { planTasks, type WantedTask } from '../tasks/index.ts'
import { untilOf } from './proposals.ts'
import * as repo from './repo.ts'
import type { TransportRow } from './tables.ts'

/** What is over is kept for questions, and no longer. */
const KEPT_DAYS = 30
/** As the most urgent tasks of other words. */
const URGENT = 3

export type Arrangement = { plate: string | null; escort: string; hospital: string }
const placeOf = (id: string, column: 'sealed_note' | 'sealed_arrangement') => ({ table: 'aid.transport', row: id, column })
export const scopeAt = async (ctx: Ctx, path: string): Promise<string> => (await planAt(ctx, path)).orderId ?? 'peace'
export const sealArrangement = (ctx: Ctx, id: string, said: Arrangement, scope: string): Buffer =>
  ctx.crypto.seal('name', placeOf(id, 'sealed_arrangement'), JSON.stringify(said), scope)
export const openArrangement = (ctx: Ctx, { id, sealed_arrangement }: TransportRow): Arrangement | null =>
  sealed_arrangement === null ? null : (JSON.parse(ctx.crypto.open('name', placeOf(id, 'sealed_arrangement'), sealed_arrangement)) as Arrangement)
export const openNote = (ctx: Ctx, { id, sealed_note }: TransportRow): string | null =>
  sealed_note === null ? null : ctx.crypto.open('health', placeOf(id, 'sealed_note'), sealed_note)

export const notFound = () => fail(commonErrors, 'request.not_found')

/** Who is on it, and in what, until when: over, they pass no more by it. */
export const tellGates = (ctx: Ctx, row: TransportRow): Promise<void> =>
  letTransportPass(ctx, {
    id: row.id,
    communityId: row.community_id,
    homeId: row.home_id,
    path: row.area_path,
    personIds: [row.person_id, ...(row.companion_id === null ? [] : [row.companion_id])],
    plate: openArrangement(ctx, row)?.plate ?? null,
    from: row.requested_at,
    until: row.ended_at ?? row.until_at,
  })

const TITLES = { requested: '急救转运，马上安排', arranged: '急救转运，送上车', overdue: '急救转运超时，问清是否已回' }
function wantedTasks(ctx: Ctx, row: TransportRow): WantedTask[] {
  const today = localDay(ctx.now)
  const common = {
    subjectId: row.id,
    subjectKind: 'transport' as const,
    homeId: row.home_id,
    path: row.area_path,
    kind: 'transport' as const,
    accountId: null,
    obligationId: null,
    fromDay: today,
    dueOn: today,
    priority: URGENT,
  }
  const of = (what: keyof typeof TITLES, roles: readonly string[]): WantedTask[] =>
    roles.map((role) => ({ ...common, key: `${what}:${role}`, title: TITLES[what], roles: [role] }))
  if (row.is_overdue && row.ended_at === null) return of('overdue', ['gridWorker', 'communityAdmin'])
  if (row.state === 'requested') return of('requested', ['gridWorker', 'communityAdmin'])
  return row.state === 'arranged' ? of('arranged', ['gridWorker']) : []
}

async function settle(ctx: Ctx, row: TransportRow, what: TransportNote, at: Date): Promise<void> {
  await tellGates(ctx, row)
  await planTasks(ctx, { source: 'aid', sourceId: row.id, communityId: row.community_id }, wantedTasks(ctx, row))
  await repo.insertStep(ctx, {
    community_id: row.community_id,
    id: uuidv7(),
    transport_id: row.id,
    area_path: row.area_path,
    at,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    what,
  })
  await ctx.emit(aidEvents.transportChanged, { communityId: row.community_id, areaPath: row.area_path, transportId: row.id, state: row.state })
}

type Wanted = { id: string; personId: string; kind: TransportKind; companionId: string | null; note: string | null; asker: TransportAsker }
/** Asked for: the same said twice is one. @throws 409 where one is under way for the person, or whoever goes along is not of this home */
export async function request(ctx: Ctx, home: Home, { id, personId, kind, companionId, note, asker }: Wanted): Promise<void> {
  ctx.audit.communityId(home.communityId)
  const known = await repo.findTransport(ctx, id)
  if (known?.person_id === personId && known.kind === kind) return
  const living = new Set((await residentsOf(ctx, home.id)).map((one) => one.id))
  if (!living.has(personId) || companionId === personId || (companionId !== null && !living.has(companionId))) throw fail(aidErrors, 'aid.not_of_home')
  const row: TransportRow = {
    community_id: home.communityId,
    id,
    home_id: home.id,
    area_path: home.path,
    person_id: personId,
    companion_id: companionId,
    kind,
    state: 'requested',
    asker,
    requested_at: ctx.now,
    until_at: untilOf(kind, ctx.now),
    is_overdue: false,
    sealed_note: note === null ? null : ctx.crypto.seal('health', placeOf(id, 'sealed_note'), note, await scopeAt(ctx, home.path)),
    sealed_arrangement: null,
    left_at: null,
    arrived_at: null,
    ended_at: null,
    delete_on: null,
    version: 1,
  }
  if (!(await repo.insertTransport(ctx, row))) throw fail(aidErrors, 'aid.already')
  ctx.audit.subjects([personId, ...(companionId === null ? [] : [companionId])])
  await leanOn(ctx, { personId, homeId: home.id })
  await settle(ctx, row, 'requested', ctx.now)
}

/** Written as it stands; nothing is asked of its state before. `at`: when it happened. */
export async function write(ctx: Ctx, row: TransportRow, what: TransportNote, change: Partial<TransportRow>, at: Date = ctx.now): Promise<TransportRow> {
  const state: TransportState = change.state ?? row.state
  const isOver = isTransportOver(state)
  const after = await repo.updateTransport(ctx, row, {
    ...change,
    // The gates keep until when they let them pass: over means from now on, whenever it happened.
    ...(isOver ? { ended_at: ctx.now, delete_on: addDays(localDay(ctx.now), KEPT_DAYS) } : {}),
  })
  await settle(ctx, after, what, at)
  return after
}

/** A transport that the caller may do this with, as they read it. @throws 409 when somebody changed it meanwhile */
export async function lockedTransport(ctx: Ctx, { transportId, version }: { transportId: string; version: number }): Promise<TransportRow> {
  const row = await repo.lockTransport(ctx, transportId)
  if (!row) throw notFound()
  ctx.must('aid.request', { path: row.area_path })
  noted(ctx, row)
  if (row.version !== version) throw fail(aidErrors, 'aid.changed_meanwhile')
  return row
}
export function noted(ctx: Ctx, row: TransportRow): void {
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
}
/** Of whoever lives at a home here. @throws 404, 409 */
export async function homeIdOf(ctx: Ctx, personId: string): Promise<string> {
  const person = await findPerson(ctx, personId)
  if (!person) throw notFound()
  if (person.homeId === null) throw fail(aidErrors, 'aid.not_of_home')
  return person.homeId
}
