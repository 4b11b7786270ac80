import { afterAll, beforeAll, expect, test } from 'vitest'
import { labelOf } from '@xiaomen/rules/testing'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule } from '../areas/index.ts'
import { foreignModule } from '../foreign/index.ts'
import { gateModule } from '../gate/index.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { testingModule } from '../testing/index.ts'
import { destroyOccupations, occupationsModule, refreshAll } from './index.ts'

const TODAY = '2022-07-10'
const LOWER = [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, riskModule, statusModule, gateModule, testingModule]
let town: Town, quarter: Quarter, office: Caller, grid: Caller, street: Caller, elsewhere: Caller
let depot: string, market: string, campaignId: string
let staff: Record<'cold' | 'courier' | 'second' | 'cashier' | 'clerk', { id: string; personId: string }>

const ok = async (caller: Caller, name: string, input: object = {}) => {
  const reply = await caller.call(name, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
const refused = async (caller: Caller, name: string, input: object) => (await caller.call(name, input)).body.code ?? 'done'
const refresh = async () => {
  await refreshAll(town.app.services)
  await town.drain()
}
const employers = async (caller = office, areaId = quarter.community.id) => ok(caller, 'occupations.listEmployers', { areaId })
const workers = async (enterpriseId = depot) => (await ok(office, 'occupations.getEmployer', { enterpriseId })).workers as Record<string, string>[]
const stateOf = async (of: keyof typeof staff, enterpriseId = depot) => (await workers(enterpriseId)).find(({ staffId }) => staffId === staff[of].id)
const coverage = async () => (await employers()).coverage
const note = (of: keyof typeof staff, on: string, over: object = {}) =>
  ok(office, 'occupations.noteTest', { id: uuidv7(), staffId: staff[of].id, on, evidence: '报告单 0001', ...over })

const put = (posture: 'emergency' | 'peace') =>
  town.system((ctx) =>
    putInForce(ctx, {
      areaId: quarter.street.id,
      posture,
      ...(posture === 'peace' ? { packId: 'peace', edition: '2022-01' } : { packId: 'covid-19', edition: '2022-06-28' }),
      legalBasis: 'test',
      purpose: 'test',
      until: '2022-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )

beforeAll(async () => {
  town = await openTown({ modules: [...LOWER, foreignModule, occupationsModule] })
  town.clock.now = new Date(`${TODAY}T08:00:00+08:00`)
  quarter = await buildQuarter(town, null)
  await put('emergency')
  await town.drain()
  office = town.as('communityAdmin', quarter.community.path, { unit: '居委会' })
  grid = town.as('gridWorker', quarter.compound.path)
  street = town.as('streetCommander', quarter.street.path)
  elsewhere = town.as('communityAdmin', quarter.nextCommunity.path, { unit: '别处' })
  const open = async (name: string, trade: string) =>
    (
      await ok(office, 'registry.addEnterprise', {
        homeId: null,
        areaId: quarter.compound.id,
        name,
        trade,
        contactName: null,
        contactPhone: null,
        openedOn: '2022-01-01',
      })
    ).id
  depot = await open('快递站', 'courier')
  market = await open('便民超市', 'supermarket')
  const hire = async (enterpriseId: string, name: string, number: string, occupation: string, from = '2022-03-01') => {
    const document = { kind: 'passport', number, country: 'XX' }
    const { id, personId } = await ok(office, 'registry.addStaff', { enterpriseId, name, phone: null, document, occupation, note: null, from })
    return { id, personId }
  }
  staff = {
    cold: await hire(depot, '冷大山', 'X7700001', 'coldChain'),
    courier: await hire(depot, '快小跑', 'X7700002', 'courier'),
    second: await hire(depot, '送新来', 'X7700003', 'courier', TODAY),
    cashier: await hire(market, '收小银', 'X7700004', 'marketStaff'),
    clerk: await hire(market, '文不查', 'X7700005', 'other'),
  }
  await town.drain()
}, 60_000)
afterAll(() => town.close())

test('TEST-06 whoever works at something of the table is due by their last test; without one since they began', async () => {
  const seen = await employers()
  expect(seen.table.classes.map(({ key, days, isDraft }: Record<string, unknown>) => [key, days, isDraft])).toEqual([
    ['daily', 1, true],
    ['twoDays', 2, true],
    ['threeDays', 3, true],
    ['weekly', 7, true],
  ])
  expect(seen.employers.map(({ name, staff: n, overdue, never, today }: Record<string, unknown>) => [name, n, overdue, never, today])).toEqual([
    ['快递站', 3, 0, 2, 1],
    ['便民超市', 1, 0, 1, 0],
  ])
  expect(seen.totals).toEqual({ employers: 2, staff: 4, overdue: 0, never: 3, today: 1 })
  expect(await stateOf('second')).toMatchObject({ state: 'today', dueOn: TODAY, days: 2, lastOn: null, name: '送新来' })
  expect(await stateOf('cold')).toMatchObject({ state: 'never', dueOn: '2022-03-01' })
  expect(await stateOf('clerk', market)).toBeUndefined()
})

test('TEST-06 evidence, a file from elsewhere and a sample here each move the day; the latest counts', async () => {
  expect(await note('cold', '2022-07-09')).toEqual({ dueOn: TODAY })
  expect(await stateOf('cold')).toMatchObject({ state: 'today', lastOn: '2022-07-09' })
  await note('cold', '2022-07-05')
  expect(await stateOf('cold')).toMatchObject({ lastOn: '2022-07-09' })
  const id = uuidv7()
  expect(await note('cold', TODAY, { id })).toEqual({ dueOn: '2022-07-11' })
  expect(await note('cold', TODAY, { id })).toEqual({ dueOn: '2022-07-11' })
  const input = { id, staffId: staff.cold.id, on: TODAY, evidence: '另一张' }
  expect(await refused(office, 'occupations.noteTest', input)).toBe('occupations.other_bytes')
  expect(await refused(office, 'occupations.noteTest', { ...input, id: uuidv7(), on: '2022-07-11' })).toBe('occupations.day_wrong')
  expect(await refused(office, 'occupations.noteTest', { ...input, id: uuidv7(), on: '2022-06-01' })).toBe('occupations.day_wrong')
  expect(await refused(office, 'occupations.noteTest', { ...input, id: uuidv7(), staffId: staff.clerk.id })).toBe('occupations.not_key')
  expect(await refused(elsewhere, 'occupations.noteTest', { ...input, id: uuidv7() })).toBe('request.not_found')

  const giverId = uuidv7()
  await ok(office, 'foreign.addGiver', { id: giverId, areaId: quarter.community.id, name: '市系统', method: 'nucleic' })
  const file = { name: 'r.csv', bytes: Buffer.from('证件号码,采样时间,方法,结果\nX7700002,2022-07-07 09:00,核酸,阴性\nX7700002,2022-07-10 07:00,抗原,阴性\n') }
  const reply = await office.upload(
    'foreign.importFile',
    { id: uuidv7(), giverId, areaId: quarter.community.id, isPreview: false, columns: ['documentNumber', 'sampledAt', 'method', 'result'] },
    file,
  )
  expect(reply).toMatchObject({ status: 200, body: { matched: 2 } })
  await town.drain()
  // An antigen test is none.
  expect(await stateOf('courier')).toMatchObject({ lastOn: '2022-07-07', dueOn: '2022-07-09', state: 'overdue' })

  campaignId = uuidv7()
  const plan = {
    id: campaignId,
    areaId: quarter.community.id,
    name: '一轮',
    day: TODAY,
    fromClock: '08:00',
    untilClock: '12:00',
    poolSize: 10,
    ageFrom: 0,
    ageTo: 150,
    isReserve: false,
  }
  await ok(office, 'testing.planCampaign', plan)
  const point = await ok(office, 'testing.addPoint', { id: uuidv7(), campaignId, areaId: quarter.compound.id, name: '东门', tables: 1 })
  await ok(office, 'testing.startCampaign', { campaignId })
  await town.drain()
  const sample = {
    id: uuidv7(),
    pointId: point.id,
    table: 1,
    tube: labelOf({ kind: 'tube', batch: point.batch, serial: 1 }),
    size: 10,
    means: { kind: 'document', value: 'X7700004' },
    at: town.clock.now.toISOString(),
  }
  await ok(office, 'testing.takeSample', sample)
  await town.drain()
  expect(await stateOf('cashier', market)).toMatchObject({ lastOn: TODAY, dueOn: '2022-07-13', state: 'later' })
})

test('TEST-06 expected − done − excused = missing, and a new turn when somebody is due again', async () => {
  await refresh()
  expect(await coverage()).toEqual({ expected: 4, done: 2, excused: 0, missing: 2 })
  await refresh()
  expect(await coverage()).toEqual({ expected: 4, done: 2, excused: 0, missing: 2 })
  await note('courier', TODAY)
  await town.drain()
  expect(await coverage()).toEqual({ expected: 4, done: 3, excused: 0, missing: 1 })
  // The next day the cold chain is due again, and nobody else but who was late before.
  town.clock.now = new Date('2022-07-11T08:00:00+08:00')
  await refresh()
  expect(await coverage()).toEqual({ expected: 4, done: 2, excused: 0, missing: 2 })
  expect(await stateOf('second')).toMatchObject({ state: 'never' })
  const [open] = (await ok(office, 'tasks.listObligations', { areaId: quarter.community.id })).filter(({ kind }: { kind: string }) => kind === 'keyTest')
  expect(open).toMatchObject({ title: '重点岗位应检', missing: 2 })
  const missing = await ok(office, 'tasks.listMissing', { obligationId: open.id, limit: 10 })
  expect(new Set(missing.rows.map(({ subjectId }: { subjectId: string }) => subjectId))).toEqual(new Set([staff.cold.personId, staff.second.personId]))
  // Whoever works there no longer is asked no more.
  await ok(office, 'registry.endStaff', { staffId: staff.second.id, on: '2022-07-10' })
  await refresh()
  expect(await coverage()).toMatchObject({ expected: 3, missing: 1 })
})

test('TEST-06 overdue by employer for the street, without anybody’s name; another community sees nothing', async () => {
  const seen = await employers(street, quarter.street.id)
  expect(seen.employers[0]).toMatchObject({ name: '快递站', staff: 2 })
  expect(seen.coverage).toMatchObject({ missing: 1 })
  expect(await refused(street, 'occupations.getEmployer', { enterpriseId: depot })).toBe('access.denied')
  expect(await refused(elsewhere, 'occupations.getEmployer', { enterpriseId: depot })).toBe('request.not_found')
  expect((await employers(elsewhere, quarter.nextCommunity.id)).employers).toEqual([])
  const file = await office.call('occupations.downloadEmployers', { areaId: quarter.community.id, campaignId: null, lang: 'zh' })
  expect(file.raw.toString('utf8')).toContain('快递站')
  expect(file.raw.toString('utf8')).not.toContain('冷大山')
})

test('TEST-06 a grid worker of the compound sees the same days as the office, wherever the tests were told', async () => {
  const seen = await ok(grid, 'occupations.getEmployer', { enterpriseId: market })
  expect(seen.workers).toMatchObject([{ staffId: staff.cashier.id, lastOn: TODAY }])
  expect(seen.may).toEqual({ note: true, link: false })
})

test('TEST-06 missing in a round, employer by employer, and by name where it may be seen', async () => {
  const home = (await ok(office, 'registry.addHome', { areaId: quarter.unit.id, door: '501', floor: 5, use: 'permanent' })).id
  const document = { kind: 'passport', number: 'X7700009', country: 'XX' }
  const lives = await ok(office, 'registry.addResident', {
    homeId: home,
    name: '住又跑',
    document,
    care: [],
    kind: 'owner',
    from: '2022-01-01',
    evenIfKnown: true,
  })
  await ok(office, 'registry.addStaff', { enterpriseId: depot, name: '住又跑', phone: null, document, occupation: 'courier', note: null, from: '2022-03-01' })
  const again = uuidv7()
  const plan = {
    id: again,
    areaId: quarter.community.id,
    name: '二轮',
    day: '2022-07-11',
    fromClock: '08:00',
    untilClock: '12:00',
    poolSize: 10,
    ageFrom: 0,
    ageTo: 150,
    isReserve: false,
  }
  await ok(office, 'testing.planCampaign', plan)
  await ok(office, 'testing.addPoint', { id: uuidv7(), campaignId: again, areaId: quarter.compound.id, name: '东门', tables: 1 })
  await ok(office, 'testing.startCampaign', { campaignId: again })
  await town.drain()
  const asked = { areaId: quarter.community.id, campaignId: again }
  expect(await ok(office, 'occupations.listMissing', asked)).toMatchObject({
    employers: [{ enterpriseId: depot, name: '快递站', expected: 1, done: 0, missing: 1 }],
    totals: { employers: 1, expected: 1, missing: 1 },
  })
  expect(await ok(office, 'occupations.getMissing', { enterpriseId: depot, campaignId: again })).toEqual([
    { personId: lives.id, name: '住又跑', occupation: 'courier' },
  ])
  const csv = await office.call('occupations.downloadEmployers', { ...asked, lang: 'en' })
  expect(csv.raw.toString('utf8')).toContain('Missing')
  // Whoever sees nothing of the place sees nothing of its round either.
  expect((await ok(elsewhere, 'occupations.listMissing', { ...asked, areaId: quarter.nextCommunity.id })).employers).toEqual([])
})

test('TEST-06 an employer reads the own staff by a link without an account, until it is stopped', async () => {
  expect(await refused(grid, 'occupations.issueLink', { enterpriseId: depot })).toBe('access.denied')
  const { path, until } = await ok(office, 'occupations.issueLink', { enterpriseId: depot })
  expect(until.slice(0, 10)).toBe('2022-08-10')
  const read = async (at = path, lang = 'zh') => (await town.get(`${at}?lang=${lang}`)).raw.toString('utf8')
  const page = await read()
  for (const text of ['快递站', '冷*山', '今天应检', '冷链']) expect(page, text).toContain(text)
  for (const text of ['冷大山', 'X7700001', '便民超市', '收*银', '报告单']) expect(page, text).not.toContain(text)
  expect(await read(path, 'en')).toContain('Tests of key workers')
  expect(await ok(office, 'occupations.getEmployer', { enterpriseId: depot })).toMatchObject({ linkUntil: until })
  const newer = (await ok(office, 'occupations.issueLink', { enterpriseId: depot })).path
  expect(await read()).toContain('这个链接没有用了')
  expect(await read(newer)).toContain('快递站')
  await ok(office, 'occupations.endLink', { enterpriseId: depot })
  expect(await read(newer)).toContain('这个链接没有用了')
  expect(await read('/employer/AAAAAAAAAAAA')).toContain('这个链接没有用了')
  // The code itself is nowhere.
  const [row] = await town.db.queryAsOwner<{ n: number }>(
    `select count(*)::int n from platform.audit a where to_jsonb(a)::text like '%${newer.split('/')[2]}%'`,
  )
  expect(row!.n).toBe(0)
})

test('TEST-06 whoever is overdue is left to the guard on the way out, where the pack says so, and never kept from coming home or from a hospital', async () => {
  const gate = await ok(office, 'gate.addGate', { areaId: quarter.compound.id, name: '东门' })
  const guard = town.as('guard', quarter.compound.path)
  const at = async (direction: string, over: object = {}) =>
    (await ok(guard, 'gate.lookUp', { gateId: gate.id, means: { kind: 'document', value: 'X7700001' }, direction, ...over })).verdict
  await note('cold', TODAY)
  await refresh()
  expect((await at('out')).reasons).not.toContain('test_overdue')
  const before = town.clock.now
  town.clock.now = new Date('2022-07-13T08:00:00+08:00')
  await refresh()
  expect(await at('out')).toMatchObject({ outcome: 'cannotTell', reasons: expect.arrayContaining(['test_overdue']) })
  expect((await at('out', { medical: true })).outcome).toBe('enter')
  expect((await at('in', { temperatureC: 36.5 })).reasons).not.toContain('test_overdue')
  // Within their days again, the mark is gone.
  town.clock.now = before
  await refresh()
  expect((await at('out')).reasons).not.toContain('test_overdue')
})

test('TEST-06 in peace nobody owes a test and the link leads nowhere; another emergency begins anew', async () => {
  const open = async () =>
    (await ok(office, 'tasks.listObligations', { areaId: quarter.community.id })).filter(({ kind }: { kind: string }) => kind === 'keyTest')
  const [before] = await open()
  const { path } = await ok(office, 'occupations.issueLink', { enterpriseId: depot })
  await put('peace')
  await refresh()
  expect((await open()).filter(({ state }: { state: string }) => state === 'open')).toEqual([])
  expect(await coverage()).toMatchObject({ expected: 0, missing: 0 })
  expect((await town.get(path)).raw.toString('utf8')).toContain('这个链接没有用了')
  const input = { id: uuidv7(), staffId: staff.cold.id, on: '2022-07-11', evidence: '报告单' }
  expect(await refused(office, 'occupations.noteTest', input)).toBe('request.not_found')
  await put('emergency')
  await refresh()
  const after = (await open()).filter(({ state }: { state: string }) => state === 'open')
  expect(after).toHaveLength(1)
  expect(after[0].id).not.toBe(before.id)
  expect(after[0].missing).toBeGreaterThan(0)
})

test('TEST-06 evidence lies sealed and goes after the kept days', async () => {
  const [text] = await town.db.queryAsOwner<{ t: string }>(`select string_agg(to_jsonb(x)::text, ' ') t from occupations.test x`)
  expect(text!.t.length).toBeGreaterThan(100)
  expect(text!.t).not.toContain('报告单')
  town.clock.now = new Date('2022-09-10T09:00:00+08:00')
  await destroyOccupations(town.app.services)
  const [left] = await town.db.queryAsOwner<{ n: number }>('select count(*)::int n from occupations.test')
  expect(left!.n).toBe(0)
})
