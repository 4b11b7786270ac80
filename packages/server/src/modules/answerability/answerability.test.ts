import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Reply, type Town } from '../../platform/testing.ts'
import { accessModule, resolveActor, seedAccount } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { answerabilityModule, fillSlots, settleAll, slotsOf } from './index.ts'

let town: Town
let street: Area, community: Area, other: Area, compound: Area, north: Area, south: Area
let northGrid: string, southGrid: string
let admin: Caller, chief: Caller, nora: Caller, sven: Caller, vera: Caller, stranger: Caller
type Home = { id: string; path: string }
const home: Record<'n1' | 'n2' | 'n3' | 's1', Home> = {} as never

const TODAY = '2022-05-04'
const at = (day: string) => new Date(`${day}T12:00:00+08:00`)
const wake = async (day: string) => {
  town.clock.now = at(day)
  await settleAll(town.app.services)
}

async function hire(
  role: 'gridWorker' | 'volunteer' | 'communityAdmin' | 'streetCommander',
  name: string,
  place: { path: string; overlayId?: string },
): Promise<Caller> {
  const accountId = await town.system((ctx) =>
    seedAccount(ctx, {
      login: `c-${uuidv7().slice(-10)}`,
      name,
      unit: '东社区',
      password: 'a-long-enough-one',
      grants: [{ role, ...place, from: '2022-01-01' }],
    }),
  )
  return town.as(role, place.path, { accountId })
}
const ok = ({ status, body }: Reply) => {
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, answerabilityModule], resolveActor })
  await town.system(async (ctx) => {
    ;[street] = (await insertAreas(ctx, [{ parentId: null, level: 'street', name: '文澜街道' }])) as [Area]
    ;[community, other] = (await insertAreas(ctx, [
      { parentId: street.id, level: 'community', name: '东社区' },
      { parentId: street.id, level: 'community', name: '西社区' },
    ])) as [Area, Area]
    ;[compound] = (await insertAreas(ctx, [{ parentId: community.id, level: 'compound', name: '梧桐里' }])) as [Area]
    ;[north, south] = (await insertAreas(ctx, [
      { parentId: compound.id, level: 'building', name: '1幢' },
      { parentId: compound.id, level: 'building', name: '2幢' },
    ])) as [Area, Area]
  })
  chief = await hire('streetCommander', '何在街', { path: street.path })
  admin = await hire('communityAdmin', '杜在社', { path: community.path })
  const grid = { kind: 'grid', from: '2022-01-01', until: null }
  northGrid = ok(await admin.call('areas.setOverlay', { ...grid, name: '北网格', areaIds: [north.id] })).id
  southGrid = ok(await admin.call('areas.setOverlay', { ...grid, name: '南网格', areaIds: [south.id] })).id
  nora = await hire('gridWorker', '沈小禾', { path: north.path, overlayId: northGrid })
  sven = await hire('gridWorker', '许知春', { path: south.path, overlayId: southGrid })
  vera = await hire('volunteer', '方知遥', { path: community.path })
  stranger = town.as('communityAdmin', other.path)
  const door = async (areaId: string, number: string): Promise<Home> =>
    ok(await admin.call('registry.addHome', { areaId, door: number, floor: 1, use: 'permanent' }))
  home.n1 = await door(north.id, '101')
  home.n2 = await door(north.id, '102')
  home.n3 = await door(north.id, '103')
  home.s1 = await door(south.id, '101')
}, 120_000)
afterAll(() => town?.close())

type Post = {
  key: string
  places: number
  gaps: number
  rows: { place: { id: string }; who: { name: string } | null; gap: string | null; until: string | null }[]
}
const board = async (): Promise<Post[]> => ok(await admin.call('answerability.getBoard', { areaId: community.id })).posts
const post = async (key: string) => (await board()).find((one) => one.key === key)!
const atArea = (area: Area) => ({ at: 'area' as const, id: area.id })
const answer = (level: string, places: object[], who: object | null, more: object = {}) =>
  admin.call('answerability.setAnswering', { post: level, places, who, from: TODAY, until: null, ...more })

const duty = (slot: string, who: object, more: object = {}) =>
  admin.call('answerability.addDuty', { id: uuidv7(), slot, place: atArea(community), who, from: '2022-01-01', until: null, ordinal: 1, most: null, ...more })
type Carer = { slotId: string; slot: string; hand: { id: string; name: string } | null; cover: { id: string; name: string } | null; gap: string | null }
const carersAt = async (where: Home, who = admin): Promise<Record<string, Carer>> => {
  const { rows } = ok(await who.call('answerability.listCared', { areaId: community.id }))
  const found = rows.find((row: { homeId: string }) => row.homeId === where.id)
  return Object.fromEntries((found?.carers ?? []).map((carer: Carer) => [carer.slot, carer]))
}
const namesAt = async (where: Home) =>
  Object.fromEntries(Object.entries(await carersAt(where)).map(([slot, { hand, cover, gap }]) => [slot, cover?.name ?? hand?.name ?? gap]))

test('CTRL-05 the list is complete or shows its gaps; one person is set for many places in one act, and who is over is a gap the next day', async () => {
  town.clock.now = at(TODAY)
  expect((await board()).map(({ key, places, gaps }) => [key, places, gaps])).toEqual([
    ['first', 1, 1],
    ['second', 2, 2],
    ['third', 2, 2],
    ['fourth', 2, 2],
    ['management', 1, 1],
  ])
  expect(ok(await answer('first', [atArea(community)], { kind: 'account', accountId: chief.accountId })).set).toBe(1)
  ok(
    await answer(
      'second',
      [
        { at: 'grid', id: northGrid },
        { at: 'grid', id: southGrid },
      ],
      { kind: 'account', accountId: admin.accountId },
    ),
  )
  ok(await answer('third', [atArea(north)], { kind: 'account', accountId: nora.accountId }))
  ok(await answer('fourth', [atArea(north), atArea(south)], { kind: 'named', name: '柳在楼', unit: '楼道长', phone: '10100000099' }, { until: '2022-05-05' }))
  ok(await answer('management', [atArea(compound)], { kind: 'named', name: '葛在物', unit: '物业', phone: null }))
  expect((await board()).map(({ gaps }) => gaps)).toEqual([0, 0, 1, 0, 0])
  expect(ok(await chief.call('answerability.listGaps', { areaId: street.id }))).toMatchObject([
    { name: '东社区', places: 8, gaps: 1 },
    { name: '西社区', places: 1, gaps: 1 },
  ])
  town.clock.now = at('2022-05-06')
  expect((await post('fourth')).rows.map((row) => [row.who?.name, row.gap])).toEqual([
    ['柳在楼', 'over'],
    ['柳在楼', 'over'],
  ])
  town.clock.now = at(TODAY)
  // Somebody else from tomorrow on: today the old one answers, tomorrow the new one.
  ok(await answer('third', [atArea(north)], { kind: 'account', accountId: vera.accountId }, { from: '2022-05-05' }))
  expect((await post('third')).rows[0]!.who!.name).toBe('沈小禾')
  town.clock.now = at('2022-05-05')
  expect((await post('third')).rows[0]!.who!.name).toBe('方知遥')
  town.clock.now = at(TODAY)
  expect(
    ok(await admin.call('answerability.getResponsibilityBoard', { compoundId: compound.id })).people.map((one: { who: { name: string } }) => one.who.name),
  ).toEqual(['杜在社', '何在街', '葛在物'])
})

test('CTRL-05 the list is printed with its gaps, in both languages, and names nobody who does not work there', async () => {
  const printed = async (lang: string) => (await admin.call('answerability.downloadList', { areaId: community.id, lang })).raw.toString()
  const zh = await printed('zh')
  for (const text of ['四级包保名单', '何在街', '空缺：还没有人', '拟定']) expect(zh).toContain(text)
  expect(zh).not.toContain('10100000099')
  expect(await printed('en')).toContain('Gap: nobody yet')
  expect((await answer('third', [atArea(north)], { kind: 'account', accountId: sven.accountId })).body.code).toBe('answerability.no_rights_there')
  expect((await answer('first', [atArea(north)], { kind: 'account', accountId: chief.accountId })).body.code).toBe('answerability.place_unfit')
  expect((await answer('first', [atArea(community)], null, { from: '2022-05-01' })).body.code).toBe('answerability.starts_before_today')
  expect((await answer('first', [atArea(community)], null, { until: '2022-05-01' })).body.code).toBe('answerability.ends_before_start')
  expect((await answer('third', [atArea(other)], null)).status).toBe(404)
  for (const who of [stranger]) expect((await who.call('answerability.getBoard', { areaId: community.id })).status).toBe(404)
  expect((await nora.call('answerability.setAnswering', { post: 'third', places: [atArea(north)], who: null, from: TODAY, until: null })).status).toBe(403)
})

test('CTRL-05 an account that is ended is a gap at the same moment', async () => {
  const leaving = await hire('volunteer', '叶将离', { path: community.path })
  ok(await answer('third', [atArea(south)], { kind: 'account', accountId: leaving.accountId }))
  expect((await post('third')).rows[1]).toMatchObject({ who: { name: '叶将离' }, gap: null })
  ok(await admin.call('access.setAccountState', { accountId: leaving.accountId, state: 'disabled' }))
  expect((await post('third')).rows[1]).toMatchObject({ gap: 'left' })
  ok(await answer('third', [atArea(south)], { kind: 'account', accountId: sven.accountId }))
})

test('CTRL-03 a household is given its five from the duty lists; what no list has is a gap, and fills itself when a list gains somebody', async () => {
  town.clock.now = at(TODAY)
  ok(await duty('gridWorker', { kind: 'account', accountId: nora.accountId }, { place: { at: 'grid', id: northGrid } }))
  ok(await duty('gridWorker', { kind: 'account', accountId: vera.accountId }, { ordinal: 2 }))
  ok(await duty('communityCadre', { kind: 'account', accountId: admin.accountId }))
  ok(await duty('streetCadre', { kind: 'account', accountId: chief.accountId }))
  ok(await duty('communityDoctor', { kind: 'named', name: '梁在医', unit: '社区卫生服务站', phone: '10100000088' }))
  const { carers } = ok(await admin.call('answerability.giveCarers', { homeId: home.n1.id, set: 'fiveCarersTaiyuan' }))
  expect(carers.filter((one: Carer) => one.gap !== null)).toEqual([{ slot: 'policeOfficer', gap: 'nobodyOnDuty' }])
  expect(await namesAt(home.n1)).toEqual({
    streetCadre: '何在街',
    communityCadre: '杜在社',
    gridWorker: '沈小禾',
    communityDoctor: '梁在医',
    policeOfficer: 'nobodyOnDuty',
  })
  expect(ok(await admin.call('answerability.listCared', { areaId: community.id, gapsOnly: true }))).toMatchObject({
    slots: 5,
    gaps: 1,
    rows: [{ homeId: home.n1.id }],
  })
  ok(await duty('policeOfficer', { kind: 'named', name: '佟在警', unit: '派出所', phone: null }))
  expect((await namesAt(home.n1))['policeOfficer']).toBe('佟在警')
  expect(ok(await admin.call('answerability.listCared', { areaId: community.id, gapsOnly: true })).rows).toEqual([])
  // The same slots filled twice are filled once.
  ok(await admin.call('answerability.giveCarers', { homeId: home.n1.id, set: 'fiveCarersTaiyuan' }))
  expect(ok(await admin.call('answerability.listCared', { areaId: community.id })).slots).toBe(5)
  expect((await admin.call('answerability.giveCarers', { homeId: home.n1.id, set: 'sevenCarers' })).body.code).toBe('answerability.unknown_set')
  for (const who of [stranger]) expect((await who.call('answerability.giveCarers', { homeId: home.n1.id, set: 'twoCarers' })).status).toBe(404)
})

test('CTRL-03 nobody is on duty twice the same days, or where they hold nothing; a list with room for one gives the second household to the next', async () => {
  const twice = { kind: 'account', accountId: vera.accountId }
  expect((await duty('gridWorker', twice, { from: '2022-06-01' })).body.code).toBe('answerability.on_duty_already')
  expect((await duty('gridWorker', { kind: 'account', accountId: sven.accountId }, { place: atArea(north) })).body.code).toBe('answerability.no_rights_there')
  expect((await duty('gridWorker', twice, { until: '2021-01-01' })).body.code).toBe('answerability.ends_before_start')
  const { duties } = ok(await admin.call('answerability.listDuties', { areaId: community.id }))
  const own = duties.find((one: { who: { name: string } }) => one.who.name === '沈小禾')
  expect(own).toMatchObject({ homes: 1, most: null, isThere: true })
  ok(await admin.call('answerability.changeDuty', { dutyId: own.id, version: 1, until: null, ordinal: 1, most: 1 }))
  expect((await admin.call('answerability.changeDuty', { dutyId: own.id, version: 1, until: null, ordinal: 1, most: 1 })).body.code).toBe(
    'answerability.changed_meanwhile',
  )
  ok(await admin.call('answerability.giveCarers', { homeId: home.n2.id, set: 'fiveCarersNational' }))
  expect(await namesAt(home.n2)).toMatchObject({ gridWorker: '方知遥', volunteer: 'nobodyOnDuty' })
  ok(await admin.call('answerability.changeDuty', { dutyId: own.id, version: 2, until: null, ordinal: 1, most: null }))
})

test('CTRL-03 an ill carer is covered by the next of the list from that day on, and gets back what was his', async () => {
  town.clock.now = at(TODAY)
  const { hand } = (await carersAt(home.n1))['gridWorker']!
  const absent = (more: object) =>
    admin.call('answerability.setAbsent', { id: uuidv7(), handId: hand!.id, from: '2022-05-05', until: '2022-05-06', reason: 'illness', ...more })
  expect((await absent({ until: null })).status).toBe(400)
  expect((await absent({ until: '2022-05-03', from: '2022-05-02' })).body.code).toBe('answerability.ends_before_start')
  expect((await absent({ until: '2022-09-01' })).body.code).toBe('answerability.absence_too_long')
  ok(await absent({}))
  expect((await absent({ from: '2022-05-06' })).body.code).toBe('answerability.absent_already')
  expect((await carersAt(home.n1))['gridWorker']!.cover).toBeNull()
  await wake('2022-05-05')
  expect((await carersAt(home.n1))['gridWorker']).toMatchObject({ hand: { name: '沈小禾' }, cover: { name: '方知遥' } })
  expect(ok(await vera.call('answerability.listMine')).cared.map((one: { homeId: string; isCover: boolean }) => [one.homeId, one.isCover])).toEqual([
    [home.n1.id, true],
    [home.n2.id, false],
  ])
  // With the others who look after the same household.
  expect(ok(await vera.call('answerability.listMine')).cared[0].carers.map((one: Carer) => one.slot)).toContain('communityDoctor')
  await wake('2022-05-07')
  expect((await carersAt(home.n1))['gridWorker']).toMatchObject({ hand: { name: '沈小禾' }, cover: null })
  await town.drain()
  const told = await town.system(
    async ({ tx }) =>
      (
        await sql<{
          why: string
        }>`select payload->>'why' as why from platform.outbox where name = 'answerability.carerChanged' and payload->>'slot' = 'gridWorker' order by id`.execute(
          tx,
        )
      ).rows,
  )
  expect(told.map(({ why }) => why)).toEqual(['filled', 'filled', 'covered', 'coverEnded'])
})

test('CTRL-03 a household is handed over: offered, the old one answers until it is accepted; declining takes a reason; nobody takes over where they hold nothing', async () => {
  town.clock.now = at('2022-05-08')
  const { gridWorker } = await carersAt(home.n1)
  const from = { fromHandId: gridWorker!.hand!.id, slotIds: [gridWorker!.slotId] }
  const offer = (who: Caller, to: string, more: object = {}) =>
    who.call('answerability.offerHandOver', { id: uuidv7(), ...from, to: { kind: 'account', accountId: to }, ...more })
  expect((await offer(nora, sven.accountId)).body.code).toBe('answerability.no_rights_there')
  expect((await offer(nora, nora.accountId)).body.code).toBe('answerability.same_person')
  expect((await offer(nora, admin.accountId)).body.code).toBe('answerability.two_slots')
  expect((await offer(sven, vera.accountId)).status).toBe(404)
  expect(ok(await nora.call('answerability.listHeirs', { slotId: gridWorker!.slotId })).map((one: { name: string }) => one.name)).toContain('方知遥')
  const first = ok(await offer(nora, vera.accountId)).id
  expect((await offer(nora, vera.accountId)).body.code).toBe('answerability.offered_already')
  expect((await namesAt(home.n1))['gridWorker']).toBe('沈小禾')
  const reply = (who: Caller, handoverId: string, answer: string, reason: string | null = null) =>
    who.call('answerability.answerHandOver', { handoverId, answer, reason })
  expect((await reply(vera, first, 'declined')).body.code).toBe('answerability.reason_missing')
  expect((await reply(nora, first, 'accepted')).status).toBe(404)
  ok(await reply(vera, first, 'declined', '手上户数太多'))
  expect((await reply(vera, first, 'accepted')).body.code).toBe('answerability.answered_already')
  expect(ok(await nora.call('answerability.listMine')).handovers[0]).toMatchObject({ state: 'declined', reason: '手上户数太多' })
  const second = ok(await offer(nora, vera.accountId)).id
  expect(ok(await vera.call('answerability.listMine')).handovers[0]).toMatchObject({ id: second, state: 'offered', mayAnswer: true })
  expect(ok(await reply(vera, second, 'accepted')).handed).toBe(1)
  expect((await namesAt(home.n1))['gridWorker']).toBe('方知遥')
  // Everything of a person at once, and taken back before it is answered.
  const hand = (await carersAt(home.n2))['gridWorker']!.hand!.id
  const all = ok(await offer(admin, nora.accountId, { fromHandId: hand, slotIds: null }))
  expect(all.slots).toBe(2)
  ok(await reply(admin, all.id, 'withdrawn'))
  ok(await offer(admin, nora.accountId, { fromHandId: hand, slotIds: null }))
})

test('CTRL-03 an account that was ended leaves a gap at once, and the lists fill it', async () => {
  const gone = (await carersAt(home.n2))['gridWorker']!
  expect(gone.hand!.name).toBe('方知遥')
  ok(await admin.call('access.setAccountState', { accountId: vera.accountId, state: 'disabled' }))
  expect((await carersAt(home.n2))['gridWorker']).toMatchObject({ hand: null, gap: 'nobodyOnDuty' })
  expect(ok(await admin.call('answerability.listCared', { areaId: community.id, gapsOnly: true })).rows).toHaveLength(2)
  await wake('2022-05-08')
  expect(await namesAt(home.n2)).toMatchObject({ gridWorker: '沈小禾' })
  ok(await admin.call('access.setAccountState', { accountId: vera.accountId, state: 'active' }))
})

test('a room above asks for slots by its own subject, is told who it is, and gives them back', async () => {
  const subject = {
    subjectKind: 'controlCase' as const,
    subjectId: uuidv7(),
    communityId: community.id,
    homeId: home.s1.id,
    path: home.s1.path,
    personId: null,
  }
  const carers = await town.system((ctx) => fillSlots(ctx, subject, slotsOf('twoCarers')))
  expect(carers.map(({ slot, hand, gap }) => [slot, hand?.name ?? gap])).toEqual([
    ['gridWorker', '方知遥'],
    ['partyMemberHome', 'nobodyOnDuty'],
  ])
  expect(ok(await admin.call('answerability.releaseCarers', { homeId: home.n2.id })).released).toBe(5)
  expect(await carersAt(home.n2)).toEqual({})
})

test('the household sees who looks after it, by name and role, and calls; nobody else hears the number', async () => {
  town.clock.now = at('2022-05-08')
  const person = ok(
    await admin.call('registry.addResident', { homeId: home.n1.id, name: '沈住户', care: [], kind: 'owner', from: '2020-01-01', evenIfKnown: true }),
  )
  const resident = town.as('resident', home.n1.path, { personId: person.id })
  const carers = ok(await resident.call('answerability.listMyCarers'))
  const doctor = carers.find((one: { slot: string }) => one.slot === 'communityDoctor')
  expect(doctor).toMatchObject({ name: '梁在医', unit: '社区卫生服务站', hasPhone: true })
  expect(ok(await resident.call('answerability.callCarer', { slotId: doctor.slotId })).value).toBe('10100000088')
  const neighbour = ok(
    await admin.call('registry.addResident', { homeId: home.n3.id, name: '沈邻居', care: [], kind: 'owner', from: '2020-01-01', evenIfKnown: true }),
  )
  const next = town.as('resident', home.n3.path, { personId: neighbour.id })
  expect(ok(await next.call('answerability.listMyCarers'))).toEqual([])
  expect((await next.call('answerability.callCarer', { slotId: doctor.slotId })).status).toBe(404)
  const hand = (await carersAt(home.n1))['communityDoctor']!.hand!
  expect(ok(await nora.call('answerability.revealHand', { handId: hand.id, purpose: 'callOnDuty' })).value).toBe('10100000088')
  expect((await stranger.call('answerability.revealHand', { handId: hand.id, purpose: 'callOnDuty' })).status).toBe(404)
  // Sealed where it lies.
  const stored = await town.system(
    async ({ tx }) =>
      (await sql<{ row: string }>`select encode(sealed_phone, 'escape') as row from answerability.hand where sealed_phone is not null`.execute(tx)).rows,
  )
  expect(stored.some(({ row }) => row.includes('10100000088'))).toBe(false)
})

test('CTRL-04 a party-member home is a person of the ledger: never its own carer, and a gap once it has moved away', async () => {
  const party = ok(
    await admin.call('registry.addResident', {
      homeId: home.n3.id,
      name: '沈党员',
      phone: '10100000077',
      care: [],
      kind: 'owner',
      from: '2020-01-01',
      evenIfKnown: true,
    }),
  )
  ok(await duty('partyMemberHome', { kind: 'person', personId: party.id }))
  ok(await admin.call('answerability.giveCarers', { homeId: home.n3.id, set: 'twoCarers' }))
  ok(await admin.call('answerability.giveCarers', { homeId: home.n2.id, set: 'twoCarers' }))
  expect((await namesAt(home.n3))['partyMemberHome']).toBe('nobodyOnDuty')
  expect((await namesAt(home.n2))['partyMemberHome']).toBe('沈党员')
  ok(await admin.call('registry.moveResident', { residencyId: party.residency.id, on: '2022-05-08', toHomeId: null }))
  await town.drain()
  expect((await namesAt(home.n2))['partyMemberHome']).toBe('nobodyOnDuty')
})
