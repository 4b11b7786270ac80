// Homes and who lives there: the chart, entry, editing, moving, looking at a number.
import { MOST_REVEALS, REVEAL_MINUTES } from '@xiaomen/rules/access'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { doorsOf, findHomesByDoor, findPeopleByDocument, residentsOf } from './index.ts'
import { idOf, type LedgerTown, openLedgerTown, person } from './ledger-town.fixture.ts'

let admins: LedgerTown['admins']
let communities: LedgerTown['communities']
let town: LedgerTown['town']
let areasOf: LedgerTown['areasOf']
let bringIn: LedgerTown['bringIn']
let homesOf: LedgerTown['homesOf']
beforeAll(async () => {
  ;({ admins, communities, town, areasOf, bringIn, homesOf } = await openLedgerTown(2))
}, 120_000)
afterAll(() => town?.close())

test('REG-11 the building chart shows floors from the roof down, one cell a home', async () => {
  await bringIn(1, [person('101', '郑一', { care: '透析' }), person('102', ''), person('201', '郑二'), person('1002', '郑三', { use: '出租' })])
  const building = (await areasOf(1)).find((area) => area.level === 'building')!
  const chart = (asks: string, caller = admins[1]!) => caller.call('registry.getBuildingChart', { areaId: building.id, asks })
  expect((await chart('use')).body).toMatchObject({
    name: '3幢',
    units: [
      {
        name: '2单元',
        floors: [
          { floor: 10, cells: [{ door: '1002', use: 'rented', people: null }] },
          { floor: 2, cells: [{ door: '201' }] },
          {
            floor: 1,
            cells: [
              { door: '101', use: 'permanent' },
              { door: '102', use: 'vacant' },
            ],
          },
        ],
      },
    ],
  })
  expect((await chart('care')).body.units[0].floors[2].cells).toMatchObject([
    { care: ['dialysis'], people: 1 },
    { care: [], people: 0 },
  ])
  expect((await chart('due')).body.units[0].floors[2].cells).toMatchObject([{ dues: 4 }, { dues: 0 }])
  const stairHead = town.as('stairHead', building.path)
  expect((await chart('care', stairHead)).body.units[0].floors[2].cells[0]).toMatchObject({ door: '101', care: null })
  expect((await chart('use', town.as('guard', building.path))).status).toBe(403)
  expect((await chart('use', admins[0])).status).toBe(404)
})

test('REG-12 a foreign resident has a passport with its country and a language', async () => {
  const [{ home } = { home: { id: '' } }] = await homesOf(1, '201')
  const added = await admins[1]!.call('registry.addResident', {
    homeId: home.id,
    name: 'María José García',
    document: { kind: 'passport', number: 'xda 012345', country: 'es' },
    care: [],
    kind: 'tenant',
    from: '2022-05-01',
    lang: 'es',
    evenIfKnown: false,
  })
  expect(added.body).toMatchObject({ name: 'María José García', documentKind: 'passport', lang: 'es' })
  await town.system(async (ctx) =>
    expect(await findPeopleByDocument(ctx, communities[1]!.id, 'XDA-012345')).toMatchObject([{ id: added.body.id, name: 'María José García', lang: 'es' }]),
  )
  expect((await homesOf(1, 'garcía')).length).toBe(1)
  const wrong = await admins[1]!.call('registry.addResident', {
    homeId: home.id,
    name: '甲',
    document: { kind: 'residentId', number: '123' },
    care: [],
    kind: 'tenant',
    from: '2022-05-01',
    evenIfKnown: false,
  })
  expect(wrong.body).toMatchObject({ code: 'registry.document_wrong', details: { fault: expect.any(String) } })
})

test('REG-14 somebody known is seen at entry and added only on purpose', async () => {
  const [{ home } = { home: { id: '' } }] = await homesOf(1, '102')
  const input = {
    homeId: home.id,
    name: '冯一',
    document: { kind: 'residentId', number: idOf(71) },
    care: [],
    kind: 'owner',
    from: '2022-05-01',
    evenIfKnown: false,
  }
  expect((await admins[1]!.call('registry.addResident', input)).status).toBe(200)
  expect((await admins[1]!.call('registry.addResident', input)).body).toEqual({ code: 'registry.known_already' })
  expect((await admins[1]!.call('registry.addResident', { ...input, evenIfKnown: true })).status).toBe(200)
})

test('REG-03 two people who edit one resident do not overwrite each other; moving keeps the past', async () => {
  const [{ home } = { home: { id: '' } }] = await homesOf(1, '1002')
  const before = (await admins[1]!.call('registry.getHome', { homeId: home.id })).body.residents[0]
  const edit = { personId: before.id, version: before.version, phone: '10055556666' }
  expect((await admins[1]!.call('registry.editResident', edit)).body).toMatchObject({ phone: '100****6666', version: before.version + 1 })
  expect((await admins[1]!.call('registry.editResident', edit)).body).toEqual({ code: 'registry.changed_meanwhile' })
  expect((await homesOf(1, '6666')).map((one) => one.home.door)).toEqual(['1002'])

  const [{ home: next } = { home: { id: '' } }] = await homesOf(1, '201')
  expect((await admins[1]!.call('registry.moveResident', { residencyId: before.residency.id, on: '2022-05-05', toHomeId: next.id })).status).toBe(200)
  const left = (await admins[1]!.call('registry.getHome', { homeId: home.id })).body
  expect([left.residents, left.past]).toMatchObject([[], [{ name: '郑三', residency: { until: '2022-05-05' } }]])
  expect((await admins[1]!.call('registry.getHome', { homeId: next.id })).body.residents).toHaveLength(3)
})

test('REG-10 a number is shown whole for a reason, to those who may, and the asking is on record', async () => {
  const found = (await homesOf(1, '10055556666'))[0]!
  const someone = (await admins[1]!.call('registry.getHome', { homeId: found.home.id })).body.residents.find((one: { name: string }) => one.name === '郑三')
  const reveal = { personId: someone.id, dataClass: 'phone', purpose: 'callOnDuty', note: '送药上门' }
  expect((await admins[1]!.call('registry.revealPerson', { ...reveal, purpose: 'curious' })).status).toBe(400)
  expect((await admins[1]!.call('registry.revealPerson', reveal)).body).toMatchObject({ value: '10055556666', until: expect.any(String) })
  expect((await town.as('stairHead', communities[1]!.path).call('registry.revealPerson', reveal)).status).toBe(403)
  const rows = await town.db.queryAsOwner<{ purpose: string; classes: string[]; subjects: string[]; reason: Buffer }>(
    "select purpose, classes, subjects, reason from platform.audit where operation = 'registry.revealPerson'",
  )
  expect(rows).toMatchObject([{ purpose: 'callOnDuty', classes: ['phone'], subjects: [someone.id] }])
  expect(Buffer.from(rows[0]!.reason).includes('送药上门')).toBe(false)
  const stairHead = (await town.as('stairHead', communities[1]!.path).call('registry.findHomes', { text: '郑三' })).body
  expect(stairHead).toEqual([])
})

test('REG-10 whoever opens field after field is stopped, and the stop is on record; a few minutes later work goes on', async () => {
  const found = (await homesOf(1, '10055556666'))[0]!
  const { id: personId } = (await admins[1]!.call('registry.getHome', { homeId: found.home.id })).body.residents[0]
  const worker = town.as('gridWorker', communities[1]!.path)
  const reveal = () => worker.call('registry.revealPerson', { personId, dataClass: 'phone', purpose: 'callOnDuty' })
  const replies = await Promise.all(Array.from({ length: MOST_REVEALS + 3 }, reveal))
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(MOST_REVEALS)
  const refused = replies.filter((reply) => reply.status !== 200)
  expect(refused.map((reply) => [reply.status, reply.body.code])).toEqual(Array.from({ length: 3 }, () => [429, 'registry.too_many_reveals']))
  const rows = await town.db.queryAsOwner<{ n: string; subjects: string; classes: string }>(
    `select count(*) as n, sum(cardinality(subjects)) as subjects, sum(cardinality(classes)) as classes from platform.audit
     where operation = 'registry.revealPerson' and actor_id = '${worker.accountId}' and purpose is null`,
  )
  expect(rows.map((row) => [Number(row.n), Number(row.subjects), Number(row.classes)])).toEqual([[3, 0, 0]])
  const noon = town.clock.now
  town.clock.now = new Date(noon.getTime() + REVEAL_MINUTES * 60_000)
  expect((await reveal()).status).toBe(200)
  town.clock.now = noon
})

test('a home is added once, and its use is changed from the version that was seen', async () => {
  const unit = (await areasOf(1)).find((area) => area.level === 'unit')!
  const added = await admins[1]!.call('registry.addHome', { areaId: unit.id, door: '３０１室', floor: 3, use: 'vacant' })
  expect(added.body).toMatchObject({ door: '301', floor: 3, areaName: '2单元', version: 1 })
  expect((await admins[1]!.call('registry.addHome', { areaId: unit.id, door: '0301', floor: 3, use: 'vacant' })).body).toEqual({
    code: 'registry.door_taken',
  })
  expect((await admins[1]!.call('registry.setHomeUse', { homeId: added.body.id, use: 'rented', version: 1 })).body).toMatchObject({
    use: 'rented',
    version: 2,
  })
  expect((await admins[1]!.call('registry.setHomeUse', { homeId: added.body.id, use: 'shop', version: 1 })).body).toEqual({
    code: 'registry.changed_meanwhile',
  })
  expect((await areasOf(1))[0]!.homes).toBe(5)
})

test('modules above ask by door, by document and by home', async () => {
  await town.system(async (ctx) => {
    const [home] = await findHomesByDoor(ctx, communities[1]!.id, '3幢2单元101室')
    expect((await doorsOf(ctx, [home!.id])).get(home!.id)).toBe('3-2-101')
    expect(await residentsOf(ctx, home!.id)).toMatchObject([{ name: '郑一', care: ['dialysis'], residency: 'family' }])
    expect(await findHomesByDoor(ctx, communities[1]!.id, '101')).toHaveLength(1)
    expect(await findHomesByDoor(ctx, communities[1]!.id, '4-2-101')).toEqual([])
  })
})
