// What office and grid worker do with an arrival: match it, see it come, ask after it, hand it over, clear it.
import { arrivals as ops, type arrivals, arrivalsErrors, arrivalsEvents, commonErrors } from '@xiaomen/contract'
import { MOST_REVEALS, REVEAL_MINUTES } from '@xiaomen/rules/access'
import { guessDocumentKind } from '@xiaomen/rules/registry'
import { countDeeds } from '../../../platform/audit.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { findArea } from '../../areas/index.ts'
import { addResident, findHome, findPerson, leanOn } from '../../registry/index.ts'
import { open, scopeAt, seal } from '../fields.ts'
import { rulings } from '../ruling.ts'
import { arrive, lockedArrival, noted, take as step, write } from '../step.ts'
import { chaseTimes, type Known, take } from '../take.ts'
import { phoneOf, viewOf } from '../views.ts'
import * as repo from '../repo.ts'

type Arrivals = Handlers<typeof arrivals>
const REVEAL_MS = REVEAL_MINUTES * 60_000
const notFound = () => fail(commonErrors, 'request.not_found')

export const reportArrival: Arrivals['reportArrival'] = async (ctx, { id, communityId, personId, name, phone, document, door, ...journey }) => {
  const community = await findArea(ctx, communityId)
  if (!community || community.level !== 'community') throw notFound()
  const person = personId === null ? null : await findPerson(ctx, personId)
  if (personId !== null && (person === null || person.communityId !== communityId)) throw notFound()
  // A grid worker reports whom they may see; of nobody of the ledger, what the whole community decides on.
  if (person === null) ctx.must('arrivals.report', community)
  else ctx.must('arrivals.report', person)
  const who = name ?? person?.name ?? null
  if (who === null) throw fail(arrivalsErrors, 'arrivals.name_missing')
  const known: Known | null | undefined =
    person === null ? undefined : person.homeId === null ? null : { personId: person.id, homeId: person.homeId, path: person.path }
  const { row } = await take(ctx, {
    id,
    communityId,
    path: community.path,
    reporter: 'office',
    by: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    said: { name: who, phone: phone ?? person?.phone ?? null, document: document ?? person?.document ?? null, door, ...journey },
    ...(known === undefined ? {} : { known }),
  })
  noted(ctx, row)
  return viewOf(ctx, row)
}

export const acceptArrival: Arrivals['acceptArrival'] = async (ctx, { homeId, who, on, ...one }) => {
  const row = await lockedArrival(ctx, 'arrivals.decide', one)
  const home = await findHome(ctx, homeId)
  if (!home || home.isRetired) throw notFound()
  ctx.must('arrivals.decide', home)
  if (home.communityId !== row.community_id) throw fail(arrivalsErrors, 'arrivals.other_community')
  let personId: string | null = null
  if (who.kind === 'known') {
    const person = await findPerson(ctx, who.personId)
    if (!person || person.communityId !== row.community_id) throw notFound()
    ctx.must('arrivals.decide', person)
    personId = person.id
  } else if (who.kind === 'added') {
    const [phone, document] = [open(ctx, row, 'sealed_phone'), open(ctx, row, 'sealed_document')]
    const added = await addResident(ctx, {
      homeId,
      name: open(ctx, row, 'sealed_name')!,
      ...(phone === null ? {} : { phone }),
      ...(document === null ? {} : { document: { kind: guessDocumentKind(document) ?? 'other', number: document } }),
      care: [],
      kind: who.residency,
      from: on,
      evenIfKnown: false,
    })
    personId = added.id
  }
  const change = { home_id: home.id, person_id: personId, area_path: home.path, expected_on: on, ...(await chaseTimes(ctx, home.path, on)) }
  // Who is here already is matched where they are.
  const after =
    row.state === 'arrived' || row.state === 'expected'
      ? await write(ctx, row, { what: 'accepted', change })
      : await step(ctx, row, 'accept', { what: 'accepted', change })
  if (personId !== null) await leanOn(ctx, { personId, homeId: home.id })
  if (row.handed_from !== null)
    await ctx.emit(arrivalsEvents.answered, { communityId: row.community_id, arrivalId: row.id, areaPath: after.area_path, isTaken: true })
  noted(ctx, after)
  return viewOf(ctx, after)
}

export const markArrived: Arrivals['markArrived'] = async (ctx, { on, ...one }) => {
  const row = await lockedArrival(ctx, 'arrivals.mark', one)
  if (on > localDay(ctx.now)) throw fail(arrivalsErrors, 'arrivals.day_ahead')
  return viewOf(ctx, await arrive(ctx, row, on, ctx.may('arrivals.decide', { path: row.area_path }) ? 'office' : 'door'))
}

export const noteCall: Arrivals['noteCall'] = async (ctx, { on, ...one }) => {
  const row = await lockedArrival(ctx, 'arrivals.mark', one)
  if (row.state !== 'notArrived' || row.closed_on !== null) throw fail(arrivalsErrors, 'arrivals.wrong_state')
  if (on === null) return viewOf(ctx, await write(ctx, row, { what: 'called' }))
  // They come later: expected anew, and asked after anew.
  const change = { expected_on: on, ...(await chaseTimes(ctx, row.area_path, on)) }
  return viewOf(ctx, await write(ctx, row, { what: 'called', text: on, change: { ...change, state: row.home_id === null ? 'reported' : 'expected' } }))
}

export const cancelArrival: Arrivals['cancelArrival'] = async (ctx, { ground, ...one }) => {
  const row = await lockedArrival(ctx, 'arrivals.mark', one)
  return viewOf(ctx, await step(ctx, row, 'cancel', { what: 'cancelled', change: { ground }, closes: true }))
}

export const handOver: Arrivals['handOver'] = async (ctx, { community, reason, ...one }) => {
  const row = await lockedArrival(ctx, 'arrivals.decide', one)
  if (row.case_id !== null) throw fail(arrivalsErrors, 'arrivals.case_waits')
  const sealed = seal(ctx, row.id, 'sealed_place', JSON.stringify({ community, reason }), await scopeAt(ctx, row.area_path))
  const after = await step(ctx, row, 'handOver', {
    what: 'handedOver',
    text: `${community} · ${reason}`,
    change: { sealed_place: sealed, state_before: row.state },
  })
  await ctx.emit(arrivalsEvents.handedOver, { communityId: row.community_id, arrivalId: row.id, areaPath: row.area_path })
  return viewOf(ctx, after)
}

export const giveBack: Arrivals['giveBack'] = async (ctx, { reason, ...one }) => {
  const row = await lockedArrival(ctx, 'arrivals.decide', one)
  if (row.handed_from === null || row.state !== 'reported') throw fail(arrivalsErrors, 'arrivals.wrong_state')
  const after = await step(ctx, row, 'handOver', { what: 'returned', text: reason, closes: true })
  await ctx.emit(arrivalsEvents.answered, { communityId: row.community_id, arrivalId: row.id, areaPath: row.area_path, isTaken: false })
  return viewOf(ctx, after)
}

export const clearArrival: Arrivals['clearArrival'] = async (ctx, { ground, ...one }) => {
  const row = await lockedArrival(ctx, 'arrivals.decide', one)
  if (row.case_id !== null) throw fail(arrivalsErrors, 'arrivals.case_waits')
  if (ground === 'noMeasure' && (await rulings(ctx))(row).trigger !== null) throw fail(arrivalsErrors, 'arrivals.measure_due')
  return viewOf(ctx, await step(ctx, row, 'clear', { what: 'cleared', change: { ground }, closes: true }))
}

export const revealPhone: Arrivals['revealPhone'] = async (ctx, { arrivalId, purpose }) => {
  const row = await repo.findArrival(ctx, arrivalId)
  if (!row) throw notFound()
  ctx.must('arrivals.mark', { path: row.area_path })
  noted(ctx, row)
  ctx.audit.purpose(purpose)
  ctx.audit.classes(['phone'])
  if (ctx.actor.kind === 'account') {
    const since = new Date(ctx.now.getTime() - REVEAL_MS)
    const deeds = await countDeeds(ctx.tx, { actorId: ctx.actor.id, operation: ops.revealPhone.name, since, purposeGiven: true })
    if (deeds >= MOST_REVEALS) throw fail(commonErrors, 'request.too_many')
  }
  const sight = ctx.sight(row.area_path).phone
  const value = sight === 'full' || sight === 'onReason' ? await phoneOf(ctx, row) : null
  return { value, until: new Date(ctx.now.getTime() + REVEAL_MS).toISOString() }
}
