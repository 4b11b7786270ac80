// The lead desk on its worst day: a list of ten thousand taken in, eighty-five thousand open, and every page of it still at once. Through the real server, in one
// process with it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accessModule, resolveActor, seedAccount, startSession } from '../packages/server/src/modules/access/index.ts'
import { approvalsModule } from '../packages/server/src/modules/approvals/index.ts'
import { areasModule, insertAreas } from '../packages/server/src/modules/areas/index.ts'
import { leadsModule } from '../packages/server/src/modules/leads/index.ts'
import { postureModule, putInForce } from '../packages/server/src/modules/posture/index.ts'
import { registryModule } from '../packages/server/src/modules/registry/index.ts'
import { tasksModule } from '../packages/server/src/modules/tasks/index.ts'
import { buildApp } from '../packages/server/src/platform/app.ts'
import { readConfig } from '../packages/server/src/platform/config.ts'
import { openDatabase } from '../packages/server/src/platform/db.ts'
import { sessionCookieOf } from '../packages/server/src/platform/http.ts'
import { uuidv7 } from '../packages/server/src/platform/ids.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { localDay } from '../packages/server/src/platform/time.ts'
import { isShort, percentile, print, report, throwAwayPostgres, timed } from './harness.ts'

const LEADS = isShort ? 10_000 : 85_000
const PART = 10_000
const PAGE_MS = 100
const LOOKS = 40
const COMMUNITIES = 20

const modules = [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, leadsModule]
type Headers = Record<string, string>
type Page = { rows: { id: string; suggested: { id: string } | null }[]; next: { at: string; id: string } | null }

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
    const [street, ...communities] = await services.asSystem('bench.town', async (ctx) => {
      const streetId = uuidv7()
      const made = await insertAreas(ctx, [
        { id: streetId, parentId: null, level: 'street', name: '试验街道' },
        ...Array.from({ length: COMMUNITIES }, (_, at) => ({ id: uuidv7(), parentId: streetId, level: 'community' as const, name: `第${at + 10}社区` })),
      ])
      const until = localDay(new Date(ctx.now.getTime() + 30 * 86_400_000))
      const order = { areaId: streetId, posture: 'emergency' as const, packId: 'covid-19', edition: '2022-06-28', legalBasis: 'bench', purpose: 'bench', until }
      await putInForce(ctx, { ...order, draftedBy: uuidv7(), approvedBy: uuidv7() })
      return made
    })
    const hire = async (role: 'tracingHead' | 'communityAdmin', path: string): Promise<Headers> => {
      const token = await services.asSystem('bench.hire', async (ctx) => {
        const account = { login: `bench-${role.toLowerCase()}`, name: 'Bench', unit: role, password: uuidv7(), grants: [{ role, path }] }
        return startSession(ctx, await seedAccount(ctx, account), 1)
      })
      return { 'x-xiaomen': '1', cookie: `${sessionCookieOf(config)}=${token}` }
    }
    const head = await hire('tracingHead', street!.path)
    const office = await hire('communityAdmin', communities[0]!.path)
    const ask = async <T>(headers: Headers, name: string, payload: object): Promise<T> => {
      const reply = await app.http.inject({ method: 'POST', url: `/api/${name}`, headers, payload })
      if (reply.statusCode !== 200) throw new Error(`${name} answered ${reply.statusCode} ${reply.body}`)
      return reply.json() as T
    }
    const giverId = uuidv7()
    await ask(head, 'leads.addGiver', { id: giverId, areaId: street!.id, name: 'Bench', kind: 'contact' })
    const upload = async (text: string): Promise<{ fresh: number }> => {
      const form = new FormData()
      form.append('input', JSON.stringify({ id: uuidv7(), giverId, areaId: street!.id, isPreview: false }))
      form.append('file', new Blob([text]), 'leads.csv')
      const request = new Request('http://bench/', { method: 'POST', body: form })
      const payload = Buffer.from(await request.arrayBuffer())
      const headers = { ...head, 'content-type': request.headers.get('content-type')! }
      const reply = await app.http.inject({ method: 'POST', url: '/api/leads.importFile', headers, payload })
      if (reply.statusCode !== 200) throw new Error(`leads.importFile answered ${reply.statusCode} ${reply.body}`)
      return reply.json() as { fresh: number }
    }
    const takes: number[] = []
    for (let from = 0; from < LEADS; from += PART) {
      const lines = Array.from({ length: Math.min(PART, LEADS - from) }, (_, nth) => {
        const at = from + nth
        return `某${at},109${String(at).padStart(8, '0')},第${10 + (at % COMMUNITIES)}社区${at % 90}号`
      })
      const { ms, value } = await timed(() => upload(['姓名,手机号,地址', ...lines].join('\r\n')))
      if (value.fresh !== lines.length) throw new Error(`of ${lines.length} leads ${value.fresh} were new`)
      takes.push(ms)
    }
    await db.execAsOwner('analyze leads.lead')
    // One bulk act of three hundred, which makes the first community a desk with something on it.
    const wanted = { areaId: street!.id, states: ['received', 'triaged', 'returned'], doubt: 'sure', limit: 300 }
    const first = await ask<Page>(head, 'leads.list', wanted)
    const send = (leadIds: string[]) =>
      ask<{ done: number }>(head, 'leads.send', {
        batchId: uuidv7(),
        areaId: street!.id,
        leadIds,
        to: 'community',
        toId: communities[0]!.id,
        isCorrection: false,
      })
    const bulk = await timed(() => send(first.rows.map(({ id }) => id)))
    if (bulk.value.done !== 300) throw new Error(`of 300 leads ${bulk.value.done} were sent`)
    await ask(office, 'leads.accept', { batchId: uuidv7(), areaId: communities[0]!.id, leadIds: first.rows.map(({ id }) => id) })
    await ask(head, 'leads.takeSeat', { id: uuidv7(), areaId: street!.id })

    const measure = async (look: (nth: number) => Promise<unknown>): Promise<number> => {
      const times: number[] = []
      for (let nth = 0; nth < LOOKS + 5; nth += 1) {
        const { ms } = await timed(() => look(nth))
        if (nth >= 5) times.push(ms)
      }
      return percentile(times, 0.95)
    }
    let from: Page['next'] = null
    const paging = await measure(async () => {
      const page: Page = await ask<Page>(head, 'leads.list', { ...wanted, doubt: undefined, from, limit: 100 })
      from = page.next
    })
    const own = await measure(() => ask(office, 'leads.list', { areaId: communities[0]!.id, states: ['accepted', 'working'], limit: 100 }))
    const one = await measure((nth) => ask(head, 'leads.get', { leadId: first.rows[nth]!.id }))
    const loads = await measure(() => ask(head, 'leads.listLoads', { areaId: street!.id }))
    const calls = await measure(async () => {
      const { call } = await ask<{ call: { lead: { id: string } } }>(head, 'leads.nextCall', { areaId: street!.id })
      await ask(head, 'leads.recordCall', { id: uuidv7(), leadId: call.lead.id, outcome: 'noAnswer', callAt: null, lang: null, statements: [] })
    })
    print(`  ${LEADS} leads taken in by ${takes.length} lists`)
    report({
      name: 'leads',
      figures: [
        { what: `a list of ${Math.min(PART, LEADS)} taken in, PostgreSQL, the slowest`, value: Math.max(...takes) / 1000, unit: 's' },
        { what: '300 sent on in one act', value: bulk.ms, unit: 'ms', goal: { atMost: 1_000 } },
        { what: `a page of the centre among ${LEADS}, p95`, value: paging, unit: 'ms', goal: { atMost: PAGE_MS } },
        { what: 'a page of a community, p95', value: own, unit: 'ms', goal: { atMost: PAGE_MS } },
        { what: 'one lead whole, p95', value: one, unit: 'ms', goal: { atMost: PAGE_MS } },
        { what: 'what lies at each desk, p95', value: loads, unit: 'ms', goal: { atMost: 300 } },
        { what: 'the next call and its record, p95', value: calls, unit: 'ms', goal: { atMost: 300 } },
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
