import { PGlite } from '@electric-sql/pglite'
import { command, event, operations, query } from '@xiaomen/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openEmbedded } from './db.ts'
import { migrate } from './migrate.ts'
import { openReason } from './audit.ts'
import { sealOldReasons } from './seal-reasons.ts'
import { defineModule, on } from './module.ts'
import { openTown, type Town } from './testing.ts'

const told = event('demo.told', z.object({ areaPath: z.string() }))
const empty = z.object({})
const ops = operations('demo', {
  forget: command({ can: 'demo.do', input: empty, output: empty }),
  sneak: query({ can: 'demo.do', input: empty, output: empty }),
  look: query({ can: 'demo.do', input: z.object({ path: z.string() }), output: empty, reads: ['name'] }),
  tell: command({ can: 'demo.do', input: empty, output: empty }),
  leak: query({ can: 'demo.do', input: empty, output: z.strictObject({ a: z.string() }) }),
})
const heard: string[] = []
const demo = defineModule('demo', {
  ops,
  policy: { 'demo.do': ['guard'] },
  handlers: {
    forget: async (ctx) => {
      await ctx.emit(told, { areaPath: '/1/' })
      return {}
    },
    sneak: async (ctx) => {
      ctx.paths('demo.do')
      await sql`insert into platform.outbox (id, at, name, payload, next_at) values (gen_random_uuid(), now(), 'x', '{}', now())`.execute(ctx.tx)
      return {}
    },
    look: async (ctx, { path }) => {
      ctx.must('demo.do', { path })
      ctx.audit.reason('checking')
      return {}
    },
    tell: async (ctx) => {
      ctx.paths('demo.do')
      await ctx.emit(told, { areaPath: '/1/' })
      return {}
    },
    leak: async (ctx) => {
      ctx.paths('demo.do')
      return { a: 'x', secret: 'y' } as never
    },
  },
  reactions: [on(told, 'hear', async (_ctx, payload) => void heard.push(payload.areaPath))],
})

let town: Town
beforeAll(async () => {
  town = await openTown({ modules: [demo] })
})
afterAll(() => town.close())
const audit = () =>
  town.system(async ({ tx }) =>
    (
      await sql<{
        id: string
        operation: string
        reason: Buffer | null
      }>`select id, operation, reason from platform.audit where operation like 'demo.%'`.execute(tx)
    ).rows.map((row) => ({ operation: row.operation, reason: openReason(town.app.services.crypto, row) })),
  )

test('TRUST-02 why somebody looked is sealed, what was written in clear before is sealed at the next start, and opens again', async () => {
  const ids = await town.db.queryAsOwner<{ id: string }>(
    `insert into platform.audit (id, at, actor_kind, actor_name, operation, area_path, reason_in_clear)
     select gen_random_uuid(), now(), 'account', '', 'before', '/1/', '张三发烧 ''' || n from generate_series(1, 3) n returning id`,
  )
  const { db, crypto, log } = town.app.services
  await sealOldReasons({ db, crypto, log })
  await sealOldReasons({ db, crypto, log })
  const rows = await town.db.queryAsOwner<{ id: string; reason: Buffer; reason_in_clear: string | null }>(
    "select id, reason, reason_in_clear from platform.audit where operation = 'before'",
  )
  expect(rows).toHaveLength(ids.length)
  for (const row of rows) {
    expect(row.reason_in_clear).toBeNull()
    expect(Buffer.from(row.reason).includes('张三')).toBe(false)
    expect(openReason(crypto, row)).toMatch(/^张三发烧 '\d$/)
    // Moved to another row it does not open, and says no more than that something was said.
    expect(openReason(crypto, { id: rows.find((other) => other.id !== row.id)!.id, reason: row.reason })).toBeNull()
  }
  const forced = await town.db.queryAsOwner<{ forced: boolean }>("select relforcerowsecurity as forced from pg_class where oid = 'platform.audit'::regclass")
  expect(forced).toEqual([{ forced: true }])
})

test('a handler that forgets its policy answers 500 and leaves nothing behind', async () => {
  expect((await town.as('guard', '/1/').call('demo.forget')).status).toBe(500)
  await town.drain()
  expect(heard).toEqual([])
})

test('a query cannot write', async () => {
  expect((await town.as('guard', '/1/').call('demo.sneak')).status).toBe(500)
})

test('an answer in another shape than the contract is not sent', async () => {
  expect((await town.as('guard', '/1/').call('demo.leak')).status).toBe(500)
})

test('a sensitive look leaves its audit row in the same transaction; a refused one leaves none', async () => {
  expect((await town.as('guard', '/1/').call('demo.look', { path: '/1/2/' })).status).toBe(200)
  expect((await town.as('guard', '/1/').call('demo.look', { path: '/2/' })).status).toBe(404)
  expect((await town.as('volunteer', '/1/').call('demo.look', { path: '/1/' })).status).toBe(403)
  expect(await audit()).toEqual([{ operation: 'demo.look', reason: 'checking' }])
})

test('the audit log can be added to and read, never changed', async () => {
  await expect(town.system(({ tx }) => sql`update platform.audit set reason = null`.execute(tx))).rejects.toThrow(/permission denied/)
  await expect(town.system(({ tx }) => sql`delete from platform.audit`.execute(tx))).rejects.toThrow(/permission denied/)
})

test('an event is heard once after the commit', async () => {
  expect((await town.as('guard', '/1/').call('demo.tell')).status).toBe(200)
  await town.drain()
  await town.drain()
  expect(heard).toEqual(['/1/'])
})

test('no session, no header, no way in', async () => {
  expect((await town.anonymous.call('demo.look', { path: '/1/' })).status).toBe(401)
  const bare = await town.app.http.inject({ method: 'POST', url: '/api/demo.look', payload: { path: '/1/' } })
  expect(bare.statusCode).toBe(403)
})

test('a grant that has run out opens nothing', async () => {
  const late = town.as('guard', '/1/', { until: new Date(town.clock.now.getTime() - 1) })
  expect((await late.call('demo.look', { path: '/1/' })).status).toBe(404)
})

test('a neighbouring path with the same beginning is foreign', async () => {
  expect((await town.as('guard', '/1/').call('demo.look', { path: '/10/' })).status).toBe(404)
})

test('NUL, lone surrogates and bodies that are too large are refused by the contract', async () => {
  const bad = await town.app.http.inject({
    method: 'POST',
    url: '/api/demo.look',
    headers: { 'x-xiaomen': '1', 'content-type': 'application/json' },
    payload: '{"path":',
  })
  expect(bad.statusCode).toBe(400)
  const big = await town.app.http.inject({
    method: 'POST',
    url: '/api/demo.look',
    headers: { 'x-xiaomen': '1', 'content-type': 'application/json' },
    payload: JSON.stringify({ path: 'x'.repeat(1_100_000) }),
  })
  expect(big.statusCode).toBe(413)
})

// A cold start of the embedded database takes seconds, many on a busy machine.
test.runIf(!process.env['TEST_DATABASE_URL'])(
  'a statement that forgot its transaction is refused by the database, not answered',
  { timeout: 120_000 },
  async () => {
    const pglite = await PGlite.create()
    const db = await openEmbedded({ dataDir: null, instance: pglite })
    await migrate(db, [])
    await expect(pglite.query('select * from platform.audit')).rejects.toThrow(/permission denied/)
    await expect(pglite.query("insert into platform.job_run values ('x', now(), now())")).rejects.toThrow(/permission denied/)
    // And again after a transaction has come and gone.
    await db.tx({ paths: ['/'], as: 'app' }, async (tx) => (await sql`select id from platform.audit`.execute(tx)).rows)
    await expect(pglite.query('select * from platform.audit')).rejects.toThrow(/permission denied/)
    await db.close()
  },
)

test('a transaction without a scope sees no row', async () => {
  await town.as('guard', '/1/').call('demo.look', { path: '/1/2/' })
  const seen = await town.db.tx({ paths: [], as: 'reader' }, async (tx) => (await sql`select id from platform.audit`.execute(tx)).rows)
  expect(seen).toEqual([])
})

test.runIf(!process.env['TEST_DATABASE_URL'])('others have their turn between the statements of the embedded database', async () => {
  let turns = 0
  let isOver = false
  const count = () => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  await town.db.tx({ paths: ['/'], as: 'reader' }, async (tx) => {
    for (let at = 0; at < 6; at++) await sql`select pg_sleep(0.03)`.execute(tx)
  })
  isOver = true
  expect(turns).toBeGreaterThanOrEqual(5)
})

test('statistics of a table are made when it has grown, and whoever comes while dead rows are swept keeps the role that may do nothing', async () => {
  await town.system(async ({ tx }) => {
    await sql`insert into platform.outbox (id, at, name, payload, next_at) select gen_random_uuid(), now(), 'x', '{}', 'infinity' from generate_series(1, 700)`.execute(
      tx,
    )
  })
  await town.db.analyze(['platform.outbox'])
  const [table] = await town.db.queryAsOwner<{ n: number }>("select reltuples::int as n from pg_class where oid = 'platform.outbox'::regclass")
  expect(table!.n).toBeGreaterThanOrEqual(700)
  const [, seen] = await Promise.all([town.db.sweep(), audit()])
  expect(seen.length).toBeGreaterThan(0)
  const after = await town.db.tx({ paths: [], as: 'reader' }, (tx) => sql<{ n: number }>`select count(*)::int as n from platform.audit`.execute(tx))
  expect(after.rows[0]!.n).toBe(0)
})
