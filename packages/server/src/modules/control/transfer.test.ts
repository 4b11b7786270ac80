import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { putInForce } from '../posture/index.ts'
import { evidence, type Family, noon, openFamily } from './family.test.fixture.ts'
import { morning, nightly } from './index.ts'

let family: Family
let there: Caller
let homeThere = ''
let caseId = ''
const { stringify } = JSON

beforeAll(async () => {
  family = await openFamily('2022-07-10')
  there = family.foreign
  await family.town.system((ctx) =>
    putInForce(ctx, {
      areaId: family.quarter.nextCommunity.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: 'test',
      purpose: 'test',
      until: '2022-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )
  await family.town.drain()
  homeThere = (await there.call('registry.addHome', { areaId: family.quarter.nextCompound.id, door: '8', floor: 1, use: 'permanent' })).body.id
})
afterAll(() => family.town.close())

const night = async (day: string): Promise<void> => {
  family.town.clock.now = new Date(`${day}T00:05:00+08:00`)
  await nightly(family.town.app.services)
  await morning(family.town.app.services)
  await family.town.drain()
  family.town.clock.now = noon(day)
}
const bring = async (personId: string, more: object = {}): Promise<string> => {
  const opening = { id: uuidv7(), personId, trigger: 'contact', anchorDay: '2022-07-10', evidence, hasOwnSuite: true, guardian: null, ...more }
  const { id } = (await family.office.call('control.openCase', opening)).body
  expect((await family.station.call('control.confirmOpening', { caseId: id })).status).toBe(200)
  await family.town.drain()
  return id
}
const get = async (who: Caller, id: string) => (await who.call('control.getControl', { caseId: id })).body
const offer = (more: object = {}) => ({ id: uuidv7(), caseId, community: '白塔社区', reason: '已搬到女儿家', home: '北苑 8', ...more })
const box = async (who: Caller, areaId: string, which: 'in' | 'out') =>
  (await who.call('control.listTransfers', { areaId })).body.filter((one: { box: string }) => one.box === which)
const titles = async (who: Caller) => (await who.call('tasks.listMine')).body.tasks.map((task: { title: string }) => task.title)
const lineOf = (view: {
  dayNumber: number
  lastDay: string
  testsDue: number
  measures: object
  days: object
  release: object
  edition: string
  facts: { kind: string }[]
}) => ({
  day: view.dayNumber,
  last: view.lastDay,
  due: view.testsDue,
  measures: view.measures,
  days: view.days,
  release: view.release,
  edition: view.edition,
  facts: view.facts.map(({ kind }) => kind),
})

test('a case is offered to another community: it stays where it is, its days go on, and the other sees no more than the offer', async () => {
  const { office, town, quarter, people } = family
  caseId = await bring(people.mother)
  await night('2022-07-11')
  const record = {
    id: uuidv7(),
    caseId,
    at: town.clock.now.toISOString(),
    day: '2022-07-11',
    half: 'morning',
    way: 'phone',
    temperatureC: 36.9,
    symptoms: [],
    needs: [],
    note: null,
  }
  expect((await family.grid.call('control.recordDay', record)).status).toBe(200)
  expect((await office.call('control.offerTransfer', offer({ community: '没有的社区' }))).body.code).toBe('control.no_such_community')
  expect((await office.call('control.offerTransfer', offer({ community: '青石社区' }))).body.code).toBe('control.transfer_to_itself')
  expect((await there.call('control.offerTransfer', offer())).status).toBe(404)
  const first = offer()
  expect((await office.call('control.offerTransfer', first)).body).toMatchObject({ box: 'out', state: 'offered', toName: '青石街道 白塔社区', name: '沈小满' })
  expect((await office.call('control.offerTransfer', first)).body.id).toBe(first.id)
  expect((await office.call('control.offerTransfer', offer())).body.code).toBe('control.transfer_waits')
  await night('2022-07-12')
  expect(await get(office, caseId)).toMatchObject({ state: 'active', dayNumber: 2 })
  const [incoming] = await box(there, quarter.nextCommunity.id, 'in')
  expect(incoming).toMatchObject({
    state: 'offered',
    caseId: null,
    name: '沈小满',
    dayNumber: 2,
    home: '北苑 8',
    reason: '已搬到女儿家',
    mayAnswer: true,
    door: null,
  })
  expect((await there.call('control.getControl', { caseId })).status).toBe(404)
  expect(await titles(there)).toEqual(['有管控人员转入，待接收'])
  expect((await office.call('control.acceptTransfer', { transferId: first.id, homeId: family.homeId, kind: 'family' })).status).toBe(404)
})

test('returned with a reason, it is the first community’s as before, and the other sees nothing of it any more', async () => {
  const { office, quarter, town } = family
  const [incoming] = await box(there, quarter.nextCommunity.id, 'in')
  expect((await there.call('control.returnTransfer', { transferId: incoming.id, reason: '北苑 8 没有这个人' })).body).toMatchObject({
    state: 'returned',
    name: null,
    reason: null,
  })
  await town.drain()
  const [outgoing] = await box(office, quarter.community.id, 'out')
  expect(outgoing).toMatchObject({ state: 'returned', answer: '北苑 8 没有这个人', name: '沈小满' })
  expect(await titles(there)).toEqual([])
  expect((await get(office, caseId)).state).toBe('active')
  expect((await there.call('control.acceptTransfer', { transferId: incoming.id, homeId: homeThere, kind: 'family' })).body.code).toBe('control.wrong_state')
})

test('CTRL-02 accepted into a home there, it stands whole: the same days, tests, facts and edition; what is left behind shows no health, and each gate follows', async () => {
  const { office, quarter, town, people, gateId } = family
  const before = await get(office, caseId)
  const { id: transferId } = (await office.call('control.offerTransfer', offer())).body
  expect((await there.call('control.acceptTransfer', { transferId, homeId: family.homeId, kind: 'family' })).status).toBe(404)
  const accepted = (await there.call('control.acceptTransfer', { transferId, homeId: homeThere, kind: 'family' })).body
  expect(accepted).toMatchObject({ state: 'accepted', box: 'in', name: '沈小满' })
  await town.drain()
  const after = await get(there, accepted.caseId)
  expect(lineOf(after)).toEqual(lineOf(before))
  expect(after).toMatchObject({ state: 'active', door: '8', evidence: { issuedBy: '区疾控中心' } })
  expect(after.facts.at(-1)).toMatchObject({ kind: 'record', temperatureC: 36.9 })
  const left = await get(office, caseId)
  expect(left).toMatchObject({ state: 'transferred', measure: null, lastDay: null, days: [], release: [], evidence: { reference: '***' } })
  expect(left.facts.map(({ kind }: { kind: string }) => kind)).toEqual(['opened', 'transferred'])
  expect(stringify(left)).not.toContain('36.9')
  expect((await box(office, quarter.community.id, 'out'))[0]).toMatchObject({
    state: 'accepted',
    toName: '青石街道 白塔社区',
    measureName: null,
    dayNumber: null,
  })
  const passage = {
    id: uuidv7(),
    gateId,
    means: { kind: 'document', value: 'x' },
    personId: people.mother,
    homeId: family.homeId,
    direction: 'in',
    temperatureC: 36.5,
    at: town.clock.now.toISOString(),
  }
  expect((await family.guard.call('gate.recordPassage', passage)).body).toMatchObject({ outcome: 'enter' })
  const gateThere = (await there.call('gate.addGate', { areaId: quarter.nextCompound.id, name: '北门' })).body.id
  const guardThere = town.as('guard', quarter.nextCommunity.path)
  const inTheNew = { ...passage, id: uuidv7(), gateId: gateThere, personId: after.personId, homeId: homeThere }
  expect((await guardThere.call('gate.recordPassage', inTheNew)).body).toMatchObject({ outcome: 'hold', reasons: ['under_control'] })
  expect((await office.call('control.getControl', { caseId: accepted.caseId })).status).toBe(404)
  caseId = accepted.caseId
})

test('what a phone in the old community sends late of a day before is kept, and weighs where the case is', async () => {
  const { grid, quarter, town, office } = family
  const [outgoing] = await box(office, quarter.community.id, 'out')
  const late = {
    id: uuidv7(),
    caseId: outgoing.caseId,
    at: noon('2022-07-12').toISOString(),
    day: '2022-07-12',
    half: 'morning',
    way: 'visit',
    temperatureC: 37.1,
    symptoms: [],
    needs: [],
    note: null,
  }
  expect((await grid.call('control.recordDay', late)).body).toMatchObject({ isNew: true })
  expect((await grid.call('control.recordDay', late)).body).toMatchObject({ isNew: false })
  await town.drain()
  expect((await get(there, caseId)).facts.at(-1)).toMatchObject({ kind: 'record', temperatureC: 37.1 })
})

test('whoever leaves by the ledger is suggested for a transfer, to where their document lives now; back again, nothing waits', async () => {
  const { office, town, quarter, people, homeId } = family
  const father = await bring(people.father, { anchorDay: '2022-07-11' })
  const link = async () => {
    const { residents } = (await office.call('registry.getHome', { homeId })).body
    return residents.find((one: { id: string }) => one.id === people.father)?.residency.id
  }
  const document = {
    kind: 'residentId',
    number: (await office.call('registry.revealPerson', { personId: people.father, purpose: 'visit', fields: ['document'] })).body?.document,
  }
  if (typeof document.number === 'string')
    await there.call('registry.addResident', { homeId: homeThere, name: '何大山', document, care: [], kind: 'family', from: '2022-07-12', evenIfKnown: true })
  expect((await office.call('registry.moveResident', { residencyId: await link(), on: '2022-07-12', toHomeId: null })).status).toBe(200)
  await town.drain()
  expect(await get(office, father)).toMatchObject({ homeId, door: '3-2-501' })
  const [suggested] = await box(office, quarter.community.id, 'out')
  expect(suggested).toMatchObject({ state: 'suggested', caseId: father, offeredBy: null, mayOffer: true })
  expect(await titles(office)).toContain('管控人员已搬离，请办理转出')
  expect((await box(there, quarter.nextCommunity.id, 'in')).map((one: { state: string }) => one.state)).not.toContain('suggested')
  expect((await office.call('control.offerTransfer', offer({ caseId: father }))).body).toMatchObject({ id: suggested.id, state: 'offered' })
  expect((await office.call('control.withdrawTransfer', { transferId: suggested.id })).body.state).toBe('withdrawn')
  caseId = father
})

test('to an office outside the system it goes by two people of two units, with its number', async () => {
  const { office, station, town, quarter } = family
  const out = { id: uuidv7(), caseId, office: '邻市江北区疾控中心', reference: '函-018', reason: '回老家隔离' }
  expect((await office.call('control.sendOut', out)).body).toMatchObject({
    state: 'proposed',
    toName: '邻市江北区疾控中心',
    reference: '函-018',
    mayConfirm: false,
  })
  expect((await get(office, caseId)).state).toBe('active')
  const waiting = async () =>
    (await station.call('approvals.listWaiting', {})).body.map(({ kind, subjectId }: { kind: string; subjectId: string }) => [kind, subjectId])
  expect(await waiting()).toEqual([['control.sendOut', out.id]])
  expect((await office.call('control.confirmSendOut', { transferId: out.id })).body.code).toBe('control.same_unit')
  expect((await station.call('control.confirmSendOut', { transferId: out.id })).body).toMatchObject({ state: 'sentOut' })
  expect(await waiting()).toEqual([])
  await town.drain()
  expect((await get(office, caseId)).state).toBe('transferred')
  expect((await box(office, quarter.community.id, 'out'))[0]).toMatchObject({ state: 'sentOut', toName: '邻市江北区疾控中心' })
  expect((await office.call('control.offerTransfer', offer())).body.code).toBe('control.wrong_state')
})
