// A city in the worst week: 100,000 people under control. What the night, a change of edition and its being taken back cost, and how long one case takes to open.
import { controlModule, morning, nightly } from '../packages/server/src/modules/control/index.ts'
import { accessModule } from '../packages/server/src/modules/access/index.ts'
import { approvalsModule } from '../packages/server/src/modules/approvals/index.ts'
import { answerabilityModule } from '../packages/server/src/modules/answerability/index.ts'
import { areasModule, insertAreas, type Area } from '../packages/server/src/modules/areas/index.ts'
import { postureModule, putInForce } from '../packages/server/src/modules/posture/index.ts'
import { registryModule } from '../packages/server/src/modules/registry/index.ts'
import { tasksModule } from '../packages/server/src/modules/tasks/index.ts'
import { type App, buildApp } from '../packages/server/src/platform/app.ts'
import { readConfig } from '../packages/server/src/platform/config.ts'
import type { Actor, Ctx } from '../packages/server/src/platform/ctx.ts'
import { type Database, openEmbedded, openPostgres } from '../packages/server/src/platform/db.ts'
import { SESSION_COOKIE } from '../packages/server/src/platform/http.ts'
import { uuidv7 } from '../packages/server/src/platform/ids.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { addDays } from '../packages/rules/src/days/index.ts'
import { join } from 'node:path'
import { type Figure, isShort, percentile, print, report, throwAwayFolder, throwAwayPostgres, timed } from './harness.ts'

/** The goals are set for PostgreSQL; an embedded database serves a street, and is measured with a tenth. */
const CASES = isShort ? { PostgreSQL: 4_000, PGlite: 1_000 } : { PostgreSQL: 100_000, PGlite: 10_000 }
/** A city of twelve million has 3,300 communities: thirty people under control in each. */
const COMMUNITIES = isShort ? 130 : 3_300
const OPENED = isShort ? 20 : 100
const MODULES = [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, answerabilityModule, controlModule]
const FROM = '2022-11-10'
const TODAY = '2022-11-11'
const NEXT = '2022-11-11'
const at = (day: string, clock: string) => new Date(`${day}T${clock}:00+08:00`)

type Name = keyof typeof CASES
type Town = { cases: number; app: App; db: Database; street: Area; communities: Area[]; as(who: Actor): void; setClock(now: Date): void }

async function post(app: App, name: string, input: object): Promise<any> {
  const reply = await app.http.inject({ method: 'POST', url: `/api/${name}`, headers: { 'x-xiaomen': '1', cookie: `${SESSION_COOKIE}=bench` }, payload: input })
  if (reply.statusCode !== 200) throw new Error(`${name} answered ${reply.statusCode} ${reply.body.slice(0, 200)}`)
  return reply.json()
}
const official = (path: string, unit: string): Actor => ({
  kind: 'account',
  id: uuidv7(),
  name: unit,
  unit,
  grants: [{ role: 'communityAdmin', path, dataClasses: null, from: new Date(0), until: null }],
  personId: null,
  sessionId: uuidv7(),
  lang: null,
})

const order = (ctx: Ctx, areaId: string, edition: string) =>
  putInForce(ctx, {
    areaId,
    posture: 'emergency',
    packId: 'covid-19',
    edition,
    legalBasis: 'bench',
    purpose: 'bench',
    until: '2022-12-31',
    draftedBy: uuidv7(),
    approvedBy: uuidv7(),
  })

/** A case of the ninth edition, opened one to nine days ago, with the tests of its days: one in ten missed one. */
function makeCase(ctx: Ctx, nth: number, community: Area): { row: object; facts: object[] } {
  const id = uuidv7()
  const isContact = nth % 3 !== 0
  const age = 1 + (nth % (isContact ? 9 : 6))
  const anchorDay = addDays(FROM, -age)
  const from = addDays(anchorDay, 1)
  const path = `${community.path}1/1/h${nth + 1}/`
  const base = {
    community_id: community.id,
    case_id: id,
    at: at(from, '09:00'),
    received_at: at(from, '09:00'),
    account_id: null,
    unit: 'bench',
    way: 'office',
    digest: null,
    half: null,
  }
  const track = isContact ? 'contact' : 'secondaryContact'
  const days = (isContact ? [1, 2, 3, 5, 7] : [1, 4, 7]).filter((day) => day <= age && !(nth % 10 === 0 && day === 1))
  const facts: object[] = [
    { ...base, number: 1, id: uuidv7(), kind: 'opened', day: from, content: { edition: '2022-06-28', track, anchorDay, from }, sealed: null },
    ...days.map((day, index) => {
      const factId = uuidv7()
      const sealed = ctx.crypto.seal(
        'health',
        { table: 'control.case_fact', row: factId, column: 'sealed' },
        JSON.stringify({ method: 'pcr', result: 'negative', ct: null, reference: `B-${nth}` }),
        'peace',
      )
      const on = addDays(anchorDay, day)
      return { ...base, number: index + 2, id: factId, kind: 'test', day: on, content: {}, sealed: `\\x${sealed.toString('hex')}`, at: at(on, '10:00') }
    }),
  ]
  const sealed = ctx.crypto.seal('health', { table: 'control.control_case', row: id, column: 'sealed_evidence' }, '{"reference":"B","issuedBy":"B"}', 'peace')
  const row = {
    community_id: community.id,
    id,
    person_id: uuidv7(),
    first_person_id: null,
    home_id: uuidv7(),
    area_path: path,
    trigger: track,
    pack_id: 'covid-19',
    edition: '2022-06-28',
    track,
    anchor_day: anchorDay,
    has_own_suite: true,
    sealed_guardian: null,
    evidence_kind: 'investigationDecision',
    sealed_evidence: `\\x${sealed.toString('hex')}`,
    infection_id: null,
    caused_by: null,
    opened_by: uuidv7(),
    opened_unit: 'bench',
    opened_at: at(from, '09:00'),
    confirmed_by: uuidv7(),
    confirmed_unit: 'other',
    confirmed_at: at(from, '09:00'),
    sealed_refusal: null,
    state: 'active',
    measure: null,
    day_one: from,
    from_day: from,
    last_day: from,
    releasable_on: from,
    records_per_day: 0,
    tests_due: 0,
    tests_missed: 0,
    works_due: 0,
    works_missed: 0,
    settled_on: from,
    restricts: false,
    work_source: uuidv7(),
    facts: facts.length,
    version: 1,
  }
  return { row, facts }
}

async function seed({ app, db, communities, cases }: Town): Promise<void> {
  const insert = (table: string, rows: readonly object[]) =>
    db.queryAsOwner(`insert into ${table} select r.* from jsonb_populate_recordset(null::${table}, '${JSON.stringify(rows)}'::jsonb) r`)
  for (let nth = 0; nth < cases; nth += 2_000) {
    const made = await app.services.asSystem('bench.seed', async (ctx) =>
      Array.from({ length: Math.min(2_000, cases - nth) }, (_, index) => makeCase(ctx, nth + index, communities[(nth + index) % communities.length]!)),
    )
    await insert(
      'control.control_case',
      made.map(({ row }) => row),
    )
    await insert(
      'control.case_fact',
      made.flatMap(({ facts }) => facts),
    )
  }
  for (const table of ['control.control_case', 'control.case_fact']) await db.queryAsOwner(`analyze ${table}`)
}

/** The same rows read and written as barely as a database does it: what no program that answers from the facts can be below. */
async function bare(db: Database, cases: number): Promise<number> {
  const { ms } = await timed(async () => {
    for (let part = 0; part < cases; part += 2_000)
      await db.queryAsOwner(
        `select f.* from control.case_fact f join (select community_id, id from control.control_case order by community_id, id limit 2000 offset ${part}) c
         on f.community_id = c.community_id and f.case_id = c.id`,
      )
    await db.queryAsOwner('update control.control_case set version = version + 1')
  })
  return ms / 1000
}

/** What a server does by itself within a minute, and one that was set up for a bench may not: the planner knows how large the tables have become. */
const lookOver = ({ db }: Pick<Town, 'db'>): Promise<unknown> => db.queryAsOwner('analyze')
const tell = (what: string, seconds: number): number => {
  print(`  ${what}: ${seconds.toFixed(2)} s`)
  return seconds
}

/** From now until the server's own worker has brought the run there; what follows of it is waited for, and not measured. */
async function untilState(town: Town, id: string, state: string): Promise<number> {
  const { app, db } = town
  const from = performance.now()
  for (;;) {
    const [run] = await db.queryAsOwner<{ state: string }>(`select state from control.edition_run where id = '${id}'`)
    if (run!.state === state) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const took = tell(state, (performance.now() - from) / 1000)
  await lookOver(town)
  tell(`what follows of ${state}`, (await timed(() => app.relay.drain())).ms / 1000)
  return took
}

const runs = async (town: Town, edition: string): Promise<{ id: string; preview: number; apply: number; undo: number; isEqual: boolean; changed: number }> => {
  const { app, db, street } = town
  await lookOver(town)
  tell('what follows of the night', (await timed(() => app.relay.drain())).ms / 1000)
  await lookOver(town)
  const standing = async () =>
    (
      await db.queryAsOwner<{ digest: string }>(
        `select md5(string_agg(id || state || edition || last_day || coalesce(measure, ''), ',' order by id)) as digest from control.control_case`,
      )
    )[0]!.digest
  const office = official(street.path, 'one')
  const station = official(street.path, 'two')
  const third = official(street.path, 'three')
  const before = await standing()
  town.as(office)
  const { id } = await post(app, 'control.previewEdition', { id: uuidv7(), areaId: street.id, packId: 'covid-19', edition })
  const preview = await untilState(town, id, 'previewed')
  const sign = async (asked: { waiting: { id: string } }) => {
    for (const who of [station, third]) {
      town.as(who)
      await post(app, 'control.signEdition', { runId: id, actId: asked.waiting.id })
    }
    town.as(office)
  }
  await sign(await post(app, 'control.proposeEdition', { runId: id }))
  const apply = await untilState(town, id, 'applied')
  const applied = await post(app, 'control.getEditionRun', { runId: id, limit: 1 })
  await sign(await post(app, 'control.undoEdition', { runId: id, reason: 'bench' }))
  const undo = await untilState(town, id, 'undone')
  return { id, preview, apply, undo, isEqual: before === (await standing()), changed: applied.progress.done }
}

/** One person more comes under control: proposed, confirmed, the work of the day planned; and the page of a case. */
type Times = { median: number; p95: number }
const timesOf = (ms: readonly number[]): Times => ({ median: percentile(ms.slice(2), 0.5), p95: percentile(ms.slice(2), 0.95) })
async function openOne(town: Town): Promise<{ open: Times; look: Times }> {
  const { app, communities } = town
  const community = communities[0]!
  const office = official(community.path, 'one')
  const station = official(community.path, 'two')
  const grid: Actor = { ...official(community.path, 'one'), kind: 'account' } as Actor
  town.as(grid)
  const building = await app.services.asSystem(
    'bench.areas',
    async (ctx) => (await insertAreas(ctx, [{ parentId: community.id, level: 'building', name: '1幢' }]))[0]!,
  )
  town.as(office)
  const times: number[] = []
  const looks: number[] = []
  for (let nth = 0; nth < OPENED; nth += 1) {
    town.as(office)
    const home = await post(app, 'registry.addHome', { areaId: building.id, door: String(100 + nth), floor: 1, use: 'permanent' })
    const person = await post(app, 'registry.addResident', { homeId: home.id, name: '张试', care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true })
    // Somebody who was written down a second ago is still compared with everybody else: that is not what is measured.
    await app.relay.drain()
    const opening = {
      id: uuidv7(),
      personId: person.id,
      trigger: 'secondaryContact',
      anchorDay: FROM,
      evidence: { kind: 'investigationDecision', reference: 'B', issuedBy: 'B' },
      hasOwnSuite: true,
      guardian: null,
    }
    const { ms } = await timed(async () => {
      town.as(office)
      const { id: caseId } = await post(app, 'control.openCase', opening)
      town.as(station)
      await post(app, 'control.confirmOpening', { caseId })
    })
    times.push(ms)
    looks.push((await timed(() => post(app, 'control.getControl', { caseId: opening.id }))).ms)
  }
  return { open: timesOf(times), look: timesOf(looks) }
}

async function run(db: Database, folder: string, name: Name): Promise<Figure[]> {
  await migrate(
    db,
    MODULES.map((module) => module.name),
  )
  let actor: Actor | null = null
  let now = at(FROM, '12:00')
  const config = readConfig({ XIAOMEN_DATA: folder, XIAOMEN_LOG: 'error', XIAOMEN_PORT: '0' })
  const app = await buildApp({ config, db, modules: MODULES, webDir: null, withJobs: false, resolveActor: async () => actor, now: () => now })
  try {
    const [street, ...communities] = await app.services.asSystem('bench.areas', async (ctx) => {
      const [top] = await insertAreas(ctx, [{ parentId: null, level: 'street', name: '试验街道' }])
      await order(ctx, top!.id, '2022-06-28')
      return [
        top!,
        ...(await insertAreas(
          ctx,
          Array.from({ length: COMMUNITIES }, (_, nth) => ({ parentId: top!.id, level: 'community' as const, name: `${nth + 1}社区` })),
        )),
      ]
    })
    const town: Town = { cases: CASES[name], app, db, street: street!, communities, as: (who) => (actor = who), setClock: (day) => (now = day) }
    const { ms } = await timed(() => seed(town))
    print(`${name}: ${town.cases} cases made in ${(ms / 1000).toFixed(0)} s`)
    // What was made stands nowhere yet: the first night puts it where it is, and is not what is measured.
    await nightly(app.services)
    await lookOver(town)
    const limit = tell('the bare database', await bare(db, town.cases))
    town.setClock(at(NEXT, '00:05'))
    const night = tell('the night', (await timed(() => nightly(app.services))).ms / 1000)
    town.setClock(at(TODAY, '06:00'))
    const day = tell('the works of the day', (await timed(() => morning(app.services))).ms / 1000)
    await lookOver(town)
    town.setClock(at(TODAY, '12:00'))
    const opened = await openOne(town)
    print(
      `  opened ${opened.open.median.toFixed(0)} ms (p95 ${opened.open.p95.toFixed(0)}), looked at ${opened.look.median.toFixed(0)} ms (p95 ${opened.look.p95.toFixed(0)})`,
    )
    await app.services.asSystem('bench.order', (ctx) => order(ctx, town.street.id, '2022-11-11'))
    const change = await runs(town, '2022-11-11')
    print(`${name}: ${change.changed} cases changed`)
    const isJudged = name === 'PostgreSQL'
    const goal = (atMost: number) => (isJudged ? { goal: { atMost } } : {})
    return [
      { what: `the night, ${name}`, value: night, unit: 's', limit, ...goal(60) },
      { what: `the works of the day and who is asked, ${name}`, value: day, unit: 's', limit },
      { what: `preview of an edition, ${name}`, value: change.preview, unit: 's', limit, ...goal(10) },
      { what: `applied, ${name}`, value: change.apply, unit: 's', limit, ...goal(30) },
      { what: `taken back, ${name}`, value: change.undo, unit: 's', limit },
      { what: `cases that stand otherwise after it was taken back, ${name}`, value: change.isEqual ? 0 : 1, unit: 'digest', goal: { atMost: 0 } },
      // Two requests by two people and what follows of them, while their tasks are planned.
      { what: `one case opened by two, with its tasks, ${name}`, value: opened.open.median, unit: 'ms', ...goal(50) },
      { what: `the same, p95, ${name}`, value: opened.open.p95, unit: 'ms' },
      { what: `one case looked at, p95, ${name}`, value: opened.look.p95, unit: 'ms', ...goal(50) },
    ]
  } finally {
    await app.close()
  }
}

const folder = await throwAwayFolder()
const postgres = await throwAwayPostgres()
try {
  const figures: Figure[] = []
  if (postgres) figures.push(...(await run(await openPostgres(postgres.url), join(folder.path, 'postgres'), 'PostgreSQL')))
  figures.push(...(await run(await openEmbedded({ dataDir: null }), join(folder.path, 'embedded-data'), 'PGlite')))
  report({ name: 'control', figures })
} finally {
  await postgres?.drop()
  await folder.remove()
}
