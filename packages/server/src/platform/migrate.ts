import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database } from './db.ts'

const here = fileURLToPath(new URL('..', import.meta.url))
export type Migration = { name: string; text: string }

/** Every migration of the platform and of these modules, lower floors first, by number within a module. */
export function listMigrations(modules: readonly string[]): Migration[] {
  return ['platform', ...modules.map((word) => join('modules', word))].flatMap((dir) => {
    const folder = join(here, dir, 'migrations')
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.sql')) : []
    return files.toSorted().map((file) => ({ name: `${dir.split('/').at(-1)}/${file}`, text: readFileSync(join(folder, file), 'utf8') }))
  })
}

// Row-level security is forced: an owner who is no superuser would change no row of what is there already, and nobody would notice.
const SEEING_ALL = `select set_config('app.scope', '/', true);`

/** Rights follow from the schema: app writes, reader reads, nobody nothing; append-only tables are named in a comment beside them, and so are those whose rows never change until the days they are kept are over. */
function grants(migrations: readonly Migration[], modules: readonly string[]): string {
  const schemas = ['platform', ...modules.filter((word) => migrations.some((migration) => migration.name.startsWith(`${word}/`)))]
  const named = (mark: string): string[] =>
    migrations.flatMap(({ text }) =>
      [...text.matchAll(new RegExp(`^-- ${mark}: ([\\w., ]+)$`, 'gm'))].flatMap((found) => found[1]!.split(/[\s,]+/).filter((table) => table !== '')),
    )
  return [
    ...schemas.flatMap((schema) => [
      `grant usage on schema "${schema}" to xiaomen_app, xiaomen_reader;`,
      `grant select, insert, update, delete on all tables in schema "${schema}" to xiaomen_app;`,
      `grant select on all tables in schema "${schema}" to xiaomen_reader;`,
    ]),
    ...named('append-only').map((table) => `revoke update, delete on ${table} from xiaomen_app;`),
    ...named('append-only until its days are over').map((table) => `revoke update on ${table} from xiaomen_app;`),
  ].join('\n')
}

/**
 * Brings the database to the newest form. Each file in its own transaction; a file that was applied and has changed since is an error.
 * @param modules words in the order of their floors
 * @returns names of the files applied now
 */
export async function migrate(db: Database, modules: readonly string[]): Promise<string[]> {
  const migrations = listMigrations(modules)
  await db.execAsOwner(
    `create schema if not exists platform; create table if not exists platform.migration (name text primary key, digest text not null, at timestamptz not null default now());`,
  )
  const applied = new Map(
    (await db.queryAsOwner<{ name: string; digest: string }>('select name, digest from platform.migration')).map((row) => [row.name, row.digest]),
  )
  const done: string[] = []
  for (const { name, text } of migrations) {
    const digest = createHash('sha256').update(text).digest('hex')
    const known = applied.get(name)
    if (known === digest) continue
    if (known !== undefined) throw new Error(`The migration ${name} was applied in another form. Put it back as it was and add a new file.`)
    await db.execAsOwner(`begin;\n${SEEING_ALL}\n${text}\ninsert into platform.migration (name, digest) values ('${name}', '${digest}');\ncommit;`)
    done.push(name)
  }
  if (done.length > 0) await db.execAsOwner(grants(migrations, modules))
  return done
}
