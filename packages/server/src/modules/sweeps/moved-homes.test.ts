// Homes that come under another roof while a sweep is open: the stop goes with its home, is counted once, and what was found there stays.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, resolveActor } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { registryModule } from '../registry/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { sweepsModule } from './index.ts'
import { visitOf } from './visit.fixture.ts'

let town: Town
let community: Area, compounds: Area[]
let admin: Caller
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, tasksModule, sweepsModule], resolveActor })
  await town.system(async (ctx) => {
    ;[community] = (await insertAreas(ctx, [{ parentId: null, level: 'community', name: '东社区' }])) as [Area]
    compounds = await insertAreas(
      ctx,
      ['梧桐里', '桂花里'].map((name) => ({ parentId: community.id, level: 'compound' as const, name })),
    )
  })
  admin = town.as('communityAdmin', community.path)
}, 120_000)
afterAll(() => town?.close())

const ok = async (name: string, input: object, who = admin): Promise<any> => {
  const reply = await who.call(name, input)
  expect([name, reply.status, reply.status === 200 ? null : reply.body]).toEqual([name, 200, null])
  return reply.body
}
let built = 0
const building = async (compound = 0): Promise<Area> =>
  (await town.system((ctx) => insertAreas(ctx, [{ parentId: compounds[compound]!.id, level: 'building', name: `${(built += 1)}幢` }])))[0]!
const homesIn = async (area: Pick<Area, 'id'>, doors: readonly string[]): Promise<string[]> => {
  const ids: string[] = []
  for (const door of doors) ids.push((await ok('registry.addHome', { areaId: area.id, door, floor: 1, use: 'permanent' })).id)
  return ids
}
const plan = async (area: Pick<Area, 'id'>): Promise<string> => {
  const id = uuidv7()
  await ok('sweeps.planSweep', { id, areaId: area.id, name: '五月扫楼', uses: ['permanent'], fromDay: '2022-05-04', dueOn: '2022-05-06' })
  return id
}
const visit = (sweepId: string, homeId: string, outcome: string, who = admin) => ok('sweeps.recordVisit', { sweepId, ...visitOf(homeId, outcome) }, who)
/** What the sweep says of itself: in all, of each building, who is missing, what became of each home and where it stands. */
async function read(sweepId: string) {
  await town.drain()
  const { coverage, states, buildings } = await ok('sweeps.getSweep', { sweepId })
  const stops: { homeId: string; state: string; door: string; place: string[] }[] = (await ok('sweeps.listStops', { sweepId, limit: 500 })).stops
  const missing: { homeId: string }[] = (await ok('sweeps.listStops', { sweepId, isMissing: true, limit: 500 })).stops
  const open = (await ok('tasks.listMine', {}, worker)).tasks.filter((task: { sourceId: string }) => task.sourceId === sweepId)
  // Counted once: the sum, the buildings, the stops and the missing all say the same.
  expect(new Set(stops.map(({ homeId }) => homeId)).size).toBe(stops.length)
  expect([coverage.expected, coverage.missing]).toEqual([stops.length, missing.length])
  expect(buildings.reduce((sum: number, one: { coverage: { expected: number } }) => sum + one.coverage.expected, 0)).toBe(coverage.expected)
  return {
    coverage: [coverage.expected, coverage.done, coverage.excused, coverage.missing],
    states,
    buildings: Object.fromEntries(
      buildings.map((one: { place: string[]; coverage: { expected: number; missing: number } }) => [
        one.place.join(' '),
        [one.coverage.expected, one.coverage.missing],
      ]),
    ),
    missing: missing.map(({ homeId }) => homeId).toSorted(),
    stateOf: Object.fromEntries(stops.map(({ homeId, state }) => [homeId, state])),
    placeOf: Object.fromEntries(stops.map(({ homeId, place }) => [homeId, place.join(' ')])),
    tasks: open.map((task: { homeId: string }) => task.homeId).toSorted(),
  }
}
let worker: Caller
beforeAll(() => {
  worker = town.as('gridWorker', community.path)
})

test('REG-04 a home moved to another building keeps its stop, what was found and its place in the missing list, and moved back too', async () => {
  const [from, to] = [await building(), await building(1)]
  const [a, b, c, d] = (await homesIn(from, ['101', '102', '201', '202'])) as [string, string, string, string]
  const [e] = (await homesIn(to, ['301'])) as [string]
  const id = await plan(community)
  await visit(id, a, 'done')
  await visit(id, b, 'nobodyHome')
  await visit(id, c, 'vacant')
  const before = await read(id)
  expect([before.coverage, before.missing]).toEqual([[5, 1, 1, 3], [b, d, e].toSorted()])
  await ok('registry.moveHomes', { homeIds: [a, b, c], toAreaId: to.id })
  const moved = await read(id)
  expect(moved).toEqual({
    ...before,
    buildings: { [`梧桐里 ${from.name}`]: [1, 1], [`桂花里 ${to.name}`]: [4, 2] },
    placeOf: { ...before.placeOf, ...Object.fromEntries([a, b, c].map((one) => [one, `桂花里 ${to.name}`])) },
  })
  // Found there, by a worker who is there only: the tries before count on.
  const there = town.as('gridWorker', to.path)
  const { door, visits } = await ok('sweeps.getStop', { sweepId: id, at: { homeId: b } }, there)
  expect([door.state, door.tries, visits.length]).toEqual(['nobodyHome', 1, 1])
  expect((await ok('sweeps.getBuildingStops', { sweepId: id, areaId: to.id }, there)).doors.map((one: { homeId: string }) => one.homeId).toSorted()).toEqual(
    [a, b, c, e].toSorted(),
  )
  await visit(id, b, 'done', there)
  // Nobody at home at a door that was done: what was found before the move holds.
  expect((await visit(id, a, 'nobodyHome', there)).state).toBe('done')
  expect((await read(id)).coverage).toEqual([5, 2, 1, 2])
  await ok('registry.moveHomes', { homeIds: [a, b, c], toAreaId: from.id })
  const back = await read(id)
  expect([back.coverage, back.missing, back.placeOf, back.tasks]).toEqual([[5, 2, 1, 2], [d, e].toSorted(), before.placeOf, [d, e].toSorted()])
})

test('REG-04 a home that leaves the swept building stays a stop of the sweep; one that comes into it is expected once, with what another sweep found untouched', async () => {
  const [swept, beside] = [await building(), await building()]
  const [a, b] = (await homesIn(swept, ['101', '102'])) as [string, string]
  const [c] = (await homesIn(beside, ['201'])) as [string]
  const [one, other] = [await plan(swept), await plan(beside)]
  await visit(one, a, 'done')
  await visit(other, c, 'refused')
  await ok('registry.moveHomes', { homeIds: [a, b], toAreaId: beside.id })
  await ok('registry.moveHomes', { homeIds: [c], toAreaId: swept.id })
  const [first, second] = [await read(one), await read(other)]
  expect([first.coverage, first.stateOf, first.missing]).toEqual([[3, 1, 0, 2], { [a]: 'done', [b]: 'notVisited', [c]: 'notVisited' }, [b, c].toSorted()])
  expect([second.coverage, second.stateOf]).toEqual([[3, 0, 0, 3], { [a]: 'notVisited', [b]: 'notVisited', [c]: 'refused' }])
  for (const home of [b, c]) await visit(one, home, 'done')
  await ok('sweeps.closeSweep', { sweepId: one })
})

test('REG-04 a building that moves, is split and is joined again during a sweep: each door once, each outcome kept', async () => {
  const tower = await building()
  const [east, west] = await town.system((ctx) =>
    insertAreas(
      ctx,
      ['东单元', '西单元'].map((name) => ({ parentId: tower.id, level: 'unit' as const, name })),
    ),
  )
  const [a, b] = (await homesIn(east!, ['101', '102'])) as [string, string]
  const [c, d] = (await homesIn(west!, ['101', '102'])) as [string, string]
  const id = await plan(tower)
  await visit(id, a, 'done')
  await visit(id, c, 'done')
  await visit(id, d, 'nobodyHome')
  const before = await read(id)
  const { version } = (await ok('areas.listTree', {})).areas.find((area: { id: string }) => area.id === tower.id)
  await ok('areas.moveArea', { areaId: tower.id, toParentId: compounds[1]!.id, name: tower.name, version })
  const moved = await read(id)
  expect([moved.coverage, moved.missing, moved.stateOf, moved.tasks]).toEqual([before.coverage, before.missing, before.stateOf, before.tasks])
  expect(Object.keys(moved.buildings)).toEqual([`桂花里 ${tower.name}`])
  const { areaId: made } = await ok('registry.splitArea', { areaId: tower.id, newName: `${tower.name}西`, childAreaIds: [west!.id], homeIds: [] })
  const split = await read(id)
  expect([split.coverage, split.missing, split.stateOf, split.tasks]).toEqual([before.coverage, before.missing, before.stateOf, before.tasks])
  expect(split.buildings).toEqual({ [`桂花里 ${tower.name}`]: [2, 1], [`桂花里 ${tower.name}西`]: [2, 1] })
  await ok('registry.mergeAreas', { fromId: made, intoId: tower.id })
  const joined = await read(id)
  expect([joined.coverage, joined.missing, joined.stateOf, joined.tasks]).toEqual([before.coverage, before.missing, before.stateOf, before.tasks])
  expect(joined.buildings).toEqual({ [`桂花里 ${tower.name}`]: [4, 2] })
  for (const home of [b, d]) await visit(id, home, 'done')
  await ok('sweeps.closeSweep', { sweepId: id })
})

test('REG-04 a swept building that becomes part of another: the sweep goes on there, and the doors beside are expected too', async () => {
  const [swept, into] = [await building(), await building()]
  const [a, b] = (await homesIn(swept, ['101', '102'])) as [string, string]
  const [c] = (await homesIn(into, ['201'])) as [string]
  const id = await plan(swept)
  await visit(id, a, 'done')
  await ok('registry.mergeAreas', { fromId: swept.id, intoId: into.id })
  const joined = await read(id)
  expect([joined.coverage, joined.missing, joined.stateOf]).toEqual([[3, 1, 0, 2], [b, c].toSorted(), { [a]: 'done', [b]: 'notVisited', [c]: 'notVisited' }])
  const sweep = await ok('sweeps.getSweep', { sweepId: id })
  expect([sweep.areaId, sweep.areaName]).toEqual([into.id, into.name])
  expect((await ok('sweeps.getBuildingStops', { sweepId: id, areaId: sweep.areaId })).doors.length).toBe(3)
})
