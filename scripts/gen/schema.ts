// Reads the migrated database's own catalogue, so that types and review text say what is there, not what somebody meant.
import type { Database } from '../../packages/server/src/platform/db.ts'

export type Column = { name: string; type: string; isNull: boolean; default: string | null }
export type Table = {
  schema: string
  name: string
  partitionedBy: string | null
  hasRls: boolean
  isRlsForced: boolean
  columns: Column[]
  constraints: { name: string; text: string }[]
  indexes: string[]
  policies: { name: string; command: string; using: string | null; check: string | null }[]
  /** What the application's role may do beside select. */
  appMay: string[]
}

/** Every table of the modules and the platform, without the single partitions. */
export async function readSchema(db: Database): Promise<Table[]> {
  const [row] = await db.queryAsOwner<{ tables: Table[] }>(`
    select coalesce(json_agg(json_build_object(
      'schema', n.nspname, 'name', c.relname, 'partitionedBy', pg_get_partkeydef(c.oid), 'hasRls', c.relrowsecurity, 'isRlsForced', c.relforcerowsecurity,
      'columns', (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null), 'isNull', not a.attnotnull, 'default', pg_get_expr(d.adbin, d.adrelid)) order by a.attnum)
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      'constraints', (select coalesce(json_agg(json_build_object('name', k.conname, 'text', pg_get_constraintdef(k.oid)) order by k.contype, k.conname), '[]')
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c')),
      'indexes', (select coalesce(json_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text), '[]')
        from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)),
      'policies', (select coalesce(json_agg(json_build_object('name', p.polname, 'command', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname), '[]') from pg_policy p where p.polrelid = c.oid),
      'appMay', (select coalesce(json_agg(r.kind), '[]') from unnest(array['insert', 'update', 'delete']) as r(kind) where has_table_privilege('xiaomen_app', c.oid, r.kind))
    ) order by n.nspname, c.relname), '[]') as tables
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('information_schema', 'public') and n.nspname not like 'pg\\_%'`)
  return row?.tables ?? []
}

/** The schema as one text to review: it changes when a migration changes it, and the difference shows how. */
export const schemaText = (tables: readonly Table[]): string =>
  ['-- Made by `npm run gen` from the migrations, for review. Not run by anything.\n', ...tables.map(tableText)].join('\n')

function tableText(table: Table): string {
  const name = `${table.schema}.${table.name}`
  const width = Math.max(...table.columns.map((column) => column.name.length))
  const lines = [
    ...table.columns.map(
      (column) =>
        `  ${column.name.padEnd(width)} ${column.type}${column.isNull ? '' : ' not null'}${column.default === null ? '' : ` default ${column.default}`}`,
    ),
    // PostgreSQL 18 lists not-null among the constraints, 15 does not; they stand beside the column anyway.
    ...table.constraints.map(({ text }) => `  ${text}`),
  ]
  return [
    `create table ${name} (`,
    lines.join(',\n'),
    `)${table.partitionedBy === null ? '' : ` partition by ${table.partitionedBy}`};`,
    ...table.indexes.map((index) => `${index};`),
    table.hasRls ? `-- row-level security${table.isRlsForced ? ', forced' : ''}` : '-- no row-level security',
    ...table.policies.map(
      (policy) =>
        `--   ${policy.name} (${policy.command})${policy.using === null ? '' : ` using ${policy.using}`}${policy.check === null ? '' : ` check ${policy.check}`}`,
    ),
    `-- xiaomen_app: select${table.appMay.map((kind) => `, ${kind}`).join('')}`,
    '',
  ].join('\n')
}
