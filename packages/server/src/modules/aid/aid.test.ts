import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { CONTROL_AND_BELOW } from '../control/modules.test.fixture.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { aidModule, lookAfterNeeds, lookAfterTransports } from './index.ts'

const evidence = { kind: 'investigationDecision', reference: '流调-009', issuedBy: '区疾控中心' }
const PLATE = '演A·99001'
let town: Town, quarter: Quarter, office: Caller, grid: Caller, guard: Caller, foreign: Caller, street: Caller, resident: Caller, free: Caller
let home: { id: string; path: string }, gateId: string, caseId: string, patient: string, daughter: string, neighbour: string

const ok = async (caller: Caller, name: string, input: object = {}) => {
  const reply = await caller.call(name, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
const refused = async (caller: Caller, name: string, input: object) => (await caller.call(name, input)).body.code ?? 'done'
const titles = async (caller: Caller): Promise<string[]> =>
  (await ok(caller, 'tasks.listMine')).tasks.filter(({ kind }: { kind: string }) => kind === 'transport').map(({ title }: { title: string }) => title)
const later = (minutes: number) => {
  town.clock.now = new Date(town.clock.now.getTime() + minutes * 60_000)
}
const look = async () => {
  await lookAfterTransports(town.app.services)
  await town.drain()
}
const listed = async () => (await ok(guard, 'gate.getOfflineList', { gateId })).transports
/** As the guard finds somebody by their door and picks them. */
const pass = async (personId: string, direction: 'in' | 'out', over: object = {}) =>
  ok(guard, 'gate.recordPassage', {
    id: uuidv7(),
    gateId,
    means: { kind: 'door', value: '501' },
    personId,
    direction,
    temperatureC: 36.5,
    at: town.clock.now.toISOString(),
    ...over,
  })
const asked = (over: object = {}) => ({ id: uuidv7(), personId: patient, kind: 'dialysis', companionId: null, note: null, ...over })

beforeAll(async () => {
  town = await openTown({
    modules: [...CONTROL_AND_BELOW, aidModule],
  })
  town.clock.now = new Date('2022-07-10T08:00:00+08:00')
  quarter = await buildQuarter(town)
  const { path } = quarter.community
  office = town.as('communityAdmin', path, { unit: '居委会' })
  const station = town.as('communityAdmin', path, { unit: '卫生服务站' })
  grid = town.as('gridWorker', path, { unit: '居委会' })
  guard = town.as('guard', quarter.compound.path)
  street = town.as('streetCommander', quarter.street.path)
  foreign = town.as('communityAdmin', quarter.nextCommunity.path, { unit: '别处' })
  gateId = (await ok(office, 'gate.addGate', { areaId: quarter.compound.id, name: '东门' })).id
  const add = (door: string) => ok(office, 'registry.addHome', { areaId: quarter.unit.id, door, floor: 5, use: 'permanent' })
  home = await add('501')
  const other = await add('502')
  const settle = async (homeId: string, name: string, number: string) =>
    (
      await ok(office, 'registry.addResident', {
        homeId,
        name,
        document: { kind: 'passport', number, country: 'XX' },
        care: [],
        kind: 'owner',
        from: '2022-01-01',
        evenIfKnown: true,
      })
    ).id
  patient = await settle(home.id, '沈小满', 'X9900001')
  daughter = await settle(home.id, '沈大满', 'X9900002')
  neighbour = await settle(other.id, '林远', 'X9900003')
  resident = town.as('resident', home.path, { personId: patient })
  free = town.as('resident', other.path, { personId: neighbour })
  const input = { id: uuidv7(), personId: patient, trigger: 'secondaryContact', anchorDay: '2022-07-09', evidence, hasOwnSuite: true, guardian: null }
  const opened = await ok(office, 'control.openCase', input)
  caseId = opened.id
  await ok(station, 'control.confirmOpening', { caseId })
  await town.drain()
}, 60_000)
afterAll(() => town.close())

test('asked for at home, let through by the gate at once, arranged, seen out and back by the gate, and held again afterwards', async () => {
  expect(await pass(patient, 'in')).toMatchObject({ outcome: 'hold', reasons: expect.arrayContaining(['under_control']) })
  expect(await ok(resident, 'aid.listOwn')).toMatchObject({
    mayRequest: true,
    people: expect.arrayContaining([{ personId: patient, name: '沈小满', isMe: true }]),
  })
  const wanted = asked({ companionId: daughter, note: '每周三次透析' })
  await ok(resident, 'aid.requestOwn', wanted)
  await ok(resident, 'aid.requestOwn', wanted)
  expect(await refused(resident, 'aid.requestOwn', asked())).toBe('aid.already')
  expect(await titles(grid)).toEqual(['急救转运，马上安排'])
  expect(await titles(office)).toEqual(['急救转运，马上安排'])

  // The guard reads the building, and nothing of who or why.
  const [card] = await listed()
  expect(card).toMatchObject({ building: '3号楼', plate: null })
  expect(JSON.stringify(await listed())).not.toMatch(/沈|透析|dialysis|501/)
  const found = (await ok(office, 'aid.listTransports')).transports[0]
  expect(found).toMatchObject({ name: '沈小满', companion: '沈大满', door: '501', state: 'requested', note: null, asker: 'resident' })
  expect(await refused(foreign, 'aid.getTransport', { transportId: found.id })).toBe('request.not_found')
  expect(await refused(street, 'aid.stepTransport', { transportId: found.id, version: 1, step: 'withdraw' })).toBe('access.denied')
  // Not before a vehicle stands.
  expect(await refused(grid, 'aid.stepTransport', { transportId: found.id, version: 1, step: 'leave' })).toBe('aid.wrong_state')
  await ok(grid, 'aid.arrangeTransport', { transportId: found.id, version: 1, plate: PLATE, escort: '王网格', hospital: '市二院' })
  expect(await refused(grid, 'aid.arrangeTransport', { transportId: found.id, version: 1, plate: null, escort: '王', hospital: '市' })).toBe(
    'aid.changed_meanwhile',
  )
  expect((await listed())[0]).toMatchObject({ plate: '演A99001' })
  expect((await ok(resident, 'aid.listOwn')).transports[0]).toMatchObject({ state: 'arranged', plate: '演A99001', escort: '王网格', hospital: '市二院' })
  expect(await titles(grid)).toEqual(['急救转运，送上车'])
  expect(await titles(office)).toEqual([])

  // The vehicle by its plate, and both who are on it; nobody else of the building.
  const vehicle = { gateId, means: { kind: 'none', value: '' }, direction: 'in', arrival: 'otherVehicle', plate: '演a 99001' }
  expect((await ok(guard, 'gate.lookUp', vehicle)).verdict).toMatchObject({ outcome: 'enter', reasons: ['medical_way'] })
  expect((await ok(guard, 'gate.lookUp', { ...vehicle, plate: '演A99002' })).verdict.outcome).not.toBe('enter')
  later(5)
  expect(await pass(daughter, 'out')).toMatchObject({ outcome: 'enter', reasons: expect.arrayContaining(['medical_way']) })
  expect(await pass(patient, 'out')).toMatchObject({ outcome: 'enter', reasons: expect.arrayContaining(['under_control', 'medical_way']) })
  await look()
  expect((await ok(resident, 'aid.listOwn')).transports[0]).toMatchObject({ state: 'left', mayWithdraw: false })
  expect(await titles(grid)).toEqual([])
  later(200)
  // What shows at the gate itself still counts.
  expect(await pass(patient, 'in', { temperatureC: 38.6 })).toMatchObject({ outcome: 'hold', reasons: expect.arrayContaining(['fever']) })
  expect(await pass(patient, 'in')).toMatchObject({ outcome: 'enter', reasons: expect.arrayContaining(['under_control', 'medical_way']) })
  await look()
  const story = await ok(office, 'aid.getTransport', { transportId: found.id })
  expect(story).toMatchObject({ state: 'back', note: '每周三次透析', may: { arrange: false, steps: [] } })
  expect(story.steps.map(({ what }: { what: string }) => what)).toEqual(['requested', 'arranged', 'seenOut', 'seenIn'])
  later(1)
  expect(await listed()).toEqual([])
  expect(await pass(patient, 'in')).toMatchObject({ outcome: 'hold', reasons: ['under_control'] })
})

test('by a carer: an emergency leaves without papers; out of its hours somebody asks; what nobody took expires', async () => {
  const wanted = asked({ kind: 'emergency' })
  expect(await refused(foreign, 'aid.requestTransport', wanted)).toBe('request.not_found')
  expect(await refused(grid, 'aid.requestTransport', { ...wanted, companionId: neighbour })).toBe('aid.not_of_home')
  await ok(grid, 'aid.requestTransport', wanted)
  await ok(grid, 'aid.stepTransport', { transportId: wanted.id, version: 1, step: 'leave' })
  await ok(office, 'aid.stepTransport', { transportId: wanted.id, version: 2, step: 'arrive' })
  later(24 * 60 + 1)
  await look()
  expect(await titles(office)).toEqual(['急救转运超时，问清是否已回'])
  expect((await ok(office, 'aid.listTransports')).counts).toEqual({ requested: 0, arranged: 0, away: 1, overdue: 1 })
  expect(await pass(patient, 'in')).toMatchObject({ outcome: 'hold' })
  // Another vehicle for the way back, and its hours begin anew.
  await ok(office, 'aid.arrangeTransport', { transportId: wanted.id, version: 4, plate: null, escort: '李医生', hospital: '市二院' })
  expect(await pass(patient, 'in')).toMatchObject({ outcome: 'enter' })
  expect(await titles(office)).toEqual([])
  await ok(office, 'aid.stepTransport', { transportId: wanted.id, version: 5, step: 'stay' })

  const next = asked({ kind: 'otherCare' })
  await ok(office, 'aid.requestTransport', next)
  later(12 * 60 + 1)
  await look()
  expect((await ok(office, 'aid.getTransport', { transportId: next.id })).state).toBe('expired')
  expect(await titles(grid)).toEqual([])
})

test('whoever nobody keeps in goes as always; a household sees its own alone and may take back what has not left', async () => {
  expect(await ok(free, 'aid.listOwn')).toEqual({ mayRequest: false, people: [{ personId: neighbour, name: '林远', isMe: true }], transports: [] })
  expect(await refused(free, 'aid.requestOwn', asked({ personId: neighbour }))).toBe('aid.not_kept_in')
  const wanted = asked({ personId: daughter, kind: 'birth' })
  await ok(resident, 'aid.requestOwn', wanted)
  expect(await refused(free, 'aid.withdrawOwn', { transportId: wanted.id })).toBe('request.not_found')
  await ok(resident, 'aid.withdrawOwn', { transportId: wanted.id })
  expect(await refused(resident, 'aid.withdrawOwn', { transportId: wanted.id })).toBe('aid.wrong_state')
  later(1)
  expect(await listed()).toEqual([])
})

test('CTRL-09 what a record says is needed is a list until it came: taken, left at the door, not there after all, met by a call with its next day, or not to be had with the reason', async () => {
  const needs = async (caller: Caller, list = 'now') => (await ok(caller, 'aid.listNeeds', { list })).needs
  const own = async () => (await ok(resident, 'aid.listOwnNeeds')).needs
  const wanted = async (caller: Caller): Promise<string[]> =>
    (await ok(caller, 'tasks.listMine')).tasks.filter(({ kind }: { kind: string }) => kind === 'need').map(({ title }: { title: string }) => title)
  const today = new Date(town.clock.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const said = { id: uuidv7(), caseId, at: town.clock.now.toISOString(), day: today, half: 'morning', temperatureC: 36.5, symptoms: [] }
  await ok(grid, 'control.recordDay', { ...said, needs: ['medicine', 'doctor'], note: '降压药一盒', way: 'phone' })
  await town.drain()
  // The doctor is asked before the medicine has to be there.
  expect(await needs(office)).toMatchObject([
    { kind: 'doctor', state: 'open', asker: 'record', name: '沈小满', door: '501', note: '降压药一盒', isLate: false },
    { kind: 'medicine' },
  ])
  expect([await wanted(grid), await wanted(office)]).toEqual([['管控住户有需求'], ['管控住户想找医生谈，请回电']])
  expect(await needs(foreign)).toEqual([])
  const [doctor, medicine] = await needs(office)
  expect(await refused(street, 'aid.takeNeed', { needId: medicine.id, version: 1 })).toBe('access.denied')
  await ok(grid, 'aid.takeNeed', { needId: medicine.id, version: 1 })
  expect(await refused(office, 'aid.takeNeed', { needId: medicine.id, version: 1 })).toBe('aid.changed_meanwhile')
  expect((await own()).find(({ kind }: { kind: string }) => kind === 'medicine')).toMatchObject({ state: 'taken' })
  const met = { photoIds: [], words: null, nextCallOn: null }
  expect(await refused(grid, 'aid.finishNeed', { ...met, needId: medicine.id, version: 2, how: 'calledBack' })).toBe('aid.how_unfit')
  await ok(grid, 'aid.finishNeed', { ...met, needId: medicine.id, version: 2, how: 'atDoor' })
  expect([await wanted(grid), await wanted(office)]).toEqual([[], ['管控住户想找医生谈，请回电']])
  expect(await refused(free, 'aid.answerOwnNeed', { needId: medicine.id, heard: 'got' })).toBe('request.not_found')
  await ok(resident, 'aid.answerOwnNeed', { needId: medicine.id, heard: 'missing' })
  expect(await wanted(grid)).toEqual(['住户有需求'])
  await ok(grid, 'aid.finishNeed', { ...met, needId: medicine.id, version: 4, how: 'handed' })
  await ok(resident, 'aid.answerOwnNeed', { needId: medicine.id, heard: 'got' })
  expect(await wanted(grid)).toEqual([])

  const called = { ...met, needId: doctor.id, version: 1, how: 'calledBack', words: '血压平稳，照常服药' }
  expect(await refused(office, 'aid.finishNeed', { ...called, nextCallOn: today })).toBe('aid.next_call_past')
  await ok(office, 'aid.finishNeed', { ...called, nextCallOn: '2022-12-30' })
  expect(await wanted(office)).toEqual([])
  expect(await needs(office, 'ended')).toMatchObject([{ kind: expect.any(String) }, { kind: expect.any(String) }])
  expect(await ok(office, 'aid.getNeed', { needId: doctor.id })).toMatchObject({
    outcome: '血压平稳，照常服药',
    nextCallOn: '2022-12-30',
    may: { take: false, close: false },
  })

  // Asked for at home; the same again is the same need; late, the office hears of it.
  const repair = { id: uuidv7(), kind: 'repair', note: '水管漏水' }
  await ok(resident, 'aid.sayOwnNeed', repair)
  expect(await ok(resident, 'aid.sayOwnNeed', { ...repair, id: uuidv7() })).toEqual({ id: repair.id })
  expect(await refused(free, 'aid.sayOwnNeed', { ...repair, id: uuidv7() })).toBe('aid.not_kept_in')
  later(24 * 60 + 1)
  await lookAfterNeeds(town.app.services)
  expect([await wanted(grid), await wanted(office)]).toEqual([['住户有需求'], ['住户的需求超时未办']])
  await ok(office, 'aid.failNeed', { needId: repair.id, version: 1, reason: '水管工明天才能进小区' })
  expect((await own()).find(({ kind }: { kind: string }) => kind === 'repair')).toMatchObject({ state: 'cannot', reason: '水管工明天才能进小区' })
  expect([await wanted(grid), await wanted(office)]).toEqual([[], []])
})
