import { addDays } from '@xiaomen/rules/days'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { openSheet } from '../../platform/workbook/read-workbook.ts'
import { localDay } from '../../platform/time.ts'
import { accessModule, seedAccount } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { gateModule } from '../gate/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { testingModule } from '../testing/index.ts'
import { screeningModule } from './index.ts'
import { runInTurns } from './run-in-turns.ts'

const ASKED = { hours: 24, positivity: 0.001, pool: 'advised', tablesPerPoint: null as number | null, arrivals: 'slots' }
let town: Town
let street: Area, large: Area, small: Area, compound: Area, empty: Area
let office: Caller, commander: Caller, supervisor: Caller, guard: Caller, foreign: Caller

const ok = async (caller: Caller, name: string, input: object) => {
  const reply = await caller.call(name, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
const preview = (caller: Caller, areaId: string, over: object = {}) => ok(caller, 'screening.previewPlan', { areaId, asked: { ...ASKED, ...over } })
const refused = async (caller: Caller, name: string, input: object): Promise<string> => {
  const { status, body } = await caller.call(name, input)
  return `${status} ${body?.code ?? ''}`.trim()
}

beforeAll(async () => {
  town = await openTown({
    modules: [
      areasModule,
      accessModule,
      approvalsModule,
      registryModule,
      postureModule,
      tasksModule,
      riskModule,
      statusModule,
      gateModule,
      testingModule,
      screeningModule,
    ],
  })
  await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '示范区' }])
    const [first, other] = await insertAreas(ctx, [
      { parentId: district!.id, level: 'street', name: '文澜街道' },
      { parentId: district!.id, level: 'street', name: '外街道' },
    ])
    const [one, two, none] = await insertAreas(ctx, [
      { parentId: first!.id, level: 'community', name: '东社区' },
      { parentId: first!.id, level: 'community', name: '西社区' },
      { parentId: first!.id, level: 'community', name: '新社区' },
    ])
    const [court] = await insertAreas(ctx, [{ parentId: two!.id, level: 'compound', name: '梧桐里' }])
    ;[street, large, small, empty, compound] = [first!, one!, two!, none!, court!]
    foreign = town.as('communityAdmin', other!.path)
    // 5,200 people in 1,800 homes of the east; the ledger's own import would take a minute for them.
    await sql`insert into registry.home (community_id, id, area_id, area_path, ordinal, door, door_key, floor, use, created_at, order_key)
      select ${one!.id}, gen_random_uuid(), ${one!.id}, ${one!.path} || 'h' || n || '/', n, n::text, n::text, 1, 'permanent', now(), ${one!.path} || n from generate_series(1, 1800) n`.execute(
      ctx.tx,
    )
    await sql`insert into registry.residency (community_id, id, person_id, home_id, area_path, kind, from_day)
      select h.community_id, gen_random_uuid(), gen_random_uuid(), h.id, h.area_path, 'owner', '2020-01-01'
      from registry.home h cross join generate_series(1, 3) n where h.community_id = ${one!.id} and (n < 3 or h.ordinal <= 1600)`.execute(ctx.tx)
  })
  office = town.as('communityAdmin', small.path)
  commander = town.as('streetCommander', street.path)
  supervisor = town.as('supervisor', street.path)
  guard = town.as('guard', street.path)
  const home = async (door: string) => (await ok(office, 'registry.addHome', { areaId: compound.id, door, floor: 1, use: 'permanent' })).id
  const person = (homeId: string, name: string, care: string[] = []) =>
    ok(office, 'registry.addResident', { homeId, name, care, kind: 'owner', from: '2020-01-01', evenIfKnown: true })
  const first = await home('101')
  await person(first, '沈一禾', ['reducedMobility', 'dialysis'])
  await person(first, '沈二禾', ['infant'])
  await person(first, '沈三禾', ['chronicIllness'])
  const second = await home('102')
  await person(second, '沈四禾')
  // Somebody with two homes is one person; an empty home is no home to go to.
  const { id } = await person(second, '沈五禾', ['pregnant'])
  await home('103')
  await town.system((ctx) =>
    sql`insert into registry.residency (community_id, id, person_id, home_id, area_path, kind, from_day)
      select community_id, gen_random_uuid(), ${id}, id, area_path, 'family', '2021-01-01' from registry.home where id = ${first}`.execute(ctx.tx),
  )
}, 120_000)
afterAll(() => town?.close())

test('TEST-10 a street is planned from its ledger: communities with points, tables and hands, every point run through, each figure with its source', async () => {
  const plan = await preview(commander, street.id)
  expect(plan.area).toEqual({ id: street.id, name: '文澜街道' })
  expect(plan.communities.map(({ name, people }: { name: string; people: number }) => [name, people])).toEqual([
    ['东社区', 5200],
    ['西社区', 5],
  ])
  const [east, west] = plan.communities
  expect(east).toMatchObject({
    homes: 1800,
    homebound: 0,
    tables: 8,
    samplers: 16,
    points: [
      { people: 2600, tables: 4 },
      { people: 2600, tables: 4 },
    ],
  })
  expect(west).toMatchObject({ homes: 2, homebound: 1, special: 2, tables: 1, doorTeams: 1, points: [{ people: 4, tables: 1 }] })
  expect(plan.totals).toMatchObject({ people: 5205, points: 3, tables: 9, homebound: 1, special: 2 })
  expect(plan).toMatchObject({ pool: '20', isInGuide: true, advice: { size: 20, reason: 'fewestTests', mayDilute: false } })
  expect(plan.run).toMatchObject({ isInTime: true, windowHours: 21.6, peak: { pace: 'planned' } })
  expect(plan.run.waits.now.people).toBe(5204)
  expect(plan.run.waits.now.lastServedS).toBeLessThanOrEqual(24 * 3600)
  expect(plan.run.waits.oneMore.meanS).toBeLessThanOrEqual(plan.run.waits.now.meanS)
  expect(plan.run.curve.people.reduce((sum: number, count: number) => sum + count, 0)).toBe(5204)
  for (const { value, source } of plan.figures) expect([typeof value, source.zh.length > 5, source.en.length > 5]).toEqual(['number', true, true])
  expect(plan.zones.map(({ zone }: { zone: string }) => zone)).toEqual(['sealed', 'controlled', 'precaution'])
  // Asked again of the same ledger it is the same plan.
  expect(await preview(commander, street.id)).toEqual(plan)
})

test('TEST-10 what is asked changes the plan: hours, positivity, pool, tables, how people come', async () => {
  const whole = await preview(commander, large.id)
  const quick = await preview(commander, large.id, { hours: 6 })
  expect(quick.totals.tables).toBeGreaterThan(whole.totals.tables)
  expect(quick.run.isInTime).toBe(true)
  const few = await preview(commander, large.id, { hours: 6, tablesPerPoint: 2 })
  expect(few.totals.tables).toBe(4)
  expect(few.run).toMatchObject({ isInTime: false, peak: { pace: 'beyond' } })
  expect(few.run.waits.now.meanS).toBeGreaterThan(3600)
  expect(await preview(commander, large.id, { hours: 48 })).toMatchObject({ isInGuide: false })
  const high = await preview(commander, large.id, { positivity: 0.05 })
  expect(high).toMatchObject({ pool: '5', advice: { size: 5, reason: 'tooMany' } })
  expect(high.totals.tubes).toBeGreaterThan(whole.totals.tubes)
  const household = await preview(commander, large.id, { pool: 'household' })
  expect(household.pool).toBe('household')
  expect(household.totals.tubes).toBe(Math.ceil(1800 * 1.05))
  const free = await preview(commander, large.id, { arrivals: 'free' })
  expect(free.run.peak.pace).toBe('burst')
  expect(free.run.waits.now.meanS).toBeGreaterThan(whole.run.waits.now.meanS)
})

test('TEST-10 part of a community is planned alone, and where nobody is on record there is nothing to plan', async () => {
  const plan = await preview(office, compound.id)
  expect(plan.communities).toMatchObject([{ areaId: small.id, name: '梧桐里', people: 5 }])
  expect(await refused(commander, 'screening.previewPlan', { areaId: empty.id, asked: ASKED })).toBe('409 screening.nobody')
  expect(await refused(commander, 'screening.savePlan', { id: uuidv7(), areaId: empty.id, name: '空', version: null, asked: ASKED })).toBe(
    '409 screening.nobody',
  )
})

test('TEST-10 a plan is kept as it was worked out, changed by version, listed where it lies and removed; two who change it do not overwrite each other', async () => {
  const accountId = await town.system((ctx) =>
    seedAccount(ctx, {
      login: 'screening',
      name: '周指挥',
      unit: '文澜街道',
      password: 'a-long-enough-one',
      grants: [{ role: 'streetCommander', path: street.path, from: '2022-01-01' }],
    }),
  )
  const zhou = town.as('streetCommander', street.path, { accountId })
  const id = uuidv7()
  const kept = { id, areaId: street.id, name: '全街一轮', version: null as number | null, asked: ASKED }
  expect(await ok(zhou, 'screening.savePlan', kept)).toEqual({ id, version: 1 })
  expect(await refused(zhou, 'screening.savePlan', kept)).toBe('409 screening.changed_meanwhile')
  const first = await ok(commander, 'screening.getPlan', { planId: id })
  expect(first).toMatchObject({ id, name: '全街一轮', version: 1, changedBy: '周指挥', mayEdit: true })
  expect(first.plan).toEqual(await preview(commander, street.id))

  expect(await ok(zhou, 'screening.savePlan', { ...kept, version: 1, name: '十二小时一轮', asked: { ...ASKED, hours: 12 } })).toEqual({ id, version: 2 })
  expect(await refused(commander, 'screening.savePlan', { ...kept, version: 1 })).toBe('409 screening.changed_meanwhile')
  // A plan does not walk to another area.
  expect(await refused(commander, 'screening.savePlan', { ...kept, version: 2, areaId: large.id })).toBe('404 request.not_found')
  const { plans, isCut } = await ok(supervisor, 'screening.listPlans', { areaId: street.id })
  expect(isCut).toBe(false)
  expect(plans).toMatchObject([
    { id, name: '十二小时一轮', areaName: '文澜街道', people: 5205, points: 3, hours: 12, isInTime: true, version: 2, changedBy: '周指挥', mayEdit: false },
  ])
  // The street's plan is none of the community's.
  expect((await ok(office, 'screening.listPlans', { areaId: small.id })).plans).toEqual([])
  expect(await refused(office, 'screening.getPlan', { planId: id })).toBe('404 request.not_found')
  expect(await refused(foreign, 'screening.getPlan', { planId: id })).toBe('404 request.not_found')

  expect(await refused(commander, 'screening.removePlan', { planId: id, version: 1 })).toBe('409 screening.changed_meanwhile')
  expect(await refused(supervisor, 'screening.removePlan', { planId: id, version: 2 })).toBe('403 access.denied')
  await ok(commander, 'screening.removePlan', { planId: id, version: 2 })
  expect(await refused(commander, 'screening.getPlan', { planId: id })).toBe('404 request.not_found')
})

test('TEST-10 the plan as a workbook and as a page: the same figures, in both languages, with their sources', async () => {
  const id = uuidv7()
  await ok(commander, 'screening.savePlan', { id, areaId: street.id, name: '<全街> & 一轮', version: null, asked: ASKED })
  for (const [lang, title, people, mark] of [
    ['zh', '大规模核酸筛查测算', '5\u202f205', '拟定'],
    ['en', 'Plan of a mass screening', '5\u202f205', 'draft'],
  ] as const) {
    const page = await supervisor.call('screening.printPlan', { planId: id, lang })
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    const written = page.raw.toString('utf8')
    for (const said of [title, people, mark, '&lt;全街&gt; &amp; 一轮', '东社区', '360']) expect(written, said).toContain(said)
    expect(written).not.toContain('<全街>')
    expect(written).not.toMatch(/<script|<link|src=/)
    const file = await supervisor.call('screening.downloadWorkbook', { planId: id, lang })
    expect(file.status).toBe(200)
    const sheet = await openSheet(file.raw)
    const cells: string[] = []
    for await (const row of sheet.rows()) cells.push(...row.cells.map(String))
    expect(cells).toContain('<全街> & 一轮')
    expect(cells).toContain(people)
  }
})

test('TEST-10 who plans no screenings is told nothing, and what does not fit is refused before anything is counted', async () => {
  expect(await refused(guard, 'screening.previewPlan', { areaId: street.id, asked: ASKED })).toBe('403 access.denied')
  expect(await refused(supervisor, 'screening.previewPlan', { areaId: street.id, asked: ASKED })).toBe('403 access.denied')
  expect(await refused(foreign, 'screening.previewPlan', { areaId: street.id, asked: ASKED })).toBe('404 request.not_found')
  expect(await refused(office, 'screening.previewPlan', { areaId: street.id, asked: ASKED })).toBe('404 request.not_found')
  for (const over of [
    { hours: 0 },
    { hours: 73 },
    { hours: 1.5 },
    { hours: '24' },
    { positivity: -0.1 },
    { positivity: 1.1 },
    { positivity: null },
    { pool: '7' },
    { pool: 10 },
    { tablesPerPoint: 0 },
    { tablesPerPoint: 201 },
    { arrivals: 'maybe' },
  ])
    expect(await refused(commander, 'screening.previewPlan', { areaId: street.id, asked: { ...ASKED, ...over } }), JSON.stringify(over)).toBe(
      '400 request.invalid',
    )
  expect(await refused(commander, 'screening.savePlan', { id: uuidv7(), areaId: street.id, name: ' ', version: null, asked: ASKED })).toBe(
    '400 request.invalid',
  )
})

test('TEST-10 a district is run through in turns: others are served meanwhile', async () => {
  const communities = Array.from({ length: 60 }, () => Array.from({ length: 6 }, () => ({ people: 2500, tables: 4 })))
  let turns = 0
  let isOver = false
  const count = () => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  const service = { kind: 'lognormal', meanS: 90, leastS: 30, spread: 0.6 } as const
  const { all } = await runInTurns({ communities, arrivals: { kind: 'slots', windowS: 77_760, slotS: 1800 }, service, seed: 1 })
  isOver = true
  expect(all.now.people).toBe(900_000)
  // How often depends on how fast the machine is; once would be after the whole run.
  expect(turns).toBeGreaterThan(1)
})

test('TEST-10 a kept plan becomes a round in one act: its points, tables, pool and hours, by whoever may lay one out, once, and in no peace', async () => {
  const planId = uuidv7()
  const asked = { ...ASKED, hours: 10, pool: '5', tablesPerPoint: 60 }
  await ok(commander, 'screening.savePlan', { id: planId, areaId: street.id, name: '全街一轮', version: null, asked })
  const { plan, mayLayOut } = await ok(commander, 'screening.getPlan', { planId })
  expect(mayLayOut).toBe(false)
  const campaignId = uuidv7()
  const wanted = { planId, version: 1, campaignId, name: '全街核酸', day: localDay(new Date()), fromClock: '08:30', isReserve: true }
  expect(await refused(commander, 'screening.layOutRound', wanted)).toBe('404 request.not_found')
  await town.system((ctx) =>
    putInForce(ctx, {
      areaId: street.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: 'test',
      purpose: 'test',
      until: addDays(localDay(new Date()), 60),
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    }),
  )
  expect((await ok(commander, 'screening.getPlan', { planId })).mayLayOut).toBe(true)
  // Whoever reads plans lays out nothing; a community not the street's; twenty-four hours from half past eight are another day.
  expect((await ok(supervisor, 'screening.getPlan', { planId })).mayLayOut).toBe(false)
  expect(await refused(supervisor, 'screening.layOutRound', wanted)).toBe('403 access.denied')
  expect(await refused(office, 'screening.layOutRound', wanted)).toBe('404 request.not_found')
  expect(await refused(commander, 'screening.layOutRound', { ...wanted, fromClock: '14:01' })).toBe('400 screening.longer_than_day')
  expect(await refused(commander, 'screening.layOutRound', { ...wanted, version: 2 })).toBe('409 screening.changed_meanwhile')

  const done = await ok(commander, 'screening.layOutRound', wanted)
  const round = await ok(commander, 'testing.getCampaign', { campaignId })
  expect(round).toMatchObject({ name: '全街核酸', state: 'reserve', poolSize: 5, fromClock: '08:30', untilClock: '18:30', areaId: street.id })
  const tables = (rows: { tables: number }[]) => rows.reduce((sum, row) => sum + row.tables, 0)
  expect(tables(round.points)).toBe(plan.totals.tables)
  // Sixty tables are two points of a round beside each other.
  expect(Math.max(...round.points.map((point: { tables: number }) => point.tables))).toBe(30)
  expect(done).toEqual({ campaignId, communities: 3, points: round.points.length })
  expect(new Set(round.points.map((point: { batch: string }) => point.batch)).size).toBe(round.points.length)
  expect(round.points.map((point: { name: string }) => point.name)).toContain('东社区采样点 1')
  // Pressed twice it is the same round.
  expect(await ok(commander, 'screening.layOutRound', wanted)).toEqual(done)
  expect((await ok(commander, 'testing.getCampaign', { campaignId })).points).toHaveLength(round.points.length)

  // Of one community they stand in it.
  const ofEast = uuidv7()
  const east = town.as('streetCommander', large.path)
  await ok(east, 'screening.savePlan', { id: ofEast, areaId: large.id, name: '东社区', version: null, asked })
  const third = { ...wanted, planId: ofEast, campaignId: uuidv7() }
  expect((await ok(east, 'screening.layOutRound', third)).points).toBeGreaterThan(0)

  // Of a compound the points stand in it, until midnight.
  const ofCourt = uuidv7()
  await ok(office, 'screening.savePlan', { id: ofCourt, areaId: compound.id, name: '梧桐里', version: null, asked: { ...ASKED, hours: 10 } })
  const second = { ...wanted, planId: ofCourt, campaignId: uuidv7(), fromClock: '14:00' }
  await ok(office, 'screening.layOutRound', second)
  const court = await ok(office, 'testing.getCampaign', { campaignId: second.campaignId })
  expect([court.untilClock, ...court.points.map((point: { areaId: string; name: string }) => `${point.areaId === compound.id} ${point.name}`)]).toEqual([
    '23:59',
    'true 梧桐里采样点 1',
  ])
})
