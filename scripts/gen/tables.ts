// Row types of a module, from the database as its migrations leave it.
import { NARROWED } from './narrowed.ts'
import type { Column, Table } from './schema.ts'

const TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  'character varying': 'string',
  date: 'string',
  bigint: 'string',
  numeric: 'string',
  interval: 'string',
  integer: 'number',
  smallint: 'number',
  real: 'number',
  'double precision': 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  'timestamp with time zone': 'Date',
  jsonb: 'unknown',
  json: 'unknown',
}

/** @throws when a column has a type that no repository has needed so far: say here what the driver gives for it. */
function typeOf(table: Table, column: Column): string {
  const isArray = column.type.endsWith('[]')
  const base = TYPES[isArray ? column.type.slice(0, -2) : column.type]
  if (base === undefined) throw new Error(`no row type known for a column of type ${column.type} (${column.name})`)
  const type = NARROWED[`${table.schema}.${table.name}.${column.name}`] ?? (isArray ? `${base}[]` : base)
  return column.isNull && type !== 'unknown' ? `${type} | null` : type
}

const pascal = (name: string) =>
  name
    .split('_')
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join('')

/** Text of `modules/<word>/tables.ts`, or null for a module without tables. */
export function tablesText(word: string, tables: readonly Table[]): string | null {
  const own = tables.filter((table) => table.schema === word)
  if (own.length === 0) return null
  const rows = own.map(
    (table) => `export type ${pascal(table.name)}Row = {\n${table.columns.map((column) => `  ${column.name}: ${typeOf(table, column)}`).join('\n')}\n}\n`,
  )
  const names = own.flatMap((table) => table.columns.map((column) => NARROWED[`${table.schema}.${table.name}.${column.name}`]))
  const vocabulary = [...new Set(names.flatMap((name) => /^([A-Z]\w*)/.exec(name ?? '')?.[1] ?? []))].toSorted()
  const line = `import type { ${vocabulary.join(', ')} } from '@xiaomen/rules/${word}'`
  // As the formatter breaks a long line, so that neither undoes the other's work.
  const broken = `import type {\n${vocabulary.map((name) => `  ${name},\n`).join('')}} from '@xiaomen/rules/${word}'`
  const imports = vocabulary.length === 0 ? '' : `${line.length <= 160 ? line : broken}\n\n`
  const index = own.map((table) => `  '${word}.${table.name}': ${pascal(table.name)}Row`).join('\n')
  return `// Made by \`npm run gen\` from migrations/. Do not edit.\n${imports === '' ? '\n' : imports}${rows.join('\n')}\nexport type ${pascal(word)}Tables = {\n${index}\n}\n`
}
