import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Reply, type Town } from '../../platform/testing.ts'
import { accessModule, seedAccount } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { planAt, postureModule } from './index.ts'
import { ASSESSMENT, WHOLE_ORDER } from './whole-draft.test.fixture.ts'

let town: Town
let commander: Caller
let deputy: Caller
let district: Caller
let admin: Caller
const ids = { street: uuidv7(), east: uuidv7(), west: uuidv7(), garden: uuidv7() }
const paths = {} as Record<keyof typeof ids, string>
const order = WHOLE_ORDER
const NOON = new Date('2022-05-04T12:00:00+08:00')

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, approvalsModule, postureModule] })
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
  district = town.as('district', paths.street, { unit: '区指挥部' })
  admin = town.as('communityAdmin', paths.east, { unit: '居委会' })
})
afterAll(() => town.close())

type Order = { id: string; waiting: { id: string } | null }
const current = async (who: Caller, areaId: string) => (await who.call('posture.current', { areaId })).body.posture as string
const sign = (who: Caller, { id: orderId, waiting }: Order): Promise<Reply> => who.call('posture.approveOrder', { orderId, actId: waiting!.id })
const draft = async (who: Caller, areaId: string, more: object = {}): Promise<Order & Record<string, unknown>> =>
  (await who.call('posture.draftOrder', { areaId, ...order, ...more })).body
/** Drafted by one and signed by two others. */
async function put(areaId: string, more: object, [first, second, third]: readonly [Caller, Caller, Caller]): Promise<Reply> {
  const drafted = await draft(first, areaId, more)
  expect((await sign(second, drafted)).body).toMatchObject({ state: 'drafted', waiting: { signatures: [{}], needed: 2 } })
  return sign(third, drafted)
}
const end = async (orderId: string, asks: Caller, signs: Caller): Promise<Reply> =>
  sign(signs, (await asks.call('posture.endOrder', { orderId, reason: '解除' })).body)

test('where nobody ordered anything there is peace, under a pack of its own', async () => {
  expect((await admin.call('posture.current', { areaId: ids.garden })).body).toEqual({ posture: 'peace', packId: 'peace', edition: '2022-01', order: null })
  const plan = await town.system((ctx) => planAt(ctx, paths.garden))
  expect([plan.posture, plan.gate.asksCode]).toEqual(['peace', 'nobody'])
})

describe('COMMAND-02 an order', () => {
  test('without basis, purpose, last day or assessment is refused with the field, and one that would run too long with the last day it may', async () => {
    for (const field of ['legalBasis', 'purpose', 'until', 'assessment'] as const)
      expect((await admin.call('posture.draftOrder', { areaId: ids.east, ...order, [field]: undefined })).body).toEqual({
        code: 'posture.incomplete',
        details: { field },
      })
    expect((await admin.call('posture.draftOrder', { areaId: ids.east, ...order, until: '2022-08-03' })).body).toEqual({
      code: 'posture.too_long',
      details: { field: 'until', latest: '2022-08-02' },
    })
    const tomorrow = { ...ASSESSMENT, assessedOn: '2022-05-05' }
    expect((await admin.call('posture.draftOrder', { areaId: ids.east, ...order, assessment: tomorrow })).body.details).toEqual({ field: 'assessedOn' })
    expect((await admin.call('posture.draftOrder', { areaId: ids.east, ...order, assessment: { ...ASSESSMENT, risks: '' } })).status).toBe(400)
    expect((await commander.call('posture.listOrders')).body).toEqual([])
  })
  test('says what would change before anything does: what a gate asks, what makes a day free, what begins, whom it reaches', async () => {
    const preview = (await admin.call('posture.previewOrder', { areaId: ids.east, posture: 'emergency', packId: 'covid-19', edition: '2022-06-28' })).body
    expect(preview).toMatchObject({
      before: { posture: 'peace', packId: 'peace' },
      after: { posture: 'emergency', edition: '2022-06-28' },
      covers: { communities: 1, compounds: 1, buildings: 0, homes: 0, ownOrders: 0 },
    })
    expect(preview.gate).toContainEqual({ rule: 'asksCode', before: 'nobody', after: 'entering' })
    expect(preview.daily.find((one: { level: string }) => one.level === 'compound').begins).toContain('infection_case')
    expect((await town.as('guard', paths.west).call('posture.previewOrder', { areaId: ids.east, ...order })).status).toBe(404)
    expect(await current(admin, ids.east)).toBe('peace')
  })
  test('takes two signatures of two other units beside the drafter: not one, not the drafter’s colleague, not twice the same office', async () => {
    const drafted = await draft(admin, ids.east)
    expect(drafted).toMatchObject({ state: 'drafted', from: null, approvedBy: null, retentionDays: 30, assessment: { keptUntil: '2025-05-01' } })
    expect((await sign(admin, drafted)).body).toEqual({ code: 'posture.same_person', details: { reason: 'same_person' } })
    const colleague = town.as('communityAdmin', paths.east, { unit: '居委会' })
    expect((await sign(colleague, drafted)).body).toEqual({ code: 'posture.same_person', details: { reason: 'same_unit' } })
    expect((await sign(commander, drafted)).body).toMatchObject({ state: 'drafted', waiting: { signatures: [{ unit: '街道办' }], needed: 2 } })
    expect(await current(admin, ids.garden)).toBe('peace')
    expect((await sign(commander, drafted)).body.code).toBe('approvals.signed_already')
    const beside = town.as('streetCommander', paths.street, { unit: '街道办' })
    expect((await sign(beside, drafted)).body.details).toEqual({ reason: 'same_unit' })
    expect((await sign(deputy, drafted)).body).toMatchObject({ state: 'inForce', posture: 'emergency', waiting: null })
    expect([await current(admin, ids.garden), await current(commander, ids.west)]).toEqual(['emergency', 'peace'])
    expect((await sign(district, drafted)).body.code).toBe('posture.wrong_state')
  })
  test('that was drafted three days ago is signed by nobody any more', async () => {
    const drafted = await draft(commander, ids.west)
    town.clock.now = new Date(NOON.getTime() + 72 * 3_600_000)
    expect((await sign(deputy, drafted)).body.code).toBe('approvals.expired')
    const [listed] = (await commander.call('posture.listOrders')).body
    expect(listed).toMatchObject({ id: drafted.id, state: 'drafted', waiting: null })
    town.clock.now = NOON
    expect((await commander.call('posture.endOrder', { orderId: drafted.id, reason: '重新起草' })).body.state).toBe('ended')
    expect((await sign(deputy, drafted)).body.code).toBe('posture.wrong_state')
  })
  test('whose text was changed behind its back is not signed', async () => {
    const drafted = await draft(commander, ids.west)
    await town.db.execAsOwner(`update posture.posture_order set purpose = '别的' where id = '${drafted.id}'`)
    expect((await sign(deputy, drafted)).body.code).toBe('approvals.changed')
    await commander.call('posture.endOrder', { orderId: drafted.id, reason: '作废' })
  })
  test('waits in the list of those who may sign it, and of nobody else', async () => {
    const drafted = await draft(commander, ids.west)
    const waits = async (who: Caller) => (await who.call('approvals.listWaiting')).body.map((act: { subjectId: string }) => act.subjectId)
    expect([await waits(deputy), await waits(commander), await waits(admin)]).toEqual([[drafted.id], [], []])
    expect((await deputy.call('approvals.listWaiting')).body[0]).toMatchObject({ kind: 'posture.order', areaName: '西社区', needed: 2, maySign: true })
    await commander.call('posture.endOrder', { orderId: drafted.id, reason: '作废' })
    expect(await waits(deputy)).toEqual([])
  })
})

test('the nearest order upward holds, and a newer one at the same area ends the older', async () => {
  await put(ids.street, { posture: 'watch' }, [commander, deputy, district])
  expect([await current(commander, ids.west), await current(commander, ids.garden)]).toEqual(['watch', 'emergency'])
  const first = (await commander.call('posture.listOrders')).body.find((one: Order & { state: string; areaId: string }) => one.areaId === ids.street)
  const ending = (await commander.call('posture.endOrder', { orderId: first.id, reason: '解除' })).body
  await put(ids.street, {}, [deputy, commander, district])
  // What waited about the older one waits no more.
  expect((await sign(deputy, ending)).body.code).toBe('approvals.closed')
  expect((await deputy.call('approvals.listWaiting')).body).toEqual([])
  expect(await current(commander, ids.west)).toBe('emergency')
  const states = (await commander.call('posture.listOrders')).body.filter((one: { from: string | null }) => one.from !== null)
  expect(states.map((found: { state: string }) => found.state).toSorted()).toEqual(['ended', 'inForce', 'inForce'])
  const older = states.find((one: { state: string }) => one.state === 'ended')
  expect(older).toMatchObject({ reinstatableUntil: null })
  expect(older.steps.map((step: { kind: string }) => step.kind)).toEqual(['drafted', 'signed', 'signed', 'inForce', 'endAsked', 'superseded'])
  expect((await commander.call('posture.reinstateOrder', { orderId: older.id, reason: '恢复' })).body.code).toBe('posture.too_late')
})

test('under an order further up an area may be stricter, never laxer: neither by a draft, nor by one from before, nor by an order that came first', async () => {
  const peace = { ...order, posture: 'peace', packId: 'peace', edition: '2022-01' }
  expect((await admin.call('posture.draftOrder', { areaId: ids.east, ...peace })).body.code).toBe('posture.weaker_than_above')
  expect((await admin.call('posture.draftOrder', { areaId: ids.east, ...order, posture: 'watch' })).body.code).toBe('posture.weaker_than_above')

  const [north] = await town.system((ctx) => insertAreas(ctx, [{ parentId: null, level: 'street', name: '北街道' }]))
  const [lane] = await town.system((ctx) => insertAreas(ctx, [{ parentId: north!.id, level: 'community', name: '北里' }]))
  const hands = [
    town.as('streetCommander', north!.path, { unit: '北街道办' }),
    town.as('streetCommander', north!.path, { unit: '北应急办' }),
    town.as('streetCommander', north!.path, { unit: '北派出所' }),
  ] as const
  const waiting = await draft(hands[0], lane!.id, { posture: 'watch' })
  expect((await put(lane!.id, { posture: 'watch' }, hands)).body.state).toBe('inForce')
  expect((await put(north!.id, {}, hands)).body.state).toBe('inForce')
  expect(await current(hands[0], lane!.id)).toBe('emergency')
  expect((await sign(hands[1], waiting)).body.code).toBe('posture.weaker_than_above')
  expect((await hands[0].call('posture.endOrder', { orderId: waiting.id, reason: '不再需要' })).body.state).toBe('ended')
  expect((await put(lane!.id, {}, hands)).body.state).toBe('inForce')
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
  const drafted = await draft(puppet, ids.west)
  expect((await sign(street, drafted)).body).toEqual({ code: 'posture.same_person', details: { reason: 'tied_accounts' } })
  // Nor as two of the three: the other office signed, and the maker does not count beside the made.
  expect((await sign(deputy, drafted)).body.waiting.signatures).toHaveLength(1)
  expect((await sign(street, drafted)).body.details).toEqual({ reason: 'tied_accounts' })
  await commander.call('posture.endOrder', { orderId: drafted.id, reason: '作废' })
})

test('an order from above is seen from beneath, but not signed or ended there', async () => {
  const above = (await admin.call('posture.listOrders')).body.find(
    (found: { areaId: string; state: string }) => found.areaId === ids.street && found.state === 'inForce',
  )
  expect(above).toBeDefined()
  expect((await admin.call('posture.endOrder', { orderId: above.id, reason: '不需要' })).status).toBe(404)
  expect((await admin.call('posture.amendOrder', { orderId: above.id, until: '2022-06-01', reason: '不需要' })).status).toBe(404)
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

describe('COMMAND-02 an order in force', () => {
  const east = async () =>
    (await admin.call('posture.listOrders')).body.find((found: { areaId: string; from: string | null }) => found.areaId === ids.east && found.from !== null)
  test('is shortened by a second person and prolonged by two, with a reason; both texts stay readable', async () => {
    const { id: orderId } = await east()
    const shorter = (await admin.call('posture.amendOrder', { orderId, until: '2022-06-01', reason: '情况好转' })).body
    expect(shorter).toMatchObject({ until: '2022-06-30', waiting: { kind: 'posture.shorten', until: '2022-06-01', reason: '情况好转', needed: 1 } })
    expect((await commander.call('posture.endOrder', { orderId, reason: '解除' })).body.code).toBe('posture.act_waits')
    expect((await sign(admin, shorter)).body.details).toEqual({ reason: 'same_person' })
    expect((await sign(commander, shorter)).body.until).toBe('2022-06-01')
    const longer = (await admin.call('posture.amendOrder', { orderId, until: '2022-08-02', reason: '再起' })).body
    expect((await sign(commander, longer)).body).toMatchObject({ until: '2022-06-01', waiting: { kind: 'posture.prolong', needed: 2 } })
    const amended = (await sign(deputy, longer)).body
    expect(amended.until).toBe('2022-08-02')
    expect(
      amended.steps
        .filter((step: { kind: string }) => step.kind === 'amended' || step.kind === 'inForce')
        .map((step: { until: string; reason: string }) => [step.until, step.reason]),
    ).toEqual([
      ['2022-06-30', null],
      ['2022-06-01', '情况好转'],
      ['2022-08-02', '再起'],
    ])
    expect((await admin.call('posture.amendOrder', { orderId, until: '2022-08-03', reason: '更久' })).body.code).toBe('posture.too_long')
  })
  test('what was asked for is taken back by who asked, and by nobody else', async () => {
    const { id: orderId } = await east()
    const asked = (await admin.call('posture.endOrder', { orderId, reason: '解除' })).body
    const back = (who: Caller) => who.call('posture.takeBack', { orderId, actId: asked.waiting.id })
    expect((await back(commander)).body.code).toBe('posture.wrong_state')
    expect((await back(admin)).body).toMatchObject({ state: 'inForce', waiting: null })
    expect((await sign(commander, asked)).body.code).toBe('approvals.closed')
  })
  test('ends by two, and within a day holds again exactly as before, by two; after a day no more', async () => {
    const { id: orderId } = await east()
    const ended = (await end(orderId, admin, commander)).body
    expect(ended).toMatchObject({ state: 'ended', reinstatableUntil: '2022-05-05T04:00:00.000Z' })
    expect((await admin.call('posture.previewOrder', { orderId })).body.after).toMatchObject({ posture: 'emergency', edition: '2022-06-28' })
    town.clock.now = new Date(NOON.getTime() + 23 * 3_600_000)
    const asked = (await deputy.call('posture.reinstateOrder', { orderId, reason: '误结束' })).body
    expect(asked).toMatchObject({ state: 'ended', waiting: { kind: 'posture.reinstate' } })
    expect((await sign(deputy, asked)).body.details).toEqual({ reason: 'same_person' })
    const again = (await sign(district, asked)).body
    expect(again).toMatchObject({ id: orderId, state: 'inForce', until: '2022-08-02', endedAt: null })
    expect((await town.system((ctx) => planAt(ctx, paths.garden))).orderId).toBe(orderId)
    await end(orderId, admin, commander)
    town.clock.now = new Date(NOON.getTime() + 48 * 3_600_000)
    expect((await deputy.call('posture.reinstateOrder', { orderId, reason: '误结束' })).body.code).toBe('posture.too_late')
    town.clock.now = NOON
  })
  test('every change of it is told, and written into the audit', async () => {
    const told = await town.db.queryAsOwner<{ n: string }>("select count(*) as n from platform.outbox where name = 'posture.changed'")
    // Put in force, shortened, prolonged, ended, again in force, ended: of one order; and those of the others.
    expect(Number(told[0]!.n)).toBeGreaterThanOrEqual(11)
    const written = await town.db.queryAsOwner<{ operation: string }>("select distinct operation from platform.audit where operation like 'posture.%'")
    expect(written.map(({ operation }) => operation).toSorted()).toEqual(
      ['amendOrder', 'approveOrder', 'draftOrder', 'endOrder', 'reinstateOrder', 'takeBack'].map((name) => `posture.${name}`),
    )
  })
  test('ends by itself after its last day', async () => {
    expect(await current(admin, ids.garden)).toBe('emergency')
    town.clock.now = new Date('2022-07-01T00:00:01+08:00')
    expect(await current(admin, ids.garden)).toBe('peace')
    await postureModule.jobs[0]!.run(town.app.services)
    const own = (await commander.call('posture.listOrders')).body as { state: string; steps: { kind: string }[]; areaId: string }[]
    expect(new Set(own.map((found) => found.state))).toEqual(new Set(['ended']))
    expect(own.find((one) => one.areaId === ids.street)!.steps.at(-1)!.kind).toBe('expired')
  })
})
