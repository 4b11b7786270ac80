// The tree changes under an order in force: every row follows, the day's assessment at once, the accounts and what they see too.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { seedAccount, startSession } from '../access/index.ts'
import { findArea } from '../areas/index.ts'
import { type Name, openStreet } from './street.fixture.ts'

const { town, ids, paths, eastAdmin, commander, declareEmergency, newDay, status, everybodyConfirms, postingOf, moveIn, fever, clearFevers } =
  await openStreet()
afterAll(() => town.close())
beforeAll(declareEmergency)
beforeEach(newDay)

const areaNow = (name: Name) => town.system(async (ctx) => (await findArea(ctx, ids[name]))!)
const call = async (name: string, areaName: Name, more: object = {}) => {
  const { version } = await areaNow(areaName)
  const reply = await eastAdmin.call(`areas.${name}`, { areaId: ids[areaName], version, ...more })
  await town.drain()
  return reply
}
/** Tables that still have a row at or under a path, of those that the application may change. Asked of the database as its owner sees it: row-level security is the law that hides. */
async function leftUnder(path: string): Promise<string[]> {
  const tables = await town.db.queryAsOwner<{ name: string; path: string }>(`
    select c.oid::regclass::text as name, a.attname as path from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and has_table_privilege('xiaomen_app', c.oid, 'update') and (a.attname = 'area_path' or (n.nspname = 'areas' and a.attname = 'path'))`)
  expect(tables.length).toBeGreaterThan(20)
  const left: string[] = []
  await town.system(async ({ tx }) => {
    for (const { name, path: column } of tables) {
      const { rows } = await sql<{ n: string }>`select count(*) as n from ${sql.raw(name)} where starts_with(${sql.raw(column)}, ${path})`.execute(tx)
      if (Number(rows[0]!.n) > 0) left.push(name)
    }
  })
  return left
}
const childrenOf = async (name: Name) => (await status(commander, name)).children.map((child: { name: string }) => child.name)

test('REG-01 a building that moves takes its homes, people, grants, facts and reports along, and nothing is left where it was', async () => {
  const { homeId, personId, path: homePath } = await moveIn('unit1', '沈小满')
  await fever({ areaPath: homePath, homeId })
  const old = paths.tower
  expect(await leftUnder(old)).toEqual(
    expect.arrayContaining(['areas.area', 'registry.home', 'registry.person', 'registry.residency', 'daily.fact', 'daily.assessment']),
  )
  const [worker] = await town.system(async (ctx) => {
    const id = await seedAccount(ctx, {
      login: 'm-worker',
      name: '网格员',
      unit: '东社区',
      password: 'one-way-to-say-it',
      grants: [{ role: 'gridWorker', path: paths.tower }],
    })
    return [await startSession(ctx, id, 1)]
  })
  const session = town.withCookie(worker!)
  const looks = async () => (await session.call('registry.getHome', { homeId })).status
  expect(await looks()).toBe(200)

  await eastAdmin.call('areas.addArea', { parentId: ids.east, level: 'compound', name: '新苑' })
  await town.drain()
  const yard = (await eastAdmin.call('areas.listTree', {})).body.areas.find((area: { name: string }) => area.name === '新苑')
  const reply = await call('moveArea', 'tower', { toParentId: yard.id })
  expect(reply.status).toBe(200)
  expect(await leftUnder(old)).toEqual([])
  expect((await eastAdmin.call('registry.getHome', { homeId })).body).toMatchObject({
    home: { id: homeId, path: homePath.replace(old, reply.body.path) },
    residents: [{ id: personId, name: '沈小满' }],
  })
  // The worker goes on with the same session, in the new place, and sees what happened in the old one.
  town.clock.now = new Date(town.clock.now.getTime() + 2_000)
  expect(await looks()).toBe(200)
  expect((await session.call('areas.listHistory', { areaId: ids.unit1 })).body.changes.map((change: { what: string }) => change.what)).toEqual(['added'])
  const standing = await status(commander, 'tower')
  expect(standing.blockers.map((blocker: { check: string }) => blocker.check)).toContain('fever_unresolved')
  expect(await childrenOf('garden')).toEqual(['8号楼半边户', '门房'])
  await clearFevers()
  expect((await call('moveArea', 'tower', { toParentId: ids.garden })).status).toBe(200)
  expect(await leftUnder(reply.body.path)).toEqual([])
})

test('DAILY-01 a new, renamed or removed area, and a redrawn grid, are in the assessment as soon as they are told', async () => {
  await everybodyConfirms()
  const added = (await eastAdmin.call('areas.addArea', { parentId: ids.east, level: 'compound', name: '后院' })).body
  await town.drain()
  expect(await childrenOf('east')).toContain('后院')
  const renamed = await eastAdmin.call('areas.renameArea', { areaId: added.id, name: '后花园', version: 1 })
  await town.drain()
  expect(await childrenOf('east')).toContain('后花园')
  await eastAdmin.call('areas.removeArea', { areaId: added.id, version: renamed.body.version })
  await town.drain()
  expect(await childrenOf('east')).not.toContain('后花园')

  expect((await status(commander, 'east')).grids.map((grid: { name: string }) => grid.name)).toEqual(['第1网格'])
  const grid = (await eastAdmin.call('areas.listOverlays', { kind: 'grid' })).body.overlays[0]
  await eastAdmin.call('areas.endOverlay', { overlayId: grid.id, on: '2022-01-31', version: grid.version })
  await town.drain()
  expect((await status(commander, 'east')).grids).toEqual([])
})

test('DAILY-01 a cut-area stands as a level in the street only as long as it holds', async () => {
  expect(await postingOf('cut')).toBeDefined()
  const cut = (await commander.call('areas.listOverlays', { kind: 'cutArea' })).body.overlays[0]
  const grids = async () => (await status(commander, 'street')).grids.map((one: { name: string }) => one.name)
  expect(await grids()).toContain('甲片区')
  await commander.call('areas.endOverlay', { overlayId: cut.id, on: '2022-01-31', version: cut.version })
  await town.drain()
  expect(await grids()).not.toContain('甲片区')
})

test('facts of a former place are seen by whoever sees the place now, through a real session, and by nobody else', async () => {
  const token = async (path: string) =>
    town.system(async (ctx) => {
      const id = await seedAccount(ctx, {
        login: `m-${uuidv7()}`,
        name: '某人',
        unit: '东社区',
        password: 'one-way-to-say-it',
        grants: [{ role: 'communityAdmin', path }],
      })
      return startSession(ctx, id, 1)
    })
  const before = (await areaNow('low')).path
  const compound = (await eastAdmin.call('areas.addArea', { parentId: ids.east, level: 'compound', name: '别院' })).body
  await call('renameArea', 'low', { name: '8号楼' })
  await call('moveArea', 'low', { toParentId: compound.id })
  const now = town.withCookie(await token(compound.path))
  const changes = (await now.call('areas.listHistory', { areaId: ids.low })).body.changes.map((change: { what: string }) => change.what)
  expect(changes).toEqual(['moved', 'renamed', 'added'])
  const formerly = town.withCookie(await token(before))
  expect((await formerly.call('areas.listHistory', { areaId: ids.low })).status).toBe(404)
})
