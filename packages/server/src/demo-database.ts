// A demonstration begins with an empty database every time. Making one takes seconds, copying one does not: the first is kept as an image.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, openAsBlob, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WORDS } from './modules.ts'
import type { Config } from './platform/config.ts'
import { type Database, openDatabase, openEmbedded } from './platform/db.ts'
import { listMigrations, migrate } from './platform/migrate.ts'

const KEPT_IN = fileURLToPath(new URL('../../../.cache/demo-db/', import.meta.url))

/** Open and migrated. On PostgreSQL, and in a folder that holds a database already, this is an ordinary opening. */
export async function openDemoDatabase(config: Config): Promise<Database> {
  const digest = createHash('sha256')
    .update(JSON.stringify(listMigrations(WORDS)))
    .digest('hex')
    .slice(0, 16)
  const image = join(KEPT_IN, `${digest}.tar`)
  const isFresh = config.databaseUrl === null && !existsSync(join(config.dataDir, 'db'))
  if (isFresh && existsSync(image)) {
    const db = await openEmbedded({ dataDir: config.dataDir, loadDataDir: await openAsBlob(image) })
    await migrate(db, WORDS)
    return db
  }
  const db = await openDatabase(config)
  await migrate(db, WORDS)
  const dump = isFresh ? await db.dump() : null
  if (dump) {
    try {
      mkdirSync(KEPT_IN, { recursive: true })
      // Renamed into place: another demonstration may be looking for it right now.
      const temporary = `${image}.${process.pid}`
      writeFileSync(temporary, Buffer.from(await dump.arrayBuffer()))
      renameSync(temporary, image)
    } catch (error) {
      // A folder that cannot be written into costs the next one a few seconds, and nothing else.
      if (!/^(EACCES|EROFS|EPERM|ENOSPC)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
  return db
}
