// A street with a centre that traces: its head, somebody who rings, a community beside it, and what each of them does again and again.
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { ok, openLabTown } from '../lab/lab.test.fixture.ts'
import { leadsModule } from '../leads/index.ts'
import { presenceModule } from '../presence/index.ts'
import { tracingModule } from './index.ts'

export const DATES = { onsetOn: '2022-07-08', sampledOn: '2022-07-09', reportedOn: '2022-07-10', isolatedOn: null }
export const NONE = { onsetOn: null, sampledOn: null, reportedOn: '2022-07-10', isolatedOn: null }
export const other = (name: string, over: object = {}) => ({
  kind: 'other',
  name,
  phone: null,
  document: null,
  address: null,
  sex: 'unknown',
  birthday: null,
  ...over,
})
/** They ate together, on the day of the first symptom. */
export const MEAL = {
  whoMayHaveCaughtIt: 'they',
  how: 'meal',
  certainty: 'certain',
  day: '2022-07-08',
  dayTo: '2022-07-08',
  minutes: 40,
  place: '巷口面馆',
}

export type TracingTown = Awaited<ReturnType<typeof openTracingTown>>
/** @param people of the ledger, two a home */
export async function openTracingTown(people: number) {
  const t = await openLabTown(people, [leadsModule, presenceModule, tracingModule])
  const { street, community, nextCommunity } = t.quarter
  const head = t.town.as('tracingHead', street.path, { unit: '流调专班' })
  const tracer = t.town.as('tracer', street.path, { unit: '流调专班' })
  const elsewhere = t.town.as('communityAdmin', nextCommunity.path, { unit: '别处' })
  const add = (caller: Caller, over: object) =>
    ok(caller, 'tracing.addTraced', { id: uuidv7(), areaId: street.id, standing: 'case', caseKind: 'confirmed', ...DATES, ...over })
  const get = (id: string, caller = head) => ok(caller, 'tracing.getTraced', { tracedId: id })
  const meet = (tracedId: string, who: object, over: object = {}) => ok(head, 'tracing.addMeeting', { id: uuidv7(), tracedId, who, ...MEAL, ...over })
  const list = (over: object = {}, caller = head) =>
    ok(caller, 'tracing.listTraced', { areaId: street.id, standing: null, only: 'open', search: null, ...over })
  return { ...t, head, tracer, elsewhere, streetId: street.id, communityId: community.id, add, get, meet, list }
}
