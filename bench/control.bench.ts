// 每夜: where a city's open cases stand on the new day, worked out from their facts, on PostgreSQL.
import { accessModule } from '../packages/server/src/modules/access/index.ts'
import { areasModule } from '../packages/server/src/modules/areas/index.ts'
import { approvalsModule } from '../packages/server/src/modules/approvals/index.ts'
import { controlModule, settleAll } from '../packages/server/src/modules/control/index.ts'
import { postureModule } from '../packages/server/src/modules/posture/index.ts'
import { registryModule } from '../packages/server/src/modules/registry/index.ts'
import { tasksModule } from '../packages/server/src/modules/tasks/index.ts'
import { buildApp } from '../packages/server/src/platform/app.ts'
import { readConfig } from '../packages/server/src/platform/config.ts'
import { openPostgres } from '../packages/server/src/platform/db.ts'
import { uuidv7 } from '../packages/server/src/platform/ids.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { type Figure, isShort, report, throwAwayFolder, throwAwayPostgres, timed } from './harness.ts'

const CASES = isShort ? 5_000 : 100_000
const COMMUNITIES = 28
/** As long as the ninth edition keeps a contact: some end every night. */
const DAYS = 10
const TESTS = [1, 2, 3, 5, 7, 10]
const RECORDS_A_DAY = 2
const AT_ONCE = 2_000
const MODULES = [areasModule, accessModule, registryModule, approvalsModule, postureModule, tasksModule, controlModule]
const TODAY = '2022-07-20'
const dayOf = (from: number) => new Date(Date.parse(`${TODAY}T12:00:00Z`) + from * 86_400_000).toISOString().slice(0, 10)

const postgres = await throwAwayPostgres()
if (postgres === null) throw new Error('No PostgreSQL at 127.0.0.1:5432 (or TEST_DATABASE_URL): the goal is set for it.')
const { path: folder, remove } = await throwAwayFolder()
const db = await openPostgres(postgres.url, 4)
await migrate(
  db,
  MODULES.map((module) => module.name),
)
const config = readConfig({ XIAOMEN_DATA: folder, XIAOMEN_LOG: 'error', XIAOMEN_PORT: '0' })
const clock = { now: new Date(`${TODAY}T00:05:00+08:00`) }
const app = await buildApp({ config, db, modules: MODULES, webDir: null, withJobs: false, now: () => clock.now, resolveActor: async () => null })

const communities = Array.from({ length: COMMUNITIES }, () => uuidv7())
const { crypto } = app.services
const negative = JSON.stringify({ method: 'pcr', result: 'negative', ct: null, reference: '检-1' })
for (let at = 0; at < CASES; at += AT_ONCE) {
  const cases = Array.from({ length: Math.min(AT_ONCE, CASES - at) }, (_, nth) => {
    const index = at + nth
    const served = index % (DAYS + 1)
    const communityId = communities[index % COMMUNITIES]!
    const id = uuidv7()
    const tests = TESTS.filter((day) => day <= served).map((day) => {
      const factId = uuidv7()
      const sealed = crypto.seal('health', { table: 'control.case_fact', row: factId, column: 'sealed' }, negative, 'peace').toString('hex')
      return { factId, day: dayOf(day - served - 1), sealed }
    })
    return { communityId, id, personId: uuidv7(), path: `/1/1/${(index % COMMUNITIES) + 1}/h${index}/`, served, anchor: dayOf(-served - 1), tests }
  })
  // Nothing in it has a quote: ids, days, paths and bytes as hex.
  const as = `jsonb_to_recordset('${JSON.stringify(cases)}'::jsonb) as r ("communityId" uuid, id uuid, "personId" uuid, path text, served int, anchor date, tests jsonb)`
  await db.execAsOwner(`insert into control.control_case (community_id, id, person_id, area_path, trigger, pack_id, edition, track, anchor_day, has_own_suite, evidence_kind, sealed_evidence,
      opened_by, opened_unit, opened_at, state, measure, day_one, from_day, last_day, releasable_on, records_per_day, tests_due, tests_missed, restricts, work_source, facts, version)
    select "communityId", id, "personId", path, 'contact', 'covid-19', '2022-06-28', 'contact', anchor, true, 'testResult', '\\x00', id, 'bench', now(), 'active',
      'centralIsolation', anchor + 1, anchor + 1, anchor + 10, anchor + 11, 2, 0, 0, true, id, 1, 1 from ${as}`)
  await db.execAsOwner(`insert into control.case_fact (community_id, case_id, number, id, kind, day, content, at, received_at, way)
    select "communityId", id, 1, id, 'opened', anchor + 1, jsonb_build_object('edition', '2022-06-28', 'track', 'contact', 'anchorDay', anchor, 'from', anchor + 1), now(), now(), 'office'
    from ${as}`)
  await db.execAsOwner(`insert into control.case_fact (community_id, case_id, number, id, kind, day, content, sealed, at, received_at, way)
    select "communityId", r.id, 1 + t.nth, (t.test ->> 'factId')::uuid, 'test', (t.test ->> 'day')::date, '{}', decode(t.test ->> 'sealed', 'hex'),
      ((t.test ->> 'day')::date + interval '4 hours'), now(), 'office'
    from ${as} cross join lateral jsonb_array_elements(r.tests) with ordinality as t (test, nth)`)
  await db.execAsOwner(`insert into control.case_fact (community_id, case_id, number, id, kind, day, half, content, sealed, at, received_at, way)
    select "communityId", r.id, 100 + n, gen_random_uuid(), 'record', anchor + 1 + n / ${RECORDS_A_DAY}, case when n % 2 = 0 then 'morning' else 'evening' end, '{}', '\\x0102', now(), now(), 'phone'
    from ${as} cross join lateral generate_series(0, r.served * ${RECORDS_A_DAY} - 1) as n`)
}
await db.execAsOwner('analyze control.control_case; analyze control.case_fact')

const figures: Figure[] = []
try {
  const first = await timed(() => settleAll(app.services))
  figures.push({
    what: `the night of ${CASES} open cases, ${first.value.changed} of them stand elsewhere`,
    value: first.ms / 1000,
    unit: 's',
    goal: { atMost: 60 },
  })
  const again = await timed(() => settleAll(app.services))
  figures.push({ what: `the same again, ${again.value.changed} changed`, value: again.ms / 1000, unit: 's', goal: { atMost: 60 } })
  if (first.value.seen !== CASES || again.value.changed !== 0)
    throw new Error(`not every case was seen, or one changed twice: ${JSON.stringify([first.value, again.value])}`)
} finally {
  await app.close()
  await postgres.drop()
  await remove()
}
report({ name: 'control', figures })
