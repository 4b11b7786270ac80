import { checkCharacter } from '@xiaomen/rules/registry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, resolveActor } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { enterprisesOfPerson, findPerson, listEnterprises, registryModule, staffOf } from './index.ts'

let town: Town
let community: Area, other: Area, compound: Area, arcade: Area, house: Area
let office: Caller, merchant: Caller, worker: Caller
const FROM = '2022-05-01'

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule], resolveActor })
  await town.system(async (ctx) => {
    const [street] = await insertAreas(ctx, [{ parentId: null, level: 'street', name: '文澜街道' }])
    ;[community, other] = (await insertAreas(ctx, [
      { parentId: street!.id, level: 'community', name: '文澜社区' },
      { parentId: street!.id, level: 'community', name: '清波社区' },
    ])) as [Area, Area]
    ;[compound] = (await insertAreas(ctx, [{ parentId: community.id, level: 'compound', name: '桂花村' }])) as [Area]
    ;[arcade, house] = (await insertAreas(ctx, [
      { parentId: compound.id, level: 'building', name: '沿街商铺' },
      { parentId: compound.id, level: 'building', name: '2幢' },
    ])) as [Area, Area]
  })
  office = town.as('communityAdmin', community.path)
  merchant = town.as('merchant', arcade.path)
  worker = town.as('gridWorker', house.path)
}, 120_000)
afterAll(() => town?.close())

const ok = async (reply: Promise<{ status: number; body: any }>): Promise<any> => {
  const { status, body } = await reply
  expect([status, status === 200 ? null : body]).toEqual([200, null])
  return body
}
let doors = 0
const shop = (areaId = arcade.id): Promise<{ id: string }> => ok(office.call('registry.addHome', { areaId, door: `${(doors += 1)}号`, floor: 1, use: 'shop' }))
const open = async (name: string, more: object = {}): Promise<{ id: string; version: number; staff: number }> =>
  ok(
    office.call('registry.addEnterprise', {
      homeId: 'areaId' in more ? null : (await shop()).id,
      areaId: null,
      name,
      trade: 'restaurant',
      contactName: '店老板',
      contactPhone: '10000000001',
      openedOn: FROM,
      ...more,
    }),
  )
const list = (who: Caller, more: object = {}): Promise<{ items: { id: string; name: string; staff: number; door: string }[]; next: string | null }> =>
  ok(who.call('registry.listEnterprises', more))
const hire = (enterpriseId: string, name: string, more: object = {}, who = office) =>
  who.call('registry.addStaff', { enterpriseId, name, phone: null, document: null, occupation: 'cook', note: null, from: FROM, ...more })
const staff = async (enterpriseId: string, who = office, more: object = {}) =>
  (await ok(who.call('registry.listStaff', { enterpriseId, ...more }))).items as {
    id: string
    personId: string
    name: string
    phone: string
    occupation: string
    note: string
    until: string | null
    livesHere: boolean | null
  }[]
const idOf = (serial: number) => {
  const body = `99010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}

test('REG-02 a shop stands at its door, a building site at its area; both are listed by area, trade and name, page by page', async () => {
  const noodles = await open('老街面馆（文澜店）')
  const site = await open('望江工地', { areaId: compound.id, trade: 'constructionSite' })
  expect((await list(office, { areaId: arcade.id })).items.map(({ name, door }) => [name, door])).toEqual([['老街面馆（文澜店）', '沿街商铺-1号']])
  expect((await list(office, { trade: 'constructionSite' })).items).toMatchObject([{ id: site.id, homeId: null, door: null, areaName: '桂花村' }])
  expect((await list(office, { text: '面馆 文澜' })).items.map(({ id }) => id)).toEqual([noodles.id])
  expect((await list(office, { text: '%' })).items).toEqual([])
  const first = await list(office, { limit: 1 })
  expect([first.items[0]!.id, first.next]).toEqual([noodles.id, noodles.id])
  expect((await list(office, { limit: 1, after: first.next })).items[0]!.id).toBe(site.id)
  const both = await office.call('registry.addEnterprise', {
    homeId: (await shop()).id,
    areaId: compound.id,
    name: '两处',
    trade: 'other',
    contactName: null,
    contactPhone: null,
    openedOn: FROM,
  })
  expect(both.status).toBe(400)
})

test('REG-02 somebody may live here and work there; who lives nowhere here belongs to the place of work', async () => {
  const [kitchen, market] = [await open('后厨'), await open('菜场', { trade: 'market' })]
  const { id: homeId } = await ok(office.call('registry.addHome', { areaId: house.id, door: '501', floor: 5, use: 'permanent' }))
  const resident = await ok(
    office.call('registry.addResident', { homeId, name: '住此人', phone: '10000000011', care: [], kind: 'owner', from: FROM, evenIfKnown: false }),
  )
  const here = await ok(hire(kitchen.id, '住此人', { phone: '100 0000 0011' }))
  expect(here).toMatchObject({ personId: resident.id, livesHere: true, phone: '100****0011' })
  const stranger = await ok(
    hire(kitchen.id, '外来工', { document: { kind: 'residentId', number: idOf(12), country: null }, occupation: 'other', note: '传菜' }),
  )
  expect(stranger).toMatchObject({ livesHere: false, note: '传菜', documentKind: 'residentId' })
  expect((await hire(kitchen.id, '住此人', { phone: '10000000011' })).body.code).toBe('registry.staff_already')
  const pathOf = () => town.system(async (ctx) => (await findPerson(ctx, stranger.personId))!.path)
  expect(await pathOf()).toBe((await list(office, { text: '后厨' })).items.map((one) => (one as unknown as { path: string }).path)[0])

  // Two jobs, one person: found by document.
  const second = await ok(hire(market.id, '外来工', { document: { kind: 'residentId', number: idOf(12), country: null } }))
  expect(second.personId).toBe(stranger.personId)
  expect(await town.system(async (ctx) => (await enterprisesOfPerson(ctx, stranger.personId)).map(({ name, occupation }) => [name, occupation]))).toEqual([
    ['后厨', 'other'],
    ['菜场', 'cook'],
  ])
  expect(await town.system(async (ctx) => (await staffOf(ctx, kitchen.id)).map(({ personId }) => personId))).toEqual([resident.id, stranger.personId])
  expect((await town.system((ctx) => listEnterprises(ctx, arcade.path, { trade: 'market' }))).map(({ id }) => id)).toEqual([market.id])
  expect((await list(office, { text: '外来工' })).items.map(({ name, staff }) => [name, staff])).toEqual([
    ['后厨', 2],
    ['菜场', 1],
  ])

  await ok(office.call('registry.endStaff', { staffId: stranger.id, on: '2022-05-03' }))
  expect((await office.call('registry.endStaff', { staffId: stranger.id, on: '2022-05-04' })).body.code).toBe('registry.changed_meanwhile')
  expect((await office.call('registry.endStaff', { staffId: second.id, on: '2022-04-01' })).body.code).toBe('registry.enterprise_day_wrong')
  expect(await town.system(async (ctx) => (await findPerson(ctx, stranger.personId))!.path)).toContain(arcade.path)
  await ok(office.call('registry.endStaff', { staffId: second.id, on: '2022-05-04' }))
  expect(await pathOf()).toBe(community.path)
  expect(await town.system(async (ctx) => (await findPerson(ctx, resident.id))!.homeId)).toBe(homeId)
  expect((await staff(kitchen.id, office, { alsoPast: true })).map(({ name, until }) => [name, until])).toEqual([
    ['住此人', null],
    ['外来工', '2022-05-03'],
  ])
})

test('REG-02 REG-14 a person written twice has one place on a list after the merge, and two again when it is taken back', async () => {
  const [one, two] = [await open('甲店'), await open('乙店')]
  const first = await ok(hire(one.id, '写两遍', { phone: '10000000041' }))
  const twice = await ok(hire(one.id, '写两遍'))
  await ok(hire(two.id, '写两遍', { document: { kind: 'residentId', number: idOf(41), country: null } }))
  const merge = { keepId: first.personId, otherId: twice.personId, versionKeep: 1, versionOther: 1 }
  const fields = { name: 'keep', phone: 'keep', document: 'keep', lang: 'keep', home: 'keep', care: 'both' }
  const { mergeId } = await ok(office.call('registry.mergePeople', { ...merge, fields }))
  expect((await staff(one.id)).map(({ personId }) => personId)).toEqual([first.personId])
  await ok(office.call('registry.unmergePeople', { mergeId }))
  expect((await staff(one.id)).map(({ personId }) => personId)).toEqual([first.personId, twice.personId])
  expect(await town.system(async (ctx) => (await findPerson(ctx, twice.personId))!.path)).toContain(arcade.path)
})

test('REG-02 staff move with their occupation; a closed shop ends its list and takes nobody', async () => {
  const [from, to] = [await open('旧店'), await open('新店')]
  const cook = await ok(hire(from.id, '搬家厨', { note: '面点' }))
  const moved = await ok(office.call('registry.moveStaff', { staffId: cook.id, toEnterpriseId: to.id, on: '2022-05-02' }))
  expect(moved).toMatchObject({ personId: cook.personId, occupation: 'cook', note: '面点', from: '2022-05-02' })
  expect([await staff(from.id), (await staff(to.id)).length]).toEqual([[], 1])
  await ok(hire(from.id, '留守人'))
  const edited = await ok(office.call('registry.editEnterprise', { enterpriseId: from.id, version: 1, name: '旧店新名', contactPhone: null, state: 'vacant' }))
  expect(edited).toMatchObject({ name: '旧店新名', contactName: '店老板', contactPhone: null, state: 'vacant', version: 2 })
  expect((await office.call('registry.editEnterprise', { enterpriseId: from.id, version: 1, name: '旧手' })).body.code).toBe('registry.changed_meanwhile')
  expect(await ok(office.call('registry.closeEnterprise', { enterpriseId: from.id, version: 2, on: '2022-05-04' }))).toEqual({ ended: 1 })
  expect((await hire(from.id, '迟到人')).body.code).toBe('registry.enterprise_closed')
  expect((await office.call('registry.moveStaff', { staffId: moved.id, toEnterpriseId: from.id, on: '2022-05-04' })).body.code).toBe(
    'registry.enterprise_closed',
  )
  expect((await list(office, { text: '旧店' })).items).toEqual([])
  expect((await list(office, { text: '旧店', alsoClosed: true })).items).toMatchObject([{ staff: 0, closedOn: '2022-05-04' }])
})

test('REG-02 REG-10 a merchant keeps the list of the own place with numbers masked, and of no other', async () => {
  const own = await open('我的店')
  const elsewhere = await open('别处工地', { areaId: house.id, trade: 'constructionSite' })
  const { id: homeId } = await ok(office.call('registry.addHome', { areaId: house.id, door: '601', floor: 6, use: 'permanent' }))
  await ok(office.call('registry.addResident', { homeId, name: '楼上客', phone: '10000000021', care: [], kind: 'owner', from: FROM, evenIfKnown: false }))
  // Lives in a house the merchant does not see, and is one person all the same.
  const hired = await ok(hire(own.id, '楼上客', { phone: '10000000021' }, merchant))
  expect(hired).toMatchObject({ name: '楼上客', phone: '100****0021', document: null, livesHere: null })
  await ok(hire(own.id, '外面来', { phone: '10000000022' }, merchant))
  expect((await staff(own.id, merchant)).map(({ name }) => name)).toEqual(['楼上客', '外面来'])
  expect((await list(merchant)).items.map(({ id }) => id)).not.toContain(elsewhere.id)
  expect((await merchant.call('registry.listStaff', { enterpriseId: elsewhere.id })).status).toBe(404)
  expect((await hire(elsewhere.id, '某', {}, merchant)).status).toBe(404)
  for (const [name, input] of [
    ['registry.editEnterprise', { enterpriseId: own.id, version: 1, name: '改' }],
    ['registry.closeEnterprise', { enterpriseId: own.id, version: 1, on: FROM }],
    ['registry.findHomes', { text: '601' }],
  ] as const)
    expect((await merchant.call(name, input)).status).toBe(403)
  await ok(merchant.call('registry.endStaff', { staffId: hired.id, on: '2022-05-04' }))
  const neighbour = town.as('communityAdmin', other.path)
  expect((await list(neighbour)).items).toEqual([])
  expect((await list(worker)).items.map(({ id }) => id)).toEqual([elsewhere.id])
})

test('REG-02 a staff list comes in from a sheet: looked at row by row, then written whole or not at all', async () => {
  const market = await open('大菜场', { trade: 'market' })
  await ok(hire(market.id, '老摊主', { phone: '10000000031' }))
  const sheet = ['姓名,手机,身份证号,岗位', `新摊主,10000000032,${idOf(32)},市场`, '老摊主,10000000031,,冷链', '错号码,123,,司机', '卖花人,,,卖花'].join('\n')
  const read = await ok(office.upload('registry.readStaffList', { enterpriseId: market.id }, { name: '名单.csv', bytes: Buffer.from(`\uFEFF${sheet}`) }))
  expect(read.problems).toEqual([{ row: 4, field: 'phone', problem: 'phone_wrong' }])
  expect(
    read.rows.map((row: { name: string; occupation: string; note: string | null; worksHere: boolean }) => [row.name, row.occupation, row.note, row.worksHere]),
  ).toEqual([
    ['新摊主', 'marketStaff', null, false],
    ['老摊主', 'coldChain', null, true],
    ['卖花人', 'other', '卖花', false],
  ])
  expect((await staff(market.id)).length).toBe(1)
  const rows = read.rows.map((row: object) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'row' && key !== 'worksHere')))
  expect((await office.call('registry.addStaffList', { enterpriseId: market.id, from: FROM, rows: [...rows, { ...rows[0], phone: '1' }] })).body.code).toBe(
    'registry.phone_wrong',
  )
  expect((await staff(market.id)).length).toBe(1)
  expect(await ok(office.call('registry.addStaffList', { enterpriseId: market.id, from: FROM, rows }))).toEqual({ added: 2, already: 1 })
  expect(await ok(office.call('registry.addStaffList', { enterpriseId: market.id, from: FROM, rows }))).toMatchObject({ added: 1, already: 2 })
  expect((await list(office, { text: '大菜场' })).items[0]!.staff).toBe(4)
  const bad = await office.upload('registry.readStaffList', { enterpriseId: market.id }, { name: 'x.xls', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]) })
  expect(bad.body.code).toBe('registry.not_a_workbook')
})

test('REG-02 a long list is one transaction and quick; nothing personal lies in clear', async () => {
  const site = await open('千人工地', { areaId: compound.id, trade: 'constructionSite' })
  const rows = Array.from({ length: 500 }, (_, at) => ({
    name: `工友${at}`,
    phone: `1000001${String(at).padStart(4, '0')}`,
    document: null,
    occupation: 'siteWorker',
    note: at === 0 ? '塔吊暗语' : null,
  }))
  expect(await ok(office.call('registry.addStaffList', { enterpriseId: site.id, from: FROM, rows }))).toEqual({ added: 500, already: 0 })
  const page = await ok(office.call('registry.listStaff', { enterpriseId: site.id, limit: 100 }))
  expect([page.items.length, page.next]).toEqual([100, page.items[99].id])
  const text = await town.db.queryAsOwner<{ text: string }>(
    "select (select string_agg(s::text, ' ') from registry.staff s) || (select string_agg(e::text, ' ') from registry.enterprise e) || (select string_agg(p::text, ' ') from registry.person p) as text",
  )
  for (const clear of ['塔吊暗语', '店老板', '10000000001', '工友77'])
    for (const form of [clear, Buffer.from(clear).toString('hex')]) expect(text[0]!.text.includes(form)).toBe(false)
})
