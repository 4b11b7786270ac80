// Somebody in care whose home is joined to another, or split, and given back: the plan stands at the door they live behind, the same day.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, resolveActor } from '../access/index.ts'
import { answerabilityModule } from '../answerability/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { careModule } from './index.ts'

let town: Town
let admin: Caller
let houses: Area[]
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, answerabilityModule, careModule], resolveActor })
  await town.system(async (ctx) => {
    const [community] = await insertAreas(ctx, [{ parentId: null, level: 'community', name: '东社区' }])
    houses = await insertAreas(
      ctx,
      ['1幢', '2幢'].map((name) => ({ parentId: community!.id, level: 'building' as const, name })),
    )
    admin = town.as('communityAdmin', community!.path)
  })
}, 120_000)
afterAll(() => town?.close())

const ok = async (name: string, input: object): Promise<any> => {
  const reply = await admin.call(name, input)
  expect([name, reply.status, reply.status === 200 ? null : reply.body]).toEqual([name, 200, null])
  await town.drain()
  return reply.body
}

test('REG-05 REG-14 who is looked after is looked for behind the door they live behind, when homes are joined or split and when that is taken back', async () => {
  const [one, other] = [
    await ok('registry.addHome', { areaId: houses[0]!.id, door: '101', floor: 1, use: 'permanent' }),
    await ok('registry.addHome', { areaId: houses[1]!.id, door: '201', floor: 2, use: 'permanent' }),
  ]
  const person = await ok('registry.addResident', { homeId: one.id, name: '沈阿婆', care: ['emptyNest'], kind: 'owner', from: '2020-01-01', evenIfKnown: true })
  const placeOf = async () => (await town.db.queryAsOwner(`select home_id, area_path from care.plan where person_id = '${person.id}' and until is null`))[0]
  const at = ({ id, path }: { id: string; path: string }) => ({ home_id: id, area_path: path })
  expect(await placeOf()).toEqual(at(one))
  const { reshapingId } = await ok('registry.mergeHomes', { fromId: one.id, intoId: other.id, versionFrom: 1, versionInto: 1 })
  expect(await placeOf()).toEqual(at(other))
  await ok('registry.undoReshaping', { reshapingId })
  expect(await placeOf()).toEqual(at(one))
  const split = await ok('registry.splitHome', { homeId: one.id, version: 1, newDoor: '101B', personIds: [person.id] })
  expect(await placeOf()).toMatchObject({ home_id: split.homeId })
  await ok('registry.undoReshaping', { reshapingId: split.reshapingId })
  expect(await placeOf()).toEqual(at(one))
})
