import { expect, test } from 'vitest'
import { type Database, openEmbedded } from './db.ts'
import { listMigrations, migrate } from './migrate.ts'

const WORDS = ['areas', 'access', 'approvals', 'registry']
const ORDER = 'registry/010-reading-order.sql'

/** The same database by the hands of an owner whom row-level security holds, as on a PostgreSQL that others run. */
const ownedBy = (role: string, db: Database): Database => ({
  ...db,
  execAsOwner: (text) => db.execAsOwner(`set role ${role};\n${text}\nreset role;`),
})

test('an upgrade reaches every row that is there, also by an owner who is no superuser', async () => {
  const db = await openEmbedded({ dataDir: null })
  try {
    await db.execAsOwner(`
      create role xiaomen_nobody nologin; create role xiaomen_app nologin; create role xiaomen_reader nologin;
      create role plain_owner nosuperuser createrole;
      grant xiaomen_nobody, xiaomen_app, xiaomen_reader to plain_owner with admin option;
      grant create on database postgres to plain_owner;
      create schema platform authorization plain_owner;`)
    const owner = ownedBy('plain_owner', db)
    // As it was before homes had an order of reading: one home is there.
    const all = listMigrations(WORDS)
    const earlier = all.slice(
      0,
      all.findIndex(({ name }) => name === ORDER),
    )
    await owner.execAsOwner('create table platform.migration (name text primary key, digest text not null, at timestamptz not null default now());')
    for (const { text } of earlier) await owner.execAsOwner(`begin;\n${text}\ncommit;`)
    const names = earlier.map(({ name, text }) => `('${name}', encode(sha256(convert_to($text$${text}$text$, 'UTF8')), 'hex'))`)
    await db.execAsOwner(`insert into platform.migration (name, digest) values ${names.join(', ')};
      insert into registry.home (community_id, id, area_id, area_path, ordinal, door, door_key, floor, use, created_at)
      values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '/1/2/h1/', 1, '501', '501', 5, 'permanent', now());`)

    expect((await migrate(owner, WORDS))[0]).toBe(ORDER)
    const [home] = await db.queryAsOwner<{ order_key: string; owner: string }>(
      `select h.order_key, t.tableowner as owner from registry.home h, pg_tables t where t.schemaname = 'registry' and t.tablename = 'home'`,
    )
    expect(home).toEqual({ order_key: '/00001/00002/F105 00000501 00001', owner: 'plain_owner' })
  } finally {
    await db.close()
  }
})
