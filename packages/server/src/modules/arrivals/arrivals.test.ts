import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { CONTROL_AND_BELOW } from '../control/modules.test.fixture.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { arrivalsModule, chase, matchAtGate } from './index.ts'
import { destroy } from './jobs.ts'

let town: Town
let quarter: Quarter
let office: Caller
let station: Caller
let grid: Caller
let guard: Caller
let next: Caller
let resident: Caller
let gateId = ''
let homeId = ''
const people: Record<string, string> = {}
const evidence = { kind: 'investigationDecision', reference: '报备-001', issuedBy: '居委会' }
const journey = { from: '武汉市江汉区', code: null, on: '2022-07-12', transport: 'train', vehicle: 'G99' }
const at = (day: string, clock = '12:00'): void => {
  town.clock.now = new Date(`${day}T${clock}:00+08:00`)
}
const listed = async (list: string, who = office) => (await who.call('arrivals.listArrivals', { list })).body.arrivals
const get = async (arrivalId: string, who = office) => (await who.call('arrivals.getArrival', { arrivalId })).body
async function act(name: string, arrivalId: string, input: object = {}, who = office) {
  const reply = await who.call(`arrivals.${name}`, { arrivalId, version: (await get(arrivalId, who)).version, ...input })
  await town.drain()
  return reply
}
const tokenIn = (markup: string) => /name="token"\s+value="([^"]+)"/.exec(markup)?.[1] ?? ''
let sender = 0
const post = (path: string, fields: Record<string, string>) =>
  town.app.http.inject({
    method: 'POST',
    url: path,
    remoteAddress: `10.8.0.${sender}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })

beforeAll(async () => {
  town = await openTown({
    modules: [...CONTROL_AND_BELOW, arrivalsModule],
  })
  at('2022-07-10')
  quarter = await buildQuarter(town)
  office = town.as('communityAdmin', quarter.community.path, { unit: '居委会' })
  station = town.as('communityAdmin', quarter.community.path, { unit: '卫生服务站' })
  grid = town.as('gridWorker', quarter.community.path, { unit: '居委会' })
  guard = town.as('guard', quarter.community.path)
  next = town.as('communityAdmin', quarter.nextCommunity.path, { unit: '别处' })
  gateId = (await office.call('gate.addGate', { areaId: quarter.compound.id, name: '东门' })).body.id
  const home = (await office.call('registry.addHome', { areaId: quarter.unit.id, door: '501', floor: 5, use: 'permanent' })).body
  homeId = home.id
  for (const [key, name, number] of [
    ['me', '沈归来', 'X1000001'],
    ['mother', '沈母', 'X1000002'],
    ['son', '沈小归', 'X1000003'],
  ] as const)
    people[key] = (
      await office.call('registry.addResident', {
        homeId,
        name,
        document: { kind: 'passport', number, country: 'XX' },
        care: [],
        kind: 'family',
        from: '2022-01-01',
        evenIfKnown: true,
      })
    ).body.id
  resident = town.as('resident', home.path, { personId: people['me']! })
  await office.call('risk.addArea', {
    id: uuidv7(),
    areaId: quarter.community.id,
    name: '江汉区',
    code: '420103',
    level: 'high',
    from: '2022-07-01',
    until: null,
  })
  await office.call('risk.addArea', {
    id: uuidv7(),
    areaId: quarter.community.id,
    name: '武昌区',
    code: '420106',
    level: 'low',
    from: '2022-07-01',
    until: null,
  })
})
beforeEach(() => {
  sender += 1
  at('2022-07-10')
})
afterAll(() => town.close())

test('CTRL-01 reported by oneself, seen at the gate, proposed by the plan, confirmed by another office, closed with the release of the case', async () => {
  const own = { id: uuidv7(), personId: people['me']!, name: null, phone: '10012345678', ...journey }
  const receipt = await resident.call('arrivals.reportOwn', own)
  expect(receipt).toMatchObject({ status: 200, body: { state: 'expected', name: '沈归来', number: expect.stringMatching(/^\d{6}$/) } })
  expect((await resident.call('arrivals.reportOwn', own)).body.number).toBe(receipt.body.number)
  expect(await resident.call('arrivals.reportOwn', { ...own, from: '上海市' })).toMatchObject({ status: 409, body: { code: 'arrivals.other_bytes' } })
  // Said again under another id, it is the same arrival.
  expect((await resident.call('arrivals.reportOwn', { ...own, id: uuidv7() })).body.id).toBe(own.id)
  await town.drain()
  expect(await listed('expected')).toMatchObject([{ id: own.id, level: 'high', comesTo: 'control', name: '沈归来', door: expect.stringContaining('501') }])
  expect(await get(own.id)).toMatchObject({
    from: '武汉市江汉区',
    trigger: 'arrivalHigh',
    track: { zh: expect.any(String) },
    may: { decide: true, propose: false },
  })
  // Whoever decides nothing reads the level, not the place.
  expect(await get(own.id, grid)).toMatchObject({ from: null, vehicle: null, level: 'high', may: { decide: false, mark: true } })

  at('2022-07-12', '18:00')
  await guard.call('gate.recordPassage', {
    id: uuidv7(),
    gateId,
    means: { kind: 'document', value: 'x' },
    personId: people['me']!,
    homeId,
    direction: 'in',
    temperatureC: 36.5,
    at: town.clock.now.toISOString(),
  })
  await town.drain()
  await matchAtGate(town.app.services)
  await town.drain()
  expect(await listed('arrived')).toMatchObject([{ id: own.id, arrivedOn: '2022-07-12', seenBy: 'gate' }])
  expect(await act('clearArrival', own.id, { ground: 'noMeasure' })).toMatchObject({ status: 409, body: { code: 'arrivals.measure_due' } })

  const first = uuidv7()
  const wanted = { evidence, hasOwnSuite: true, guardian: null }
  expect((await act('proposeCase', own.id, { caseId: first, ...wanted })).body).toMatchObject({ state: 'arrived', waits: true, caseId: first })
  expect(await act('handOver', own.id, { community: '白塔社区', reason: '住那边' })).toMatchObject({ body: { code: 'arrivals.case_waits' } })
  expect((await station.call('control.declineOpening', { caseId: first, reason: '材料不齐' })).status).toBe(200)
  await town.drain()
  expect(await get(own.id)).toMatchObject({ state: 'arrived', caseId: null, waits: false })

  const caseId = uuidv7()
  await act('proposeCase', own.id, { caseId, ...wanted })
  // The one who proposed it does not confirm it.
  expect(await office.call('control.confirmOpening', { caseId })).toMatchObject({ status: 409 })
  expect((await station.call('control.confirmOpening', { caseId })).body).toMatchObject({ state: 'planned', trigger: 'arrivalHigh', anchorDay: '2022-07-12' })
  await town.drain()
  expect(await get(own.id)).toMatchObject({ state: 'controlCase', isClosed: false })
  const change = { id: uuidv7(), caseId, kind: 'cancel', day: null, ground: 'openedInError', evidence }
  const { change: asked } = (await office.call('control.proposeChange', change)).body
  expect((await station.call('control.decideChange', { changeId: asked.id, agrees: true })).status).toBe(200)
  await town.drain()
  expect(await get(own.id)).toMatchObject({ state: 'controlCase', isClosed: true })
  expect((await get(own.id)).notes.map((one: { what: string }) => one.what)).toEqual([
    'reported',
    'again',
    'arrived',
    'proposed',
    'declined',
    'proposed',
    'opened',
    'ended',
  ])
})

test('CTRL-01 by the link of the community without an account: a receipt, nothing back, and a second report is the first one', async () => {
  const { path } = (await office.call('arrivals.getLink', { communityId: quarter.community.id, renew: false })).body
  expect((await office.call('arrivals.getLink', { communityId: quarter.community.id, renew: false })).body.path).toBe(path)
  const page = async (lang = 'zh') => (await town.get(`${path}?lang=${lang}`)).raw.toString('utf8')
  expect(await page()).toContain('来返人员报备')
  expect(await page('en')).not.toMatch(/<script|[\u4e00-\u9fff]{4}.*Report/)
  const said = { by: 'employer', name: '何新来', phone: '101 0000 0009', from: '武昌区', on: '2022-07-11', transport: 'car', vehicle: '', door: '501' }
  const send = async (over: object = {}) => post(path, { ...said, ...over, token: tokenIn(await page()) } as Record<string, string>)
  const wrong = await send({ phone: '没有', on: '2021-01-01' })
  expect(wrong.statusCode).toBe(400)
  expect(wrong.body).toContain('手机号：只填数字')
  expect((await send({ on: '2021-01-01' })).body).toContain('哪天到')
  const done = await send()
  expect(done.statusCode).toBe(200)
  const number = /class="number">([\d ]+)</.exec(done.body)![1]!.replaceAll(' ', '')
  const second = await send({ by: 'family' })
  expect(second.body).not.toContain(number)
  await town.drain()
  const found = await listed('reported')
  expect(found).toMatchObject([{ number, reporter: 'employer', name: '何新来', comesTo: 'tests', personId: null }])
  expect(await get(found[0].id)).toMatchObject({ said: '501', homes: [{ homeId }], phone: '101****0009', mayReveal: true })
  expect((await grid.call('arrivals.revealPhone', { arrivalId: found[0].id, purpose: 'callOnDuty' })).body).toMatchObject({ value: '10100000009' })
  expect(await guard.call('arrivals.revealPhone', { arrivalId: found[0].id, purpose: 'callOnDuty' })).toMatchObject({ status: 403 })
  // Not of the ledger: added to it, at the home they come to; then nobody else is expected.
  const who = { kind: 'added', residency: 'family' }
  expect((await act('acceptArrival', found[0].id, { homeId, who, on: '2022-07-11' })).body).toMatchObject({ state: 'expected', personId: expect.any(String) })
  await office.call('arrivals.getLink', { communityId: quarter.community.id, renew: true })
  expect((await post(path, said)).statusCode).toBe(404)

  // 未到: after the pack's hours a task for whoever walks there, later for the office; the day they name instead starts it again.
  at('2022-07-12', '03:00')
  await chase(town.app.services)
  await town.drain()
  expect(await listed('notArrived')).toMatchObject([{ id: found[0].id, isOverdue: true }])
  const tasksOf = async (who: Caller) => (await who.call('tasks.listMine')).body.tasks.filter((one: { kind: string }) => one.kind === 'arrival')
  expect(await tasksOf(grid)).toMatchObject([{ subjectId: found[0].id, title: '来返人员未到，请核实' }])
  expect(await tasksOf(office)).toEqual([])
  at('2022-07-12', '13:00')
  await chase(town.app.services)
  await town.drain()
  expect(await tasksOf(office)).toHaveLength(1)
  expect((await act('noteCall', found[0].id, { on: '2022-07-13' }, grid)).body).toMatchObject({ state: 'expected', on: '2022-07-13' })
  expect(await tasksOf(grid)).toEqual([])
  at('2022-07-13')
  expect((await act('markArrived', found[0].id, { on: '2022-07-14' }, grid)).body.code).toBe('arrivals.day_ahead')
  expect((await act('markArrived', found[0].id, { on: '2022-07-13' }, grid)).body).toMatchObject({ state: 'arrived', seenBy: 'door' })
  expect((await act('clearArrival', found[0].id, { ground: 'servedElsewhere' })).body).toMatchObject({ state: 'cleared', isClosed: true })
  at('2022-08-13')
  await destroy(town.app.services)
  expect((await office.call('arrivals.getArrival', { arrivalId: found[0].id })).status).toBe(404)
})

test('CTRL-01 who lives elsewhere goes to that community, which takes them or gives them back; one outside is written down', async () => {
  const report = async (name: string, phone: string) => {
    const id = uuidv7()
    const input = { id, communityId: quarter.community.id, personId: null, name, phone, document: null, door: null, ...journey }
    expect(await office.call('arrivals.reportArrival', input)).toMatchObject({ status: 200, body: { state: 'reported' } })
    await town.drain()
    return id
  }
  const id = await report('林他住', '10100000011')
  await act('handOver', id, { community: '白塔社区', reason: '租在北苑' })
  expect(await get(id)).toMatchObject({ state: 'elsewhere', isClosed: false, place: '白塔社区 · 租在北苑' })
  const [there] = await listed('reported', next)
  expect(there).toMatchObject({ name: '林他住', reporter: 'community' })
  expect((await act('giveBack', there.id, { reason: '查无此人' }, next)).body).toMatchObject({ state: 'elsewhere', isClosed: true })
  expect(await get(id)).toMatchObject({ state: 'reported', place: null })
  await act('handOver', id, { community: '白塔社区', reason: '确在北苑' })
  const [again] = await listed('reported', next)
  const [compound] = [quarter.nextCompound]
  const home = (await next.call('registry.addHome', { areaId: compound.id, door: '8', floor: null, use: 'rented' })).body
  expect((await act('acceptArrival', again.id, { homeId: home.id, who: { kind: 'homeOnly' }, on: '2022-07-12' }, next)).body).toMatchObject({
    state: 'expected',
  })
  expect(await get(id)).toMatchObject({ state: 'elsewhere', isClosed: true })
  const outside = await report('林远住', '10100000012')
  await act('handOver', outside, { community: '外省某社区', reason: '只是路过' })
  expect(await get(outside)).toMatchObject({ state: 'elsewhere', isClosed: true })
  expect((await get(outside)).notes.at(-1).what).toBe('outside')
})

test('CTRL-01 a list from the station is looked at first, taken in once, and matches whoever was reported', async () => {
  const reported = uuidv7()
  await resident.call('arrivals.reportOwn', { id: reported, personId: people['son']!, name: null, phone: null, ...journey, on: '2022-07-10' })
  const csv = (rows: string) => ({ name: 'list.csv', bytes: Buffer.from(`姓名,手机号,证件号,出发地,到达日期,车次,住址\n${rows}`, 'utf8') })
  const input = { communityId: quarter.community.id }
  const bad = csv('沈小归,,X1000003,江汉区,2022-07-10,G99,\n何缺,,,江汉区,2022-07-10,,')
  expect((await office.upload('arrivals.importList', { ...input, isPreview: true }, bad)).body).toEqual({
    rows: 1,
    fresh: 0,
    matched: 1,
    isKnown: false,
    faults: [{ row: 3, fault: 'no_contact' }],
  })
  expect(await office.upload('arrivals.importList', { ...input, isPreview: false }, bad)).toMatchObject({ status: 400, body: { code: 'arrivals.bad_rows' } })
  const good = csv('沈小归,,X1000003,江汉区,2022-07-10,G99,\n何路人,10100000013,,武昌区,2022-07-14,自驾,501')
  expect((await office.upload('arrivals.importList', { ...input, isPreview: false }, good)).body).toMatchObject({ fresh: 1, matched: 1, isKnown: false })
  expect((await office.upload('arrivals.importList', { ...input, isPreview: false }, good)).body).toMatchObject({ isKnown: true })
  await town.drain()
  expect(await get(reported)).toMatchObject({ state: 'arrived', seenBy: 'list', arrivedOn: '2022-07-10' })
  expect((await listed('reported')).filter((one: { reporter: string }) => one.reporter === 'list')).toMatchObject([{ name: '何路人' }])
  expect(await office.upload('arrivals.importList', { ...input, isPreview: true }, { name: 'x.csv', bytes: Buffer.from('甲,乙\n1,2') })).toMatchObject({
    body: { code: 'arrivals.no_columns' },
  })
  expect(await grid.upload('arrivals.importList', { ...input, isPreview: true }, good)).toMatchObject({ status: 403 })
})

test('what the office had of somebody unknown gives way to the report of the person themselves; what is not coming is closed with its ground', async () => {
  const loose = uuidv7()
  const said = { communityId: quarter.community.id, personId: null, name: '沈母', phone: '10100000014', document: null, door: null, ...journey }
  await office.call('arrivals.reportArrival', { id: loose, ...said })
  const own = uuidv7()
  await resident.call('arrivals.reportOwn', { id: own, personId: people['mother']!, name: null, phone: '10100000014', ...journey })
  await town.drain()
  expect(await get(loose)).toMatchObject({ isClosed: true, ground: 'reportedInError' })
  expect((await act('cancelArrival', own, { ground: 'notComing' }, grid)).body).toMatchObject({ state: 'notArrived', isClosed: true })
  expect((await resident.call('arrivals.listOwn')).body.arrivals.map((one: { id: string }) => one.id)).toContain(own)
})

test('in peace nobody reports, and what is open can still be closed', async () => {
  expect(
    await next.call('arrivals.reportArrival', {
      id: uuidv7(),
      communityId: quarter.nextCommunity.id,
      personId: null,
      name: '某',
      phone: null,
      document: null,
      door: null,
      ...journey,
    }),
  ).toMatchObject({ status: 404 })
  const [open] = await listed('expected', next)
  at('2022-07-12')
  expect((await act('markArrived', open.id, { on: '2022-07-12' }, next)).body).toMatchObject({ state: 'arrived', comesTo: 'none' })
  expect((await act('clearArrival', open.id, { ground: 'noMeasure' }, next)).body).toMatchObject({ isClosed: true })
})
