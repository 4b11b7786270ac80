import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import type { Config } from './config.ts'
import { AppError } from './error.ts'
import { lockFolder } from './lock.ts'

/** What one transaction may see and do. */
export type Scope = {
  /** Area paths; ['/'] sees everything, [] nothing. */
  paths: readonly string[]
  personId?: string | null
  accountId?: string | null
  /** reader: the database refuses every write. */
  as: 'app' | 'reader'
}

export type Database = {
  kind: 'pglite' | 'postgres'
  /** False where a power cut may lose what was acknowledged (PGlite runs without fsync). */
  isDurable: boolean
  /** The only way to data. Without it a connection is the role `xiaomen_nobody`, which may do nothing. */
  tx<T>(scope: Scope, run: (tx: Kysely<{}>) => Promise<T>): Promise<T>
  /**
   * Outside a transaction, as the system and seeing every area: each statement commits by itself. For the group commit, whose group is one statement;
   * its connections keep their role, which saves two journeys in four. The embedded database, which has one connection, makes it a transaction.
   */
  standing<T>(run: (tx: Kysely<{}>) => Promise<T>): Promise<T>
  /** Turns a reader's transaction into a writer's, for the audit row at its end. */
  promote(tx: Kysely<{}>): Promise<void>
  /** Several statements as the owner, for migrations only. */
  execAsOwner(text: string): Promise<void>
  queryAsOwner<T>(text: string): Promise<T[]>
  /** Statistics for the planner: of tables that have just grown much, of all when none is named. PostgreSQL needs to be told of the former only. */
  analyze(tables?: readonly string[]): Promise<void>
  /** Gives the space of dead rows back where nobody else does: in the embedded database. A table whose turn meets a change of role waits for the next time. */
  sweep(): Promise<void>
  /** Resolves when a trivial query is answered. */
  ping(): Promise<void>
  /** The whole embedded database as a file image; null on PostgreSQL. */
  dump(): Promise<Blob | null>
  close(): Promise<void>
}

/** Transactions or standing connections that groups may use at the same time: while one is flushed to disk the next is decided. */
export const STANDING = 2

// Before the first migration the role is not there yet.
const BECOME_NOBODY = "do $$ begin if exists (select from pg_roles where rolname = 'xiaomen_nobody') then set role xiaomen_nobody; end if; end $$"

/** Six thousand rows are looked at for a table's statistics, not thirty thousand: the whole process waits meanwhile. */
const STATISTICS = 20
/** Somebody changed the role between the two statements: the table waits for the next time. */
const NOT_ALLOWED = '42501'
const OWN_TABLES =
  "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1"

// A date (1082) stays 'YYYY-MM-DD': a local day has no time zone. A bigint (20) stays a string.
const asIs = (value: string) => value

async function enter(tx: Kysely<{}>, scope: Scope): Promise<void> {
  await sql`select set_config('role', ${`xiaomen_${scope.as}`}, true), set_config('app.scope', ${scope.paths.join(' ')}, true), set_config('app.person', ${scope.personId ?? ''}, true), set_config('app.account', ${scope.accountId ?? ''}, true)`.execute(
    tx,
  )
}
/** The same with the beginning of the transaction, as one message: a journey to the database less for every request. */
const beginning = ({ as, paths, personId, accountId }: Scope): string => {
  const set = (name: string, value: string) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`
  return `begin; select ${[set('role', `xiaomen_${as}`), set('app.scope', paths.join(' ')), set('app.person', personId ?? ''), set('app.account', accountId ?? '')].join(', ')}`
}
/** A statement that begins so is parsed once per connection: for those that run hundreds of times a second. */
export const KEPT = '/* kept */'
function keepStatements(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown
  const query = (text: unknown, values?: unknown, ...rest: unknown[]) =>
    typeof text === 'string' && text.startsWith(KEPT) ? plain({ name: nameOf(text), text, values }, ...rest) : plain(text, values, ...rest)
  client.query = query as typeof client.query
}
const names = new Map<string, string>()
function nameOf(text: string): string {
  const name = names.get(text) ?? `kept_${names.size}`
  names.set(text, name)
  return name
}

const promote = async (tx: Kysely<{}>) => {
  await sql`select set_config('role', 'xiaomen_app', true)`.execute(tx)
}

/** How long, in milliseconds, the embedded database may work before sockets, timers and other requests have their turn. */
const TURN_MS = 20
/**
 * Its statements are answered within the same turn of the event loop, so that a hundred short ones in a row would stop the process as one long one does:
 * no request would be read, no live page told, no clock job run. A single statement cannot be shared out; keep them short.
 */
function shareTheLoop(pglite: PGlite): void {
  let since = performance.now()
  const sharing = (query: PGlite['query']): PGlite['query'] =>
    async function shared(text, parameters, options) {
      if (performance.now() - since > TURN_MS) {
        await setImmediate()
        since = performance.now()
      }
      return query(text, parameters, options)
    }
  const transaction = pglite.transaction.bind(pglite)
  pglite.query = sharing(pglite.query.bind(pglite))
  pglite.transaction = (run) =>
    transaction((tx) => {
      tx.query = sharing(tx.query.bind(tx))
      return run(tx)
    })
}

/** `instance`: one that is open already, for tests that look beside the front door. */
export type EmbeddedOptions = { dataDir: string | null; loadDataDir?: Blob; instance?: PGlite }

/** The embedded database: one process, its own lock file. `dataDir` null keeps it in memory. */
export async function openEmbedded({ dataDir, loadDataDir, instance }: EmbeddedOptions): Promise<Database> {
  const unlock = dataDir === null ? () => {} : lockFolder(dataDir)
  try {
    if (dataDir !== null) mkdirSync(join(dataDir, 'db'), { recursive: true, mode: 0o700 })
    const options: PGliteOptions = { parsers: { 1082: asIs, 20: asIs }, ...(loadDataDir ? { loadDataDir } : {}) }
    const pglite = instance ?? (await (dataDir === null ? PGlite.create(options) : PGlite.create(join(dataDir, 'db'), options)))
    await pglite.exec(`set default_statistics_target = ${STATISTICS}; ${BECOME_NOBODY}`)
    shareTheLoop(pglite)
    const kysely = new Kysely<{}>({ dialect: new PGliteDialect({ pglite }) })
    // Through Kysely's connection, so that no request's transaction is under way on the single connection.
    const asOwner = <T>(text: string): Promise<T[]> =>
      kysely.connection().execute(async () => {
        try {
          const results = await pglite.exec(`reset role;\n${text}`)
          return (results.at(-1)?.rows ?? []) as T[]
        } catch (error) {
          await pglite.exec('rollback')
          throw error
        } finally {
          await pglite.exec(BECOME_NOBODY)
        }
      })
    const ownTables = async () => (await asOwner<{ name: string }>(OWN_TABLES)).map(({ name }) => name)
    return {
      kind: 'pglite',
      isDurable: false,
      tx: (scope, run) =>
        kysely.transaction().execute(async (tx) => {
          await enter(tx, scope)
          return run(tx)
        }),
      standing: (run) =>
        kysely.transaction().execute(async (tx) => {
          await enter(tx, { paths: ['/'], as: 'app' })
          return run(tx)
        }),
      promote,
      execAsOwner: async (text) => {
        await asOwner(text)
      },
      queryAsOwner: asOwner,
      analyze: async (tables) => {
        for (const table of tables ?? (await ownTables())) await asOwner(`analyze ${table}`)
      },
      sweep: async () => {
        // A table at a time: between two of them everybody has their turn. Not through `asOwner`, whose statements are one transaction.
        const tables = await ownTables()
        try {
          for (const table of tables) {
            await pglite.exec('reset role')
            await pglite.query(`vacuum ${table}`).catch((error: { code?: string }) => {
              if (error.code !== NOT_ALLOWED) throw error
            })
          }
        } finally {
          await pglite.exec(BECOME_NOBODY)
        }
      },
      ping: async () => {
        await pglite.query('select 1')
      },
      dump: () => pglite.dumpDataDir('none'),
      close: async () => {
        await pglite.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

/** The server is gone, going or not yet there (class 08, 57P0x), or its socket does not answer. A missing file elsewhere is neither. */
const isAway = (error: unknown): boolean => {
  if (error instanceof pg.DatabaseError) return /^(08|57P0)/.test(error.code ?? '')
  const { code = '', syscall = '', message = '' } = error as { code?: string; syscall?: string; message?: string }
  return syscall === 'connect' || (['ECONNRESET', 'EPIPE'].includes(code) && ['read', 'write'].includes(syscall)) || message.startsWith('Connection terminated')
}
/** What pg-pool says when no connection came free, or none could be made, in time. */
const isWaitedOut = (error: unknown): boolean => error instanceof Error && error.message === 'timeout exceeded when trying to connect'

export async function openPostgres(url: string, poolSize = 10): Promise<Database> {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === 1082 || oid === 20 ? asIs : pg.types.getTypeParser(oid, format as 'text')),
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 2_000,
    types: types as never,
    onConnect: (client) => client.query(BECOME_NOBODY) as never,
  })
  pool.on('error', () => {}) // an idle connection that breaks is replaced; the next use tells
  // A connection that breaks while a request holds it tells the request; here it only must not end the process.
  pool.on('connect', (client) => {
    client.on('error', () => {})
    keepStatements(client)
  })
  const kysely = new Kysely<{}>({ dialect: new PostgresDialect({ pool }) })
  const standingPool = new pg.Pool({
    connectionString: url,
    max: STANDING,
    connectionTimeoutMillis: 2_000,
    types: types as never,
    onConnect: (client) => client.query("set role xiaomen_app; select set_config('app.scope', '/', false)") as never,
  })
  standingPool.on('error', () => {})
  standingPool.on('connect', (client) => {
    client.on('error', () => {})
    keepStatements(client)
  })
  const standing = new Kysely<{}>({ dialect: new PostgresDialect({ pool: standingPool }) })
  const asOwner = async <T>(text: string): Promise<T[]> => {
    const client = new pg.Client({ connectionString: url, types: types as never })
    await client.connect()
    try {
      const result = (await client.query(text)) as unknown as pg.QueryResult | pg.QueryResult[]
      return ((Array.isArray(result) ? result.at(-1) : result)?.rows ?? []) as T[]
    } finally {
      await client.end()
    }
  }
  const settings = await asOwner<{ fsync: string; sync: string }>("select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync")

  // While the server is away every request is told so at once; one probe a second finds it again.
  let awaySince: number | null = null
  let isProbing = false
  const probe = () => {
    if (isProbing) return
    isProbing = true
    setTimeout(() => {
      asOwner('select 1').then(
        () => {
          awaySince = null
          isProbing = false
        },
        () => {
          isProbing = false
          probe()
        },
      )
    }, 1_000).unref()
  }
  const unlessAway = async <T>(run: () => Promise<T>): Promise<T> => {
    if (awaySince !== null) throw new AppError('server.database_away', 503)
    try {
      return await run()
    } catch (error) {
      // Every connection is busy: this request is too many, the database is not away.
      if (isWaitedOut(error) && pool.totalCount >= poolSize && pool.idleCount === 0) throw new AppError('server.busy', 503, { cause: error })
      if (!isAway(error) && !isWaitedOut(error)) throw error
      awaySince ??= Date.now()
      probe()
      throw new AppError('server.database_away', 503, { cause: error })
    }
  }
  return {
    kind: 'postgres',
    isDurable: settings[0]?.fsync === 'on' && settings[0]?.sync !== 'off',
    tx: (scope, run) =>
      unlessAway(() =>
        kysely.connection().execute(async (tx) => {
          try {
            await sql.raw(beginning(scope)).execute(tx)
            const answer = await run(tx)
            await sql.raw('commit').execute(tx)
            return answer
          } catch (error) {
            await sql
              .raw('rollback')
              .execute(tx)
              .catch(() => {}) // a connection that is gone has rolled back
            throw error
          }
        }),
      ),
    standing: (run) => unlessAway(() => standing.connection().execute(run)),
    promote,
    execAsOwner: async (text) => {
      await asOwner(text)
    },
    queryAsOwner: asOwner,
    analyze: async (tables) => {
      if (tables !== undefined) await asOwner(`analyze ${tables.join(', ')}`)
    },
    sweep: async () => {},
    ping: async () => {
      await pool.query('select 1')
    },
    dump: async () => null,
    close: async () => {
      await kysely.destroy()
      await standing.destroy()
    },
  }
}

/** One process a data folder, with either database: the folder holds the keys, and two writers would overwrite each other's. */
export async function openDatabase({ dataDir, databaseUrl }: Config): Promise<Database> {
  if (databaseUrl === null) return openEmbedded({ dataDir })
  const unlock = lockFolder(dataDir)
  try {
    const db = await openPostgres(databaseUrl)
    return {
      ...db,
      close: async () => {
        await db.close()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}
