// 电话流调: who sits at the desk, the next call, its number, what came of it and what was told.
import { commonErrors, leadsCalls, leadsErrors, leadsEvents } from '@xiaomen/contract'
import { MOST_REVEALS, REVEAL_MINUTES } from '@xiaomen/rules/access'
import { createHash } from 'node:crypto'
import { countDeeds } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail, failKeeping } from '../../../platform/error.ts'
import { seeingAll } from '../../../platform/scope.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountUnits } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { planAt } from '../../posture/index.ts'
import { actOnMany, noteStep } from '../acts.ts'
import { figures } from '../figures.ts'
import { areaFor, centreFor, deleteOn, notFound, official } from '../place.ts'
import * as repo from '../repo/call.ts'
import { findLead } from '../repo/lead.ts'
import { openNote, openSaid, scopeAt, sealNote, sealTold } from '../sealing.ts'
import type { StatementRow } from '../tables.ts'
import { viewsOf } from '../views.ts'
import { lockedOne } from './dispatch.ts'
import { whereOf } from './lists.ts'

type Calls = Handlers<typeof leadsCalls>
const MINUTE_MS = 60_000
const NOTES_HOURS = 24
const later = (ctx: Ctx, minutes: number): Date => new Date(ctx.now.getTime() + minutes * MINUTE_MS)

export const getCallDesk: Calls['getCallDesk'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'leads.call', areaId)
  const me = official(ctx)
  const seats = await repo.seatsAt(ctx, area.path)
  const notes = await repo.seatNotes(ctx, area.path, later(ctx, -NOTES_HOURS * 60))
  const people = await accountUnits(ctx, [...new Set([...seats, ...notes].map((seat) => seat.account_id))])
  const held = await repo.countHeld(
    ctx,
    seats.map((seat) => seat.account_id),
    ctx.now,
  )
  const named = (id: string) => ({ accountId: id, name: people.get(id)?.name ?? '—', unit: people.get(id)?.unit ?? '' })
  return {
    ...(await repo.countCalls(ctx, whereOf(area), ctx.now)),
    seats: seats
      .map((seat) => ({
        id: seat.id,
        ...named(seat.account_id),
        takenAt: seat.taken_at.toISOString(),
        isOwn: seat.account_id === me,
        held: held.get(seat.account_id) ?? 0,
      }))
      .toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn)),
    notes: notes.flatMap((seat) => {
      const note = openNote(ctx, 'seat', seat.id, seat.sealed_note)
      return note === null ? [] : [{ id: seat.id, by: named(seat.account_id).name, at: seat.left_at!.toISOString(), note }]
    }),
  }
}
export const takeSeat: Calls['takeSeat'] = async (ctx, { id, areaId }) => {
  const area = await centreFor(ctx, 'leads.call', areaId)
  const account_id = official(ctx)
  const unit = ctx.actor.kind === 'account' ? ctx.actor.unit : ''
  // Already there, or pressed twice: it is one.
  await repo.insertSeat(ctx, {
    community_id: area.id,
    id,
    area_path: area.path,
    account_id,
    unit,
    taken_at: ctx.now,
    left_at: null,
    sealed_note: null,
    delete_on: deleteOn(ctx),
  })
  return {}
}
export const leaveSeat: Calls['leaveSeat'] = async (ctx, { areaId, toAccountId, note }) => {
  const area = await centreFor(ctx, 'leads.call', areaId)
  const me = official(ctx)
  const seat = await repo.seatOf(ctx, area.path, me)
  if (!seat) throw fail(leadsErrors, 'leads.no_seat')
  if (toAccountId !== null && (toAccountId === me || !(await repo.seatOf(ctx, area.path, toAccountId)))) throw fail(leadsErrors, 'leads.no_seat')
  const handed = await repo.handHeld(ctx, me, toAccountId === null ? null : { by: toAccountId, until: later(ctx, figures().holdMinutes.value) }, ctx.now)
  await repo.updateSeat(ctx, seat, { left_at: ctx.now, sealed_note: sealNote(ctx, 'seat', seat.id, note, await scopeAt(ctx, area.path)) })
  return { handed }
}

const ASKED_ONLY = { zh: '请问近期去过哪些地方、什么时间、和谁在一起？', en: 'Where have you been lately, when, and with whom?' }
export const nextCall: Calls['nextCall'] = async (ctx, { areaId }) => {
  const area = await centreFor(ctx, 'leads.call', areaId)
  const by = official(ctx)
  if (!(await repo.seatOf(ctx, area.path, by))) throw fail(leadsErrors, 'leads.no_seat')
  const heldUntil = later(ctx, figures().holdMinutes.value)
  const row = await repo.takeNext(ctx, whereOf(area), { by, now: ctx.now, until: heldUntil })
  if (!row) return { call: null }
  const before = await seeingAll(ctx, () => repo.callsOf(ctx, row.community_id, row.id))
  const script = (await planAt(ctx, row.area_path)).scripts.find(({ key }) => key === 'whereabouts')
  return {
    call: {
      lead: (await viewsOf(ctx, [row]))[0]!,
      heldUntil: heldUntil.toISOString(),
      lang: row.lang,
      notes: before.map((call) => ({ at: call.at.toISOString(), outcome: call.outcome, note: openNote(ctx, 'call', call.id, call.sealed_note) })),
      script: {
        isDraft: script?.isDraft ?? true,
        source: script?.source ?? null,
        lines: (script?.lines ?? [{ ...ASKED_ONLY, options: [] }]).map(({ zh, en, options = [] }) => ({ zh, en, options })),
      },
    },
  }
}

export const revealPhone: Calls['revealPhone'] = async (ctx, { leadId, purpose }) => {
  const row = await findLead(ctx, leadId)
  if (!row) throw notFound()
  ctx.must('leads.call', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.purpose(purpose)
  ctx.audit.classes(['phone'])
  await brake(ctx)
  if (row.person_id !== null) ctx.audit.subjects([row.person_id])
  const sight = ctx.sight(row.area_path).phone
  const { phone } = openSaid(ctx, 'lead', row)
  return { value: sight === 'full' || sight === 'onReason' ? phone : null, until: later(ctx, REVEAL_MINUTES).toISOString() }
}
/** Whoever telephones dials four a minute at most: more is copying the list. It leaves a row for the auditor. */
async function brake(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind !== 'account') return
  const done = await countDeeds(ctx.tx, {
    actorId: ctx.actor.id,
    operation: leadsCalls.revealPhone.name,
    since: later(ctx, -REVEAL_MINUTES),
    purposeGiven: true,
  })
  if (done < MOST_REVEALS) return
  ctx.audit.classes([])
  throw failKeeping(leadsErrors, 'leads.too_many_reveals', { minutes: REVEAL_MINUTES })
}

type Recorded = Parameters<Calls['recordCall']>[1]
const digestOf = (input: Recorded): Buffer => createHash('sha256').update(JSON.stringify(input)).digest()
const wrong = (path: string, problem: string) => new AppError('leads.time_ahead', 400, { details: { path, problem } })
/** What lies ahead was not yet; nothing ends before it begins. */
function checkTimes(ctx: Ctx, { outcome, callAt, statements }: Recorded): void {
  if (outcome === 'callBack' && (callAt === null || Date.parse(callAt) <= ctx.now.getTime())) throw wrong('callAt', 'past')
  for (const [at, { from, until }] of statements.entries()) {
    if (Date.parse(from) > ctx.now.getTime()) throw wrong(`statements.${at}.from`, 'ahead')
    if (until !== null && Date.parse(until) > ctx.now.getTime()) throw wrong(`statements.${at}.until`, 'ahead')
    if (until !== null && Date.parse(until) < Date.parse(from)) throw wrong(`statements.${at}.until`, 'before_from')
  }
}
export const recordCall: Calls['recordCall'] = async (ctx, input) => {
  const row = await lockedOne(ctx, 'leads.call', input.leadId)
  const by = official(ctx)
  const digest = digestOf(input)
  const known = await seeingAll(ctx, () => repo.findCall(ctx, row.community_id, input.id))
  if (known) {
    if (!Buffer.from(known.digest).equals(digest)) throw fail(commonErrors, 'request.conflict')
    return {}
  }
  if (row.state === 'closed') throw fail(leadsErrors, 'leads.state')
  if (row.held_by !== null && row.held_by !== by && row.held_until !== null && row.held_until > ctx.now) throw fail(leadsErrors, 'leads.not_held')
  checkTimes(ctx, input)
  const areas = new Set<string>()
  for (const { areaId } of input.statements) if (areaId !== null && (await findArea(ctx, areaId)) !== null) areas.add(areaId)
  const centrePath = await seeingAll(ctx, async () => {
    const scope = await scopeAt(ctx, row.area_path)
    const path = (await findArea(ctx, row.community_id))?.path ?? row.area_path
    const ofLead = { community_id: row.community_id, lead_id: row.id, area_path: path, delete_on: row.delete_on }
    await repo.insertCall(ctx, {
      ...ofLead,
      id: input.id,
      at: ctx.now,
      by,
      outcome: input.outcome,
      sealed_note: sealNote(ctx, 'call', input.id, input.note, scope),
      digest,
    })
    await repo.insertStatements(
      ctx,
      input.statements.map((one): StatementRow => ({
        ...ofLead,
        id: one.id,
        call_id: input.id,
        area_id: one.areaId !== null && areas.has(one.areaId) ? one.areaId : null,
        from_at: new Date(one.from),
        until_at: one.until === null ? null : new Date(one.until),
        sealed_told: sealTold(ctx, one.id, { where: one.where, with: one.with }, scope),
        told_at: ctx.now,
      })),
    )
    await repo.updateHold(ctx, row, {
      held_by: null,
      held_until: null,
      lang: input.lang ?? row.lang,
      tries: row.tries + 1,
      call_at: nextTry(ctx, input),
      ...(input.outcome === 'wrongNumber' ? { has_phone: false } : {}),
    })
    return path
  })
  if (input.outcome !== 'reached') {
    await noteStep(ctx, [row], { kind: 'call' })
    return {}
  }
  await actOnMany(ctx, [row], () => [{ kind: 'tell', at: ctx.now.getTime() }], { kind: 'tell' })
  await ctx.emit(leadsEvents.told, { communityId: row.community_id, leadId: row.id, areaPath: centrePath })
  return {}
}
/** When it may be rung again. A wrong number is rung no more, and nobody who refused is pressed: the desk goes there. */
function nextTry(ctx: Ctx, { outcome, callAt }: Recorded): Date | null {
  if (outcome === 'callBack') return new Date(callAt!)
  if (outcome === 'reached' || outcome === 'wrongNumber') return null
  return later(ctx, figures().retryMinutes.value * (outcome === 'refused' ? 8 : 1))
}
