// One visit, from what was said to a pass: whoever brings the last of "welcome" and "stands at the gate" makes it valid.
import { commonErrors, visitorsErrors, visitorsEvents } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { mayIssue, type PassStep, type Presence, stepPass } from '@xiaomen/rules/visitors'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { endVisitorPass, type GatePlace, issueVisitorPass } from '../gate/index.ts'
import { planAt } from '../posture/index.ts'
import { findHomesByDoor } from '../registry/index.ts'
import * as repo from './repo.ts'
import { linkOf } from './secret.ts'
import type { VisitRow } from './tables.ts'

/** trust.md, retention: visitors fourteen days. */
export const KEPT_DAYS = 14
export type Said = { name: string; phone: string | null; door: string; purpose: string; from: string; plate: string | null }
type Sealed = 'sealed_name' | 'sealed_phone' | 'sealed_door' | 'sealed_purpose' | 'sealed_from' | 'sealed_plate'
const CLASSES = {
  sealed_name: 'name',
  sealed_phone: 'phone',
  sealed_door: 'door',
  sealed_purpose: 'whereabouts',
  sealed_from: 'whereabouts',
  sealed_plate: 'name',
} as const satisfies Record<Sealed, string>

const placeOf = (row: string, column: Sealed) => ({ table: 'visitors.visit', row, column })
export const openField = (ctx: Pick<Ctx, 'crypto'>, visit: VisitRow, column: Sealed): string | null => {
  const sealed = visit[column]
  return sealed === null ? null : ctx.crypto.open(CLASSES[column], placeOf(visit.id, column), sealed)
}

/** @returns whether it is new; the same id with the same words is the same visit. @throws 409 with other words */
export async function askToVisit(
  ctx: Ctx,
  gate: GatePlace,
  id: string,
  said: Said,
  seen: { at: Date; by: string } | null,
  requestedAt: Date,
): Promise<{ visit: VisitRow; isNew: boolean }> {
  const { orderId } = await planAt(ctx, gate.path)
  const scope = orderId ?? 'peace'
  const seal = (column: Sealed, text: string) => ctx.crypto.seal(CLASSES[column], placeOf(id, column), text, scope)
  const homes = (await findHomesByDoor(ctx, gate.communityId, said.door)).filter((home) => contains(gate.path, home.path))
  const home = homes.length === 1 ? homes[0]! : null
  const visit: VisitRow = {
    community_id: gate.communityId,
    id,
    gate_id: gate.id,
    area_path: gate.path,
    home_id: home?.id ?? null,
    home_path: home?.path ?? null,
    state: 'requested',
    sealed_name: seal('sealed_name', said.name),
    sealed_phone: said.phone === null ? null : seal('sealed_phone', said.phone),
    sealed_door: seal('sealed_door', said.door),
    sealed_purpose: seal('sealed_purpose', said.purpose),
    sealed_from: seal('sealed_from', said.from),
    sealed_plate: said.plate === null ? null : seal('sealed_plate', said.plate),
    link_index: ctx.crypto.index('visitors.link', linkOf(ctx.crypto, id)),
    digest: ctx.crypto.index('visitors.visit', JSON.stringify([gate.id, said.name, said.phone, said.door, said.purpose, said.from, said.plate])),
    requested_at: requestedAt,
    present_at: seen?.at ?? null,
    presence: seen === null ? null : 'guard',
    present_by: seen?.by ?? null,
    number_tries: 0,
    confirmed_at: null,
    confirmed_by: null,
    confirmed_account_id: null,
    credential_id: null,
    valid_until: null,
    delete_on: localDay(startOfDay(localDay(requestedAt), KEPT_DAYS)),
  }
  if (!(await repo.insertVisit(ctx, visit))) {
    const before = await repo.findVisit(ctx, id)
    if (!before) throw fail(commonErrors, 'request.conflict')
    if (!Buffer.from(before.digest).equals(visit.digest)) throw fail(visitorsErrors, 'visitors.other_bytes')
    return { visit: before, isNew: false }
  }
  await tell(ctx, visit)
  return { visit, isNew: true }
}

const tell = (ctx: Ctx, visit: VisitRow): Promise<void> =>
  ctx.emit(visitorsEvents.changed, { communityId: visit.community_id, visitId: visit.id, areaPath: visit.home_path ?? visit.area_path, state: visit.state })

/** @throws 409 where the state knows no such step */
export async function takeStep(ctx: Ctx, visit: VisitRow, step: PassStep, also: repo.VisitChange = {}): Promise<VisitRow> {
  const state = stepPass(visit.state, step)
  if (state === null) throw fail(visitorsErrors, 'visitors.wrong_state')
  const after = await repo.updateVisit(ctx, visit, { ...also, state })
  await tell(ctx, after)
  return after
}

/** Host and gate together make the pass: till the end of the day. */
export async function issueWhenDue(ctx: Ctx, visit: VisitRow): Promise<VisitRow> {
  if (!mayIssue({ state: visit.state, presentAt: visit.present_at }, ctx.now)) return visit
  const until = startOfDay(localDay(ctx.now), 1)
  const { credentialId } = await issueVisitorPass(ctx, { communityId: visit.community_id, path: visit.area_path, until })
  return takeStep(ctx, visit, 'issue', { credential_id: credentialId, valid_until: until })
}

export async function seeAtGate(ctx: Ctx, visit: VisitRow, presence: Presence, by: string | null): Promise<VisitRow> {
  if (visit.state !== 'requested' && visit.state !== 'hostConfirmed') throw fail(visitorsErrors, 'visitors.wrong_state')
  const seen = await repo.updateVisit(ctx, visit, { present_at: ctx.now, presence, present_by: by })
  await tell(ctx, seen)
  return issueWhenDue(ctx, seen)
}

type AnsweredBy = { confirmed_by: 'host' | 'call'; confirmed_account_id: string }
/** What the host said, alone: a resident's own rights do not reach to the gate's passes, so what follows from it is done by the reaction that hears of it. */
export const noteAnswer = (ctx: Ctx, visit: VisitRow, isWelcome: boolean, by: AnsweredBy): Promise<VisitRow> =>
  takeStep(ctx, visit, isWelcome ? 'hostConfirms' : 'hostRefuses', { ...by, confirmed_at: ctx.now })

/** A pass for whom both host and gate have said yes, none for whom the host would not have after all. Running it again changes nothing. */
export async function followAnswer(ctx: Ctx, visit: VisitRow): Promise<VisitRow> {
  if (visit.state === 'refused' && visit.credential_id !== null) await endVisitorPass(ctx, visit.community_id, visit.credential_id, 'withdrawn')
  return issueWhenDue(ctx, visit)
}
