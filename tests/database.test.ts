// Laws of the tables, asked of the migrated database itself.
import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openEmbedded } from '../packages/server/src/platform/db.ts'
import { migrate } from '../packages/server/src/platform/migrate.ts'
import { FLOORS } from '../scripts/floors.ts'
import { readSchema, type Table } from '../scripts/gen/schema.ts'

const words = FLOORS.flat().filter((word) => readdirSync('packages/server/src/modules').includes(word))
let db: Database
let tables: Table[]
beforeAll(async () => {
  db = await openEmbedded({ dataDir: null })
  await migrate(db, words)
  await db.execAsOwner(`
    create schema planted;
    create table planted.open (id uuid primary key, community_id uuid not null, name text);
    create table planted.unforced (id uuid primary key, area_path text not null);
    alter table planted.unforced enable row level security;
    create policy p on planted.unforced using (true);
    create table planted.shut (id uuid primary key, area_path text not null);
    alter table planted.shut enable row level security;
    alter table planted.shut force row level security;
    create table planted.counted (id bigint generated always as identity primary key, person uuid references planted.open);
    create table planted.across (id uuid primary key references planted.open, other uuid references areas.area)`)
  tables = await readSchema(db)
})
afterAll(() => db.close())

const split = (broken: string[]) => ({
  planted: broken.filter((name) => name.startsWith('planted.')),
  ours: broken.filter((name) => !name.startsWith('planted.')),
})
const nameOf = (table: Table) => `${table.schema}.${table.name}`

const BELONGS = new Set(['area_path', 'path', 'community_id', 'person_id', 'home_id', 'home_path'])
test('every table with people or places in it is closed by row-level security, for its owner too, and has a policy', () => {
  const broken = tables
    .filter((table) => table.columns.some((column) => BELONGS.has(column.name)) && !(table.hasRls && table.isRlsForced && table.policies.length > 0))
    .map(nameOf)
  expect(split(broken)).toEqual({ planted: ['planted.open', 'planted.shut', 'planted.unforced'], ours: [] })
})

test('the table of a neighbourhood that is kept by path names its neighbourhood or its area', () => {
  expect(
    tables
      .filter(
        (table) =>
          table.policies.some(({ using }) => using?.includes('platform.sees(')) &&
          !table.columns.some(({ name }) => name === 'area_path' || name === 'path' || name === 'home_path'),
      )
      .map(nameOf),
  ).toEqual([])
  expect(tables.filter(({ schema }) => schema !== 'planted').length).toBeGreaterThan(5)
})

test('no counter shared by all and no key across modules stands in the way of spreading communities over servers', () => {
  const broken = tables.flatMap((table) => [
    ...(table.columns.some((column) => column.default?.includes('nextval(')) ? [`${nameOf(table)} counts`] : []),
    ...table.constraints
      .filter(({ text }) => text.startsWith('FOREIGN KEY') && !text.includes(`REFERENCES ${table.schema}.`))
      .map(() => `${nameOf(table)} reaches out`),
  ])
  expect(split(broken)).toEqual({ planted: ['planted.across reaches out'], ours: [] })
})

test('identity columns are refused like sequences', async () => {
  const rows = await db.queryAsOwner<{ name: string }>(`
    select n.nspname || '.' || c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where a.attidentity <> '' and n.nspname not in ('information_schema', 'pg_catalog')`)
  expect(split(rows.map(({ name }) => name))).toEqual({ planted: ['planted.counted'], ours: [] })
})

test('TRUST-02 what was done cannot be rewritten: the application may add audit rows, never change or delete one', async () => {
  const audit = tables.find((table) => nameOf(table) === 'platform.audit')!
  expect(audit.appMay).toEqual(['insert'])
  await expect(db.tx({ paths: ['/'], as: 'app' }, async (tx) => tx.deleteFrom('platform.audit' as never).execute())).rejects.toThrow(/permission denied/)
})

test('a transaction that forgets its scope sees no neighbourhood', async () => {
  await db.execAsOwner("insert into areas.area (id, level, name, ordinal, path) values ('0190a000-0000-7000-8000-000000000001', 'district', 'x', 1, '/1/')")
  const seen = (paths: string[]) =>
    db.tx({ paths, as: 'reader' }, async (tx) =>
      tx
        .selectFrom('areas.area' as never)
        .selectAll()
        .execute(),
    )
  expect(await seen(['/'])).toHaveLength(1)
  expect(await seen([])).toHaveLength(0)
  expect(await seen(['/2/'])).toHaveLength(0)
})

test('a reader writes nothing, whatever it asks', async () => {
  await expect(db.tx({ paths: ['/'], as: 'reader' }, async (tx) => tx.deleteFrom('areas.area' as never).execute())).rejects.toThrow(/permission denied/)
})
