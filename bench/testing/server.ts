// The real server in a process of its own, with its relay: samples are settled behind what comes in, as in a round.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessModule, resolveActor, seedAccount, startSession } from '../../packages/server/src/modules/access/index.ts'
import { approvalsModule } from '../../packages/server/src/modules/approvals/index.ts'
import { areasModule, insertAreas } from '../../packages/server/src/modules/areas/index.ts'
import { gateModule } from '../../packages/server/src/modules/gate/index.ts'
import { postureModule, putInForce } from '../../packages/server/src/modules/posture/index.ts'
import { registryModule } from '../../packages/server/src/modules/registry/index.ts'
import { riskModule } from '../../packages/server/src/modules/risk/index.ts'
import { tasksModule } from '../../packages/server/src/modules/tasks/index.ts'
import { testingModule } from '../../packages/server/src/modules/testing/index.ts'
import { insertCampaigns, insertPoint } from '../../packages/server/src/modules/testing/repo/campaign.ts'
import { buildApp } from '../../packages/server/src/platform/app.ts'
import { readConfig } from '../../packages/server/src/platform/config.ts'
import { openDatabase } from '../../packages/server/src/platform/db.ts'
import { SESSION_COOKIE } from '../../packages/server/src/platform/http.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import { migrate } from '../../packages/server/src/platform/migrate.ts'
import { localDay } from '../../packages/server/src/platform/time.ts'

const modules = [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, riskModule, gateModule, testingModule]
const config = readConfig({ ...process.env, XIAOMEN_DATA: mkdtempSync(join(tmpdir(), 'xiaomen-bench-')), XIAOMEN_LOG: 'error', XIAOMEN_PORT: '0' })
const db = await openDatabase(config)
await migrate(
  db,
  modules.map((module) => module.name),
)
const app = await buildApp({ config, db, modules, webDir: null, withJobs: false, resolveActor })
const POINTS = 24
const town = await app.services.asSystem('bench.town', async (ctx) => {
  const ids = Array.from({ length: 3 }, () => uuidv7())
  const [street, community, compound] = await insertAreas(ctx, [
    { id: ids[0]!, parentId: null, level: 'street', name: 'Bench street' },
    { id: ids[1]!, parentId: ids[0]!, level: 'community', name: 'Bench community' },
    { id: ids[2]!, parentId: ids[1]!, level: 'compound', name: 'Bench compound' },
  ])
  const until = localDay(new Date(ctx.now.getTime() + 30 * 86_400_000))
  const order = { areaId: street!.id, posture: 'emergency' as const, packId: 'covid-19', edition: '2022-06-28', legalBasis: 'bench', purpose: 'bench', until }
  await putInForce(ctx, { ...order, draftedBy: uuidv7(), approvedBy: uuidv7() })
  const accountId = await seedAccount(ctx, {
    login: 'bench-sampler',
    name: 'Bench',
    unit: 'bench',
    password: uuidv7(),
    grants: [{ role: 'volunteer', path: community!.path }],
  })
  const campaignId = uuidv7()
  const at = { community_id: community!.id, area_id: compound!.id, area_path: compound!.path }
  await insertCampaigns(ctx, [
    {
      ...at,
      id: campaignId,
      name: 'Bench round',
      day: localDay(ctx.now),
      from_clock: '00:00',
      until_clock: '23:59',
      pool_size: 10,
      age_from: 0,
      age_to: 150,
      state: 'running',
      expected: 0,
      created_by: accountId,
      created_at: ctx.now,
      started_at: ctx.now,
      ended_at: null,
      delete_on: null,
      version: 1,
    },
  ])
  const points = []
  for (let nth = 0; nth < POINTS; nth += 1) {
    const point = { ...at, id: uuidv7(), campaign_id: campaignId, name: `Point ${nth + 1}`, tables: 50, batch: `BEN${String(nth).padStart(2, '0')}` }
    await insertPoint(ctx, { ...point, waiting: null, waiting_at: null, closed_at: null, version: 1 })
    points.push({ id: point.id, batch: point.batch })
  }
  return { points, communityId: community!.id, path: compound!.path, campaignId, token: await startSession(ctx, accountId, 1) }
})
const { token, ...rest } = town
await app.http.listen({ port: 0, host: '127.0.0.1' })
const address = app.http.server.address()
if (address === null || typeof address === 'string') throw new Error('the bench listens on no port')
process.send!({ port: address.port, cookie: `${SESSION_COOKIE}=${token}`, ...rest, dataDir: config.dataDir })
process.on('message', async (message) => {
  if (message === 'count') {
    const count = async (from: string) => Number((await db.queryAsOwner<{ n: string }>(`select count(*) as n from ${from}`))[0]!.n)
    process.send!({
      samples: await count('testing.sample'),
      settled: await count("testing.sample where state <> 'new'"),
      audit: await count("platform.audit where operation = 'testing.takeSample'"),
    })
  }
  if (message === 'stop') {
    await app.close()
    process.exit(0)
  }
})
