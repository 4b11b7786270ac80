// A ledger from its workbook into the database, beside the bare limit: reading the same workbook and throwing the rows away, then COPY of the same
// cells into a table without an index, in the same run. Each part runs in a process of its own, so that none warms another up.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { streamXlsxRows } from 'hucre/xlsx'
import pg from 'pg'
import { areasModule, insertAreas } from '../packages/server/src/modules/areas/index.ts'
import { accessModule } from '../packages/server/src/modules/access/index.ts'
import { importLedgerFile, registryModule } from '../packages/server/src/modules/registry/index.ts'
import { buildApp } from '../packages/server/src/platform/app.ts'
import { readConfig } from '../packages/server/src/platform/config.ts'
import { openDatabase } from '../packages/server/src/platform/db.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { streamCsv, streamXlsx } from '../packages/server/src/platform/workbook/write-workbook.ts'
import { COMMUNITY_NAMES, makeLedger } from '../scripts/ledger/index.ts'
import { type Figure, isShort, print, report, rssMb, throwAwayFolder, throwAwayPostgres, timed, watchEventLoop, watchRss } from './harness.ts'

type Measured = { rows: number; ms: number; memoryMb?: number; blockedMs?: number }
type Part = 'parse' | 'copy' | 'import'
type Job = { part: Part; folder: string; databaseUrl: string | null }

const SCALE = isShort ? 'community' : 'street'
// A community is read before the import's two threads have started; what is left to see is that nothing became many times slower.
const SHORT_RATIO = 0.05
const MODULES = [areasModule, accessModule, registryModule]

async function parseAlone({ folder }: Job): Promise<Measured> {
  const bytes = readFileSync(join(folder, 'ledger.xlsx'))
  let rows = 0
  const { ms } = await timed(async () => {
    for await (const _row of streamXlsxRows(bytes)) rows += 1
  })
  return { rows, ms }
}

async function copyAlone({ folder, databaseUrl }: Job): Promise<Measured> {
  const csv = readFileSync(join(folder, 'ledger.csv'))
  const columns = csv
    .toString('utf8', 3, csv.indexOf('\r\n'))
    .split(',')
    .map((_header, at) => `c${at} text`)
  const table = `create table bare (${columns.join(', ')})`
  const count = (text: unknown) => Number((text as { n: string }[])[0]!.n)
  if (databaseUrl === null) {
    const db = await PGlite.create(join(folder, 'bare'))
    await db.exec(table)
    const { ms } = await timed(() => db.query("copy bare from '/dev/blob' (format csv, header)", [], { blob: new Blob([csv]) }))
    const rows = count((await db.query('select count(*)::text as n from bare')).rows)
    await db.close()
    return { rows, ms }
  }
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(table)
  const { ms } = await timed(() => copyIn(client, 'copy bare from stdin (format csv, header)', csv))
  const rows = count((await client.query('select count(*)::text as n from bare')).rows)
  await client.query('drop table bare')
  await client.end()
  return { rows, ms }
}

type CopyConnection = { query(text: string): void; sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }
/** The protocol's COPY, which the driver knows and has no method for. */
const copyIn = (client: pg.Client, text: string, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    const nothing = () => {}
    client.query({
      submit: (connection: CopyConnection) => connection.query(text),
      handleCopyInResponse: (connection: CopyConnection) => {
        for (let at = 0; at < bytes.length; at += 65_536) connection.sendCopyFromChunk(bytes.subarray(at, at + 65_536))
        connection.endCopyFrom()
      },
      handleReadyForQuery: () => resolve(),
      handleError: reject,
      handleCommandComplete: nothing,
      handleRowDescription: nothing,
      handleDataRow: nothing,
      handleEmptyQuery: nothing,
      handlePortalSuspended: nothing,
    } as never)
  })

async function importWhole({ folder, databaseUrl }: Job): Promise<Measured> {
  const config = readConfig({
    XIAOMEN_DATA: join(folder, databaseUrl === null ? 'embedded' : 'postgres'),
    XIAOMEN_LOG: 'error',
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  })
  const db = await openDatabase(config)
  await migrate(
    db,
    MODULES.map((module) => module.name),
  )
  const app = await buildApp({ config, db, modules: MODULES, resolveActor: async () => null, webDir: null, withJobs: false })
  const target = await app.services.asSystem('bench', async (ctx) => {
    const [street] = await insertAreas(ctx, [{ parentId: null, level: 'street', name: '试验街道' }])
    const communities = await insertAreas(
      ctx,
      COMMUNITY_NAMES.map((name) => ({ parentId: street!.id, level: 'community' as const, name })),
    )
    return SCALE === 'street' ? street! : communities[0]!
  })
  // What the server holds when nothing happens: opening the database leaves memory that is given back a little later.
  await setTimeout(2_000)
  globalThis.gc?.()
  await setTimeout(500)
  const idle = await rssMb()
  const memory = watchRss(),
    loop = watchEventLoop()
  const { ms, value } = await timed(() => importLedgerFile(app.services, { communityId: target.id, path: join(folder, 'ledger.xlsx'), actorId: null }))
  const blockedMs = loop.maxMs()
  loop.stop()
  const memoryMb = (await memory.stop()) - idle
  await app.close()
  return { rows: value.counts.rows, ms, memoryMb, blockedMs }
}

async function inOwnProcess(job: Job): Promise<Measured> {
  const child = spawn(process.execPath, ['--expose-gc', fileURLToPath(import.meta.url), ...(isShort ? ['--short'] : []), '--job', JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  const [code] = (await once(child, 'exit')) as [number]
  if (code !== 0) throw new Error(`${job.part} ended with ${code}: ${out.slice(-500)}`)
  return JSON.parse(out.trim().split('\n').at(-1)!) as Measured
}

const at = process.argv.indexOf('--job')
if (at > 0) {
  const job = JSON.parse(process.argv[at + 1]!) as Job
  const measured = await { parse: parseAlone, copy: copyAlone, import: importWhole }[job.part](job)
  print(JSON.stringify(measured))
  process.exit(0)
}

const folder = await throwAwayFolder()
const postgres = await throwAwayPostgres()
try {
  const ledger = makeLedger({ scale: SCALE })
  const sheet = { name: '住户台账', columns: ledger.headers.map((header) => ({ header })), rows: ledger.rows }
  await pipeline(streamXlsx(sheet), createWriteStream(join(folder.path, 'ledger.xlsx')))
  await pipeline(streamCsv(sheet), createWriteStream(join(folder.path, 'ledger.csv')))
  print(`${ledger.rows.length} rows, ${ledger.counts.people} people, ${ledger.counts.homes} homes`)
  const perSecond = ({ rows, ms }: Measured) => (rows / ms) * 1000
  const parse = await inOwnProcess({ part: 'parse', folder: folder.path, databaseUrl: null })
  const figures: Figure[] = [{ what: 'reading the workbook alone', value: perSecond(parse), unit: 'rows/s' }]
  for (const [name, databaseUrl] of [...(postgres ? [['PostgreSQL', postgres.url] as const] : []), ['PGlite', null] as const]) {
    const copy = await inOwnProcess({ part: 'copy', folder: folder.path, databaseUrl })
    const whole = await inOwnProcess({ part: 'import', folder: folder.path, databaseUrl })
    const limit = (whole.rows / (parse.ms + copy.ms)) * 1000
    figures.push(
      { what: `COPY of the same cells, ${name}`, value: perSecond(copy), unit: 'rows/s' },
      { what: `${SCALE} from XLSX into ${name}`, value: perSecond(whole), unit: 'rows/s', limit, goal: { ratioAtLeast: isShort ? SHORT_RATIO : 0.25 } },
      { what: `memory above idle, ${name}`, value: whole.memoryMb!, unit: 'MB', goal: { atMost: 300 } },
      { what: `event loop held, ${name}`, value: whole.blockedMs!, unit: 'ms', goal: { atMost: 200 } },
    )
  }
  report({ name: 'import', figures })
} finally {
  await postgres?.drop()
  await folder.remove()
}
