// What a joining of homes does to who lets them and what trades in them, and its undoing, to the byte.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, resolveActor } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { registryModule } from './index.ts'

let town: Town
let office: Caller
let houses: Area[]
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule], resolveActor })
  await town.system(async (ctx) => {
    const [community] = await insertAreas(ctx, [{ parentId: null, level: 'community', name: '文澜社区' }])
    houses = await insertAreas(
      ctx,
      ['1幢', '2幢'].map((name) => ({ parentId: community!.id, level: 'building' as const, name })),
    )
    office = town.as('communityAdmin', community!.path)
  })
}, 120_000)
afterAll(() => town?.close())

const ok = async (name: string, input: object, who = office): Promise<any> => {
  const reply = await who.call(name, input)
  expect([name, reply.status, reply.status === 200 ? null : reply.body]).toEqual([name, 200, null])
  return reply.body
}
let doors = 100
type Home = { id: string; path: string; door: string; version: number }
const homeIn = (house = 0, use = 'rented'): Promise<Home> => ok('registry.addHome', { areaId: houses[house]!.id, door: String((doors += 1)), floor: 1, use })
const landlord = (name: string, ...homes: Home[]) =>
  ok('registry.addLandlord', {
    name,
    phone: null,
    homeIds: homes.map(({ id }) => id),
    contact: { accountId: null, name: null, phone: null },
  })
const shop = (home: Pick<Home, 'id'>, name: string) =>
  ok('registry.addEnterprise', {
    homeId: home.id,
    areaId: null,
    name,
    trade: 'restaurant',
    contactName: null,
    contactPhone: null,
    openedOn: '2022-05-01',
  })
const join = (from: Home, into: Home) => ok('registry.mergeHomes', { fromId: from.id, intoId: into.id, versionFrom: 1, versionInto: 1 })
const landlordsOf = async (home: Home): Promise<string[]> =>
  (await ok('registry.listLandlords', { homeId: home.id })).items.map((one: { name: string }) => one.name)
const shopsOf = async (home: Home): Promise<string[]> =>
  (await ok('registry.listEnterprises', { homeId: home.id })).items.map((one: { name: string }) => one.name)
const snapshot = async (): Promise<string[]> =>
  (
    await town.db.queryAsOwner<{ line: string }>(
      ['home', 'person', 'residency', 'landlord', 'landlord_home', 'enterprise', 'staff']
        .map((table) => `select '${table} ' || t::text as line from registry.${table} t`)
        .join(' union all ') + ' order by 1',
    )
  ).map(({ line }) => line)
const linkOf = async (landlordId: string): Promise<string> => (await ok('registry.issueLandlordLink', { landlordId })).link.split('/landlord/')[1]

test('REG-14 a home that becomes part of another takes its landlord and its shop with it, and taken back each is where it was', async () => {
  const [from, into] = [await homeIn(0), await homeIn(1)]
  const boss = await landlord('房大同', from)
  const noodles = await shop(from, '老街面馆')
  // Who lives nowhere here belongs to the place of work.
  const cook = await ok('registry.addStaff', {
    enterpriseId: noodles.id,
    name: '外来工',
    phone: null,
    document: null,
    occupation: 'cook',
    note: null,
    from: '2022-05-01',
  })
  const placesOf = () =>
    town.db.queryAsOwner<{ place: string }>(`select area_path as place from registry.landlord where id = '${boss.id}'
      union all select area_path from registry.landlord_home where landlord_id = '${boss.id}' union all select area_path from registry.enterprise where id = '${noodles.id}'
      union all select area_path from registry.staff where enterprise_id = '${noodles.id}' union all select area_path from registry.person where id = '${cook.personId}'`)
  const before = await snapshot()
  const done = await join(from, into)
  expect(done).toMatchObject({ landlord: 'moved', enterprises: 1 })
  expect([await landlordsOf(into), await shopsOf(into)]).toEqual([['房大同'], ['老街面馆']])
  expect([await landlordsOf(from), await shopsOf(from)]).toEqual([[], []])
  expect((await ok('registry.listLandlords', { homeId: into.id })).items[0].homes).toMatchObject([{ homeId: into.id, path: into.path }])
  expect((await ok('registry.listEnterprises', { homeId: into.id })).items[0]).toMatchObject({
    areaId: houses[1]!.id,
    areaName: '2幢',
    path: into.path,
    staff: 1,
  })
  expect(new Set((await placesOf()).map(({ place }) => place))).toEqual(new Set([into.path]))
  await ok('registry.undoReshaping', { reshapingId: done.reshapingId })
  expect(await snapshot()).toEqual(before)
})

test('REG-14 a landlord of several homes keeps the others, and what was written to the shop since is not undone over', async () => {
  const [from, into, third] = [await homeIn(0), await homeIn(0), await homeIn(1)]
  await landlord('房两处', from, third)
  const noodles = await shop(from, '早点铺')
  const before = await snapshot()
  const first = await join(from, into)
  expect((await ok('registry.listLandlords', { homeId: into.id })).items[0].homes.map((one: { homeId: string }) => one.homeId).toSorted()).toEqual(
    [into.id, third.id].toSorted(),
  )
  await ok('registry.undoReshaping', { reshapingId: first.reshapingId })
  expect(await snapshot()).toEqual(before)
  const again = await join(from, into)
  const { version } = (await ok('registry.listEnterprises', { homeId: into.id })).items[0]
  await ok('registry.editEnterprise', { enterpriseId: noodles.id, version, name: '早餐铺' })
  expect((await office.call('registry.undoReshaping', { reshapingId: again.reshapingId })).body).toEqual({
    code: 'registry.merge_changed_since',
    details: { changed: ['enterprise'] },
  })
})

test('REG-14 both homes have a landlord: that of the home that stays goes on, the other’s letting ends that day and begins again when it is taken back', async () => {
  const [from, into] = [await homeIn(0), await homeIn(0)]
  const [gone, stays] = [await landlord('房先生', from), await landlord('房太太', into)]
  const code = await linkOf(gone.id)
  const before = await snapshot()
  const done = await join(from, into)
  expect(done).toMatchObject({ landlord: 'ended', enterprises: 0 })
  expect(await landlordsOf(into)).toEqual(['房太太'])
  const rows = await town.db.queryAsOwner<{ landlord_id: string; until_day: string | null }>(
    `select landlord_id, until_day::text from registry.landlord_home where home_id = '${into.id}' order by id`,
  )
  expect(rows).toEqual([
    { landlord_id: gone.id, until_day: '2022-05-04' },
    { landlord_id: stays.id, until_day: null },
  ])
  // He lets nothing any more, so his link opens nothing.
  expect((await town.anonymous.call('registry.openLandlordLink', { code })).body.code).toBe('registry.link_unknown')
  await ok('registry.undoReshaping', { reshapingId: done.reshapingId })
  expect(await snapshot()).toEqual(before)
  expect((await town.anonymous.call('registry.openLandlordLink', { code })).body.landlordName).toBe('房*生')

  // One who lets another home too goes on there; when he has ended by himself since, the joining is not taken back over it.
  const [third, fourth, other] = [await homeIn(0), await homeIn(0), await homeIn(1)]
  const wide = await landlord('房三处', third, other)
  await landlord('房四', fourth)
  const second = await join(third, fourth)
  const [view] = (await ok('registry.listLandlords', { homeId: other.id })).items
  expect([second.landlord, view.path, view.homes.length]).toEqual(['ended', other.path, 1])
  await ok('registry.closeLandlord', { landlordId: wide.id, version: view.version })
  expect((await office.call('registry.undoReshaping', { reshapingId: second.reshapingId })).body).toEqual({
    code: 'registry.merge_changed_since',
    details: { changed: ['landlord'] },
  })
})

test('REG-14 one landlord of both homes goes on as before', async () => {
  const [from, into] = [await homeIn(0), await homeIn(0)]
  await landlord('房同一', from, into)
  const before = await snapshot()
  const done = await join(from, into)
  expect([done.landlord, await landlordsOf(into)]).toEqual(['kept', ['房同一']])
  await ok('registry.undoReshaping', { reshapingId: done.reshapingId })
  expect(await snapshot()).toEqual(before)
})

test('REG-07 REG-14 what a landlord told of the old door, and whoever still holds its number, comes to the home it is part of', async () => {
  const [from, into] = [await homeIn(0), await homeIn(0)]
  const boss = await landlord('房传达', from)
  const code = await linkOf(boss.id)
  const report = { code, id: uuidv7(), kind: 'arrival', homeId: from.id, on: '2022-05-04', leaving: [] }
  const person = { name: '新来人', phone: null, documentKind: null, documentNumber: null, origin: null, since: '2022-05-03' }
  await ok('registry.reportTenants', { ...report, people: [person] }, town.anonymous)
  await join(from, into)
  const [waiting] = (await ok('registry.listTenantReports', { onlyWaiting: true, limit: 10 })).items
  expect(waiting).toMatchObject({ homeId: into.id, door: `1-${into.door}` })
  await ok('registry.acceptTenantReport', { reportId: waiting.id, people: [{ choice: 'add', personId: null }] })
  expect((await ok('registry.getHome', { homeId: into.id })).residents).toMatchObject([{ name: '新来人' }])
  expect(await shop(from, '迟到的店')).toMatchObject({ homeId: into.id })
  const edited = await ok('registry.editLandlord', { landlordId: boss.id, version: boss.version, homeIds: [from.id, into.id] })
  expect(edited.homes.map((one: { homeId: string }) => one.homeId)).toEqual([into.id])
})

test('REG-03 a home that moves to another building: its shop is listed there, and its landlord belongs where all his homes are', async () => {
  const [here, moving] = [await homeIn(0), await homeIn(0)]
  const boss = await landlord('房搬家', here, moving)
  await shop(moving, '搬走的店')
  expect(boss.path).toBe(houses[0]!.path)
  await ok('registry.moveHomes', { homeIds: [moving.id], toAreaId: houses[1]!.id })
  expect((await ok('registry.listEnterprises', { homeId: moving.id })).items).toMatchObject([{ areaId: houses[1]!.id, areaName: '2幢' }])
  const [view] = (await ok('registry.listLandlords', { homeId: here.id })).items
  expect([view.path, view.homes.map((one: { homeId: string }) => one.homeId).toSorted()]).toEqual(['/1/', [here.id, moving.id].toSorted()])
})

test('REG-01 what trades in a building that becomes part of another is listed in that one', async () => {
  const [old, into] = await town.system((ctx) =>
    insertAreas(
      ctx,
      ['8幢', '9幢'].map((name) => ({ parentId: houses[0]!.parentId, level: 'building' as const, name })),
    ),
  )
  const site = { homeId: null, areaId: old!.id, name: '加装电梯', trade: 'constructionSite', contactName: null, contactPhone: null, openedOn: '2022-05-01' }
  await ok('registry.addEnterprise', site)
  await ok('registry.mergeAreas', { fromId: old!.id, intoId: into!.id })
  expect((await ok('registry.listEnterprises', { areaId: into!.id })).items).toMatchObject([{ name: '加装电梯', areaId: into!.id, areaName: '9幢' }])
})
