// The real server around one community with one gate in an emergency, as a process that the crash test kills. Prints one line of JSON when it listens.
import { setTimeout } from 'node:timers/promises'
import type { Role } from '@xiaomen/rules/access'
import { MODULES, WORDS } from '../../packages/server/src/modules.ts'
import { findArea, insertAreas } from '../../packages/server/src/modules/areas/index.ts'
import { putInForce } from '../../packages/server/src/modules/posture/index.ts'
import { buildApp } from '../../packages/server/src/platform/app.ts'
import { readConfig } from '../../packages/server/src/platform/config.ts'
import type { Actor } from '../../packages/server/src/platform/ctx.ts'
import { openDatabase } from '../../packages/server/src/platform/db.ts'
import { SESSION_COOKIE } from '../../packages/server/src/platform/http.ts'
import { migrate } from '../../packages/server/src/platform/migrate.ts'

const STREET = '0190a000-0000-7000-8000-000000000001'
const COMMUNITY = '0190a000-0000-7000-8000-000000000002'
const account = (number: number, role: Role): Actor => ({
  kind: 'account',
  id: `0190a000-0000-7000-8000-00000000010${number}`,
  name: role,
  unit: `office ${number}`,
  personId: null,
  sessionId: `0190a000-0000-7000-8000-00000000020${number}`,
  lang: null,
  grants: [{ role, path: '/1/', dataClasses: null, from: new Date(0), until: null }],
})
const ACTORS: Record<string, Actor> = { guard: account(1, 'guard'), admin: account(2, 'communityAdmin') }

const config = readConfig({ XIAOMEN_LOG: 'error', ...process.env })
const db = await openDatabase(config)
await migrate(db, WORDS)
const app = await buildApp({ config, db, modules: MODULES, resolveActor: async (_services, token) => ACTORS[token] ?? null, webDir: null, withJobs: false })

async function must(who: string, name: string, input: object): Promise<Record<string, string>> {
  const reply = await app.http.inject({
    method: 'POST',
    url: `/api/${name}`,
    headers: { 'x-xiaomen': '1', cookie: `${SESSION_COOKIE}=${who}` },
    payload: input,
  })
  // A machine that is busy while the embedded database wakes up says so; anybody would ask again, after a while.
  if (reply.statusCode === 503) {
    await setTimeout(250)
    return must(who, name, input)
  }
  if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.statusCode} ${reply.body}`)
  return reply.json()
}
if (!(await app.services.asSystem('test', (ctx) => findArea(ctx, COMMUNITY)))) {
  await app.services.asSystem('test', (ctx) =>
    insertAreas(ctx, [
      { id: STREET, parentId: null, level: 'street', name: '试街' },
      { id: COMMUNITY, parentId: STREET, level: 'community', name: '试社区' },
    ]),
  )
  await app.services.asSystem('test', (ctx) =>
    putInForce(ctx, {
      areaId: COMMUNITY,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: 'test',
      purpose: 'test',
      until: '2099-12-31',
      draftedBy: '0190a000-0000-7000-8000-000000000102',
      approvedBy: '0190a000-0000-7000-8000-000000000103',
    }),
  )
  await must('admin', 'gate.addGate', { areaId: COMMUNITY, name: '东门' })
}
const [gate] = (await must('admin', 'gate.listGates', {})) as unknown as { id: string }[]
const url = await app.http.listen({ host: config.host, port: config.port })
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
process.stdout.write(`${JSON.stringify({ url, gateId: gate!.id, cookie: `${SESSION_COOKIE}=guard` })}\n`)
