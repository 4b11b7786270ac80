import { labelOf } from '@xiaomen/rules/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule } from '../areas/index.ts'
import { gateModule } from '../gate/index.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { refreshRosters, testingModule } from './index.ts'

const TODAY = '2022-07-10'
let town: Town, quarter: Quarter, office: Caller, street: Caller, table: Caller, other: Caller, foreign: Caller, grid: Caller
let people: string[], homeIds: string[], campaignId: string, pointId: string, batch: string, otherPointId: string, otherBatch: string

const ok = async (caller: Caller, name: string, input: object = {}) => {
  const reply = await caller.call(name, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
const refused = async (caller: Caller, name: string, input: object) => (await caller.call(name, input)).body.code ?? 'done'
const tube = (serial: number, of = batch) => labelOf({ kind: 'tube', batch: of, serial })
const sample = (serial: number, over: object = {}) => ({
  id: uuidv7(),
  pointId,
  table: 1,
  tube: tube(serial),
  size: 10,
  means: { kind: 'document', value: 'X9900001' },
  at: town.clock.now.toISOString(),
  ...over,
})
const take = async (serial: number, over: object = {}, by = table): Promise<string> => {
  const input = sample(serial, over)
  await ok(by, 'testing.takeSample', input)
  await town.drain()
  return input.id
}
const coverage = async () => (await ok(office, 'testing.getCampaign', { campaignId })).coverage
const doubts = async () =>
  (await ok(office, 'testing.listDoubts', { campaignId })).doubts.map(({ kind, tube: code }: { kind: string; tube: string }) => `${kind} ${code}`)
const standing = async (personId: string) =>
  (await ok(office, 'tasks.listMissing', { obligationId: campaignId, limit: 100 })).rows.some((row: { subjectId: string }) => row.subjectId === personId)
    ? 'missing'
    : 'there'

beforeAll(async () => {
  town = await openTown({
    modules: [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, riskModule, statusModule, gateModule, testingModule],
  })
  town.clock.now = new Date(`${TODAY}T08:00:00+08:00`)
  quarter = await buildQuarter(town, null)
  await town.system((ctx) =>
    putInForce(ctx, {
      areaId: quarter.street.id,
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
  await town.drain()
  const { path } = quarter.community
  office = town.as('communityAdmin', path, { unit: '居委会' })
  table = town.as('volunteer', path)
  other = town.as('volunteer', path)
  grid = town.as('gridWorker', path)
  street = town.as('streetCommander', quarter.street.path)
  foreign = town.as('communityAdmin', quarter.nextCommunity.path, { unit: '别处' })
  const home = async (door: string) => (await ok(office, 'registry.addHome', { areaId: quarter.unit.id, door, floor: 5, use: 'permanent' })).id
  homeIds = [await home('501'), await home('502')]
  const settle = async (homeId: string, name: string, number: string, care: string[] = []) =>
    (
      await ok(office, 'registry.addResident', {
        homeId,
        name,
        document: { kind: 'passport', number, country: 'XX' },
        care,
        kind: 'owner',
        from: '2022-01-01',
        evenIfKnown: true,
      })
    ).id
  people = [
    await settle(homeIds[0]!, '沈小满', 'X9900001'),
    await settle(homeIds[0]!, '沈大满', 'X9900002'),
    await settle(homeIds[1]!, '林远', 'X9900003'),
    await settle(homeIds[1]!, '林奶奶', 'X9900004', ['reducedMobility']),
  ]
  await town.drain()
  campaignId = uuidv7()
}, 60_000)
afterAll(() => town.close())

const plan = (over: object = {}) => ({
  id: campaignId,
  areaId: quarter.compound.id,
  name: '第一轮全员核酸',
  day: TODAY,
  fromClock: '08:00',
  untilClock: '12:00',
  poolSize: 10,
  ageFrom: 0,
  ageTo: 150,
  isReserve: false,
  ...over,
})

test('TEST-01 a campaign is laid out, cannot begin without a point, and expects everybody of the ledger once it runs', async () => {
  expect(await refused(office, 'testing.planCampaign', plan({ untilClock: '07:00' }))).toBe('request.invalid')
  expect(await refused(office, 'testing.planCampaign', plan({ day: '2022-07-09' }))).toBe('request.invalid')
  expect(await ok(office, 'testing.planCampaign', plan())).toEqual({ id: campaignId, communities: 1 })
  // Pressed twice it is the same; by somebody else, or with another place, it is not.
  expect(await ok(office, 'testing.planCampaign', plan())).toEqual({ id: campaignId, communities: 1 })
  expect(await refused(foreign, 'testing.planCampaign', plan({ areaId: quarter.nextCommunity.id }))).toBe('request.conflict')
  expect(await refused(office, 'testing.startCampaign', { campaignId })).toBe('testing.no_points')
  const add = async (name: string, over: object = {}) =>
    ok(office, 'testing.addPoint', { id: uuidv7(), campaignId, areaId: quarter.compound.id, name, tables: 2, ...over })
  ;({ id: pointId, batch } = await add('东门广场'))
  ;({ id: otherPointId, batch: otherBatch } = await add('西门'))
  expect(await refused(office, 'testing.addPoint', { id: uuidv7(), campaignId, areaId: quarter.nextCommunity.id, name: '别处', tables: 1 })).toBe(
    'request.not_found',
  )
  expect(await refused(table, 'testing.takeSample', sample(1))).toBe('testing.not_running')
  expect(await ok(office, 'testing.startCampaign', { campaignId })).toEqual({ state: 'running' })
  await town.drain()
  expect(await ok(office, 'testing.getCampaign', { campaignId })).toMatchObject({
    state: 'running',
    isFilling: false,
    coverage: { expected: 4, done: 0, missing: 4 },
    may: { plan: true },
  })
  // Whoever comes to live there meanwhile is expected too.
  const late = await ok(office, 'registry.addResident', { homeId: homeIds[1], name: '新邻居', care: [], kind: 'owner', from: TODAY, evenIfKnown: true })
  await refreshRosters(town.app.services)
  await town.drain()
  expect(await coverage()).toMatchObject({ expected: 5 })
  await ok(office, 'registry.endResidency', { residencyId: late.residencyId, version: late.version, on: TODAY }).catch(() => undefined)
})

test('TEST-01 whoever cannot come has a task of the grid worker at the door', async () => {
  const tasks = (await ok(grid, 'tasks.listMine')).tasks.filter(({ kind }: { kind: string }) => kind === 'homeSample')
  expect(tasks).toMatchObject([{ title: '上门采样', homeId: homeIds[1] }])
})

test('TEST-01 buildings are called one after the other, and the stair head has the list on paper', async () => {
  const called = await ok(office, 'testing.planCalls', { pointId, areaIds: [quarter.unit.id] })
  expect(called).toMatchObject({ left: 0, calls: [{ fromClock: '08:00', untilClock: '08:30', people: 5 }] })
  expect(await ok(office, 'testing.listCalls', { campaignId })).toEqual(called.calls)
  expect(await refused(office, 'testing.planCalls', { pointId, areaIds: [quarter.nextCommunity.id] })).toBe('request.invalid')
  const paper = await office.call('testing.printCalls', { pointId, lang: 'zh' })
  expect(paper.status).toBe(200)
  const text = paper.raw.toString()
  expect([text.includes('沈*满'), text.includes('沈小满'), text.includes('2单元')]).toEqual([true, false, true])
  const lines = (await office.call('testing.printLabels', { pointId, symbol: 'lines', from: 1, count: 2, lang: 'zh' })).raw.toString()
  // Eleven characters, check and both ends: a hundred and fifty-six modules, and ten light ones on both sides.
  expect([lines.match(/viewBox="0 0 (\d+) 40"/)?.[1], lines.match(/<svg/g)?.length, lines.includes(tube(2).slice(6))]).toEqual(['176', 2, true])
  const labels = (await office.call('testing.printLabels', { pointId, from: 1, count: 70, lang: 'en' })).raw.toString()
  expect(labels.match(/class="label"/g)).toHaveLength(70)
  expect(labels).toContain(tube(70).slice(6))
})

test('TEST-02 scanned and bound: the tube holds them in order, nobody tested is missing, and twice sent is once', async () => {
  const input = sample(1)
  expect(await ok(table, 'testing.lookUp', { pointId, means: input.means })).toMatchObject({
    candidates: [{ personId: people[0], isExpected: true, taken: null }],
  })
  expect(await ok(table, 'testing.takeSample', input)).toEqual({ id: input.id, isNew: true })
  expect(await ok(table, 'testing.takeSample', input)).toEqual({ id: input.id, isNew: false })
  expect(await refused(table, 'testing.takeSample', { ...input, table: 2 })).toBe('testing.other_bytes')
  await town.drain()
  await take(1, { means: { kind: 'door', value: '501' }, personId: people[1] })
  expect(await ok(table, 'testing.listTubes', { pointId })).toMatchObject([
    {
      code: tube(1),
      samples: [
        { number: 1, doubts: [] },
        { number: 2, doubts: [] },
      ],
    },
  ])
  expect([await standing(people[0]!), await standing(people[1]!), await standing(people[2]!)]).toEqual(['there', 'there', 'missing'])
  expect((await ok(table, 'testing.lookUp', { pointId, means: input.means })).candidates[0].taken).toMatchObject({ tube: tube(1) })
  expect(await doubts()).toEqual([])
})

test('TEST-02 a tube of another point, of another maker, misread: each is refused with its reason', async () => {
  expect(await refused(table, 'testing.takeSample', sample(1, { tube: tube(1, otherBatch) }))).toBe('testing.tube_of_other_point')
  expect(await refused(table, 'testing.takeSample', sample(1, { tube: '6901234567892' }))).toBe('testing.label_foreign')
  expect(await refused(table, 'testing.takeSample', sample(1, { tube: labelOf({ kind: 'box', batch, serial: 1 }) }))).toBe('testing.label_foreign')
  expect(await refused(table, 'testing.takeSample', sample(1, { tube: `${tube(1).slice(0, -1)}${tube(1).endsWith('A') ? 'B' : 'A'}` }))).toBe(
    'testing.label_unreadable',
  )
  expect(await refused(foreign, 'testing.takeSample', sample(1))).toBe('request.not_found')
})

test('TEST-02 the same person again, somebody unknown, a wrong clock: taken, and listed until somebody has looked', async () => {
  const again = await take(1)
  const elsewhere = await take(2)
  const stranger = await take(2, { means: { kind: 'document', value: 'X0000000' } })
  await take(2, { means: { kind: 'document', value: 'X9900003' }, at: '2022-07-09T08:00:00+08:00' })
  expect((await doubts()).toSorted()).toEqual(
    [`twiceInTube ${tube(1)}`, `inOtherTube ${tube(2)}`, `unknownPerson ${tube(2)}`, `wrongClock ${tube(2)}`].toSorted(),
  )
  expect((await ok(office, 'testing.listDoubts', { campaignId })).doubts.find(({ kind }: { kind: string }) => kind === 'unknownPerson').shown).toContain('X')
  await ok(table, 'testing.takeOut', { id: uuidv7(), pointId, sampleId: again, reason: 'wrongPerson', at: town.clock.now.toISOString() })
  await ok(table, 'testing.takeOut', { id: uuidv7(), pointId, sampleId: elsewhere, reason: 'wrongTube', at: town.clock.now.toISOString() })
  // It was the old lady, who had no paper with her.
  expect(await standing(people[3]!)).toBe('missing')
  expect(await ok(office, 'testing.settleDoubt', { sampleId: stranger, kind: 'unknownPerson', personId: people[3] })).toEqual({ left: 1 })
  expect(await standing(people[3]!)).toBe('there')
  // Her task at the door is done with it.
  expect((await ok(grid, 'tasks.listMine')).tasks.filter(({ kind }: { kind: string }) => kind === 'homeSample')).toEqual([])
  expect(await doubts()).toEqual([`wrongClock ${tube(2)}`])
})

test('TEST-02 taken out again, somebody is missing again; of two samples the other counts', async () => {
  const first = await take(3, { means: { kind: 'document', value: 'X9900002' } })
  // They count in tube 1; the sample in tube 3 is contested until that one is out.
  expect(await doubts()).toContain(`inOtherTube ${tube(3)}`)
  const [one] = (await ok(table, 'testing.listTubes', { pointId })).filter(({ code }: { code: string }) => code === tube(1))
  await ok(table, 'testing.takeOut', { id: uuidv7(), pointId, sampleId: one.samples[1].id, reason: 'sampleFailed', at: town.clock.now.toISOString() })
  expect([await standing(people[1]!), (await doubts()).includes(`inOtherTube ${tube(3)}`)]).toEqual(['there', false])
  await ok(table, 'testing.takeOut', { id: uuidv7(), pointId, sampleId: first, reason: 'refused', at: town.clock.now.toISOString() })
  expect(await standing(people[1]!)).toBe('missing')
})

test('TEST-02 two phones of one table: closed with what was counted, what comes later fits, one more is doubtful', async () => {
  expect(
    await ok(table, 'testing.sealTube', { id: uuidv7(), pointId, table: 1, tube: tube(4), size: 10, counted: 1, at: town.clock.now.toISOString() }),
  ).toEqual({
    state: 'sealed',
    differsBy: -1,
  })
  expect((await ok(office, 'testing.getCampaign', { campaignId })).tubes.differing).toBe(1)
  await take(4, { means: { kind: 'document', value: 'X9900002' } }, other)
  expect((await ok(office, 'testing.getCampaign', { campaignId })).tubes.differing).toBe(0)
  await take(4, { means: { kind: 'document', value: 'X9900001' } }, other)
  expect((await doubts()).filter((line: string) => line.endsWith(tube(4)))).toEqual([`afterSeal ${tube(4)}`, `inOtherTube ${tube(4)}`])
})

test('TEST-02 whoever serves one compound samples people of others too: they are known when the tube is closed', async () => {
  const beside = await ok(office, 'areas.addArea', { parentId: quarter.community.id, level: 'compound', name: '东苑' })
  const narrow = town.as('volunteer', beside.path)
  const point = await ok(office, 'testing.addPoint', { id: uuidv7(), campaignId, areaId: beside.id, name: '东苑', tables: 1 })
  const common = { pointId: point.id, table: 1, tube: tube(1, point.batch), size: 10, at: town.clock.now.toISOString() }
  await ok(narrow, 'testing.takeSample', { ...common, id: uuidv7(), means: { kind: 'document', value: 'X9900003' } })
  await ok(narrow, 'testing.sealTube', { ...common, id: uuidv7(), counted: 1 })
  expect((await doubts()).filter((line: string) => line.endsWith(common.tube))).toEqual([`inOtherTube ${common.tube}`])
})

test('TEST-02 somebody recognised late who counts in another open tube is contested there', async () => {
  const late = await take(6, { means: { kind: 'document', value: 'X0000009' } })
  await ok(office, 'testing.settleDoubt', { sampleId: late, kind: 'unknownPerson', personId: people[2] })
  expect((await doubts()).filter((line: string) => line.endsWith(tube(6)))).toEqual([`inOtherTube ${tube(6)}`])
})

test('TEST-01 the queue is said and tells how long it takes', async () => {
  expect(await ok(table, 'testing.sayWaiting', { pointId, waiting: 60 })).toEqual({ waitMinutes: 45 })
  expect((await ok(office, 'testing.getCampaign', { campaignId })).points.find(({ id }: { id: string }) => id === pointId)).toMatchObject({
    waiting: 60,
    waitMinutes: 45,
  })
})

test('TEST-01 a street’s reserve lies ready in each of its communities and begins with the day it is started', async () => {
  const id = uuidv7()
  expect(await ok(street, 'testing.planCampaign', plan({ id, areaId: quarter.street.id, isReserve: true, day: '2022-01-01' }))).toEqual({ id, communities: 2 })
  expect((await ok(street, 'testing.listCampaigns')).map((one: { id: string; state: string; communities: number }) => [one.state, one.communities])).toEqual([
    ['running', 1],
    ['reserve', 2],
  ])
  await ok(street, 'testing.addPoint', { id: uuidv7(), campaignId: id, areaId: quarter.community.id, name: '社区广场', tables: 4 })
  // A community begins its own part; the other one waits for its own.
  await ok(office, 'testing.startCampaign', { campaignId: id })
  await town.drain()
  expect(await ok(office, 'testing.getCampaign', { campaignId: id })).toMatchObject({ state: 'running', day: TODAY, communities: 1 })
  expect(await ok(foreign, 'testing.getCampaign', { campaignId: id })).toMatchObject({ state: 'reserve', communities: 1 })
})

test('TEST-01 ended: nobody is expected any more, what a phone took before comes in still', async () => {
  await ok(office, 'testing.endCampaign', { campaignId })
  expect(await refused(office, 'testing.startCampaign', { campaignId })).toBe('testing.has_ended')
  await take(5, { means: { kind: 'document', value: 'X9900003' } })
  expect((await ok(table, 'testing.listTubes', { pointId })).map(({ code }: { code: string }) => code)).toContain(tube(5))
  expect((await ok(table, 'testing.listMyPoints')).map(({ campaignId: of }: { campaignId: string }) => of)).not.toContain(campaignId)
  expect(otherPointId).not.toBe(pointId)
})
