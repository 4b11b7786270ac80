// Samples a second at the tables of a round: through the real server, which settles them behind, beside the bare limit of the same run; and how fast they are
// settled once nothing comes in. Rounds of both take turns, the medians are compared.
import { labelOf } from '@xiaomen/rules/testing'
import { rm } from 'node:fs/promises'
import pg from 'pg'
import { CONNECTIONS, type Load, nextId, requestOf, sendRequests, type Target } from './gate/load.ts'
import { heard, stop } from './gate/processes.ts'
import { type Figure, isShort, median, print, report, throwAwayPostgres } from './harness.ts'
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROUNDS = isShort ? 3 : 5
const SECONDS = isShort ? 1.5 : 3
/** Of the bare limit; a short run sees a collapse, not a tenth. */
const GOAL_RATIO = isShort ? 0.3 : 0.6
const GOAL_PER_SECOND = 3_000
const LOOK_MS = 250
const SETTLING_S = isShort ? 3 : 15

type Town = { points: { id: string; batch: string }[]; communityId: string; path: string; campaignId: string; dataDir: string }
const start = (file: string, env: Record<string, string>): ChildProcess => {
  const { DATABASE_URL: _, ...inherited } = process.env
  return fork(fileURLToPath(new URL(`./testing/${file}`, import.meta.url)), { env: { ...inherited, ...env } })
}
const checked = (what: string, load: Load): Load => {
  if (load.wrong + load.refused > 0) throw new Error(`${what}: ${load.wrong} wrong, ${load.refused} refused of ${load.answers}; the first:\n${load.firstWrong}`)
  print(`  ${what}: ${Math.round(load.perSecond)}/s, p50 ${load.p50Ms.toFixed(1)} ms, p99 ${load.p99Ms.toFixed(1)} ms`)
  return load
}

let taken = 0
/** Ten people into each tube of a point, then the next point; nobody of the ledger, as at a table where only papers are shown. */
function sampleOf(target: Target, { points }: Town): string {
  taken += 1
  const point = points[Math.floor(taken / 10) % points.length]!
  const serial = 1 + (Math.floor(taken / 10 / points.length) % 9_999)
  return requestOf(target, 'testing.takeSample', {
    id: nextId(),
    pointId: point.id,
    table: 1 + (taken % 50),
    tube: labelOf({ kind: 'tube', batch: point.batch, serial }),
    size: 10,
    means: { kind: 'document', value: `X${taken}` },
    at: new Date().toISOString(),
  })
}

async function bareDatabase(client: pg.Client, databaseUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `${new URL(databaseUrl).pathname.slice(1)}_bare`
  await client.query(`create database ${name}`)
  const url = Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href
  const { migrate } = await import('../packages/server/src/platform/migrate.ts')
  const { openPostgres } = await import('../packages/server/src/platform/db.ts')
  const db = await openPostgres(url, 1)
  await migrate(db, ['testing'])
  const month = new Date(Date.now() - 31 * 86_400_000).toISOString().slice(0, 10)
  await db.execAsOwner(`select platform.ensure_months('platform.audit', '${month}', 4)`)
  await db.close()
  return { url, drop: async () => void (await client.query(`drop database if exists ${name} with (force)`)) }
}
type Counted = { samples: number; settled: number; audit: number }
async function count(server: ChildProcess): Promise<Counted> {
  server.send('count')
  return heard<Counted>(server)
}
/** How many a second are settled while nothing comes in, looked at for some seconds or until nothing is left. */
async function settledPerSecond(server: ChildProcess): Promise<number> {
  const before = await count(server)
  const from = performance.now()
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
    const now = await count(server)
    const seconds = (performance.now() - from) / 1000
    if (now.settled === now.samples || seconds > SETTLING_S) return (now.settled - before.settled) / seconds
  }
}

async function onPostgres(databaseUrl: string): Promise<Figure[]> {
  const server = start('server.ts', { DATABASE_URL: databaseUrl })
  const limit = start('bare.ts', {})
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const town = await heard<Target & Town>(server)
    const bareDb = await bareDatabase(client, databaseUrl)
    try {
      limit.send({ ...town, databaseUrl: bareDb.url, session: town.cookie })
      const bareTarget = { ...(await heard<{ port: number }>(limit)), cookie: town.cookie }
      const [ours, bare]: [Load[], Load[]] = [[], []]
      let stored = 0
      for (let round = 0; round <= ROUNDS; round += 1) {
        const until = round === 0 ? { answers: 1_000 } : { seconds: SECONDS }
        const [ofBare, ofServer] = [
          checked('bare limit', await sendRequests(bareTarget.port, () => sampleOf(bareTarget, town), until)),
          checked('server', await sendRequests(town.port, () => sampleOf(town, town), until)),
        ]
        stored += ofServer.answers
        if (round === 0) continue
        bare.push(ofBare)
        ours.push(ofServer)
      }
      const settled = await settledPerSecond(server)
      const { samples, audit } = await count(server)
      if (samples !== stored || audit !== stored) throw new Error(`${stored} samples were answered, ${samples} are stored with ${audit} audit rows`)
      await rm(town.dataDir, { recursive: true, force: true })
      const of = (loads: readonly Load[], what: (load: Load) => number) => median(loads.map(what))
      return [
        {
          what: 'samples a second, PostgreSQL',
          value: of(ours, (load) => load.perSecond),
          unit: '/s',
          limit: of(bare, (load) => load.perSecond),
          goal: { ratioAtLeast: GOAL_RATIO },
        },
        { what: 'the same, as a number', value: of(ours, (load) => load.perSecond), unit: '/s', goal: { atLeast: GOAL_PER_SECOND } },
        { what: 'p99, PostgreSQL', value: of(ours, (load) => load.p99Ms), unit: 'ms', limit: of(bare, (load) => load.p99Ms) },
        { what: 'settled behind, a second, PostgreSQL', value: settled, unit: '/s' },
      ]
    } finally {
      await stop(limit) // before its database goes
      await bareDb.drop()
    }
  } finally {
    await stop(server)
    await client.end()
  }
}

const postgres = await throwAwayPostgres()
if (postgres === null) throw new Error('No PostgreSQL at 127.0.0.1:5432 (or TEST_DATABASE_URL): the goal is set for it.')
try {
  print(`${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s`)
  report({ name: 'testing', figures: await onPostgres(postgres.url) })
} finally {
  await postgres.drop()
}
