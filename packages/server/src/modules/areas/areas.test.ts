import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTown, type Reply, type Town } from '../../platform/testing.ts'
import { areasModule, areasUnder, findArea, insertAreas, listOverlaysOf, overlaysAt, removeAreas, setHomeCount } from './index.ts'

let town: Town
type At = { id: string; path: string }
let district: At, street: At, west: At, east: At, compound: At
/** At the version it has now, whoever asks for what. */
const rename = async (who: Caller, areaId: string, name: string) => {
  const version = await town.system(async (ctx) => (await findArea(ctx, areaId))?.version ?? 1)
  return who.call('areas.renameArea', { areaId, name, version })
}
const names = (reply: Reply): string[] => reply.body.areas.map((area: { name: string }) => area.name)

beforeAll(async () => {
  town = await openTown({ modules: [areasModule] })
  await town.system(async (ctx) => {
    const ids = ['1', '2', '3', '4', '5'].map((n) => `01900000-0000-7000-8000-00000000000${n}`)
    const made = await insertAreas(ctx, [
      { id: ids[0]!, parentId: null, level: 'district', name: '测试区' },
      { id: ids[1]!, parentId: ids[0]!, level: 'street', name: '测试街道' },
      { id: ids[2]!, parentId: ids[1]!, level: 'community', name: '西社区' },
      { id: ids[3]!, parentId: ids[1]!, level: 'community', name: '东社区' },
      { id: ids[4]!, parentId: ids[2]!, level: 'compound', name: '杏花苑' },
    ])
    ;[district, street, west, east, compound] = made as unknown as [At, At, At, At, At]
  })
})
afterAll(() => town.close())

test('REG-01 an administrator adds buildings and units under real names, and a name is free once per place', async () => {
  const admin = town.as('communityAdmin', west.path)
  const block = await admin.call('areas.addArea', { parentId: compound.id, level: 'building', name: 'C座' })
  expect(block.body).toMatchObject({ path: `${compound.path}1/`, communityId: west.id, homes: 0 })
  expect((await admin.call('areas.addArea', { parentId: block.body.id, level: 'unit', name: '1单元' })).body.path).toBe(`${compound.path}1/1/`)
  expect((await admin.call('areas.addArea', { parentId: compound.id, level: 'building', name: '8号楼半边户' })).body.path).toBe(`${compound.path}2/`)
  expect((await admin.call('areas.addArea', { parentId: compound.id, level: 'building', name: ' C座 ' })).body.code).toBe('areas.name_taken')
  expect((await admin.call('areas.addArea', { parentId: block.body.id, level: 'compound', name: '倒着的' })).body.code).toBe('areas.level_not_under')
  expect((await rename(admin, block.body.id, '8号楼半边户')).body.code).toBe('areas.name_taken')
  expect((await rename(admin, block.body.id, 'C座（北）')).body.name).toBe('C座（北）')
})

test('an actor sees the own area whole, the chain above by name only, and nothing of the neighbour', async () => {
  await town.system((ctx) =>
    setHomeCount(
      ctx,
      new Map([
        [compound.id, 30],
        [east.id, 12],
      ]),
    ),
  )
  const tree = await town.as('communityAdmin', west.path).call('areas.listTree')
  expect(names(tree).slice(0, 4)).toEqual(['测试区', '测试街道', '西社区', '杏花苑'])
  expect(names(tree)).not.toContain('东社区')
  expect(tree.body.areas.slice(0, 4).map((area: { homes: number }) => area.homes)).toEqual([0, 0, 30, 30])
  expect((await town.as('streetCommander', street.path).call('areas.listTree')).body.areas[1].homes).toBe(42)
  expect((await town.as('communityAdmin', west.path).call('areas.listTree', { rootId: east.id })).status).toBe(404)
})

test('the neighbour, and the area above the own one, cannot be changed', async () => {
  const admin = town.as('communityAdmin', west.path)
  for (const areaId of [east.id, street.id, district.id]) expect((await rename(admin, areaId, '新名')).status).toBe(404)
  expect((await admin.call('areas.addArea', { parentId: street.id, level: 'community', name: '第三社区' })).status).toBe(404)
  expect((await admin.call('areas.addArea', { parentId: null, level: 'district', name: '另一区' })).status).toBe(404)
  expect((await rename(town.as('guard', west.path), west.id, '新名')).status).toBe(403)
})

test('the database itself refuses to rename an area above the own one, though its counter moves with the homes below', async () => {
  const within = (run: (tx: never) => Promise<unknown>) => town.db.tx({ paths: [west.path], as: 'app' }, (tx) => run(tx as never))
  const { updateName } = await import('./repo/area.ts')
  await within((tx) => setHomeCount({ tx } as never, new Map([[compound.id, 1]])))
  expect((await town.as('streetCommander', street.path).call('areas.listTree')).body.areas[1].homes).toBe(43)
  await expect(within((tx) => updateName({ tx } as never, street.id, '改名'))).rejects.toThrow(/above the own one/)
})

test('two who add to one place at the same time get different places', async () => {
  const admin = town.as('communityAdmin', west.path)
  const made = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => admin.call('areas.addArea', { parentId: west.id, level: 'compound', name })))
  expect(new Set(made.map((reply) => reply.body.path)).size).toBe(4)
})

test('REG-02 a grid holds buildings of one community, and a building lies in one grid at a time', async () => {
  const commander = town.as('streetCommander', street.path)
  const grid = (input: object) =>
    commander.call('areas.setOverlay', { kind: 'grid', name: '第一网格', areaIds: [compound.id], from: '2022-01-01', until: null, ...input })
  expect((await grid({ areaIds: [compound.id, east.id] })).body.code).toBe('areas.not_one_community')
  const first = await grid({})
  expect(first.body).toMatchObject({ communityId: west.id, areaIds: [compound.id] })
  expect((await grid({ name: '第二网格' })).body).toMatchObject({ code: 'areas.overlap', details: { name: '第一网格' } })
  expect((await grid({ id: first.body.id, until: '2022-05-31', version: 1 })).status).toBe(200)
  expect((await grid({ name: '第二网格', from: '2022-06-01' })).status).toBe(200)
  const on = (day: string) => town.system(async (ctx) => (await overlaysAt(ctx, `${compound.path}1/1/h3/`, day)).map((overlay) => overlay.name))
  expect([await on('2022-05-31'), await on('2022-06-01'), await on('2021-12-31')]).toEqual([['第一网格'], ['第二网格'], []])
  expect(await town.system(async (ctx) => (await listOverlaysOf(ctx, 'grid', east.path, '2022-06-01')).length)).toBe(0)
  expect((await town.as('communityAdmin', west.path).call('areas.listTree')).body.overlays).toHaveLength(2)
})

test('a cut-area reaches over communities; who governs only one of them cannot draw it', async () => {
  const input = { kind: 'cutArea', name: '一号切割区', areaIds: [west.id, east.id], from: '2022-05-01', until: null }
  expect((await town.as('communityAdmin', west.path).call('areas.setOverlay', input)).status).toBe(404)
  expect((await town.as('streetCommander', street.path).call('areas.setOverlay', input)).body.communityId).toBeNull()
})

test('taking back an import removes the empty areas, deepest first, and leaves those that are lived in', async () => {
  await town.system(async (ctx) => {
    const [building] = await insertAreas(ctx, [{ parentId: east.id, level: 'building', name: '空楼' }])
    const [unit] = await insertAreas(ctx, [{ parentId: building!.id, level: 'unit', name: '1单元' }])
    expect((await removeAreas(ctx, [building!.id, unit!.id, east.id])).toSorted()).toEqual([building!.id, unit!.id].toSorted())
    expect((await areasUnder(ctx, east.path)).map((area) => area.name)).toEqual(['东社区'])
  })
})
