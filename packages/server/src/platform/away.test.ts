// The database goes away and comes back: requests are told at once, nothing waits, the next one after its return succeeds.
import { query, operations } from '@xiaomen/contract'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openPostgres } from './db.ts'
import { defineModule } from './module.ts'
import { openTown } from './testing.ts'
import { sql } from 'kysely'

const url = process.env['TEST_DATABASE_URL'] ?? ''

/** A door to PostgreSQL that can be shut. */
function makeDoor(target: URL): { server: Server; port: () => number; shut: () => Promise<void>; reopen: () => Promise<void> } {
  const sockets = new Set<Socket>()
  let port = 0
  const make = () =>
    createServer((near) => {
      const far = connect(Number(target.port || 5432), target.hostname)
      for (const socket of [near, far]) {
        sockets.add(socket)
        socket.on('error', () => {})
        socket.on('close', () => {
          sockets.delete(socket)
          near.destroy()
          far.destroy()
        })
      }
      near.pipe(far).pipe(near)
    })
  const door = { server: make(), port: () => port, shut: async () => {}, reopen: async () => {} }
  const listen = (at: number) =>
    new Promise<void>((done) => {
      door.server.listen(at, '127.0.0.1', () => {
        port = (door.server.address() as { port: number }).port
        done()
      })
    })
  door.shut = () =>
    new Promise<void>((done) => {
      door.server.close(() => done())
      for (const socket of sockets) socket.destroy()
    })
  door.reopen = async () => {
    door.server = make()
    await listen(port)
  }
  const { reopen } = door
  return {
    ...door,
    reopen,
    get server() {
      return door.server
    },
    start: () => listen(0),
  } as never
}

test.runIf(url !== '')('a database that is away answers 503 at once, and is found again when it is back', async () => {
  const target = new URL(url)
  const door = makeDoor(target) as ReturnType<typeof makeDoor> & { start: () => Promise<void> }
  await door.start()
  const through = new URL(url)
  through.port = String(door.port())
  through.hostname = '127.0.0.1'
  const db = await openPostgres(through.toString(), 2)
  const ask = () => db.tx({ paths: ['/'], as: 'reader' }, async (tx) => (await sql`select 1`.execute(tx)).rows.length)
  // The role exists once any test town has been migrated on this server.
  const town = await openTown({
    modules: [
      defineModule('none', {
        ops: operations('none', { ask: query({ can: 'public', input: z.object({}), output: z.object({}) }) }),
        policy: {},
        handlers: {
          ask: async (ctx) => {
            ctx.self()
            return {}
          },
        },
      }),
    ],
  })
  expect(await ask()).toBe(1)
  await door.shut()
  await expect(ask()).rejects.toMatchObject({ code: 'server.database_away', status: 503 })
  const before = performance.now()
  await expect(ask()).rejects.toMatchObject({ code: 'server.database_away' })
  // No connection is tried while it is known to be away; generous against a busy machine.
  expect(performance.now() - before).toBeLessThan(500)
  await door.reopen()
  await expect.poll(() => ask().catch(() => 0), { timeout: 10_000, interval: 200 }).toBe(1)
  await db.close()
  await door.shut()
  await town.close()
})
