// Whatever was answered survives the sudden death of the server, whole; whatever was not may be sent again.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { throwAwayPostgres } from '../../bench/harness.ts'
import { type Database, openEmbedded, openPostgres } from '../../packages/server/src/platform/db.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'

const isPostgres = (process.env['TEST_DATABASE_URL'] ?? '') !== ''
const ROUNDS = 2
const AT_ONCE = 16
type Server = { child: ChildProcess; url: string; gateId: string; cookie: string }
type Passage = { id: string; temperatureC: number; body: string }

let folder: string
let postgres: Awaited<ReturnType<typeof throwAwayPostgres>> = null
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaomen-crash-'))
  if (isPostgres) postgres = await throwAwayPostgres()
})
afterAll(async () => {
  await postgres?.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<Server> {
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, [fileURLToPath(new URL('server.ts', import.meta.url))], {
    env: { ...env, NODE_OPTIONS: '', XIAOMEN_PORT: '0', XIAOMEN_DATA: folder, ...(postgres ? { DATABASE_URL: postgres.url } : {}) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr!.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000)
  })
  const line = await Promise.race([
    once(createInterface(child.stdout!), 'line'),
    once(child, 'exit').then(() => {
      throw new Error(`the server ended: ${said}`)
    }),
  ])
  return { child, ...(JSON.parse(String(line[0])) as Omit<Server, 'child'>) }
}
async function end({ child }: Server, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

const newPassage = (gateId: string): Passage => {
  const [id, temperatureC] = [uuidv7(), Math.random() < 0.2 ? 38.2 : 36.4]
  return {
    id,
    temperatureC,
    body: JSON.stringify({ id, gateId, means: { kind: 'none', value: '' }, direction: 'in', temperatureC, at: new Date().toISOString() }),
  }
}
/** The answer, or null when the server died over it. */
const send = (server: Server, { body }: Passage) =>
  fetch(`${server.url}/api/gate.recordPassage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-xiaomen': '1', cookie: server.cookie },
    body,
  }).then(
    async (reply) => ({ status: reply.status, body: (await reply.json()) as { isNew: boolean; reasons: string[] } }),
    () => null,
  )

async function sendUntilTaken(server: Server, passage: Passage): Promise<{ isNew: boolean }> {
  for (;;) {
    const answer = await send(server, passage)
    if (answer?.status === 503) continue
    expect(answer?.status).toBe(200)
    return answer!.body
  }
}

async function inGroups<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += AT_ONCE) await Promise.all(items.slice(from, from + AT_ONCE).map(run))
}

async function count(db: Database, text: string): Promise<number> {
  const [row] = await db.queryAsOwner<{ n: string }>(`select count(*)::text as n from ${text}`)
  return Number(row!.n)
}

test('GATE-10 passages that were answered survive kill -9 of the server, each once and whole; the rest may be sent again', { timeout: 600_000 }, async () => {
  const sent: Passage[] = []
  const acknowledged: Passage[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await start()
    const dieAfter = acknowledged.length + 150 + Math.floor(Math.random() * 200)
    let isDead = false
    const person = async () => {
      while (!isDead) {
        const passage = newPassage(server.gateId)
        sent.push(passage)
        const answer = await send(server, passage)
        if (answer === null) return
        if (answer.status === 503) continue // too busy is no promise
        expect([answer.status, answer.body.isNew]).toEqual([200, true])
        acknowledged.push(passage)
        if (acknowledged.length >= dieAfter && !isDead) {
          isDead = true
          await end(server, 'SIGKILL')
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, person))
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * 150)

  const server = await start()
  const lost: string[] = []
  await inGroups(acknowledged, async (passage) => {
    if ((await sendUntilTaken(server, passage)).isNew) lost.push(passage.id)
  })
  expect(lost).toEqual([])
  await inGroups(sent, (passage) => sendUntilTaken(server, passage))
  await end(server, 'SIGTERM')

  const db = postgres ? await openPostgres(postgres.url) : await openEmbedded({ dataDir: folder })
  const feverish = sent.filter(({ temperatureC }) => temperatureC > 38).length
  expect({
    passages: await count(db, 'gate.passage'),
    audited: await count(db, "platform.audit where operation = 'gate.recordPassage'"),
    feverish: await count(db, "gate.passage where 'fever' = any (reasons)"),
    held: await count(db, "gate.hold where 'fever' = any (reasons)"),
    told: await count(db, "platform.outbox where name = 'gate.feverFound'"),
  }).toEqual({ passages: sent.length, audited: sent.length, feverish, held: feverish, told: feverish })
  await db.close()
})
