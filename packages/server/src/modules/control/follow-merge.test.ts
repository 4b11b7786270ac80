import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { answerabilityModule } from '../answerability/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { controlModule } from './index.ts'

let town: Town
let office: Caller
let community: { id: string; path: string }
let building: { id: string; path: string }
beforeAll(async () => {
  town = await openTown({
    modules: [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, answerabilityModule, controlModule],
  })
  await town.system(async (ctx) => {
    const id = uuidv7()
    const [first, second] = await insertAreas(ctx, [
      { id, parentId: null, level: 'community', name: '东社区' },
      { parentId: id, level: 'building', name: '3幢' },
    ])
    community = first!
    building = second!
  })
  const order = {
    areaId: community.id,
    posture: 'emergency',
    packId: 'covid-19',
    edition: '2022-06-28',
    legalBasis: '演练',
    purpose: '演练',
    until: '2022-12-31',
  } as const
  await town.system((ctx) => putInForce(ctx, { ...order, draftedBy: uuidv7(), approvedBy: uuidv7() }))
  office = town.as('communityAdmin', community.path)
}, 120_000)
afterAll(() => town?.close())

const ok = async (name: string, input: object) => {
  const reply = await office.call(name, input)
  expect([name, reply.status, reply.body.code]).toEqual([name, 200, undefined])
  return reply.body
}
test('REG-14 a case follows its person into a merge and home again; two open ones are both kept', async () => {
  const home = await ok('registry.addHome', { areaId: building.id, door: '501', floor: 5, use: 'permanent' })
  const add = async (name: string) =>
    (await ok('registry.addResident', { homeId: home.id, name, care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true })).id as string
  const evidence = { kind: 'testResult', reference: '检-0042', issuedBy: '区疾控中心' }
  const [a, b, c] = [await add('施甲'), await add('施乙'), await add('施丙')]
  const version = async (id: string) => (await ok('registry.getHome', { homeId: home.id })).residents.find((one: { id: string }) => one.id === id).version
  const merge = async (keepId: string, otherId: string) =>
    (
      await ok('registry.mergePeople', {
        keepId,
        otherId,
        versionKeep: await version(keepId),
        versionOther: await version(otherId),
        fields: { name: 'keep', phone: 'keep', document: 'keep', care: 'both', lang: 'keep', home: 'keep' },
      })
    ).mergeId as string
  await ok('control.registerCase', { personId: b, foundOn: '2022-05-03', evidence })
  await ok('control.registerCase', { personId: c, foundOn: '2022-05-04', evidence })
  const rows = () => town.db.queryAsOwner<{ person_id: string }>('select person_id, first_person_id from control.infection_case order by found_on')
  const before = await rows()
  const first = await merge(a, b)
  await town.drain()
  expect((await rows()).map((row) => row.person_id)).toEqual([a, c])
  expect((await office.call('control.registerCase', { personId: b, foundOn: '2022-05-04', evidence })).body.code).toBe('control.open_case_exists')
  const second = await merge(a, c)
  await town.drain()
  expect((await rows()).map((row) => row.person_id)).toEqual([a, c])
  expect((await office.call('control.listCases')).body.map((row: { name: string }) => row.name)).toEqual(['施甲', '施甲'])
  for (const mergeId of [second, first]) await ok('registry.unmergePeople', { mergeId })
  await town.drain()
  expect(await rows()).toEqual(before)
})
