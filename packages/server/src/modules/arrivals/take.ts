// 报备: one report becomes an arrival, or is noted with the one that is there already. Whoever reports again changes nothing and learns nothing.
import { arrivalsErrors, commonErrors } from '@xiaomen/contract'
import { clocksOf, type Reporter, type Transport } from '@xiaomen/rules/arrivals'
import { addDays } from '@xiaomen/rules/days'
import { normaliseDocument } from '@xiaomen/rules/registry'
import { randomInt } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { planAt } from '../posture/index.ts'
import { findHomesByDoor, findPeopleByDocument, leanOn } from '../registry/index.ts'
import { seal } from './fields.ts'
import * as repo from './repo.ts'
import { note, tell } from './step.ts'
import type { ArrivalRow } from './tables.ts'

export type Said = {
  name: string
  phone: string | null
  document: string | null
  door: string | null
  from: string
  code: string | null
  on: string
  transport: Transport
  vehicle: string | null
}
/** Whom the ledger knows by it; `homeId` alone where only the home is known. */
export type Known = { personId: string | null; homeId: string; path: string }

/** Two reports of one journey differ by days at most. */
const SAME_WITHIN_DAYS = 3
const MOST_AHEAD_DAYS = 60
const MOST_BACK_DAYS = 30

/** When somebody asks after whoever is expected on a day, by the plan in force at a place. */
export async function chaseTimes(ctx: Pick<Ctx, 'tx' | 'now'>, path: string, on: string): Promise<{ chase_at: Date; next_level_at: Date }> {
  const { chaseAfterHours, nextLevelAfterHours } = (await planAt(ctx, path)).files.arrivals
  const { chaseAtMs, nextLevelAtMs } = clocksOf(startOfDay(on, 1).getTime(), { chase: chaseAfterHours.value, nextLevel: nextLevelAfterHours.value })
  return { chase_at: new Date(chaseAtMs), next_level_at: new Date(nextLevelAtMs) }
}

/** Whom of the ledger a report means, as far as it is sure: one person of that document number, or one home of that door. */
async function knownBy(ctx: Ctx, communityId: string, said: Said): Promise<Known | null> {
  const people = said.document === null ? [] : await findPeopleByDocument(ctx, communityId, said.document)
  const person = people.length === 1 ? people[0]! : null
  if (person !== null && person.homeId !== null) return { personId: person.id, homeId: person.homeId, path: person.path }
  const homes = said.door === null || said.door === '' ? [] : (await findHomesByDoor(ctx, communityId, said.door)).filter((home) => !home.isRetired)
  return homes.length === 1 ? { personId: null, homeId: homes[0]!.id, path: homes[0]!.path } : null
}

export function indexesOf(ctx: Pick<Ctx, 'crypto'>, said: Pick<Said, 'name' | 'phone' | 'document'>, id: string): { who: Buffer; phone: Buffer | null } {
  // A family shares one telephone; spaces within a name are nobody's own.
  const phone = said.phone === null ? null : ctx.crypto.index('arrivals.phone', `${said.phone}|${said.name.replace(/\s+/g, '')}`)
  const document = said.document === null ? null : ctx.crypto.index('arrivals.document', normaliseDocument(said.document))
  // Of whom neither is known nobody can say that it is the same.
  return { who: document ?? phone ?? ctx.crypto.index('arrivals.id', id), phone }
}

type Wanted = {
  id: string
  communityId: string
  path: string
  reporter: Reporter
  by: string | null
  said: Said
  /** Given where it is sure already; else the ledger is asked. */
  known?: Known | null
  handed?: { from: string; community: string }
}
/** @returns whether it is new; the same id with the same words is the same report. @throws 409 with other words, 400 for a day too far away */
export async function take(ctx: Ctx, { id, communityId, path, reporter, by, said, known, handed }: Wanted): Promise<{ row: ArrivalRow; isNew: boolean }> {
  const today = localDay(ctx.now)
  if (said.on > addDays(today, MOST_AHEAD_DAYS) || said.on < addDays(today, -MOST_BACK_DAYS)) throw fail(arrivalsErrors, 'arrivals.day_far')
  const indexes = indexesOf(ctx, said, id)
  const digest = ctx.crypto.index('arrivals.said', JSON.stringify([communityId, reporter, said]))
  const before = await repo.findArrival(ctx, id)
  if (before) {
    if (!Buffer.from(before.digest).equals(digest)) throw fail(arrivalsErrors, 'arrivals.other_bytes')
    return { row: before, isNew: false }
  }
  const found = known === undefined ? await knownBy(ctx, communityId, said) : known
  const same = (
    await repo.lockSame(ctx, {
      communityId,
      who: indexes.who,
      phone: indexes.phone,
      personId: found?.personId ?? null,
      on: said.on,
      withinDays: SAME_WITHIN_DAYS,
    })
  )[0]
  if (same && handed === undefined) {
    await note(ctx, same, 'again', null)
    return { row: same, isNew: false }
  }
  const place = found?.path ?? path
  const scope = (await planAt(ctx, place)).orderId ?? 'peace'
  const sealed = (column: Parameters<typeof seal>[2], text: string | null) => (text === null || text === '' ? null : seal(ctx, id, column, text, scope))
  const row: ArrivalRow = {
    community_id: communityId,
    id,
    area_path: place,
    home_id: found?.homeId ?? null,
    person_id: found?.personId ?? null,
    // Of somebody the ledger knows nothing is left to match.
    state: found !== null && found.personId !== null ? 'expected' : 'reported',
    number: String(randomInt(100_000, 1_000_000)),
    reporter,
    sealed_name: seal(ctx, id, 'sealed_name', said.name, scope),
    sealed_phone: sealed('sealed_phone', said.phone),
    sealed_document: sealed('sealed_document', said.document),
    sealed_door: sealed('sealed_door', said.door),
    sealed_journey: seal(ctx, id, 'sealed_journey', JSON.stringify({ from: said.from, code: said.code, vehicle: said.vehicle }), scope),
    transport: said.transport,
    who_index: indexes.who,
    phone_index: indexes.phone,
    digest,
    expected_on: said.on,
    arrived_on: null,
    seen_by: null,
    reported_at: ctx.now,
    reported_by: by,
    ...(await chaseTimes(ctx, place, said.on)),
    case_id: null,
    ground: null,
    sealed_place: null,
    handed_from: handed?.from ?? null,
    handed_community: handed?.community ?? null,
    state_before: null,
    closed_on: null,
    delete_on: null,
    version: 1,
  }
  if (!(await repo.insertArrival(ctx, row))) throw fail(commonErrors, 'request.conflict')
  if (row.person_id !== null) await leanOn(ctx, { personId: row.person_id, ...(row.home_id === null ? {} : { homeId: row.home_id }) })
  await note(ctx, row, 'reported', null)
  await tell(ctx, row)
  return { row, isNew: true }
}
