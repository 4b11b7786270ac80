// A night's results at once: a laboratory's file of a hundred thousand tubes, read, matched and written; what follows for those in them; and how soon the ten of a
// positive pool are found with their doors. Through the real server, in one process with it.
import { labelOf } from '@xiaomen/rules/testing'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessModule, resolveActor, seedAccount, startSession } from '../packages/server/src/modules/access/index.ts'
import { answerabilityModule } from '../packages/server/src/modules/answerability/index.ts'
import { approvalsModule } from '../packages/server/src/modules/approvals/index.ts'
import { areasModule, insertAreas } from '../packages/server/src/modules/areas/index.ts'
import { controlModule } from '../packages/server/src/modules/control/index.ts'
import { gateModule } from '../packages/server/src/modules/gate/index.ts'
import { labModule } from '../packages/server/src/modules/lab/index.ts'
import { photosModule } from '../packages/server/src/modules/photos/index.ts'
import { postureModule, putInForce } from '../packages/server/src/modules/posture/index.ts'
import { registryModule } from '../packages/server/src/modules/registry/index.ts'
import { riskModule } from '../packages/server/src/modules/risk/index.ts'
import { statusModule } from '../packages/server/src/modules/status/index.ts'
import { tasksModule } from '../packages/server/src/modules/tasks/index.ts'
import { testingModule } from '../packages/server/src/modules/testing/index.ts'
import { zonesModule } from '../packages/server/src/modules/zones/index.ts'
import { buildApp } from '../packages/server/src/platform/app.ts'
import { readConfig } from '../packages/server/src/platform/config.ts'
import { openDatabase } from '../packages/server/src/platform/db.ts'
import { sessionCookieOf } from '../packages/server/src/platform/http.ts'
import { uuidv7 } from '../packages/server/src/platform/ids.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { localDay } from '../packages/server/src/platform/time.ts'
import { isShort, percentile, print, report, throwAwayPostgres, timed } from './harness.ts'

const TUBES = isShort ? 10_000 : 100_000
const MOST_S = isShort ? 10 : 60
const POOL_MS = 100
const LOOKS = 40
const PER_BATCH = 9_000
const PART = 5_000

const modules = [
  areasModule,
  accessModule,
  approvalsModule,
  registryModule,
  postureModule,
  tasksModule,
  photosModule,
  answerabilityModule,
  riskModule,
  statusModule,
  zonesModule,
  gateModule,
  controlModule,
  testingModule,
  labModule,
]
/** Five letters of a batch that no point has. */
const batchOf = (at: number) => `Z${String(at).padStart(4, '0')}`

async function run(url: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xiaomen-bench-'))
  const config = readConfig({ ...process.env, DATABASE_URL: url, XIAOMEN_DATA: dataDir, XIAOMEN_LOG: 'error', XIAOMEN_PORT: '0' })
  const db = await openDatabase(config)
  await migrate(
    db,
    modules.map((module) => module.name),
  )
  const app = await buildApp({ config, db, modules, webDir: null, withJobs: false, resolveActor })
  try {
    const { services } = app
    const place = await services.asSystem('bench.town', async (ctx) => {
      const ids = Array.from({ length: 4 }, () => uuidv7())
      const [street, community, compound, building] = await insertAreas(ctx, [
        { id: ids[0]!, parentId: null, level: 'street', name: 'Bench street' },
        { id: ids[1]!, parentId: ids[0]!, level: 'community', name: 'Bench community' },
        { id: ids[2]!, parentId: ids[1]!, level: 'compound', name: 'Bench compound' },
        { id: ids[3]!, parentId: ids[2]!, level: 'building', name: '1' },
      ])
      const until = localDay(new Date(ctx.now.getTime() + 30 * 86_400_000))
      const order = {
        areaId: street!.id,
        posture: 'emergency' as const,
        packId: 'covid-19',
        edition: '2022-06-28',
        legalBasis: 'bench',
        purpose: 'bench',
        until,
      }
      await putInForce(ctx, { ...order, draftedBy: uuidv7(), approvedBy: uuidv7() })
      return { street: street!, community: community!, compound: compound!, building: building! }
    })
    const hire = async (role: 'laboratory' | 'communityAdmin', path: string, at: number) => {
      const token = await services.asSystem('bench.hire', async (ctx) => {
        const account = { login: `bench-${role.toLowerCase()}-${at}`, name: 'Bench', unit: `unit-${at}`, password: uuidv7(), grants: [{ role, path }] }
        return startSession(ctx, await seedAccount(ctx, account), 1)
      })
      return { 'x-xiaomen': '1', cookie: `${sessionCookieOf(config)}=${token}` }
    }
    const office = await hire('communityAdmin', place.community.path, 1)
    const labs = [await hire('laboratory', place.street.path, 2), await hire('laboratory', place.street.path, 3)] as const
    const ask = async (headers: Record<string, string>, name: string, payload: object) => {
      const reply = await app.http.inject({ method: 'POST', url: `/api/${name}`, headers, payload })
      if (reply.statusCode !== 200) throw new Error(`${name} answered ${reply.statusCode} ${reply.body}`)
      return reply.json()
    }
    const upload = async (headers: Record<string, string>, text: string) => {
      const form = new FormData()
      form.append('input', '{}')
      form.append('file', new Blob([text]), 'results.csv')
      const request = new Request('http://bench/', { method: 'POST', body: form })
      const payload = Buffer.from(await request.arrayBuffer())
      const reply = await app.http.inject({
        method: 'POST',
        url: '/api/lab.importResults',
        headers: { ...headers, 'content-type': request.headers.get('content-type')! },
        payload,
      })
      if (reply.statusCode !== 200) throw new Error(`lab.importResults answered ${reply.statusCode} ${reply.body}`)
      return reply.json() as { rows: number; ends: Record<string, number>; bad: unknown[] }
    }

    // A positive pool of ten, from the ledger to the laboratory.
    const campaignId = uuidv7()
    const hours = { day: localDay(services.now()), fromClock: '00:00', untilClock: '23:59' }
    await ask(office, 'testing.planCampaign', {
      ...hours,
      id: campaignId,
      areaId: place.compound.id,
      name: 'Bench',
      poolSize: 10,
      ageFrom: 0,
      ageTo: 150,
      isReserve: false,
    })
    const point = await ask(office, 'testing.addPoint', { id: uuidv7(), campaignId, areaId: place.compound.id, name: 'Bench', tables: 1 })
    await ask(office, 'testing.startCampaign', { campaignId })
    const at = services.now().toISOString()
    const [tube, box] = [labelOf({ kind: 'tube', batch: point.batch, serial: 1 }), labelOf({ kind: 'box', batch: point.batch, serial: 1 })]
    const common = () => ({ id: uuidv7(), pointId: point.id, at })
    for (let nth = 0; nth < 10; nth += 1) {
      const home = await ask(office, 'registry.addHome', { areaId: place.building.id, door: `${nth + 1}01`, floor: nth + 1, use: 'permanent' })
      const one = { homeId: home.id, name: `住户${'一二三四五六七八九十'[nth]}`, care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true }
      const { id: personId } = await ask(office, 'registry.addResident', one)
      await ask(office, 'testing.takeSample', { ...common(), table: 1, tube, size: 10, means: { kind: 'none', value: '' }, personId })
    }
    await app.relay.drain()
    await ask(office, 'testing.sealTube', { ...common(), table: 1, tube, size: 10, counted: 10 })
    await ask(office, 'testing.packTube', { ...common(), box, tube })
    await ask(office, 'testing.closeBox', { ...common(), box, counted: 1 })
    await ask(office, 'testing.sendBox', { ...common(), box, counted: 1, courier: 'Bench', isSignedHere: true, isSignedByCourier: true })
    await ask(labs[0], 'lab.receiveBox', { box, tubes: [tube] })
    await ask(labs[0], 'lab.report', { id: uuidv7(), tube, verdict: 'positive', ct: 30 })
    await ask(labs[1], 'lab.confirm', { tube, agree: true })
    await app.relay.drain()

    // As many tubes as a city's night, received and waiting.
    const codes = Array.from({ length: TUBES }, (_, nth) =>
      labelOf({ kind: 'tube', batch: batchOf(Math.floor(nth / PER_BATCH)), serial: 1 + (nth % PER_BATCH) }),
    )
    for (let from = 0; from < codes.length; from += PART) {
      const rows = codes.slice(from, from + PART).map((code) => ({ id: uuidv7(), code }))
      await db.execAsOwner(`select set_config('app.scope', '/', false);
        insert into testing.tube (community_id, id, campaign_id, point_id, area_path, code, size, state, samples, counted, table_no, opened_at, sealed_at, received_at, version)
        select '${place.community.id}', id, '${campaignId}', '${point.id}', '${place.compound.path}', code, 10, 'received', 10, 10, 1, now(), now(), now(), 1
        from json_to_recordset('${JSON.stringify(rows)}') as r (id uuid, code text)`)
    }
    await db.execAsOwner('analyze testing.tube')
    const text = ['管号,结果,Ct', ...codes.map((code) => `${code},阴性,`)].join('\r\n')
    const imported = await timed(() => upload(labs[0], text))
    if (imported.value.ends['counts'] !== TUBES) throw new Error(`of ${TUBES} tubes ${JSON.stringify(imported.value)} counted`)
    print(`  ${TUBES} results: ${(imported.ms / 1000).toFixed(1)} s`)
    const behind = await timed(() => app.relay.drain())

    const looks: number[] = []
    for (let look = 0; look < LOOKS; look += 1) {
      const { ms, value } = await timed(() => ask(office, 'lab.getPool', { tube }))
      if (value.people.length !== 10 || value.people.some((one: { door: string | null }) => one.door === null))
        throw new Error('not ten people with their doors')
      if (look >= 5) looks.push(ms)
    }
    report({
      name: 'lab',
      figures: [
        { what: `${TUBES} results of one file matched, PostgreSQL`, value: imported.ms / 1000, unit: 's', goal: { atMost: MOST_S } },
        { what: 'what follows from them, behind', value: behind.ms / 1000, unit: 's' },
        { what: 'a positive pool to its ten doors, p50', value: percentile(looks, 0.5), unit: 'ms', goal: { atMost: POOL_MS } },
        { what: 'the same, p95', value: percentile(looks, 0.95), unit: 'ms', goal: { atMost: POOL_MS } },
      ],
    })
  } finally {
    await app.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const postgres = await throwAwayPostgres()
if (postgres === null) throw new Error('No PostgreSQL at 127.0.0.1:5432 (or TEST_DATABASE_URL): the goal is set for it.')
try {
  await run(postgres.url)
} finally {
  await postgres.drop()
}
