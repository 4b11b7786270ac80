import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { areasModule } from '../modules/areas/index.ts'
import { formerPathsOf, movePaths, movePathsOf, moveStragglers } from './paths.ts'
import { openTown, type Town } from './testing.ts'

// A module of tomorrow: states that move, facts and a month's partition that do not.
const PLANTED = `
  drop schema if exists planted cascade;
  create schema planted;
  create table planted.state (id int primary key, area_path text collate "C" not null, note text);
  create index on planted.state (area_path);
  alter table planted.state enable row level security;
  alter table planted.state force row level security;
  create policy by_area on planted.state using (platform.sees(area_path)) with check (platform.sees(area_path));
  create table planted.happened (id int primary key, area_path text collate "C" not null);
  create table planted.monthly (id int not null, area_path text collate "C" not null) partition by range (id);
  create table planted.monthly_1 partition of planted.monthly for values from (0) to (1000000);
  grant usage on schema planted to xiaomen_app, xiaomen_reader;
  grant select, insert, update, delete on all tables in schema planted to xiaomen_app;
  revoke update, delete on planted.happened, planted.monthly, planted.monthly_1 from xiaomen_app;
  insert into planted.state values (1, '/1/2/', 'street'), (2, '/1/2/3/', 'moved'), (3, '/1/2/3/h1/', 'home'), (4, '/1/2/3/4/h12/', 'home below'), (5, '/1/2/30/', 'neighbour'), (6, '/1/20/3/', 'far');
  insert into planted.happened values (1, '/1/2/3/h1/');
  insert into planted.monthly values (1, '/1/2/3/h1/');`

let town: Town
beforeAll(async () => {
  town = await openTown({ modules: [areasModule] })
})
afterAll(() => town.close())
beforeEach(() => town.db.execAsOwner(`${PLANTED} delete from platform.former_place; delete from areas.area;`))

const as = <T>(paths: string[], run: (ctx: { tx: Kysely<{}>; now: Date }) => Promise<T>) =>
  town.db.tx({ paths, as: 'app' }, (tx) => run({ tx, now: town.clock.now }))
const pathsIn = (table: string) => town.db.queryAsOwner<{ area_path: string }>(`select area_path from ${table} order by id`)
const states = async () =>
  (await as(['/'], ({ tx }) => sql<{ area_path: string }>`select area_path from planted.state order by id`.execute(tx))).rows.map((row) => row.area_path)

test('everything that hangs on the path moves along; the neighbour whose number begins alike, and facts, stay', async () => {
  expect(await as(['/1/'], (ctx) => movePaths(ctx, '/1/2/3/', '/1/7/1/'))).toBe(3)
  expect(await states()).toEqual(['/1/2/', '/1/7/1/', '/1/7/1/h1/', '/1/7/1/4/h12/', '/1/2/30/', '/1/20/3/'])
  expect((await pathsIn('planted.happened')).map((row) => row.area_path)).toEqual(['/1/2/3/h1/'])
  expect((await pathsIn('planted.monthly')).map((row) => row.area_path)).toEqual(['/1/2/3/h1/'])
})

test('whoever does not see both places moves nothing', async () => {
  for (const scope of [['/1/2/'], ['/1/7/'], ['/1/2/3/4/', '/1/7/'], []])
    await expect(as(scope, (ctx) => movePaths(ctx, '/1/2/3/', '/1/7/1/'))).rejects.toThrow(/outside the scope/)
  expect((await states())[1]).toBe('/1/2/3/')
})

test('nonsense is refused: beneath itself, no path, more old ones than new ones', async () => {
  const refused = (old: unknown, to: unknown) => as(['/'], ({ tx }) => sql`select platform.move_paths(${old}::text[], ${to}::text[], now())`.execute(tx))
  await expect(as(['/'], (ctx) => movePaths(ctx, '/1/2/', '/1/2/3/9/'))).rejects.toThrow(/beneath itself/)
  for (const path of ['/', '1/2/', '/1/2', "/1/'; drop table planted.state; --/", ''])
    await expect(as(['/'], (ctx) => movePaths(ctx, path, '/9/9/'))).rejects.toThrow(/not a path/)
  await expect(refused(['/1/', '/2/'], ['/3/'])).rejects.toThrow(/as many/)
})

test('many homes move in one go, each to its own door', async () => {
  const homes = Array.from({ length: 50 }, (_, at) => ({ from: `/5/1/h${at + 1}/`, to: `/5/2/h${at + 101}/` }))
  await town.db.execAsOwner(`insert into planted.state select 100 + n, '/5/1/h' || n || '/', 'x' from generate_series(1, 50) n`)
  expect(await as(['/5/'], (ctx) => movePathsOf(ctx, homes))).toBe(50)
  expect((await states()).filter((path) => path.startsWith('/5/'))).toEqual(homes.map((home) => home.to))
})

test('what was told and not yet heard is heard of the place as it is now', async () => {
  const payload = JSON.stringify({ areaPath: '/1/2/3/h1/', personId: null, deep: { areaPath: '/1/2/3/' }, other: '/1/2/30/' })
  await as(['/'], ({ tx }) =>
    sql`insert into platform.outbox (id, at, name, payload, next_at) values (gen_random_uuid(), now(), 'planted.told', ${payload}::jsonb, '2999-01-01')`.execute(
      tx,
    ),
  )
  await as(['/1/'], (ctx) => movePaths(ctx, '/1/2/3/', '/1/7/1/'))
  const [row] = await town.db.queryAsOwner<{ payload: Record<string, unknown> }>(`select payload from platform.outbox where name = 'planted.told'`)
  expect(row!.payload).toEqual({ areaPath: '/1/7/1/h1/', personId: null, deep: { areaPath: '/1/2/3/' }, other: '/1/2/30/' })
})

test('what somebody wrote under the old path while the place moved is moved after it, through every later move', async () => {
  await as(['/'], (ctx) => movePaths(ctx, '/1/2/3/', '/1/7/1/'))
  await as(['/'], (ctx) => movePaths(ctx, '/1/7/1/', '/1/8/1/'))
  await town.db.execAsOwner(`insert into planted.state values (50, '/1/2/3/h9/', 'late')`)
  expect(await as(['/'], (ctx) => moveStragglers(ctx, new Date(town.clock.now.getTime() + 1)))).toBe(0)
  expect(await as(['/'], (ctx) => moveStragglers(ctx, town.clock.now))).toBe(1)
  expect(await states()).toContain('/1/8/1/h9/')
})

test('whoever sees a place sees what happened at its former paths, also of a part of it, and nothing of its old neighbours', async () => {
  await as(['/'], (ctx) => movePaths(ctx, '/1/2/3/', '/1/7/1/'))
  await as(['/'], (ctx) => movePaths(ctx, '/1/7/', '/9/1/'))
  const former = (...paths: string[]) => as(['/'], async ({ tx }) => (await formerPathsOf(tx, paths)).toSorted())
  expect(await former('/9/1/1/')).toEqual(['/1/2/3/', '/1/7/1/'])
  expect(await former('/9/1/1/4/h12/')).toEqual(['/1/2/3/4/h12/', '/1/7/1/4/h12/'])
  expect(await former('/9/')).toEqual(['/1/2/3/', '/1/7/'])
  expect(await former('/9/1/2/')).toEqual(['/1/7/2/'])
  expect([await former('/1/'), await former('/'), await former(), await former('/1/2/')]).toEqual([[], [], [], []])
  expect(await former('/1/', '/9/1/')).toEqual([])
})

test('a compound of two thousand homes moves in about a second', async () => {
  await town.db.execAsOwner(`
    insert into planted.state select 1000 + n, '/3/1/' || (n % 40 + 1) || '/h' || n || '/', 'x' from generate_series(1, 20000) n;
    insert into planted.state select 50000 + n, '/4/1/' || (n % 40 + 1) || '/h' || n || '/', 'x' from generate_series(1, 50000) n`)
  const from = performance.now()
  expect(await as(['/3/'], (ctx) => movePaths(ctx, '/3/1/', '/3/2/'))).toBe(20_000)
  // Ten rows a home. The margin is for a machine that does eight other things.
  expect(performance.now() - from).toBeLessThan(10_000)
}, 60_000)
