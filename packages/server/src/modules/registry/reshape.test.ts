// Doors that are split, joined, moved and renamed: people, counts and history go along, and what is taken back is as it was.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, createResidentAccount, resolveActor, seedAccount } from '../access/index.ts'
import { type Area, areasModule, areasUnder, insertAreas, listOverlays, putOverlay } from '../areas/index.ts'
import { doorsOf, findHome, homesUnder, registryModule } from './index.ts'

let town: Town
let communities: Area[]
let building: Area
let units: Area[]
let admin: Caller
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule], resolveActor })
  await town.system(async (ctx) => {
    communities = await insertAreas(
      ctx,
      ['第一社区', '第二社区'].map((name) => ({ parentId: null, level: 'community' as const, name })),
    )
    ;[building] = (await insertAreas(ctx, [{ parentId: communities[0]!.id, level: 'building', name: '3幢' }])) as [Area]
    units = await insertAreas(
      ctx,
      ['1单元', '2单元', '3单元'].map((name) => ({ parentId: building.id, level: 'unit' as const, name })),
    )
  })
  admin = town.as('communityAdmin', communities[0]!.path)
}, 120_000)
afterAll(() => town?.close())

const ok = async (name: string, input: object, who = admin) => {
  const reply = await who.call(name, input)
  expect([name, reply.status]).toEqual([name, 200])
  return reply.body
}
let doors = 100
type Home = { id: string; path: string; door: string; version: number }
const homeIn = (areaId = units[0]!.id): Promise<Home> => ok('registry.addHome', { areaId, door: String((doors += 1)), floor: 1, use: 'permanent' })
const add = async (homeId: string, name: string): Promise<string> =>
  (await ok('registry.addResident', { homeId, name, care: [], kind: 'tenant', from: '2021-03-01', evenIfKnown: true })).id
const homeOf = async (homeId: string) =>
  (await ok('registry.getHome', { homeId })) as { home: Home; residents: { id: string; name: string }[]; past: unknown[] }
const namesIn = async (homeId: string) => (await homeOf(homeId)).residents.map((row) => row.name).toSorted()
const snapshot = async (except: readonly string[] = []): Promise<string[]> =>
  (
    await town.db.queryAsOwner<{ line: string }>(`
    select 'person ' || p::text as line from registry.person p union all select 'residency ' || r::text from registry.residency r
    union all select 'home ' || h::text from registry.home h where h.id::text <> all ('{${except.join(',')}}')
    union all select 'grant ' || g::text from access.role_grant g where g.revoked_at is null union all select 'area ' || a.path || ' ' || a.homes from areas.area a order by 1`)
  ).map(({ line }) => line)
/** Every kept counter is what counting gives. */
async function expectCounts(): Promise<void> {
  await town.system(async (ctx) => {
    for (const area of (await Promise.all(communities.map((one) => areasUnder(ctx, one.path)))).flat())
      expect([area.name, area.homes]).toEqual([area.name, (await homesUnder(ctx, area.path)).length])
  })
}

describe('one home', () => {
  test('REG-14 a home is split: some live behind a new door, the day is taken back within a day and not after', async () => {
    const home = await homeIn()
    const [a, b] = [await add(home.id, '何甲'), await add(home.id, '何乙')]
    await add(home.id, '何丙')
    await town.system((ctx) => createResidentAccount(ctx, { personId: a, homePath: home.path, name: '居民' }))
    const before = await snapshot()
    const split = (more: object) => admin.call('registry.splitHome', { homeId: home.id, version: 1, newDoor: '101-甲', personIds: [a, b], ...more })
    expect((await split({ newDoor: home.door })).body.code).toBe('registry.door_taken')
    expect((await split({ version: 7 })).body.code).toBe('registry.changed_meanwhile')
    const { homeId: newId, reshapingId } = (await split({})).body
    expect([await namesIn(home.id), await namesIn(newId)]).toEqual([['何丙'], ['何乙', '何甲'].toSorted()])
    await expectCounts()
    await town.drain()
    const { entries } = await ok('registry.getHistory', { homeId: home.id })
    expect(entries[0]).toMatchObject({ what: 'homeSplit', detail: '101-甲' })
    await ok('registry.undoReshaping', { reshapingId })
    expect(await snapshot([newId])).toEqual(before)
    expect((await town.system((ctx) => findHome(ctx, newId)))?.id).toBe(home.id)
    expect((await town.system((ctx) => doorsOf(ctx, [newId]))).get(newId)).toBe(`3-1-${home.door}`)
    await expectCounts()

    const again = (await split({})).body
    await add(again.homeId, '何丁')
    expect((await admin.call('registry.undoReshaping', { reshapingId: again.reshapingId })).body).toEqual({
      code: 'registry.merge_changed_since',
      details: { changed: ['residency'] },
    })
    const noon = town.clock.now
    town.clock.now = new Date(noon.getTime() + 25 * 3_600_000)
    expect((await admin.call('registry.undoReshaping', { reshapingId: again.reshapingId })).body.code).toBe('registry.undo_too_late')
    town.clock.now = noon
  })

  test('REG-14 two homes become one; the empty one is hidden, its id stays valid and its door is free', async () => {
    const [from, into] = [await homeIn(), await homeIn()]
    const both = await add(from.id, '方甲')
    await ok('registry.linkResident', { personId: both, homeId: into.id, kind: 'owner', from: '2022-01-01', endsOthers: false })
    await add(from.id, '方乙')
    const before = await snapshot()
    const { reshapingId } = await ok('registry.mergeHomes', { fromId: from.id, intoId: into.id, versionFrom: 1, versionInto: 1 })
    expect(await namesIn(into.id)).toEqual(['方乙', '方甲'].toSorted())
    expect((await homeOf(from.id)).home.id).toBe(into.id)
    expect((await admin.call('registry.mergeHomes', { fromId: from.id, intoId: into.id, versionFrom: 1001, versionInto: 1001 })).body.code).toBe(
      'registry.home_retired',
    )
    expect((await ok('registry.findHomes', { text: `3-1-${from.door}` })).length).toBe(0)
    await expectCounts()
    await ok('registry.undoReshaping', { reshapingId })
    expect(await snapshot()).toEqual(before)
    await expectCounts()
    await ok('registry.mergeHomes', { fromId: from.id, intoId: into.id, versionFrom: 1, versionInto: 1 })
    const fresh = await ok('registry.addHome', { areaId: units[0]!.id, door: from.door, floor: 1, use: 'permanent' })
    expect((await town.system((ctx) => findHome(ctx, from.id)))?.id).toBe(into.id)
    expect(fresh.id).not.toBe(from.id)
  })

  test('REG-14 split and joined again, a home is as it was, whoever is split off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([0, 1, 2, 3], { minLength: 1 }), fc.boolean(), async (chosen, isJoined) => {
        const home = await homeIn()
        const people: string[] = []
        for (const at of [0, 1, 2, 3]) people.push(await add(home.id, `孔${at}`))
        const before = await snapshot()
        const names = await namesIn(home.id)
        const { homeId: newId, reshapingId } = await ok('registry.splitHome', {
          homeId: home.id,
          version: 1,
          newDoor: `${home.door}-B`,
          personIds: chosen.map((at) => people[at]),
        })
        expect([...(await namesIn(home.id)), ...(await namesIn(newId))].toSorted()).toEqual(names)
        if (isJoined) {
          await ok('registry.mergeHomes', { fromId: newId, intoId: home.id, versionFrom: 1, versionInto: 1 })
          expect(await namesIn(home.id)).toEqual(names)
        } else {
          await ok('registry.undoReshaping', { reshapingId })
          expect(await snapshot([newId])).toEqual(before)
        }
        await expectCounts()
      }),
      { seed: 14, numRuns: 6 },
    )
  }, 400_000)

  test('REG-03 a door is renamed, by whoever read it last, and never to a neighbour’s', async () => {
    const [home, next] = [await homeIn(), await homeIn()]
    const rename = (door: string, version = 1) => admin.call('registry.renameDoor', { homeId: home.id, version, door })
    expect((await rename(next.door)).body.code).toBe('registry.door_taken')
    expect((await rename('东户')).status).toBe(200)
    expect((await rename('西户')).body.code).toBe('registry.changed_meanwhile')
    const [entry] = (await ok('registry.getHistory', { homeId: home.id })).entries
    expect(entry).toMatchObject({ what: 'doorRenamed', detail: home.door })
  })
})

describe('many homes', () => {
  test('REG-03 homes that move keep their ids, people and counts, and say where they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ unit: fc.nat(2), to: fc.nat(2) }), { minLength: 1, maxLength: 5 }), async (plan) => {
        const homes: Home[] = []
        for (const { unit } of plan) homes.push(await homeIn(units[unit]!.id))
        const person = await add(homes[0]!.id, '严某')
        for (const [at, { to }] of plan.entries()) await ok('registry.moveHomes', { homeIds: [homes[at]!.id], toAreaId: units[to]!.id })
        await expectCounts()
        const first = await homeOf(homes[0]!.id)
        expect(first.home.path.startsWith(units[plan[0]!.to]!.path)).toBe(true)
        expect(first.residents.map((row) => row.id)).toEqual([person])
        const rows = await town.db.queryAsOwner<{ path: string }>(
          `select area_path as path from registry.person where id = '${person}' union select area_path from registry.residency where person_id = '${person}'`,
        )
        expect(rows).toEqual([{ path: first.home.path }])
        if (plan[0]!.unit !== plan[0]!.to)
          expect((await ok('registry.getHistory', { homeId: homes[0]!.id })).entries.find((entry: { what: string }) => entry.what === 'homeMoved').detail).toBe(
            `3-${plan[0]!.unit + 1}-${homes[0]!.door}`,
          )
      }),
      { seed: 3, numRuns: 8 },
    )
  }, 400_000)

  test('REG-14 doors that would meet are told and nothing moves; another community is refused', async () => {
    const here = await homeIn(units[1]!.id)
    const there = await ok('registry.addHome', { areaId: units[2]!.id, door: here.door, floor: 1, use: 'permanent' })
    const refused = await admin.call('registry.moveHomes', { homeIds: [here.id], toAreaId: units[2]!.id })
    expect([refused.status, refused.body]).toEqual([409, { code: 'registry.doors_meet', details: { homeIds: [here.id] } }])
    expect((await homeOf(here.id)).home.path).toBe(here.path)
    const [foreign] = await town.system((ctx) => insertAreas(ctx, [{ parentId: communities[1]!.id, level: 'building', name: '1幢' }]))
    const both = town.as('communityAdmin', '/')
    expect((await both.call('registry.moveHomes', { homeIds: [there.id], toAreaId: foreign!.id })).body.code).toBe('registry.other_community')
    expect((await admin.call('registry.moveHomes', { homeIds: [there.id], toAreaId: foreign!.id })).status).toBe(404)
  })

  test('REG-14 a merge made before its building moved is still taken back, at the new place', async () => {
    const home = await homeIn(units[1]!.id)
    const [one, other] = [await add(home.id, '伍甲'), await add(home.id, '伍乙')]
    const { mergeId } = await ok('registry.mergePeople', {
      keepId: one,
      otherId: other,
      versionKeep: 1,
      versionOther: 1,
      fields: { name: 'keep', phone: 'keep', document: 'keep', care: 'both', lang: 'keep', home: 'keep' },
    })
    await ok('registry.moveHomes', { homeIds: [home.id], toAreaId: units[0]!.id })
    await ok('registry.unmergePeople', { mergeId })
    const now = await homeOf(home.id)
    expect(now.residents.map((row) => row.name)).toEqual(['伍甲', '伍乙'])
    const paths = await town.db.queryAsOwner<{ path: string }>(`select distinct area_path as path from registry.person where id in ('${one}', '${other}')`)
    expect(paths).toEqual([{ path: now.home.path }])
  })
})

test('REG-03 the history says who changed what when, before and after, with masks', async () => {
  const home = await homeIn()
  const person = (
    await ok('registry.addResident', { homeId: home.id, name: '姜维', phone: '10011112222', care: [], kind: 'owner', from: '2021-03-01', evenIfKnown: true })
  ).id
  await ok('registry.editResident', { personId: person, version: 1, phone: '10033334444', care: ['disabled'] })
  await ok('registry.editResident', { personId: person, version: 2, name: '姜维国' })
  const { entries } = await ok('registry.getHistory', { personId: person })
  expect(entries.map((entry: { what: string; changes: unknown }) => [entry.what, entry.changes])).toEqual([
    ['edited', [{ field: 'name', before: '姜维', after: '姜维国' }]],
    [
      'edited',
      [
        { field: 'phone', before: '100****2222', after: '100****4444' },
        { field: 'care', before: null, after: 'disabled' },
      ],
    ],
    ['added', []],
  ])
  const street = town.as('stairHead', communities[0]!.path)
  const seen = (await ok('registry.getHistory', { personId: person }, street)).entries
  expect(JSON.stringify(seen)).not.toMatch(/4444|2222|disabled|姜维国/)
  expect((await admin.call('registry.getHistory', {})).status).toBe(400)
  expect((await town.as('gridWorker', units[2]!.path).call('registry.getHistory', { homeId: home.id })).status).toBe(404)
})

describe('areas', () => {
  const treeOf = () => town.system((ctx) => areasUnder(ctx, communities[0]!.path))
  const gridOf = (id: string) => town.system(async (ctx) => (await listOverlays(ctx, [id]))[0])

  test('REG-01 a building is split: units and homes go to the new one with their people, it lies in the same grid, and joined again all is one', async () => {
    const [tower] = await town.system((ctx) => insertAreas(ctx, [{ parentId: communities[0]!.id, level: 'building', name: '8幢' }]))
    const [left, right] = await town.system((ctx) =>
      insertAreas(
        ctx,
        ['东单元', '西单元'].map((name) => ({ parentId: tower!.id, level: 'unit' as const, name })),
      ),
    )
    const grid = await town.system((ctx) => putOverlay(ctx, { kind: 'grid', name: '八网格', areaIds: [tower!.id], from: '2022-01-01', until: null }))
    const [own, inLeft, inRight] = [await homeIn(tower!.id), await homeIn(left!.id), await homeIn(right!.id)]
    const person = await add(inRight.id, '秦某')
    const split = (more: object) =>
      admin.call('registry.splitArea', { areaId: tower!.id, newName: '8幢西', childAreaIds: [right!.id], homeIds: [own.id], ...more })
    expect((await split({ newName: '3幢' })).body.code).toBe('areas.name_taken')
    expect((await split({ childAreaIds: [units[0]!.id] })).status).toBe(400)
    expect((await split({ areaId: communities[0]!.id, childAreaIds: [building.id], homeIds: [] })).body.code).toBe('registry.not_split_here')
    const { areaId } = (await split({})).body
    await town.drain()
    await expectCounts()
    const made = (await treeOf()).find((area) => area.id === areaId)!
    expect([made.name, made.level, made.homes]).toEqual(['8幢西', 'building', 2])
    expect((await homeOf(inRight.id)).residents.map((row) => row.id)).toEqual([person])
    expect((await homeOf(inRight.id)).home.path.startsWith(made.path)).toBe(true)
    expect((await homeOf(inLeft.id)).home.path.startsWith(tower!.path)).toBe(true)
    expect(await gridOf(grid.id)).toMatchObject({ areaIds: [tower!.id, areaId], path: communities[0]!.path })

    const double = await ok('registry.addHome', { areaId: tower!.id, door: own.door, floor: 1, use: 'permanent' })
    const refused = await admin.call('registry.mergeAreas', { fromId: areaId, intoId: tower!.id })
    expect([refused.body.code, refused.body.details]).toEqual(['registry.doors_meet', { homeIds: [own.id] }])
    await ok('registry.renameDoor', { homeId: double.id, version: 1, door: '附1' })
    await ok('registry.mergeAreas', { fromId: areaId, intoId: tower!.id })
    await town.drain()
    await expectCounts()
    expect((await treeOf()).some((area) => area.id === areaId)).toBe(false)
    expect((await homeOf(inRight.id)).residents.map((row) => row.id)).toEqual([person])
    expect(await gridOf(grid.id)).toMatchObject({ areaIds: [tower!.id], path: tower!.path })
    const changes = (await ok('areas.listHistory', { areaId: tower!.id })).changes.map((change: { what: string }) => change.what)
    expect(changes.slice(0, 2)).toEqual(['merged', 'split'])
  })

  test('REG-01 names that would meet are told, and who answers for a building answers for what it becomes part of', async () => {
    const [one, two] = await town.system((ctx) =>
      insertAreas(
        ctx,
        ['9幢', '10幢'].map((name) => ({ parentId: communities[0]!.id, level: 'building' as const, name })),
      ),
    )
    const [inOne] = await town.system((ctx) =>
      insertAreas(ctx, [
        { parentId: one!.id, level: 'unit', name: '1单元' },
        { parentId: two!.id, level: 'unit', name: '1单元' },
      ]),
    )
    const refused = await admin.call('registry.mergeAreas', { fromId: one!.id, intoId: two!.id })
    expect(refused.body).toEqual({ code: 'registry.names_meet', details: { names: ['1单元'] } })
    expect((await admin.call('registry.mergeAreas', { fromId: one!.id, intoId: inOne!.id })).body.code).toBe('registry.not_split_here')
    const head = await town.system((ctx) =>
      seedAccount(ctx, {
        login: 'head-of-nine',
        name: '楼长',
        unit: '居委会',
        password: 'a-long-password-1',
        grants: [{ role: 'stairHead', path: one!.path }],
      }),
    )
    const version = (await treeOf()).find((area) => area.id === inOne!.id)!.version
    await ok('areas.renameArea', { areaId: inOne!.id, name: '2单元', version })
    await ok('registry.mergeAreas', { fromId: one!.id, intoId: two!.id })
    const grants = await town.db.queryAsOwner<{ path: string }>(
      `select area_path as path from access.role_grant where account_id = '${head}' and revoked_at is null`,
    )
    expect(grants).toEqual([{ path: two!.path }])
    await town.drain()
    await expectCounts()
  })
})
