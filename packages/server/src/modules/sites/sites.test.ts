import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule } from '../areas/index.ts'
import { foreignModule } from '../foreign/index.ts'
import { gateModule } from '../gate/index.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { occupationsModule } from '../occupations/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { screeningModule } from '../screening/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { testingModule } from '../testing/index.ts'
import { destroySessions, sitesModule } from './index.ts'

const TODAY = '2022-07-10'
const LOWER = [
  areasModule,
  accessModule,
  approvalsModule,
  registryModule,
  postureModule,
  tasksModule,
  riskModule,
  statusModule,
  gateModule,
  screeningModule,
  testingModule,
]
const [SITES, WORKERS, TEAMS, STAFF] = [58, 10_369, 10, 15]
let town: Town, quarter: Quarter, office: Caller, street: Caller, grid: Caller, elsewhere: Caller
type Session = {
  id: string
  enterpriseId: string
  day: string
  people: number
  workers: number
  missing: number
  tested: number
  maxWaitMinutes: number
  version: number
  state: string
}

const ok = async (caller: Caller, name: string, input: object = {}) => {
  const reply = await caller.call(name, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
const refused = async (caller: Caller, name: string, input: object) => (await caller.call(name, input)).body.code ?? 'done'
const planned = (over: object = {}) => ({
  areaId: quarter.street.id,
  fromDay: TODAY,
  fromClock: '08:00',
  untilClock: '18:00',
  teams: TEAMS,
  tables: STAFF,
  mostDays: 7,
  ...over,
})
const sessions = async (): Promise<Session[]> => (await ok(office, 'sites.listSessions', { areaId: quarter.community.id, fromDay: TODAY })).sessions

beforeAll(async () => {
  town = await openTown({ modules: [...LOWER, foreignModule, occupationsModule, sitesModule] })
  town.clock.now = new Date(`${TODAY}T07:00:00+08:00`)
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
  // 58 sites of very different sizes: who works there is written down as the ledger has it, each a worker of the site.
  const { id, path } = quarter.community
  await town.db.execAsOwner(`
    insert into registry.enterprise (community_id, id, area_id, area_path, name, name_key, trade, state, opened_on, created_at)
      select '${id}', gen_random_uuid(), '${id}', '${path}', '工地' || lpad(n::text, 2, '0'), '工地' || lpad(n::text, 2, '0'), 'constructionSite', 'open', '2022-01-01', now() from generate_series(1, ${SITES}) n;
    with sized as (select id, 1 + (row_number() over (order by name) * 37) % 23 as weight from registry.enterprise where trade = 'constructionSite'),
      spread as (select id, sum(weight) over (order by id) as upto, sum(weight) over () as whole from sized)
    insert into registry.staff (community_id, id, enterprise_id, person_id, area_path, occupation, from_day)
      select '${id}', gen_random_uuid(), (select s.id from spread s where s.upto::numeric / s.whole >= n::numeric / ${WORKERS} order by s.upto limit 1), gen_random_uuid(), '${path}', 'siteWorker', '2022-06-01'
      from generate_series(1, ${WORKERS}) n`)
}, 60_000)
afterAll(() => town.close())

test('TEST-07 A6 58 sites with 10,369 workers: 10 points and 15 staff reach everybody, and nobody waits half an hour', async () => {
  const before = await ok(office, 'sites.listSites', { areaId: quarter.community.id })
  expect([before.sites.length, before.workers, before.waitMinutes]).toEqual([SITES, WORKERS, 30])
  const seen = await ok(street, 'sites.previewPlan', planned())
  expect(seen).toMatchObject({ left: [], people: WORKERS })
  expect(seen.maxWaitMinutes).toBeLessThan(30)
  expect(seen.days).toBeLessThanOrEqual(4)
  expect(seen.sessions.every(({ isInTime }: { isInTime: boolean }) => isInTime)).toBe(true)
  expect(await sessions()).toEqual([])
  const id = uuidv7()
  const saved = await ok(street, 'sites.savePlan', { id, ...planned() })
  expect(saved).toEqual({ sessions: seen.sessions.length, left: 0 })
  expect(await ok(street, 'sites.savePlan', { id, ...planned() })).toMatchObject({ sessions: saved.sessions })
  const list = await sessions()
  expect(list.reduce((sum, { people }) => sum + people, 0)).toBe(WORKERS)
  expect(new Set(list.map(({ enterpriseId }) => enterpriseId)).size).toBe(SITES)
  // Everybody has a session to come now: there is nobody left to plan for.
  expect(await ok(street, 'sites.previewPlan', planned())).toMatchObject({ sessions: [], people: 0 })
  expect(await refused(street, 'sites.savePlan', { id: uuidv7(), ...planned() })).toBe('sites.nobody')
})

test('TEST-07 A6 missing is listed per employer: who was tested on the day or since is missing no longer', async () => {
  const [first] = await sessions()
  expect(first!.missing).toBe(first!.workers)
  const [worker] = (await ok(office, 'occupations.getEmployer', { enterpriseId: first!.enterpriseId })).workers
  await ok(office, 'occupations.noteTest', { id: uuidv7(), staffId: worker.staffId, on: TODAY, evidence: '报告单' })
  const after = (await sessions()).find(({ id }) => id === first!.id)!
  expect([after.missing, after.tested]).toEqual([first!.missing - 1, 1])
  const seen = await ok(office, 'sites.getSession', { sessionId: first!.id })
  expect(seen.missingWorkers).toHaveLength(after.missing)
  expect(seen.missingWorkers.some(({ personId }: { personId: string }) => personId === worker.personId)).toBe(false)
  // The street has the numbers, not the names.
  expect(await refused(street, 'sites.getSession', { sessionId: first!.id })).toBe('access.denied')
  expect((await ok(street, 'sites.listSessions', { areaId: quarter.street.id, fromDay: TODAY })).sessions[0]).toMatchObject({ missing: after.missing })
  expect(await refused(elsewhere, 'sites.getSession', { sessionId: first!.id })).toBe('request.not_found')
})

test('TEST-07 a nearby point or a booked third party instead: the contact lies sealed and is shown to whoever plans', async () => {
  const [of] = await sessions()
  const cancelled = await ok(office, 'sites.cancelSession', { sessionId: of!.id, version: of!.version })
  expect(cancelled).toMatchObject({ state: 'cancelled' })
  expect(await ok(office, 'sites.cancelSession', { sessionId: of!.id, version: of!.version })).toMatchObject({ state: 'cancelled' })
  const base = { id: uuidv7(), enterpriseId: of!.enterpriseId, day: '2022-07-12', fromClock: '08:00', untilClock: '18:00', tables: 3 }
  const third = { ...base, how: { kind: 'thirdParty', provider: '某检测公司', contact: '演练联系人 10100000088', staff: 6 } }
  expect(await refused(office, 'sites.addSession', { ...third, day: '2022-07-09' })).toBe('sites.day_past')
  expect(await refused(office, 'sites.addSession', { ...third, fromClock: '17:45', tables: 1 })).toBe('sites.hours_short')
  expect(await refused(grid, 'sites.addSession', third)).toBe('access.denied')
  const booked = await ok(office, 'sites.addSession', third)
  expect(booked).toMatchObject({ kind: 'thirdParty', provider: '某检测公司', providerStaff: 6, isInTime: true })
  expect(await ok(office, 'sites.addSession', third)).toMatchObject({ id: booked.id })
  expect(await ok(office, 'sites.getSession', { sessionId: booked.id })).toMatchObject({ contact: '演练联系人 10100000088' })
  expect(await ok(grid, 'sites.getSession', { sessionId: booked.id })).toMatchObject({ contact: null })
  const [text] = await town.db.queryAsOwner<{ t: string }>(`select string_agg(to_jsonb(s)::text, ' ') t from sites.session s`)
  expect(text!.t).not.toContain('演练联系人')
  const near = await ok(office, 'sites.addSession', { ...base, id: uuidv7(), tables: 8, how: { kind: 'nearby', pointName: '东门广场采样点' } })
  expect(near).toMatchObject({ kind: 'nearby', pointName: '东门广场采样点', provider: null })
})

test('TEST-07 A6 about a thousand couriers a day at one point: the fewest tables with which nobody waits half an hour', async () => {
  const of = { areaId: quarter.community.id, people: 1_000, fromClock: '07:00', untilClock: '21:00', comes: 'free' }
  const seen = await ok(office, 'sites.tryPoint', of)
  expect(seen).toMatchObject({ waitMinutes: 30 })
  expect(seen.tables).toBeLessThanOrEqual(3)
  expect(seen.maxWaitMinutes).toBeLessThanOrEqual(30)
  expect(await ok(office, 'sites.tryPoint', { ...of, people: 20_000, untilClock: '07:30' })).toMatchObject({ tables: null })
  expect(await refused(grid, 'sites.tryPoint', of)).toBe('access.denied')
})

test('TEST-07 sessions go after the kept days', async () => {
  town.clock.now = new Date('2022-10-01T09:00:00+08:00')
  await destroySessions(town.app.services)
  const [left] = await town.db.queryAsOwner<{ n: number }>('select count(*)::int n from sites.session')
  expect(left!.n).toBe(0)
})
