// Passages a second through the real server on PostgreSQL, beside the bare limit of the same run, and on the embedded database.
// Rounds of both take turns, so that a slow moment of the machine falls on both; the medians are compared.
import { rm } from 'node:fs/promises'
import pg from 'pg'
import { CONNECTIONS, inTurn, type Load, sendPassages, type Target } from './gate/load.ts'
import { heard, proveStored, start, stop } from './gate/processes.ts'
import { freshProofs, phoneKeys } from './gate/proofs.ts'
import type { Town } from './gate/town.ts'
import { type Figure, isShort, median, print, report, throwAwayPostgres } from './harness.ts'

const ROUNDS = isShort ? 3 : 5
const SECONDS = isShort ? 1.5 : 3
/** Of the bare limit measured beside it. */
// A short run takes a second and a half a round beside whatever else the machine does: it sees a collapse, not a tenth.
const GOAL_RATIO = isShort ? 0.5 : 0.8
/** Milliseconds within which 99 of 100 are answered at half of what the server can do. */
const GOAL_HALF_LOAD_P99_MS = 25
/** More proofs than any round shows. */
const PROOFS_A_SECOND = 8_000

type Ready = Target & Town & { dataDir: string }
const checked = (what: string, load: Load): Load => {
  if (load.wrong + load.refused > 0)
    throw new Error(
      `${what}: ${load.wrong} answers were not a new passage, ${load.refused} were refused, beside ${load.answers}; the first:\n${load.firstWrong}`,
    )
  print(`  ${what}: ${Math.round(load.perSecond)}/s, p50 ${load.p50Ms.toFixed(1)} ms, p99 ${load.p99Ms.toFixed(1)} ms`)
  return load
}

/** Each code once, so that every signature is checked and remembered before the clock starts. */
const everyCode = ({ codes }: Town) => ({ answers: codes.length * 2 })
const unbound = ({ gateIds, codes }: Town) => ({ gateIds, nextCode: inTurn(codes) })
/** The same people with the holder's proof, a text for each passage. */
async function proven({ gateIds, bound }: Town): Promise<(seconds: number) => Promise<{ gateIds: string[]; nextCode: () => string }>> {
  const keys = await phoneKeys(bound)
  return async (seconds) => ({ gateIds, nextCode: await freshProofs(bound, keys, Math.ceil(seconds * PROOFS_A_SECOND)) })
}

/** The same tables in a database of their own, empty but for the gates and the codes. */
async function bareDatabase(client: pg.Client, databaseUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `${new URL(databaseUrl).pathname.slice(1)}_bare`
  await client.query(`create database ${name}`)
  const url = Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href
  const { migrate } = await import('../packages/server/src/platform/migrate.ts')
  const { openPostgres } = await import('../packages/server/src/platform/db.ts')
  const db = await openPostgres(url, 1)
  await migrate(db, ['gate'])
  const month = new Date(Date.now() - 31 * 86_400_000).toISOString().slice(0, 10)
  for (const table of ['gate.passage', 'platform.audit']) await db.execAsOwner(`select platform.ensure_months('${table}', '${month}', 4)`)
  await db.close()
  const bare = new pg.Client({ connectionString: url })
  await bare.connect()
  for (const table of ['gate.gate', 'gate.credential']) {
    const { rows } = await client.query<{ all: unknown }>(`select json_agg(t) as all from ${table} t`)
    await bare.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows[0]!.all)])
    await bare.query(`analyze ${table}`)
  }
  await bare.end()
  return { url, drop: async () => void (await client.query(`drop database if exists ${name} with (force)`)) }
}

type Beside = { ours: Load[]; bare: Load[] }
type OnPostgres = { plain: Beside; proven: Beside; half: Load }

async function onPostgres(databaseUrl: string): Promise<OnPostgres> {
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
    const bareDb = await bareDatabase(client, databaseUrl)
    limit.send({ databaseUrl: bareDb.url, session: town.cookie, keys, communityId: town.communityId })
    const bareTarget = { ...(await heard<{ port: number }>(limit)), cookie: town.cookie }
    try {
      let stored = 0
      const onServer = async (what: string, ...rest: [Parameters<typeof sendPassages>[1], Parameters<typeof sendPassages>[2]]) => {
        const load = checked(`${what}, server`, await sendPassages(town, ...rest))
        stored += load.answers
        return load
      }
      const onBare = async (what: string, ...rest: [Parameters<typeof sendPassages>[1], Parameters<typeof sendPassages>[2]]) =>
        checked(`${what}, bare limit`, await sendPassages(bareTarget, ...rest))
      const beside = async (what: string, passages: () => Promise<Parameters<typeof sendPassages>[1]>): Promise<Beside> => {
        const [ours, bare]: [Load[], Load[]] = [[], []]
        for (let round = 1; round <= ROUNDS; round++) {
          bare.push(await onBare(`${what} ${round}`, await passages(), { seconds: SECONDS }))
          ours.push(await onServer(`${what} ${round}`, await passages(), { seconds: SECONDS }))
        }
        return { ours, bare }
      }
      await onServer('warming up', unbound(town), everyCode(town))
      await onBare('warming up', unbound(town), everyCode(town))
      const plain = await beside('signed codes', async () => unbound(town))
      const proofs = await proven(town)
      for (const warm of [onServer, onBare]) await warm('warming up with proofs', await proofs(SECONDS), { answers: town.bound.length })
      const withProofs = await beside('with the holder’s proof', () => proofs(SECONDS))
      const half = await onServer('half load', unbound(town), { seconds: SECONDS * 2, perSecond: medianOf(plain.ours, (load) => load.perSecond) / 2 })
      await proveStored(server, stored)
      return { plain, proven: withProofs, half }
    } finally {
      await stop(limit) // before its database goes
      await rm(town.dataDir, { recursive: true, force: true })
      await bareDb.drop()
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
    const warm = checked('warming up, embedded', await sendPassages(town, unbound(town), everyCode(town)))
    const load = checked('embedded', await sendPassages(town, unbound(town), { seconds: SECONDS }))
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
  const { plain, proven: withProofs, half } = await onPostgres(postgres.url)
  const embedded = await onEmbedded()
  const beside = (what: string, { ours, bare }: Beside): Figure[] => [
    {
      what: `passages a second, ${what}`,
      value: medianOf(ours, (load) => load.perSecond),
      unit: '/s',
      limit: medianOf(bare, (load) => load.perSecond),
      goal: { ratioAtLeast: GOAL_RATIO },
    },
    { what: `p50, ${what}`, value: medianOf(ours, (load) => load.p50Ms), unit: 'ms', limit: medianOf(bare, (load) => load.p50Ms) },
    { what: `p99, ${what}`, value: medianOf(ours, (load) => load.p99Ms), unit: 'ms', limit: medianOf(bare, (load) => load.p99Ms) },
  ]
  report({
    name: 'gate',
    figures: [
      ...beside('PostgreSQL', plain),
      ...beside('PostgreSQL, with the holder’s proof', withProofs),
      { what: 'p99 at half load, PostgreSQL', value: half.p99Ms, unit: 'ms', goal: { atMost: GOAL_HALF_LOAD_P99_MS } },
      { what: 'passages a second, embedded', value: embedded.perSecond, unit: '/s' },
      { what: 'p50, embedded', value: embedded.p50Ms, unit: 'ms' },
      { what: 'p99, embedded', value: embedded.p99Ms, unit: 'ms' },
    ],
  })
} finally {
  await postgres.drop()
}
