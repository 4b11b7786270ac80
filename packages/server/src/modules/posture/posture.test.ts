import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, seedAccount } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { planAt, postureModule } from './index.ts'

let town: Town
let commander: Caller
let deputy: Caller
let admin: Caller
const ids = { street: uuidv7(), east: uuidv7(), west: uuidv7(), garden: uuidv7() }
const paths = {} as Record<keyof typeof ids, string>
const order = { posture: 'emergency', packId: 'covid-19', edition: '2022-06-28', legalBasis: '区指挥部令第1号', purpose: '疫情防控', until: '2022-06-30' }

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, postureModule] })
  const areas = await town.system((ctx) =>
    insertAreas(ctx, [
      { id: ids.street, parentId: null, level: 'street', name: '文新街道' },
      { id: ids.east, parentId: ids.street, level: 'community', name: '东社区' },
      { id: ids.west, parentId: ids.street, level: 'community', name: '西社区' },
      { id: ids.garden, parentId: ids.east, level: 'compound', name: '花园' },
    ]),
  )
  for (const area of areas) paths[(Object.keys(ids) as (keyof typeof ids)[]).find((key) => ids[key] === area.id)!] = area.path
  commander = town.as('streetCommander', paths.street, { unit: '街道办' })
  deputy = town.as('streetCommander', paths.street, { unit: '应急办' })
  admin = town.as('communityAdmin', paths.east, { unit: '居委会' })
})
afterAll(() => town.close())

const current = async (who: Caller, areaId: string) => (await who.call('posture.current', { areaId })).body.posture as string

test('where nobody ordered anything there is peace, under a pack of its own', async () => {
  expect((await admin.call('posture.current', { areaId: ids.garden })).body).toEqual({ posture: 'peace', packId: 'peace', edition: '2022-01', order: null })
  const plan = await town.system((ctx) => planAt(ctx, paths.garden))
  expect([plan.posture, plan.gate.asksCode]).toEqual(['peace', 'nobody'])
})

test('an order takes two people of two units: neither the one who drafted it nor a colleague of the same office can approve it', async () => {
  const draft = (await admin.call('posture.draftOrder', { areaId: ids.east, ...order })).body
  expect(draft).toMatchObject({ state: 'drafted', from: null, approvedBy: null })
  expect(await current(admin, ids.garden)).toBe('peace')
  expect((await admin.call('posture.approveOrder', { orderId: draft.id })).body).toEqual({ code: 'posture.same_person', details: { reason: 'same_person' } })
  const colleague = town.as('communityAdmin', paths.east, { unit: '居委会' })
  expect((await colleague.call('posture.approveOrder', { orderId: draft.id })).body).toEqual({ code: 'posture.same_person', details: { reason: 'same_unit' } })
  expect((await commander.call('posture.approveOrder', { orderId: draft.id })).body).toMatchObject({ state: 'inForce', posture: 'emergency' })
  expect(await current(admin, ids.garden)).toBe('emergency')
  expect(await current(commander, ids.west)).toBe('peace')
  expect((await deputy.call('posture.approveOrder', { orderId: draft.id })).body.code).toBe('posture.wrong_state')
})

test('the nearest order upward holds, and a newer one at the same area ends the older', async () => {
  const street = (await commander.call('posture.draftOrder', { areaId: ids.street, ...order, posture: 'watch' })).body
  await deputy.call('posture.approveOrder', { orderId: street.id })
  expect([await current(commander, ids.west), await current(commander, ids.garden)]).toEqual(['watch', 'emergency'])
  const again = (await deputy.call('posture.draftOrder', { areaId: ids.street, ...order })).body
  await commander.call('posture.approveOrder', { orderId: again.id })
  expect(await current(commander, ids.west)).toBe('emergency')
  expect((await commander.call('posture.listOrders')).body.map((found: { state: string }) => found.state).toSorted()).toEqual(['ended', 'inForce', 'inForce'])
})

test('under an order further up an area may be stricter, never laxer: neither by a draft, nor by one from before, nor by an order that came first', async () => {
  const peace = { ...order, posture: 'peace', packId: 'peace', edition: '2022-01' }
  expect((await admin.call('posture.draftOrder', { areaId: ids.east, ...peace })).body.code).toBe('posture.weaker_than_above')
  expect((await admin.call('posture.draftOrder', { areaId: ids.east, ...order, posture: 'watch' })).body.code).toBe('posture.weaker_than_above')

  const [north] = await town.system((ctx) => insertAreas(ctx, [{ parentId: null, level: 'street', name: '北街道' }]))
  const [lane] = await town.system((ctx) => insertAreas(ctx, [{ parentId: north!.id, level: 'community', name: '北里' }]))
  const [first, second] = [town.as('streetCommander', north!.path, { unit: '北街道办' }), town.as('streetCommander', north!.path, { unit: '北应急办' })]
  const put = async (areaId: string, wanted: object) => {
    const { id } = (await first.call('posture.draftOrder', { areaId, ...wanted })).body
    return (await second.call('posture.approveOrder', { orderId: id })).body
  }
  const waiting = (await first.call('posture.draftOrder', { areaId: lane!.id, ...order, posture: 'watch' })).body
  expect((await put(lane!.id, { ...order, posture: 'watch' })).state).toBe('inForce')
  expect((await put(north!.id, order)).state).toBe('inForce')
  expect(await current(first, lane!.id)).toBe('emergency')
  expect((await second.call('posture.approveOrder', { orderId: waiting.id })).body.code).toBe('posture.weaker_than_above')
  expect((await first.call('posture.endOrder', { orderId: waiting.id, reason: '不再需要' })).body.state).toBe('ended')
  expect((await put(lane!.id, order)).state).toBe('inForce')
})

test('two accounts do not count as two people while one has just been made by the other', async () => {
  const head = await town.system((ctx) =>
    seedAccount(ctx, {
      login: 'head',
      name: '周明远',
      unit: '街道办',
      password: 'the-river-behind-us',
      grants: [{ role: 'streetCommander', path: paths.street, from: '2022-01-01' }],
    }),
  )
  const street = town.as('streetCommander', paths.street, { unit: '街道办', accountId: head })
  const made = (
    await street.call('access.createAccount', {
      login: 'puppet',
      name: '某人',
      unit: '居委会',
      grant: { role: 'communityAdmin', areaId: ids.west, dataClasses: null, from: '2022-01-01', until: null },
    })
  ).body.account
  const puppet = town.as('communityAdmin', paths.west, { unit: '居委会', accountId: made.id })
  const draft = (await puppet.call('posture.draftOrder', { areaId: ids.west, ...order })).body
  expect((await street.call('posture.approveOrder', { orderId: draft.id })).body).toEqual({ code: 'posture.same_person', details: { reason: 'tied_accounts' } })
  const noon = town.clock.now
  town.clock.now = new Date(noon.getTime() + 31 * 86_400_000)
  expect((await street.call('posture.approveOrder', { orderId: draft.id })).body.state).toBe('inForce')
  town.clock.now = noon
  expect((await commander.call('posture.endOrder', { orderId: draft.id, reason: '解除' })).body.state).toBe('ended')
})

test('an order from above is seen from beneath, but not approved or ended there', async () => {
  const above = (await admin.call('posture.listOrders')).body.find(
    (found: { areaId: string; state: string }) => found.areaId === ids.street && found.state === 'inForce',
  )
  expect(above).toBeDefined()
  expect((await admin.call('posture.endOrder', { orderId: above.id, reason: '不需要' })).status).toBe(404)
  expect((await admin.call('posture.draftOrder', { areaId: ids.street, ...order })).status).toBe(404)
  expect((await town.as('communityAdmin', paths.west).call('posture.listOrders')).body.map((found: { areaId: string }) => found.areaId)).not.toContain(ids.east)
})

test('a pack that does not exist, a day that is past and a guard who would give orders are refused', async () => {
  expect((await admin.call('posture.draftOrder', { areaId: ids.east, ...order, edition: '2031-01-01' })).body.code).toBe('posture.unknown_pack')
  expect((await admin.call('posture.draftOrder', { areaId: ids.east, ...order, until: '2022-05-03' })).body.code).toBe('request.invalid')
  expect((await town.as('guard', paths.east).call('posture.draftOrder', { areaId: ids.east, ...order })).status).toBe(403)
  expect((await admin.call('posture.listPacks')).body.map((pack: { packId: string; edition: string }) => `${pack.packId}/${pack.edition}`)).toContain(
    'covid-19/2022-06-28',
  )
})

test('back to peace is as ordinary as into an emergency: by a word, or by the last day', async () => {
  const [east] = (await admin.call('posture.listOrders')).body.filter((found: { areaId: string }) => found.areaId === ids.east)
  expect((await admin.call('posture.endOrder', { orderId: east.id, reason: '解除' })).body).toEqual({
    code: 'posture.same_person',
    details: { reason: 'same_person' },
  })
  expect((await commander.call('posture.endOrder', { orderId: east.id, reason: '解除' })).body.state).toBe('ended')
  expect(await current(admin, ids.garden)).toBe('emergency')
  town.clock.now = new Date('2022-07-01T00:00:01+08:00')
  expect(await current(admin, ids.garden)).toBe('peace')
  await postureModule.jobs[0]!.run(town.app.services)
  expect((await commander.call('posture.listOrders')).body.map((found: { state: string }) => found.state)).toEqual(['ended', 'ended', 'ended', 'ended'])
})
