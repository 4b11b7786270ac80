import { checkCharacter } from '@xiaomen/rules/registry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { writeForm } from '../../platform/workbook/write-workbook.ts'
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
import { testingModule } from '../testing/index.ts'
import { csvFile, gbFile, type Line } from './file.test.fixture.ts'
import { destroyForeign, foreignModule } from './index.ts'

const TODAY = '2022-07-10'
const MODULES = [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, riskModule, statusModule, gateModule, testingModule]
let town: Town, quarter: Quarter, office: Caller, street: Caller, elsewhere: Caller, grid: Caller
let giverId: string, streetGiverId: string, campaignId: string
let people: Record<'an' | 'bo' | 'chen' | 'twin' | 'otherTwin' | 'ding', string>
let homeId: string

const ok = async (caller: Caller, name: string, input: object = {}) => {
  const reply = await caller.call(name, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
const refused = async (caller: Caller, name: string, input: object) => (await caller.call(name, input)).body.code ?? 'done'
const idOf = (serial: number, birthday: string) => {
  const body = `990101${birthday}${String(serial).padStart(3, '0')}`
  return `${body}${checkCharacter(body)}`
}
const taking = (over: object = {}) => ({ id: uuidv7(), giverId, areaId: quarter.community.id, isPreview: false, ...over })
const upload = async (caller: Caller, file: { name: string; bytes: Buffer }, over: object = {}) => {
  const reply = await caller.upload('foreign.importFile', taking(over), file)
  expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 })
  await town.drain()
  return reply.body
}
const take = (lines: Line[], over: object = {}, caller = office) => upload(caller, csvFile(lines), over)
const aside = async (state = 'open', caller = office, areaId = quarter.community.id) => (await ok(caller, 'foreign.listAside', { areaId, state })).rows
const results = async (only = 'all') => (await ok(office, 'foreign.listResults', { areaId: quarter.community.id, only })).rows
const coverage = async () => (await ok(office, 'testing.getCampaign', { campaignId })).coverage
const missing = async () =>
  (await ok(office, 'tasks.listMissing', { obligationId: campaignId, limit: 100 })).rows.map((row: { subjectId: string }) => row.subjectId)
const positiveTasks = async () => (await ok(office, 'tasks.listMine')).tasks.filter(({ kind }: { kind: string }) => kind === 'foreignPositive')

beforeAll(async () => {
  town = await openTown({ modules: [...MODULES, foreignModule] })
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
  office = town.as('communityAdmin', quarter.community.path, { unit: '居委会' })
  grid = town.as('gridWorker', quarter.community.path)
  street = town.as('streetCommander', quarter.street.path)
  elsewhere = town.as('communityAdmin', quarter.nextCommunity.path, { unit: '别处' })
  homeId = (await ok(office, 'registry.addHome', { areaId: quarter.unit.id, door: '501', floor: 5, use: 'permanent' })).id
  const settle = async (name: string, number: string, phone: string | null) =>
    (
      await ok(office, 'registry.addResident', {
        homeId,
        name,
        document: number.length === 18 ? { kind: 'residentId', number } : { kind: 'passport', number, country: 'XX' },
        ...(phone === null ? {} : { phone }),
        care: [],
        kind: 'owner',
        from: '2022-01-01',
        evenIfKnown: true,
      })
    ).id
  people = {
    an: await settle('安一', 'X8800001', '10100000001'),
    bo: await settle('白二', 'X8800002', '10100000002'),
    chen: await settle('陈三', idOf(1, '19900307'), '10100001234'),
    twin: await settle('双胞', idOf(3, '20000101'), '10100005555'),
    otherTwin: await settle('双胞', idOf(5, '20000101'), '10200005555'),
    ding: await settle('丁四', 'X8800004', '10100000004'),
  }
  await town.drain()
  giverId = (await ok(office, 'foreign.addGiver', { id: uuidv7(), areaId: quarter.community.id, name: '市核酸系统', method: 'nucleic' })).id
  streetGiverId = (await ok(street, 'foreign.addGiver', { id: uuidv7(), areaId: quarter.street.id, name: '区疾控', method: 'unknown' })).id
}, 60_000)
afterAll(() => town.close())

test('TEST-05 a giver is entered once; a community uses its street’s, and sees no other’s', async () => {
  expect(await refused(office, 'foreign.addGiver', { id: uuidv7(), areaId: quarter.community.id, name: '市核酸系统', method: 'nucleic' })).toBe(
    'foreign.giver_known',
  )
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name)
  expect(names(await ok(office, 'foreign.listGivers', { areaId: quarter.community.id }))).toEqual(['区疾控', '市核酸系统'])
  expect(names(await ok(elsewhere, 'foreign.listGivers', { areaId: quarter.nextCommunity.id }))).toEqual(['区疾控'])
  expect(await refused(elsewhere, 'foreign.listGivers', { areaId: quarter.community.id })).toBe('request.not_found')
  expect((await elsewhere.upload('foreign.importFile', taking(), csvFile([]))).body.code).toBe('request.not_found')
  const theirs = taking({ areaId: quarter.nextCommunity.id })
  expect((await elsewhere.upload('foreign.importFile', theirs, csvFile([{ document: 'X8800001', at: TODAY }]))).body.code).toBe('request.not_found')
  expect(await refused(grid, 'foreign.listGivers', { areaId: quarter.community.id })).toBe('access.denied')
})

const MIXED: Line[] = [
  { document: 'X8800001', name: '安一', phone: '10100000001', at: '2022-07-09 09:00' },
  // Another number than the ledger's: found by name, birthday and the end of the telephone.
  { document: idOf(9, '19900307'), name: '陈三', phone: '138****1234', at: '2022-07-09 09:05', method: '10混1' },
  { name: '双胞', birthday: '2000-01-01', phone: '5555', at: '2022-07-09 09:10' },
  { document: 'X8800099', name: '外人', phone: '10900000099', at: '2022-07-09 09:15' },
  { document: 'X8800001', name: '安一', at: '2022-07-09 09:00', lab: '另一处' },
  { document: 'X8800002', at: '2022-07-09 25:00' },
  { document: 'X8800002', at: '2022-07-09 09:20', result: '阴性待定' },
]
test('TEST-05 a look first: each row is found, waits or cannot be read, and nothing is kept', async () => {
  const seen = await take(MIXED, { isPreview: true })
  expect(seen).toMatchObject({ isEnough: true, rows: 7, matched: 2, positives: 0, known: 1, unmatched: 1, ambiguous: 1, isAgain: false })
  expect(seen.faults).toEqual([
    { row: 7, fault: 'bad_time' },
    { row: 8, fault: 'bad_result' },
  ])
  expect(seen.sample.map(({ row, found, name, door }: Record<string, unknown>) => [row, found, name, door])).toEqual([
    [2, 'document', '安一', '3-2-501'],
    [3, 'birthday', '陈三', '3-2-501'],
    [4, 'ambiguous', '双胞', null],
    [5, 'unmatched', '外人', null],
    [6, 'known', '安一', '3-2-501'],
  ])
  // The number is for a reason only.
  expect(seen.sample[0].document).not.toBe('X8800001')
  expect(await results()).toEqual([])
  expect(await aside()).toEqual([])
  expect(await ok(office, 'foreign.listFiles', { areaId: quarter.community.id })).toEqual([])
})

test('TEST-05 taken in twice it counts once, in whichever letters it is written', async () => {
  expect(await take(MIXED)).toMatchObject({ matched: 2, known: 1, unmatched: 1, ambiguous: 1 })
  expect(await results()).toHaveLength(2)
  expect(await aside()).toHaveLength(2)
  expect(await take(MIXED)).toMatchObject({ matched: 0, known: 5, unmatched: 0, ambiguous: 0, isAgain: true })
  expect(await upload(office, gbFile(MIXED))).toMatchObject({ matched: 0, known: 5, isAgain: false })
  const columns = ['证件号', '姓名', '出生日期', '电话', '采样日期', '项目', '结果', '机构'].map((header) => ({ header, width: 12 }))
  const rows = MIXED.slice(0, 4).map((line) => [
    line.document ?? '',
    line.name ?? '',
    line.birthday ?? '',
    line.phone ?? '',
    line.at!,
    line.method ?? '核酸',
    '阴性',
    '',
  ])
  const sheet = { name: 'a.xlsx', bytes: Buffer.from(await writeForm({ name: '结果', columns, rows } as never)) }
  expect(await upload(office, sheet)).toMatchObject({ rows: 4, matched: 0, known: 4 })
  expect(await results()).toHaveLength(2)
  expect(
    (await ok(office, 'foreign.listFiles', { areaId: quarter.community.id })).map(({ rows: n, matched, faults }: Record<string, number>) => [
      n,
      matched,
      faults,
    ]),
  ).toEqual([
    [4, 0, 0],
    [7, 0, 2],
    [7, 0, 2],
    [7, 2, 2],
  ])
  // The same press sent twice is one file.
  const input = taking()
  for (const _ of [1, 2]) await office.upload('foreign.importFile', input, csvFile([{ document: 'X8800099', name: '外人', at: '2022-07-08' }]))
  expect((await ok(office, 'foreign.listFiles', { areaId: quarter.community.id })).length).toBe(5)
})

test('TEST-05 what columns mean is said once and remembered; a file without what it takes is refused whole', async () => {
  const odd = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛']
  const file = csvFile([{ document: 'X8800004', name: '丁四', at: '2022-07-01' }], odd)
  expect(await upload(office, file, { isPreview: true })).toMatchObject({ isEnough: false, headers: odd, matched: 0 })
  expect((await office.upload('foreign.importFile', taking(), file)).body.code).toBe('foreign.columns_missing')
  const columns = ['documentNumber', 'name', 'birthday', 'phone', 'sampledAt', 'method', 'result', 'lab']
  expect(await upload(office, file, { columns })).toMatchObject({ matched: 1 })
  expect(await upload(office, file, { isPreview: true })).toMatchObject({ columns, isEnough: true, known: 1 })
  // The street's giver is the street's: used by a community it learns nothing.
  expect(await upload(office, csvFile([{ document: 'X8800004', at: '2022-07-02' }], odd), { giverId: streetGiverId, columns })).toMatchObject({ matched: 1 })
  expect(await upload(office, file, { giverId: streetGiverId, isPreview: true })).toMatchObject({ isEnough: false })
  expect((await office.upload('foreign.importFile', taking(), { name: 'x.csv', bytes: Buffer.from('证件号码,采样时间,结果\r\n') })).body.code).toBe(
    'foreign.file_empty',
  )
  expect((await office.upload('foreign.importFile', taking(), { name: 'x.xls', bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex') })).body.code).toBe(
    'foreign.file_unreadable',
  )
})

test('TEST-05 what fits nobody or two waits with whom it may mean, and somebody says whose it is', async () => {
  const rows = await aside()
  const twins = rows.find(({ problem }: { problem: string }) => problem === 'ambiguous')
  const seen = await ok(office, 'foreign.getAside', { asideId: twins.id })
  expect(new Set(seen.candidates.slice(0, 2).map(({ personId }: { personId: string }) => personId))).toEqual(new Set([people.twin, people.otherTwin]))
  expect(seen.candidates[0].fits.toSorted()).toEqual(['birthday', 'name', 'phone'])
  expect(seen).toMatchObject({ maySettle: true, name: '双胞' })
  expect(await refused(grid, 'foreign.settleAside', { asideId: twins.id, as: { kind: 'person', personId: people.twin } })).toBe('access.denied')
  expect(await refused(office, 'foreign.settleAside', { asideId: twins.id, as: { kind: 'person', personId: uuidv7() } })).toBe('request.not_found')
  expect(await ok(office, 'foreign.settleAside', { asideId: twins.id, as: { kind: 'person', personId: people.otherTwin } })).toEqual({ state: 'placed' })
  expect(await refused(office, 'foreign.settleAside', { asideId: twins.id, as: { kind: 'elsewhere', reason: '不是' } })).toBe('foreign.settled')
  expect((await results()).find(({ way }: { way: string }) => way === 'hand')).toMatchObject({ personId: people.otherTwin })
  const stranger = rows.find(({ name, sampledAt }: Record<string, string>) => name === '外人' && sampledAt!.startsWith('2022-07-09'))
  expect(await ok(office, 'foreign.settleAside', { asideId: stranger.id, as: { kind: 'elsewhere', reason: '只是在这里打工' } })).toEqual({ state: 'elsewhere' })
  expect(await ok(office, 'foreign.getAside', { asideId: stranger.id })).toMatchObject({ state: 'elsewhere', reason: '只是在这里打工', candidates: [] })
  // What was decided stays so when the line comes again.
  expect(await take(MIXED)).toMatchObject({ matched: 0, unmatched: 0, ambiguous: 0, known: 5 })
  expect((await aside()).map(({ sampledAt }: { sampledAt: string }) => sampledAt.slice(0, 10))).toEqual(['2022-07-07'])
  expect(await aside('elsewhere')).toHaveLength(1)
})

test('TEST-05 a line that waited is placed once the ledger knows whose it is', async () => {
  const lines = [{ document: 'X8800055', name: '后来人', at: '2022-07-09 10:00' }]
  expect(await take(lines)).toMatchObject({ unmatched: 1 })
  const late = await ok(office, 'registry.addResident', {
    homeId,
    name: '后来人',
    document: { kind: 'passport', number: 'X8800055', country: 'XX' },
    care: [],
    kind: 'owner',
    from: TODAY,
    evenIfKnown: true,
  })
  expect(await take(lines)).toMatchObject({ matched: 1, unmatched: 0 })
  expect((await results()).some(({ personId }: { personId: string }) => personId === late.id)).toBe(true)
  expect((await aside()).some(({ name }: { name: string }) => name === '后来人')).toBe(false)
})

test('TEST-05 whoever was tested elsewhere within the hours is missing no longer, whichever came first', async () => {
  campaignId = uuidv7()
  const plan = {
    id: campaignId,
    areaId: quarter.compound.id,
    name: '第一轮',
    day: TODAY,
    fromClock: '08:00',
    untilClock: '12:00',
    poolSize: 10,
    ageFrom: 0,
    ageTo: 150,
    isReserve: false,
  }
  await ok(office, 'testing.planCampaign', plan)
  await ok(office, 'testing.addPoint', { id: uuidv7(), campaignId, areaId: quarter.compound.id, name: '东门', tables: 1 })
  await ok(office, 'testing.startCampaign', { campaignId })
  await town.drain()
  // 安一, 陈三, the other twin and the late one have tests of yesterday; 丁四's are too old.
  expect(await coverage()).toMatchObject({ expected: 7, done: 4, missing: 3 })
  expect(new Set(await missing())).toEqual(new Set([people.bo, people.twin, people.ding]))
  // An antigen test is none of these; of a giver whose files say nothing, nobody knows what it was.
  await take([{ document: 'X8800002', at: '2022-07-10 07:00', method: '抗原' }])
  await take([{ document: 'X8800002', at: '2022-07-10 07:05', method: '' }], { giverId: streetGiverId })
  expect(await missing()).toContain(people.bo)
  // Without a word of its method a row is what its giver's files are of.
  await take([{ document: 'X8800002', at: '2022-07-10 07:10', method: '' }])
  expect(await missing()).not.toContain(people.bo)
  expect(await coverage()).toMatchObject({ done: 5, missing: 2 })
})

test('TEST-05 a positive is one task of the office and no case; it is done when the office has taken it on', async () => {
  expect(await take([{ document: 'X8800004', at: '2022-07-10 07:30', result: '阳性' }])).toMatchObject({ matched: 1, positives: 1 })
  const again = [{ name: '丁四', document: 'X8800004', at: '2022-07-10 07:30', result: 'positive', lab: '别处' }]
  expect(await take(again)).toMatchObject({ matched: 0, known: 1 })
  await take([{ document: 'X8800002', at: '2022-07-10 07:40' }])
  expect(await positiveTasks()).toMatchObject([{ title: '他处核酸阳性，请核实', subjectId: people.ding, homeId }])
  expect(await missing()).toContain(people.ding)
  const [first] = await results('positive')
  expect(first).toMatchObject({ personId: people.ding, result: 'positive', seenToAt: null, maySeeTo: true })
  const [negative] = (await results()).filter(({ result }: { result: string }) => result === 'negative')
  expect(await refused(office, 'foreign.seeTo', { resultId: negative.id })).toBe('foreign.not_positive')
  expect(await refused(street, 'foreign.seeTo', { resultId: first.id })).toBe('access.denied')
  expect(await refused(elsewhere, 'foreign.seeTo', { resultId: first.id })).toBe('request.not_found')
  await ok(office, 'foreign.seeTo', { resultId: first.id })
  await ok(office, 'foreign.seeTo', { resultId: first.id })
  expect(await positiveTasks()).toEqual([])
  await take([{ document: 'X8800001', at: '2022-07-10 07:45' }])
  expect(await positiveTasks()).toEqual([])
  expect((await results('positive'))[0]).toMatchObject({ maySeeTo: false })
})

test('TEST-05 a street carries in what lies in any of its communities; it reads masked names and no result', async () => {
  const there = (await ok(elsewhere, 'registry.addHome', { areaId: quarter.nextCompound.id, door: '1', floor: 1, use: 'permanent' })).id
  const person = await ok(elsewhere, 'registry.addResident', {
    homeId: there,
    name: '远亲',
    document: { kind: 'passport', number: 'X8800070', country: 'XX' },
    care: [],
    kind: 'owner',
    from: '2022-01-01',
    evenIfKnown: true,
  })
  const lines = [
    { document: 'X8800070', name: '远亲', at: '2022-07-10 06:00', result: '阳性' },
    { document: 'X8800001', name: '安一', at: '2022-07-10 06:00' },
    { document: 'X8800071', name: '谁也不是', at: '2022-07-10 06:00' },
  ]
  const seen = await take(lines, { giverId: streetGiverId, areaId: quarter.street.id }, street)
  expect(seen).toMatchObject({ matched: 2, positives: 1, unmatched: 1 })
  expect(seen.sample.map(({ result }: { result: unknown }) => result)).toEqual([null, null, null])
  expect(seen.sample[0].name).not.toBe('远亲')
  expect(await refused(street, 'foreign.listResults', { areaId: quarter.street.id, only: 'all' })).toBe('access.denied')
  const theirs = await ok(elsewhere, 'foreign.listResults', { areaId: quarter.nextCommunity.id, only: 'all' })
  expect(theirs.rows).toMatchObject([{ personId: person.id, name: '远亲', result: 'positive' }])
  expect((await aside('open', street, quarter.street.id)).some(({ result }: { result: unknown }) => result !== null)).toBe(false)
  // What the street could not place is the street's to look at.
  expect((await aside()).some(({ name }: { name: string }) => name === '谁也不是')).toBe(false)
})

test('TEST-05 nothing personal lies in clear, and all of it goes after the kept days', async () => {
  const { rows } = await town.db
    .queryAsOwner<{ text: string }>(
      `select coalesce(string_agg(t, ' '), '') as text from (select to_jsonb(r)::text t from "foreign".result r union all select to_jsonb(a)::text from "foreign".aside a union all
      select payload::text from platform.outbox) x`,
    )
    .then((found) => ({ rows: found }))
  expect(rows[0]!.text.length).toBeGreaterThan(1_000)
  for (const word of ['X8800001', '安一', '10100000001', '外人', '只是在这里打工', '某检测机构']) expect(rows[0]!.text, word).not.toContain(word)
  town.clock.now = new Date('2022-09-07T09:00:00+08:00')
  await destroyForeign(town.app.services)
  expect((await results()).length).toBeGreaterThan(0)
  town.clock.now = new Date('2022-09-08T09:00:00+08:00')
  await destroyForeign(town.app.services)
  const left = await town.db.queryAsOwner<{ n: number }>(
    `select ((select count(*) from "foreign".result) + (select count(*) from "foreign".aside) + (select count(*) from "foreign".file))::int as n`,
  )
  expect(left).toEqual([{ n: 0 }])
  expect(await ok(office, 'foreign.listGivers', { areaId: quarter.community.id })).toHaveLength(2)
})
