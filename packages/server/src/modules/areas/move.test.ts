import { parentPath } from '@xiaomen/rules/areas'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { areasModule, areasUnder, chainOf, findArea, insertAreas, overlaysAt, putOverlay, setHomeCount } from './index.ts'

let town: Town
type Name = 'north' | 'south' | 'east' | 'west' | 'garden' | 'tower' | 'unit' | 'low' | 'yard' | 'far'
let ids: Record<Name, string>
let commander: Caller, district: Caller, eastAdmin: Caller

const PLAN: [Name, string, 'street' | 'community' | 'compound' | 'building' | 'unit', Name | null][] = [
  ['north', '北街道', 'street', null],
  ['south', '南街道', 'street', null],
  ['east', '东社区', 'community', 'north'],
  ['west', '西社区', 'community', 'north'],
  ['garden', '花园', 'compound', 'east'],
  ['tower', 'C座', 'building', 'garden'],
  ['unit', '1单元', 'unit', 'tower'],
  ['low', '8号楼半边户', 'building', 'garden'],
  ['yard', '12号院', 'compound', 'east'],
  ['far', '远院', 'compound', 'west'],
]
beforeAll(async () => {
  town = await openTown({ modules: [areasModule] })
})
afterAll(() => town.close())
let round = 0
beforeEach(async () => {
  round += 1
  await town.system(async (ctx) => {
    const [root] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: `第${round}区` }])
    ids = {} as Record<Name, string>
    for (const [name, label, level, parent] of PLAN) {
      const [area] = await insertAreas(ctx, [{ parentId: parent === null ? root!.id : ids[parent], level, name: label }])
      ids[name] = area!.id
    }
    await setHomeCount(
      ctx,
      new Map([
        [ids.unit, 30],
        [ids.low, 8],
        [ids.yard, 5],
        [ids.far, 7],
      ]),
    )
    district = town.as('district', root!.path)
  })
  commander = town.as('streetCommander', await pathOf('north'))
  eastAdmin = town.as('communityAdmin', await pathOf('east'))
})

const at = (name: Name) => town.system(async (ctx) => (await findArea(ctx, ids[name]))!)
const pathOf = async (name: Name) => (await at(name)).path
const homes = async (...names: Name[]) => Promise.all(names.map(async (name) => (await at(name)).homes))
const move = async (who: Caller, name: Name, to: Name | null, more: object = {}) =>
  who.call('areas.moveArea', { areaId: ids[name], toParentId: to === null ? null : ids[to], version: (await at(name)).version, ...more })

test('REG-01 a building moves to another compound with its units and homes, under a new name if the old one is taken there', async () => {
  await town.system((ctx) => insertAreas(ctx, [{ parentId: ids.yard, level: 'building', name: 'C座' }]))
  const old = await pathOf('tower')
  expect((await move(eastAdmin, 'tower', 'yard')).body.code).toBe('areas.name_taken')
  const moved = await move(eastAdmin, 'tower', 'yard', { name: 'C座（原花园）' })
  expect(moved.body).toMatchObject({ parentId: ids.yard, name: 'C座（原花园）', path: `${await pathOf('yard')}2/`, homes: 30, version: 2 })
  expect(await pathOf('unit')).toBe(`${moved.body.path}1/`)
  expect(await homes('garden', 'yard', 'east', 'north', 'tower', 'unit')).toEqual([8, 35, 43, 50, 30, 30])
  expect(await town.system((ctx) => areasUnder(ctx, old))).toEqual([])
  expect((await town.system((ctx) => chainOf(ctx, `${moved.body.path}1/h3/`))).map((area) => area.name).slice(2)).toEqual([
    '东社区',
    '12号院',
    'C座（原花园）',
    '1单元',
  ])
  // Its old number is not given again.
  const next = await eastAdmin.call('areas.addArea', { parentId: ids.garden, level: 'building', name: '新楼' })
  expect(next.body.path).not.toBe(old)
})

test('REG-01 a community moves to another street by those who govern both, and by nobody else', async () => {
  expect((await move(eastAdmin, 'east', 'south')).status).toBe(404)
  expect((await move(commander, 'east', 'south')).status).toBe(404)
  expect((await move(district, 'east', 'south')).body).toMatchObject({ parentId: ids.south, communityId: ids.east })
  expect(await homes('north', 'south')).toEqual([7, 43])
  expect((await at('unit')).communityId).toBe(ids.east)
  expect((await commander.call('areas.listTree', { rootId: ids.east })).status).toBe(404)
})

test.each([
  ['garden', 'tower', 'areas.under_itself'],
  ['garden', 'garden', 'areas.under_itself'],
  ['tower', 'garden', 'areas.already_there'],
  ['garden', 'yard', 'areas.level_not_under'],
  ['tower', 'far', 'areas.other_community'],
  ['garden', 'west', 'areas.other_community'],
] as const)('%s does not move under %s: %s', async (name, to, code) => {
  const before = await pathOf(name)
  expect((await move(commander, name, to)).body.code).toBe(code)
  expect((await commander.call('areas.previewMove', { areaId: ids[name], toParentId: ids[to] })).body.problem).toBe(code.slice(6))
  expect(await pathOf(name)).toBe(before)
})

test('two who move, rename or remove the same area at the same time: one does, the other is told', async () => {
  const { version } = await at('tower')
  const input = { areaId: ids.tower, version }
  const replies = await Promise.all([
    eastAdmin.call('areas.moveArea', { ...input, toParentId: ids.yard }),
    eastAdmin.call('areas.renameArea', { ...input, name: 'D座' }),
    eastAdmin.call('areas.moveArea', { ...input, toParentId: ids.east }),
  ])
  expect(replies.map((reply) => reply.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  expect(replies.filter((reply) => reply.status === 409).map((reply) => reply.body.code)).toEqual(['areas.changed_meanwhile', 'areas.changed_meanwhile'])
  expect((await eastAdmin.call('areas.removeArea', input)).body.code).toBe('areas.changed_meanwhile')
})

test('a preview says what goes along', async () => {
  await town.system((ctx) => putOverlay(ctx, { kind: 'grid', name: '一', areaIds: [ids.tower], from: '2022-01-01', until: null }))
  const { body } = await eastAdmin.call('areas.previewMove', { areaId: ids.tower, toParentId: ids.yard })
  expect(body).toEqual({
    problem: null,
    overlap: null,
    homes: 30,
    areas: 1,
    along: [
      { kind: 'areas.overlay', count: 1 },
      { kind: 'areas.overlay_member', count: 1 },
    ],
  })
  expect((await town.as('guard', await pathOf('east')).call('areas.previewMove', { areaId: ids.tower, toParentId: ids.yard })).status).toBe(403)
})

test('a building of one grid does not come to lie in another; a cut-area that reaches further follows what it holds', async () => {
  const [one, , cut] = await town.system(async (ctx) => [
    await putOverlay(ctx, { kind: 'grid', name: '一', areaIds: [ids.tower], from: '2022-01-01', until: null }),
    await putOverlay(ctx, { kind: 'grid', name: '二', areaIds: [ids.yard], from: '2022-01-01', until: null }),
    await putOverlay(ctx, { kind: 'cutArea', name: '甲片区', areaIds: [ids.tower, ids.far], from: '2022-01-01', until: null }),
  ])
  const refused = await move(eastAdmin, 'tower', 'yard')
  expect(refused.body).toMatchObject({ code: 'areas.overlap', details: { name: '二' } })
  expect((await eastAdmin.call('areas.endOverlay', { overlayId: one!.id, on: '2022-05-03', version: 1 })).status).toBe(200)
  expect((await move(eastAdmin, 'tower', 'yard')).status).toBe(200)
  await town.drain()
  const across = async (day: string) => {
    const path = `${await pathOf('unit')}h1/`
    return town.system((ctx) => overlaysAt(ctx, path, day))
  }
  const names = async (day: string) => (await across(day)).map((overlay) => overlay.name).toSorted()
  expect([await names('2022-05-03'), await names('2022-05-04')]).toEqual([
    ['一', '二', '甲片区'],
    ['二', '甲片区'],
  ])
  // The cut-area reached over two communities of one street; now over two streets of the district.
  expect((await move(district, 'east', 'south')).status).toBe(200)
  await town.drain()
  const found = (await across('2022-05-04')).find((overlay) => overlay.id === cut!.id)!
  expect([found.path, found.areaPaths.toSorted()]).toEqual([parentPath(await pathOf('north')), [await pathOf('far'), await pathOf('tower')].toSorted()])
})

test('only what is empty is removed: not with homes, areas or a grid in it', async () => {
  const remove = async (name: Name) => (await eastAdmin.call('areas.removeArea', { areaId: ids[name], version: (await at(name)).version })).body
  const grid = await town.system((ctx) => putOverlay(ctx, { kind: 'grid', name: '一', areaIds: [ids.low], from: '2022-01-01', until: null }))
  expect([await remove('low'), await remove('garden')]).toMatchObject([
    { code: 'areas.not_empty', details: { kind: 'registry.home' } },
    { code: 'areas.not_empty', details: { kind: 'registry.home' } },
  ])
  await town.system((ctx) =>
    setHomeCount(
      ctx,
      new Map([
        [ids.low, -8],
        [ids.unit, -30],
      ]),
    ),
  )
  expect([await remove('low'), await remove('garden')]).toMatchObject([{ details: { kind: 'areas.overlay' } }, { details: { kind: 'areas.area' } }])
  await eastAdmin.call('areas.setOverlay', { id: grid.id, kind: 'grid', name: '一', areaIds: [ids.yard], from: '2022-01-01', until: null, version: 1 })
  expect(await remove('low')).toEqual({})
  expect((await eastAdmin.call('areas.listTree', { rootId: ids.low })).status).toBe(404)
  expect((await town.as('guard', await pathOf('east')).call('areas.removeArea', { areaId: ids.unit, version: 1 })).status).toBe(403)
})

test('REG-01 what became of an area is kept: who, when, before and after', async () => {
  const { version } = await at('yard')
  await eastAdmin.call('areas.renameArea', { areaId: ids.yard, name: '12号院（南）', version })
  await move(eastAdmin, 'tower', 'yard')
  const changes = async (areaId: string, who = eastAdmin) => (await who.call('areas.listHistory', { areaId })).body.changes
  expect(await changes(ids.yard)).toMatchObject([
    { what: 'renamed', by: 'communityAdmin', before: { name: '12号院' }, after: { name: '12号院（南）' }, at: town.clock.now.toISOString() },
    { what: 'added', by: null, before: null, after: { name: '12号院', level: 'compound', parentName: '东社区' } },
  ])
  expect((await changes(ids.tower))[0]).toMatchObject({
    what: 'moved',
    before: { name: 'C座', parentName: '花园' },
    after: { name: 'C座', parentName: '12号院（南）' },
  })
  expect((await town.as('communityAdmin', await pathOf('west')).call('areas.listHistory', { areaId: ids.yard })).status).toBe(404)
  expect((await eastAdmin.call('areas.listHistory', {})).status).toBe(400)
  await expect(
    town.db.tx({ paths: ['/'], as: 'app' }, (tx) =>
      tx
        .updateTable('areas.area_history' as never)
        .set({ what: 'added' } as never)
        .execute(),
    ),
  ).rejects.toThrow(/permission denied/)
})

test('REG-02 overlays of the past are listed, changed with history, ended on a day', async () => {
  const made = (await eastAdmin.call('areas.setOverlay', { kind: 'grid', name: '第一网格', areaIds: [ids.tower], from: '2022-01-01', until: null })).body
  const set = (more: object) =>
    eastAdmin.call('areas.setOverlay', { id: made.id, kind: 'grid', name: '第一网格', areaIds: [ids.tower, ids.low], from: '2022-01-01', until: null, ...more })
  expect((await set({})).body.code).toBe('areas.changed_meanwhile')
  expect((await set({ version: 1 })).body).toMatchObject({ version: 2 })
  expect((await set({ version: 1 })).body.code).toBe('areas.changed_meanwhile')
  expect((await set({ version: 2, from: '2022-06-01', until: '2022-05-01' })).body.code).toBe('areas.ends_before_start')
  const end = (on: string, version: number) => eastAdmin.call('areas.endOverlay', { overlayId: made.id, on, version })
  expect((await end('2021-12-31', 2)).body.code).toBe('areas.ends_before_start')
  expect((await end('2022-03-31', 2)).body).toMatchObject({ until: '2022-03-31', version: 3 })
  const listed = async (input: object) => (await eastAdmin.call('areas.listOverlays', input)).body.overlays.map((one: { name: string }) => one.name)
  expect(await listed({ areaId: ids.east, kind: 'grid' })).toEqual(['第一网格'])
  expect([
    await listed({ areaId: ids.tower, at: '2022-03-31' }),
    await listed({ areaId: ids.tower, at: '2022-04-01' }),
    await listed({ areaId: ids.yard }),
  ]).toEqual([['第一网格'], [], []])
  // Put off again, it must not meet the grid that followed it.
  await eastAdmin.call('areas.setOverlay', { kind: 'grid', name: '第二网格', areaIds: [ids.tower], from: '2022-04-01', until: null })
  expect((await end('2022-04-02', 3)).body).toMatchObject({ code: 'areas.overlap', details: { name: '第二网格' } })
  const { changes } = (await eastAdmin.call('areas.listHistory', { overlayId: made.id })).body
  expect(changes).toMatchObject([
    { what: 'ended', before: { until: null }, after: { until: '2022-03-31' } },
    { what: 'redrawn', before: { areaIds: [ids.tower] }, after: { areaIds: expect.arrayContaining([ids.tower, ids.low]) } },
    { what: 'drawn', before: null },
  ])
})

test('a long list of overlays comes in pages, none twice and none left out', async () => {
  await town.system(async (ctx) => {
    for (let n = 0; n < 103; n += 1) await putOverlay(ctx, { kind: 'zone', name: `区${n}`, areaIds: [ids.far], from: '2022-01-01', until: null })
  })
  const seen: string[] = []
  for (let after: string | undefined, more = true; more;) {
    const { overlays, next } = (await commander.call('areas.listOverlays', { areaId: ids.far, after })).body
    seen.push(...overlays.map((one: { name: string }) => one.name))
    after = next ?? undefined
    more = next !== null
  }
  expect([seen.length, new Set(seen).size]).toEqual([103, 103])
}, 60_000)
