import { controlEvents, registryEvents } from '@xiaomen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { addCredential } from './credentials.ts'
import { gateModule } from './index.ts'

let town: Town
let office: Caller
let community: { id: string; path: string }
let building: { id: string; path: string }
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule] })
  await town.system(async (ctx) => {
    const id = uuidv7()
    const [first, second] = await insertAreas(ctx, [
      { id, parentId: null, level: 'community', name: '东社区' },
      { parentId: id, level: 'building', name: '3幢' },
    ])
    community = first!
    building = second!
  })
  office = town.as('communityAdmin', community.path)
}, 120_000)
afterAll(() => town?.close())

const ok = async (name: string, input: object) => {
  const reply = await office.call(name, input)
  expect([name, reply.status, reply.body.code]).toEqual([name, 200, undefined])
  return reply.body
}
const FIELDS = { name: 'keep', phone: 'keep', document: 'keep', care: 'both', lang: 'keep', home: 'keep' }
const snapshot = async () =>
  (await town.db.queryAsOwner<{ line: string }>('select c::text as line from gate.credential c union all select m::text from gate.case_mark m order by 1')).map(
    ({ line }) => line,
  )

test('REG-14 codes and marks follow a merged person, one code of a kind is shown, and all go home again, in whatever order it is heard', async () => {
  const home = await ok('registry.addHome', { areaId: building.id, door: '501', floor: 5, use: 'permanent' })
  const people: string[] = []
  for (const name of ['吕甲', '吕乙', '吕丙'])
    people.push((await ok('registry.addResident', { homeId: home.id, name, care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true })).id)
  const [a, b, c] = people as [string, string, string]
  await town.system(async (ctx) => {
    for (const person_id of [a, b])
      await addCredential(ctx, { community_id: community.id, area_path: home.path, person_id, home_id: home.id, pass_class: 'personal' })
    await addCredential(ctx, { community_id: community.id, area_path: home.path, person_id: c, home_id: home.id, pass_class: 'paper' })
    await ctx.emit(controlEvents.caseConfirmed, {
      communityId: community.id,
      caseId: uuidv7(),
      personId: c,
      homeId: home.id,
      areaPath: home.path,
      foundOn: '2022-05-01',
    })
  })
  await town.drain()
  const before = await snapshot()
  const first = await ok('registry.mergePeople', { keepId: b, otherId: c, versionKeep: 1, versionOther: 1, fields: FIELDS })
  const version = (await ok('registry.getHome', { homeId: home.id })).residents.find((one: { id: string }) => one.id === b).version
  const second = await ok('registry.mergePeople', { keepId: a, otherId: b, versionKeep: 1, versionOther: version, fields: FIELDS })
  await town.drain()
  const live = await town.db.queryAsOwner<{ person_id: string; pass_class: string }>(
    'select person_id, pass_class from gate.credential where revoked_at is null order by pass_class',
  )
  expect(live).toEqual([
    { person_id: a, pass_class: 'paper' },
    { person_id: a, pass_class: 'personal' },
  ])
  expect(await town.db.queryAsOwner('select person_id from gate.case_mark')).toEqual([{ person_id: a }])
  // Heard once more, late and in the wrong order.
  await town.system(async (ctx) => {
    await ctx.emit(registryEvents.personMerged, { communityId: community.id, mergeId: second.mergeId, personId: a, otherId: b })
    await ctx.emit(registryEvents.personMerged, { communityId: community.id, mergeId: first.mergeId, personId: b, otherId: c })
  })
  await town.drain()
  expect(await town.db.queryAsOwner('select person_id, pass_class from gate.credential where revoked_at is null order by pass_class')).toEqual(live)

  await ok('registry.unmergePeople', { mergeId: second.mergeId })
  await ok('registry.unmergePeople', { mergeId: first.mergeId })
  await town.drain()
  expect(await snapshot()).toEqual(before)
})

test('GATE-09 who looks after somebody under a record that was merged is asked for again when that person moves away', async () => {
  const home = await ok('registry.addHome', { areaId: building.id, door: '601', floor: 6, use: 'permanent' })
  const people: string[] = []
  for (const name of ['吕丁', '吕戊'])
    people.push((await ok('registry.addResident', { homeId: home.id, name, care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true })).id)
  const [kept, other] = people as [string, string]
  const until = new Date(town.clock.now.getTime() + 86_400_000).toISOString()
  const { id } = await ok('gate.addAttendant', { personId: other, name: '沈照护', phone: null, from: town.clock.now.toISOString(), until })
  const version = (await ok('registry.getHome', { homeId: home.id })).residents.find((one: { id: string }) => one.id === other).version
  await ok('registry.mergePeople', { keepId: kept, otherId: other, versionKeep: 1, versionOther: version, fields: FIELDS })
  await town.drain()
  const listed = async () => (await ok('gate.listAttendants', { areaId: building.id })).find((one: { id: string }) => one.id === id)
  expect(await listed()).toMatchObject({ door: '3-601', endedAt: null })
  await town.system((ctx) => ctx.emit(registryEvents.personMoved, { communityId: community.id, personId: kept, fromHomeId: home.id }))
  await town.drain()
  expect((await listed()).endedAt).not.toBeNull()
})
