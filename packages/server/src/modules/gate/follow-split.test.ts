// Codes of a home that is split, and whose split is taken back: what it ended counts again, and nothing that ended otherwise.
import { registryEvents } from '@xiaomen/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
    ;[community] = (await insertAreas(ctx, [{ parentId: null, level: 'community', name: '东社区' }])) as unknown as [typeof community]
    ;[building] = (await insertAreas(ctx, [{ parentId: community.id, level: 'building', name: '3幢' }])) as unknown as [typeof building]
  })
  office = town.as('communityAdmin', community.path)
}, 120_000)
afterAll(() => town?.close())

const ok = async (name: string, input: object) => {
  const reply = await office.call(name, input)
  expect([name, reply.status, reply.status === 200 ? null : reply.body]).toEqual([name, 200, null])
  return reply.body
}
type Home = { id: string; path: string }
let doors = 500
const code = (home: Home, person_id: string | null, pass_class: 'personal' | 'family' | 'paper') =>
  town.system((ctx) => addCredential(ctx, { community_id: community.id, area_path: home.path, person_id, home_id: home.id, pass_class }))
/** A home of three with their own codes, the family's and a printed one. */
async function household(): Promise<{ home: Home; people: string[] }> {
  const home = await ok('registry.addHome', { areaId: building.id, door: String((doors += 1)), floor: 5, use: 'permanent' })
  const people: string[] = []
  for (const name of ['吕甲', '吕乙', '吕丙'])
    people.push((await ok('registry.addResident', { homeId: home.id, name, care: [], kind: 'family', from: '2022-01-01', evenIfKnown: true })).id)
  for (const person of people) await code(home, person, 'personal')
  await code(home, null, 'family')
  await ok('gate.issuePaperCode', { homeId: home.id })
  return { home, people }
}
async function split(home: Home, personIds: readonly string[]): Promise<{ reshapingId: string; homeId: string }> {
  const { version } = (await ok('registry.getHome', { homeId: home.id })).home
  const done = await ok('registry.splitHome', { homeId: home.id, version, newDoor: `${(doors += 1)}`, personIds })
  await town.drain()
  return done
}
const undo = async (reshapingId: string) => {
  await ok('registry.undoReshaping', { reshapingId })
  await town.drain()
}
const snapshot = async (home: Home) =>
  (await town.db.queryAsOwner<{ line: string }>(`select c::text as line from gate.credential c where home_id = '${home.id}' order by 1`)).map(
    ({ line }) => line,
  )
const liveOf = async (home: Home) =>
  town.db.queryAsOwner<{ person_id: string | null; pass_class: string; short_code: string }>(
    `select person_id, pass_class, short_code from gate.credential where home_id = '${home.id}' and revoked_at is null order by pass_class, person_id`,
  )

test('REG-14 a split that is taken back gives back the codes it ended, to the byte, heard once or twice or late', async () => {
  const { home, people } = await household()
  const [a, b, c] = people as [string, string, string]
  const before = await snapshot(home)
  const { reshapingId, homeId } = await split(home, [a, b])
  expect((await liveOf(home)).map((row) => [row.person_id, row.pass_class])).toEqual([[c, 'personal']])
  await undo(reshapingId)
  expect(await snapshot(home)).toEqual(before)
  await town.system(async (ctx) => {
    await ctx.emit(registryEvents.homesMerged, { communityId: community.id, reshapingId, homeId: home.id, otherId: homeId })
    await ctx.emit(registryEvents.personMoved, { communityId: community.id, personId: a, fromHomeId: home.id, reshapingId })
  })
  await town.drain()
  expect(await snapshot(home)).toEqual(before)
})

test('REG-14 of codes made meanwhile those behind the new door rest, and a card printed anew for the old door counts', async () => {
  const { home, people } = await household()
  const [a] = people as [string]
  const before = await liveOf(home)
  const { reshapingId, homeId } = await split(home, [a])
  const behind = { id: homeId, path: home.path }
  await code(behind, a, 'personal')
  await code(behind, null, 'paper')
  const card = await ok('gate.issuePaperCode', { homeId: home.id })
  await undo(reshapingId)
  const now = await liveOf(home)
  expect(now.filter((row) => row.pass_class !== 'paper')).toEqual(before.filter((row) => row.pass_class !== 'paper'))
  expect(now.filter((row) => row.pass_class === 'paper').map((row) => row.short_code)).toEqual([card.shortCode])
})

test('what ended by somebody else’s leaving, or by hand, is not given back with the split', async () => {
  const { home, people } = await household()
  const [a, , c] = people as [string, string, string]
  const { reshapingId } = await split(home, [a])
  const [own] = await town.db.queryAsOwner<{ id: string }>(`select id from gate.credential where person_id = '${a}'`)
  await ok('gate.revokeCode', { credentialId: own!.id, reason: '手机丢了' })
  const left = (await ok('registry.getHome', { homeId: home.id })).residents.find((one: { id: string }) => one.id === c)
  await ok('registry.moveResident', { residencyId: left.residency.id, on: '2022-05-04', toHomeId: null })
  await town.drain()
  await undo(reshapingId)
  // The one who left knows the family's code and the card; the lost telephone shows the other.
  expect((await liveOf(home)).map((row) => [row.person_id, row.pass_class])).toEqual([[people[1], 'personal']])
})
