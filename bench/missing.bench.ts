// `npm run bench -- missing`: who is missing in a round of testing, employer by employer, live, of a street and of a district, asked of the whole server;
// beside one bare query of the same as the owner of the tables. One in five is missing, one in twenty works for somebody.
import { accessModule } from '../packages/server/src/modules/access/index.ts'
import { approvalsModule } from '../packages/server/src/modules/approvals/index.ts'
import { areasModule, insertAreas } from '../packages/server/src/modules/areas/index.ts'
import { foreignModule } from '../packages/server/src/modules/foreign/index.ts'
import { gateModule } from '../packages/server/src/modules/gate/index.ts'
import { occupationsModule } from '../packages/server/src/modules/occupations/index.ts'
import { postureModule } from '../packages/server/src/modules/posture/index.ts'
import { registryModule } from '../packages/server/src/modules/registry/index.ts'
import { riskModule } from '../packages/server/src/modules/risk/index.ts'
import { tasksModule } from '../packages/server/src/modules/tasks/index.ts'
import { testingModule } from '../packages/server/src/modules/testing/index.ts'
import { buildApp } from '../packages/server/src/platform/app.ts'
import { readConfig } from '../packages/server/src/platform/config.ts'
import type { Actor } from '../packages/server/src/platform/ctx.ts'
import { openPostgres } from '../packages/server/src/platform/db.ts'
import { sessionCookieOf } from '../packages/server/src/platform/http.ts'
import { uuidv7 } from '../packages/server/src/platform/ids.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { type Figure, isShort, median, print, report, throwAwayFolder, throwAwayPostgres, timed } from './harness.ts'

const STREETS = isShort ? 2 : 20
const COMMUNITIES = 10
const PEOPLE = 6_500
const EMPLOYED = 20
const STAFF_OF_ONE = 16
const ROUNDS = isShort ? 3 : 7
const MODULES = [
  areasModule,
  accessModule,
  approvalsModule,
  registryModule,
  postureModule,
  tasksModule,
  riskModule,
  gateModule,
  testingModule,
  foreignModule,
  occupationsModule,
]

const made = await throwAwayPostgres()
if (made === null) {
  print('no PostgreSQL: nothing is measured')
  report({ name: 'missing', figures: [] })
  process.exit(0)
}
const folder = await throwAwayFolder()
const db = await openPostgres(made.url)
const figures: Figure[] = []
try {
  await migrate(
    db,
    MODULES.map((module) => module.name),
  )
  const actors = new Map<string, Actor>()
  const config = readConfig({ XIAOMEN_DATA: folder.path, XIAOMEN_LOG: 'error', XIAOMEN_PORT: '0' })
  const app = await buildApp({ config, db, modules: MODULES, webDir: null, withJobs: false, resolveActor: async (_, token) => actors.get(token) ?? null })
  try {
    const campaignId = uuidv7()
    const { district, streets, communities } = await app.services.asSystem('bench.areas', async (ctx) => {
      const [whole] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '示范区' }])
      const of = await insertAreas(
        ctx,
        Array.from({ length: STREETS }, (_, at) => ({ parentId: whole!.id, level: 'street' as const, name: `第${at + 1}街道` })),
      )
      const beneath = of.flatMap((street) =>
        Array.from({ length: COMMUNITIES }, (_, at) => ({ parentId: street.id, level: 'community' as const, name: `第${at + 1}社区` })),
      )
      return { district: whole!, streets: of, communities: await insertAreas(ctx, beneath) }
    })
    for (const { id, path } of communities)
      await db.execAsOwner(`
        insert into tasks.duty (community_id, obligation_id, subject_id, subject_kind, area_path, expected_from, done_at)
          select '${id}', '${campaignId}', gen_random_uuid(), 'person', '${path}' || (1 + n % 60) || '/h' || n || '/', '2022-07-10', case when n % 5 = 0 then null else now() end
          from generate_series(1, ${PEOPLE}) n;
        insert into registry.enterprise (community_id, id, area_id, area_path, name, name_key, trade, state, opened_on, created_at)
          select '${id}', gen_random_uuid(), '${id}', '${path}', '单位' || n, '单位' || n, 'courier', 'open', '2022-01-01', now()
          from generate_series(1, ${Math.ceil(PEOPLE / EMPLOYED / STAFF_OF_ONE)}) n;
        with people as (select subject_id, row_number() over (order by subject_id) as n from tasks.duty where community_id = '${id}' order by subject_id limit ${Math.floor(PEOPLE / EMPLOYED)}),
          places as (select id, row_number() over (order by id) as n, count(*) over () as all from registry.enterprise where community_id = '${id}')
        insert into registry.staff (community_id, id, enterprise_id, person_id, area_path, occupation, from_day)
          select '${id}', gen_random_uuid(), places.id, subject_id, '${path}', 'courier', '2022-01-01' from people join places on places.n = 1 + people.n % places.all;`)
    await db.execAsOwner('analyze')

    const ask = async (role: 'streetCommander' | 'district', area: { id: string; path: string }) => {
      const token = `bench-${role}`
      const grants = [{ role, path: area.path, dataClasses: null, from: new Date(0), until: null }]
      actors.set(token, { kind: 'account', id: uuidv7(), name: role, unit: 'bench', grants, personId: null, sessionId: uuidv7(), lang: null })
      const headers = { 'x-xiaomen': '1', cookie: `${sessionCookieOf(config)}=${token}` }
      const payload = { areaId: area.id, campaignId }
      return timed(() => app.http.inject({ method: 'POST', url: '/api/occupations.listMissing', headers, payload }))
    }
    const bare = (path: string) =>
      timed(() =>
        db.queryAsOwner(
          `select s.enterprise_id, count(*) filter (where d.done_at is null) as missing, count(*) as expected from registry.staff s
           join tasks.duty d on d.community_id = s.community_id and d.obligation_id = '${campaignId}' and d.subject_id = s.person_id
           where s.until_day is null and s.area_path ^@ '${path}' group by 1 order by 2 desc`,
        ),
      )
    for (const [what, role, area, most] of [
      ['a street of 65,000', 'streetCommander', streets[0]!, 300],
      [`a district of ${((STREETS * COMMUNITIES * PEOPLE) / 1_000_000).toFixed(2)} million`, 'district', district, 1_000],
    ] as const) {
      const [own, limit]: [number[], number[]] = [[], []]
      for (let round = 0; round < ROUNDS; round += 1) {
        limit.push((await bare(area.path)).ms)
        const { ms, value } = await ask(role, area)
        if (value.statusCode !== 200) throw new Error(`${what}: ${value.statusCode} ${value.body.slice(0, 300)}`)
        const { totals } = value.json() as { totals: { expected: number; missing: number } }
        if (totals.expected === 0 || totals.missing === 0) throw new Error(`${what}: nobody is missing`)
        if (round === 0) print(`  ${what}: ${totals.expected} of employers expected, ${totals.missing} missing`)
        own.push(ms)
      }
      figures.push({ what: `missing by employer, ${what}`, value: median(own), unit: 'ms', limit: median(limit), goal: { atMost: most } })
    }
  } finally {
    await app.close()
  }
} finally {
  await folder.remove()
  await made.drop()
}
report({ name: 'missing', figures })
