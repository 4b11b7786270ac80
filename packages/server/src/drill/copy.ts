// 抄一份: the structure of the real town into an empty database under keys of its own. The real one is read as a reader and closed again.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDemoDatabase } from '../demo-database.ts'
import { resealAccount } from '../modules/access/index.ts'
import { WORDS } from '../modules.ts'
import type { Config } from '../platform/config.ts'
import { type FieldCrypto, openKeys } from '../platform/crypto.ts'
import { type Database, openEmbedded, openPostgres } from '../platform/db.ts'
import type { DrillPlan } from '../platform/drill-config.ts'
import { listMigrations } from '../platform/migrate.ts'
import { listApplied, readStructure, type Structure, writeStructure } from './repo.ts'

export type Counts = { areas: number; homes: number; gates: number; accounts: number }

/** @throws Error with a sentence for whoever started the drill */
async function readLive({ dataDir, databaseUrl }: DrillPlan['live']): Promise<{ structure: Structure; crypto: FieldCrypto }> {
  const keys = join(dataDir, 'keys')
  if (!existsSync(join(keys, 'keys.json')))
    throw new Error(`There is nothing to copy: ${dataDir} holds no keys. XIAOMEN_DATA must name the data folder of the real server.`)
  if (databaseUrl === null && !existsSync(join(dataDir, 'db')))
    throw new Error(`There is nothing to copy: ${dataDir} holds no database. Where the real server uses PostgreSQL, DATABASE_URL must name it.`)
  const crypto = openKeys(keys)
  if (crypto.isDrill) throw new Error(`${dataDir} is itself the copy of a drill.`)
  const live: Database = databaseUrl === null ? await openEmbedded({ dataDir }) : await openPostgres(databaseUrl, 1)
  try {
    const applied = new Set(await listApplied(live))
    if (listMigrations(WORDS).some(({ name }) => !applied.has(name)))
      throw new Error('The real database is of an earlier release. Start the real server once with this one, then the drill.')
    return { structure: await readStructure(live), crypto }
  } finally {
    await live.close()
  }
}

const bytesOf = (hex: unknown) => Buffer.from(String(hex).slice(2), 'hex')
const hexOf = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}`

type Row = Structure[number]['rows'][number]
function reseal(row: Row, from: FieldCrypto, to: FieldCrypto, { live }: DrillPlan): Row {
  try {
    const sealed = resealAccount({ id: String(row['id']), login: bytesOf(row['login']), name: bytesOf(row['name']) }, from, to)
    return { ...row, ...Object.fromEntries(Object.entries(sealed).map(([column, bytes]) => [column, hexOf(bytes)])) }
  } catch (error) {
    throw new Error(`The keys in ${live.dataDir} do not open the accounts of this database: XIAOMEN_DATA and DATABASE_URL must be those of one real server.`, {
      cause: error,
    })
  }
}

/** The copy's database, open. `config` is the copy's. */
export async function makeCopy(plan: DrillPlan, config: Config): Promise<{ db: Database; counts: Counts }> {
  const { structure, crypto } = await readLive(plan.live)
  const own = openKeys(join(config.dataDir, 'keys'), { forDrill: true })
  const resealed = structure.map(({ table, rows }) => ({ table, rows: table === 'access.account' ? rows.map((row) => reseal(row, crypto, own, plan)) : rows }))
  const countOf = (table: string) => structure.find((one) => one.table === table)?.rows.length ?? 0
  const db = await openDemoDatabase(config)
  try {
    await writeStructure(db, resealed)
  } catch (error) {
    await db.close()
    throw error
  }
  return {
    db,
    counts: { areas: countOf('areas.area'), homes: countOf('registry.home'), gates: countOf('gate.gate'), accounts: countOf('access.account') },
  }
}
