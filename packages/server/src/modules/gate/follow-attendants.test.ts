// 照护人 of a person written down twice, and of a home that was split, joined or moved to another building.
import { registryEvents } from '@xiaomen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { gateModule } from './index.ts'

type Area = { id: string; path: string }
type Home = { id: string; path: string }
let town: Town
let office: Caller
let community: Area
let buildings: Area[]
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule] })
  await town.system(async (ctx) => {
    ;[community] = (await insertAreas(ctx, [{ parentId: null, level: 'community', name: '东社区' }])) as unknown as [Area]
    buildings = await insertAreas(ctx, [
      { parentId: community.id, level: 'building', name: '3幢' },
      { parentId: community.id, level: 'building', name: '4幢' },
    ])
  })
  town.clock.now = new Date('2022-08-01T12:00:00+08:00')
  office = town.as('communityAdmin', community.path)
}, 120_000)
afterAll(() => town?.close())

const ok = async (name: string, input: object) => {
  const reply = await office.call(name, input)
  expect([name, reply.status, reply.status === 200 ? null : reply.body]).toEqual([name, 200, null])
  return reply.body
}
let doors = 500
async function household(names: readonly string[]): Promise<{ home: Home; people: string[] }> {
  const home = await ok('registry.addHome', { areaId: buildings[0]!.id, door: String((doors += 1)), floor: 5, use: 'permanent' })
  const people: string[] = []
  for (const name of names)
    people.push((await ok('registry.addResident', { homeId: home.id, name, care: [], kind: 'family', from: '2022-01-01', evenIfKnown: true })).id)
  return { home, people }
}
const lookAfter = async (personId: string): Promise<string> =>
  (await ok('gate.addAttendant', { personId, name: '沈照护', phone: null, from: '2022-08-01T00:00:00Z', until: '2022-08-20T00:00:00Z' })).id
const pathOf = async (homeId: string): Promise<string> => (await ok('registry.getHome', { homeId })).home.path
/** Whom an attendant looks after, where the two rows of it lie, and whether it still opens. */
const attendant = async (id: string) => {
  const [row] = await town.db.queryAsOwner<{ person_id: string; path: string; pass_path: string; opens: boolean }>(
    `select a.person_id, a.area_path as path, c.area_path as pass_path, a.ended_at is null and c.revoked_at is null as opens
     from gate.attendant a join gate.credential c on c.id = a.credential_id where a.id = '${id}'`,
  )
  return row!
}
const at = (person_id: string, path: string, opens = true) => ({ person_id, path, pass_path: path, opens })
const FIELDS = { name: 'keep', phone: 'keep', document: 'keep', care: 'both', lang: 'keep', home: 'keep' }

test('REG-14 attendants of a person written down twice are those of the one who stays, at their door, and go home again', async () => {
  const [here, there] = [await household(['吕甲']), await household(['吕甲'])]
  const [keep, other] = [here.people[0]!, there.people[0]!]
  const [own, brought] = [await lookAfter(keep), await lookAfter(other)]
  const { mergeId } = await ok('registry.mergePeople', { keepId: keep, otherId: other, versionKeep: 1, versionOther: 1, fields: FIELDS })
  await town.drain()
  expect([await attendant(own), await attendant(brought)]).toEqual([at(keep, here.home.path), at(keep, here.home.path)])
  expect((await ok('gate.listAttendants', { areaId: community.id })).map((one: { personId: string }) => one.personId)).toEqual([keep, keep])
  // Heard once more.
  await town.system((ctx) => ctx.emit(registryEvents.personMerged, { communityId: community.id, mergeId, personId: keep, otherId: other }))
  await town.drain()
  expect(await attendant(brought)).toEqual(at(keep, here.home.path))
  await ok('registry.unmergePeople', { mergeId })
  await town.drain()
  expect([await attendant(own), await attendant(brought)]).toEqual([at(keep, here.home.path), at(other, there.home.path)])
})

test('REG-14 an attendant goes behind the new door of a home that is split, and back when it is taken back', async () => {
  const { home, people } = await household(['施甲', '施乙'])
  const [leaving, staying] = people as [string, string]
  const [one, two] = [await lookAfter(leaving), await lookAfter(staying)]
  const { version } = (await ok('registry.getHome', { homeId: home.id })).home
  const done = await ok('registry.splitHome', { homeId: home.id, version, newDoor: String((doors += 1)), personIds: [leaving] })
  await town.drain()
  const behind = await pathOf(done.homeId)
  expect(behind).not.toBe(home.path)
  expect([await attendant(one), await attendant(two)]).toEqual([at(leaving, behind), at(staying, home.path)])
  await ok('registry.undoReshaping', { reshapingId: done.reshapingId })
  await town.drain()
  expect([await attendant(one), await attendant(two)]).toEqual([at(leaving, home.path), at(staying, home.path)])
})

test('REG-14 an attendant goes along with a home that is joined to another, or moved to another building, and the pass still opens', async () => {
  const [from, into] = [await household(['何甲']), await household(['何乙'])]
  const id = await lookAfter(from.people[0]!)
  const versionOf = async (homeId: string): Promise<number> => (await ok('registry.getHome', { homeId })).home.version
  await ok('registry.mergeHomes', {
    fromId: from.home.id,
    intoId: into.home.id,
    versionFrom: await versionOf(from.home.id),
    versionInto: await versionOf(into.home.id),
  })
  await town.drain()
  expect(await attendant(id)).toEqual(at(from.people[0]!, into.home.path))
  await ok('registry.moveHomes', { homeIds: [into.home.id], toAreaId: buildings[1]!.id })
  await town.drain()
  const moved = await pathOf(into.home.id)
  expect(moved.startsWith(buildings[1]!.path)).toBe(true)
  expect(await attendant(id)).toEqual(at(from.people[0]!, moved))
})

test('a second place of the same person that ends, ends no pass of the first', async () => {
  const [here, there] = [await household(['韩甲']), await household(['韩乙'])]
  const id = await lookAfter(here.people[0]!)
  const left = (homeId: string) =>
    town.system((ctx) => ctx.emit(registryEvents.personMoved, { communityId: community.id, personId: here.people[0]!, fromHomeId: homeId }))
  await left(there.home.id)
  await town.drain()
  expect((await attendant(id)).opens).toBe(true)
  await left(here.home.id)
  await town.drain()
  expect((await attendant(id)).opens).toBe(false)
})
