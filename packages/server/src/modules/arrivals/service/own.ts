// 我家的报备: a resident for themselves, for somebody of the household, or for somebody who comes to stay.
import { type arrivals, arrivalsErrors, commonErrors } from '@xiaomen/contract'
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { planAt } from '../../posture/index.ts'
import { findPerson, type Person, residentsOf } from '../../registry/index.ts'
import { open, openJourney } from '../fields.ts'
import * as repo from '../repo.ts'
import type { ArrivalRow } from '../tables.ts'
import { take } from '../take.ts'

type Arrivals = Handlers<typeof arrivals>
const CLOSED_SHOWN_DAYS = 14

const ownView = (ctx: Ctx, row: ArrivalRow) => ({
  id: row.id,
  number: row.number,
  name: open(ctx, row, 'sealed_name')!,
  from: openJourney(ctx, row).from,
  on: row.expected_on,
  state: row.state,
  isClosed: row.closed_on !== null,
})
async function meOf(ctx: Ctx): Promise<Person | null> {
  const { personId } = ctx.self()
  return personId === null ? null : findPerson(ctx, personId)
}

export const reportOwn: Arrivals['reportOwn'] = async (ctx, { id, personId, name, phone, ...journey }) => {
  const me = await meOf(ctx)
  if (me === null || me.homeId === null) throw fail(commonErrors, 'request.not_found')
  if ((await planAt(ctx, me.path)).posture === 'peace') throw fail(commonErrors, 'request.not_found')
  const person = personId === null ? null : ((await residentsOf(ctx, me.homeId)).find((one) => one.id === personId) ?? null)
  if (personId !== null && person === null) throw fail(commonErrors, 'request.not_found')
  const who = person?.name ?? name
  if (who === null) throw fail(arrivalsErrors, 'arrivals.name_missing')
  const { row } = await take(ctx, {
    id,
    communityId: me.communityId,
    path: me.path,
    reporter: person?.id === me.id ? 'self' : 'family',
    by: ctx.self().accountId,
    said: { name: who, phone: phone ?? person?.phone ?? null, document: person?.document ?? null, door: null, ...journey },
    known: { personId: person?.id ?? null, homeId: me.homeId, path: me.path },
  })
  ctx.audit.communityId(me.communityId)
  ctx.audit.subjects([person?.id ?? me.id])
  return ownView(ctx, row)
}

export const listOwn: Arrivals['listOwn'] = async (ctx) => {
  const me = await meOf(ctx)
  const today = localDay(ctx.now)
  if (me === null || me.homeId === null) return { isThere: false, today, household: [], arrivals: [] }
  ctx.audit.communityId(me.communityId)
  const household = await residentsOf(ctx, me.homeId)
  const rows = await repo.listOfHousehold(ctx, me.communityId, { homeId: me.homeId, personId: me.id }, addDays(today, -CLOSED_SHOWN_DAYS))
  ctx.audit.subjects([...new Set([me.id, ...rows.flatMap((row) => row.person_id ?? [])])])
  return {
    isThere: (await planAt(ctx, me.path)).posture !== 'peace',
    today,
    household: household.map((one) => ({ personId: one.id, name: one.name, isMe: one.id === me.id })).toSorted((a, b) => Number(b.isMe) - Number(a.isMe)),
    arrivals: rows.map((row) => ownView(ctx, row)),
  }
}
