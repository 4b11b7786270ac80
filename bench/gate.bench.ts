// Passages a second through the real server on PostgreSQL, beside the bare limit of the same run, and on the embedded database.
// Rounds of both take turns, so that a slow moment of the machine falls on both; the medians are compared.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { CONNECTIONS, type Load, type Passages, sendPassages, type Target } from './gate/load.ts'
import { isShort, median, print, report, throwAwayPostgres } from './harness.ts'

const ROUNDS = isShort ? 3 : 5
const SECONDS = isShort ? 1.5 : 3
/** Of the bare limit measured beside it. */
// A short run takes a second and a half a round beside whatever else the machine does: it sees a collapse, not a tenth.
const GOAL_RATIO = isShort ? 0.4 : 0.6

type Ready = Target & Passages & { communityId: string; dataDir: string }
const start = (file: string, env: Record<string, string>): ChildProcess => {
  const { DATABASE_URL: _, ...inherited } = process.env
  return fork(fileURLToPath(new URL(`./gate/${file}`, import.meta.url)), { env: { ...inherited, ...env } })
}
async function heard<T>(child: ChildProcess): Promise<T> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`a server of the bench ended with ${code}`)
    }),
  ])) as [T]
  return message
}
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  if (child.connected) child.send('stop')
  const timer = setTimeout(() => child.kill(), 5_000)
  await ended
  clearTimeout(timer)
}

const checked = (what: string, load: Load): Load => {
  if (load.wrong > 0) throw new Error(`${what}: ${load.wrong} of ${load.answers} answers were not a new passage; the first:\n${load.firstWrong}`)
  print(`  ${what}: ${Math.round(load.perSecond)}/s, p50 ${load.p50Ms.toFixed(1)} ms, p99 ${load.p99Ms.toFixed(1)} ms`)
  return load
}

/** Each code once, so that every signature is checked and remembered before the clock starts. */
const everyCode = ({ codes }: Passages) => ({ answers: codes.length * 2 })

/** What was answered is what is there: every passage once, each with its audit row. */
async function proveStored(server: ChildProcess, answers: number): Promise<void> {
  server.send('count')
  const { passages, audit } = await heard<{ passages: number; audit: number }>(server)
  if (passages !== answers || audit !== answers) throw new Error(`${answers} passages were answered, ${passages} are stored with ${audit} audit rows`)
}

async function onPostgres(databaseUrl: string): Promise<{ ours: Load[]; bare: Load[] }> {
  const server = start('server.ts', { DATABASE_URL: databaseUrl })
  const limit = start('bare.ts', {})
  try {
    const town = await heard<Ready>(server)
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    const keys = (await client.query<{ kid: string; key: Buffer }>('select kid, public_key as key from gate.signing_key')).rows.map(({ kid, key }) => ({
      kid,
      publicKey: key.toString('hex'),
    }))
    // The same tables, empty, in a database of its own.
    const bareName = `${new URL(databaseUrl).pathname.slice(1)}_bare`
    await client.query(`create database ${bareName}`)
    const bareUrl = Object.assign(new URL(databaseUrl), { pathname: `/${bareName}` }).href
    const { migrate } = await import('../packages/server/src/platform/migrate.ts')
    const { openPostgres } = await import('../packages/server/src/platform/db.ts')
    const bareDb = await openPostgres(bareUrl, 1)
    await migrate(bareDb, ['gate'])
    const month = new Date(Date.now() - 31 * 86_400_000).toISOString().slice(0, 10)
    for (const table of ['gate.passage', 'platform.audit']) await bareDb.execAsOwner(`select platform.ensure_months('${table}', '${month}', 4)`)
    await bareDb.close()
    limit.send({ databaseUrl: bareUrl, keys, communityId: town.communityId })
    const bareTarget = { ...(await heard<{ port: number }>(limit)), cookie: town.cookie }
    try {
      const warm = checked('warming up, server', await sendPassages(town, town, everyCode(town)))
      checked('warming up, bare', await sendPassages(bareTarget, town, everyCode(town)))
      const [ours, bare]: [Load[], Load[]] = [[], []]
      for (let round = 1; round <= ROUNDS; round++) {
        bare.push(checked(`round ${round}, bare limit`, await sendPassages(bareTarget, town, { seconds: SECONDS })))
        ours.push(checked(`round ${round}, server`, await sendPassages(town, town, { seconds: SECONDS })))
      }
      await proveStored(server, warm.answers + ours.reduce((sum, load) => sum + load.answers, 0))
      return { ours, bare }
    } finally {
      await stop(limit) // before its database goes
      await rm(town.dataDir, { recursive: true, force: true })
      await client.query(`drop database if exists ${bareName} with (force)`)
      await client.end()
    }
  } finally {
    await stop(limit)
    await stop(server)
  }
}

async function onEmbedded(): Promise<Load> {
  const server = start('server.ts', {})
  try {
    const town = await heard<Ready>(server)
    const warm = checked('warming up, embedded', await sendPassages(town, town, everyCode(town)))
    const load = checked('embedded', await sendPassages(town, town, { seconds: SECONDS }))
    await proveStored(server, warm.answers + load.answers)
    await rm(town.dataDir, { recursive: true, force: true })
    return load
  } finally {
    await stop(server)
  }
}

const medianOf = (loads: readonly Load[], of: (load: Load) => number) => median(loads.map(of))
const postgres = await throwAwayPostgres()
if (postgres === null) throw new Error('No PostgreSQL at 127.0.0.1:5432 (or TEST_DATABASE_URL): the goal is set for it.')
try {
  print(`${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s`)
  const { ours, bare } = await onPostgres(postgres.url)
  const embedded = await onEmbedded()
  report({
    name: 'gate',
    figures: [
      {
        what: 'passages a second, PostgreSQL',
        value: medianOf(ours, (load) => load.perSecond),
        unit: '/s',
        limit: medianOf(bare, (load) => load.perSecond),
        goal: { ratioAtLeast: GOAL_RATIO },
      },
      { what: 'p50, PostgreSQL', value: medianOf(ours, (load) => load.p50Ms), unit: 'ms', limit: medianOf(bare, (load) => load.p50Ms) },
      { what: 'p99, PostgreSQL', value: medianOf(ours, (load) => load.p99Ms), unit: 'ms', limit: medianOf(bare, (load) => load.p99Ms) },
      { what: 'passages a second, embedded', value: embedded.perSecond, unit: '/s' },
      { what: 'p50, embedded', value: embedded.p50Ms, unit: 'ms' },
      { what: 'p99, embedded', value: embedded.p99Ms, unit: 'ms' },
    ],
  })
} finally {
  await postgres.drop()
}
