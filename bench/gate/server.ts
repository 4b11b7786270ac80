// The real server in a process of its own: the whole request loop, real sessions, real row-level security.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessModule, resolveActor } from '../../packages/server/src/modules/access/index.ts'
import { areasModule } from '../../packages/server/src/modules/areas/index.ts'
import { gateModule } from '../../packages/server/src/modules/gate/index.ts'
import { postureModule } from '../../packages/server/src/modules/posture/index.ts'
import { registryModule } from '../../packages/server/src/modules/registry/index.ts'
import { riskModule } from '../../packages/server/src/modules/risk/index.ts'
import { tasksModule } from '../../packages/server/src/modules/tasks/index.ts'
import { buildApp } from '../../packages/server/src/platform/app.ts'
import { readConfig } from '../../packages/server/src/platform/config.ts'
import { openDatabase } from '../../packages/server/src/platform/db.ts'
import { SESSION_COOKIE } from '../../packages/server/src/platform/http.ts'
import { migrate } from '../../packages/server/src/platform/migrate.ts'
import { makeTown } from './town.ts'

const modules = [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule]
const config = readConfig({ ...process.env, XIAOMEN_DATA: mkdtempSync(join(tmpdir(), 'xiaomen-bench-')), XIAOMEN_LOG: 'error', XIAOMEN_PORT: '0' })
const db = await openDatabase(config)
await migrate(
  db,
  modules.map((module) => module.name),
)
const app = await buildApp({ config, db, modules, webDir: null, withJobs: false, resolveActor })
const { token, ...town } = await makeTown(app)
await app.http.listen({ port: 0, host: '127.0.0.1' })
const address = app.http.server.address()
if (address === null || typeof address === 'string') throw new Error('the bench listens on no port')
process.send!({ port: address.port, cookie: `${SESSION_COOKIE}=${token}`, ...town, dataDir: config.dataDir })
process.on('message', async (message) => {
  if (message === 'count')
    process.send!({
      passages: Number((await db.queryAsOwner<{ n: string }>('select count(*) as n from gate.passage'))[0]!.n),
      audit: Number((await db.queryAsOwner<{ n: string }>("select count(*) as n from platform.audit where operation = 'gate.recordPassage'"))[0]!.n),
    })
  if (message === 'stop') {
    await app.close()
    process.exit(0)
  }
})
