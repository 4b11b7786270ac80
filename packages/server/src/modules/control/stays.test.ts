// 滞留人员 from the rows to the closed place; here, because what keeps somebody there is a case under control.
import { checkCharacter } from '@xiaomen/rules/registry'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import type { Caller } from '../../platform/testing.ts'
import { findPerson } from '../registry/index.ts'
import { evidence, type Family, noon, openFamily } from './family.test.fixture.ts'

const TODAY = '2022-07-10'
let family: Family
let office: Caller
let depot = ''

beforeAll(async () => {
  family = await openFamily(TODAY)
  office = family.office
}, 120_000)
afterAll(() => family.town.close())

const idOf = (at: number): string => {
  const first = `99010119800101${String(at).padStart(3, '0')}`
  return first + checkCharacter(first)
}
const driver = (at: number, more: object = {}) => ({
  name: `韩司机${'甲乙丙丁戊己庚辛'[at - 1] ?? at}`,
  phone: `1000000070${at}`,
  document: at % 2 === 0 ? idOf(at) : null,
  plate: `鲁A1234${at}`,
  whereFrom: '青州',
  employer: '顺达物流',
  ...more,
})
const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => driver(at))
const at = (more: object = {}) => ({ areaId: family.quarter.compound.id, place: '城东货场', kind: 'depot', ...more })
const add = (more: object = {}, who = office) => who.call('registry.addStayers', { at: at(), from: TODAY, people: EIGHT, ...more })
const get = async (who = office, homeId = depot) => (await who.call('registry.getStayPlace', { homeId })).body
const list = async (who = office, more: object = {}) => (await who.call('registry.listStayPlaces', { areaId: family.quarter.community.id, ...more })).body
const end = (residencyIds: string[], more: object = {}) => office.call('registry.endStays', { homeId: depot, residencyIds, on: TODAY, whereTo: null, ...more })
type Stayer = { residencyId: string; personId: string; name: string; isHeld: boolean | null }

test('CTRL-11 eight drivers come to a depot in one act: a home of the ledger, counted once however often the list is sent', async () => {
  const wrong = await add({ people: [driver(1), driver(2, { document: idOf(2).slice(0, 17) }), driver(3, { phone: null })] })
  expect([wrong.status, wrong.body.code, wrong.body.details.problems]).toEqual([
    400,
    'registry.stayers_wrong',
    [
      { row: 2, field: 'document', problem: 'documentWrong' },
      { row: 3, field: 'phone', problem: 'noContact' },
    ],
  ])
  expect(await list()).toEqual([])
  expect((await add({ from: '2022-07-11' })).body.code).toBe('registry.stay_day_wrong')
  expect((await add({ at: at({ areaId: family.quarter.unit.id, place: '501' }) })).body.code).toBe('registry.stay_place_is_home')
  expect((await add({ at: at({ areaId: family.quarter.community.id }) })).body.code).toBe('registry.area_holds_no_homes')

  const { body } = await add()
  expect(body).toMatchObject({ added: 8, already: 0 })
  depot = body.homeId
  expect((await add()).body).toEqual({ homeId: depot, added: 0, already: 8 })
  expect(await list()).toMatchObject([{ homeId: depot, place: '城东货场', kind: 'depot', people: 8, closedOn: null }])
  const { stayers } = await get()
  expect(stayers).toHaveLength(8)
  expect(stayers[0]).toMatchObject({ name: '韩司机甲', phone: '100****0701', plate: '鲁A12341', whereFrom: '青州', employer: '顺达物流', isHeld: false })
  const { body: home } = await office.call('registry.getHome', { homeId: depot })
  expect([home.home.use, home.residents.length]).toEqual(['dormitory', 8])
})

test('who only reads the ledger sees neither where they come from nor whether they are held; another community sees no place at all', async () => {
  const auditor = family.town.as('auditor', family.quarter.community.path)
  expect((await get(auditor)).stayers[0]).toMatchObject({ plate: null, whereFrom: null, employer: null, isHeld: null })
  expect((await get(auditor)).mayEdit).toBe(false)
  expect((await family.foreign.call('registry.getStayPlace', { homeId: depot })).status).toBe(404)
  expect((await family.guard.call('registry.getStayPlace', { homeId: depot })).status).toBe(403)
})

test('somebody under control does not leave before the case has ended, by whichever way it is written down; the others do', async () => {
  const stayers: Stayer[] = (await get()).stayers
  const held = stayers[0]!
  const opening = { id: uuidv7(), personId: held.personId, trigger: 'contact', anchorDay: TODAY, evidence, hasOwnSuite: true, guardian: null }
  const { id: caseId } = (await office.call('control.openCase', opening)).body
  // Proposed already, for a case that is looked at is not outrun.
  expect((await end([held.residencyId])).body).toMatchObject({ code: 'registry.stayer_held', details: { personIds: [held.personId] } })
  expect((await family.station.call('control.confirmOpening', { caseId })).status).toBe(200)
  await family.town.drain()
  expect(((await get()).stayers as Stayer[]).map(({ isHeld }) => isHeld)).toEqual([true, ...Array.from({ length: 7 }, () => false)])
  expect((await end(stayers.map(({ residencyId }) => residencyId))).body.code).toBe('registry.stayer_held')
  expect((await get()).people).toBe(8)
  const moved = await office.call('registry.moveResident', { residencyId: held.residencyId, on: TODAY, toHomeId: null })
  expect(moved.body.code).toBe('registry.stayer_held')

  const others = stayers.slice(1).map(({ residencyId }) => residencyId)
  expect((await end(others, { on: '2022-07-09' })).body.code).toBe('registry.stay_day_wrong')
  expect((await end([...others, uuidv7()])).status).toBe(404)
  expect((await end(others, { whereTo: '返回青州' })).body).toEqual({ ended: 7 })
  expect((await end(others)).body.code).toBe('registry.changed_meanwhile')
  const after = await get()
  expect(after.people).toBe(1)
  expect(after.stayers.filter((one: { whereTo: string | null }) => one.whereTo === '返回青州')).toHaveLength(7)

  expect((await office.call('registry.closeStayPlace', { homeId: depot, version: after.version, on: TODAY })).body).toMatchObject({
    code: 'registry.stay_place_inhabited',
    details: { people: 1 },
  })
  const change = { id: uuidv7(), caseId, kind: 'cancel', day: null, ground: 'openedInError', evidence }
  expect((await office.call('control.proposeChange', change)).status).toBe(200)
  expect((await family.station.call('control.decideChange', { changeId: change.id, agrees: true })).status).toBe(200)
  await family.town.drain()
  expect((await end([held.residencyId])).status).toBe(200)
})

test('an empty place is closed, is opened again by who comes next, and meanwhile joins no home', async () => {
  const { version } = await get()
  const close = (more: object = {}) => office.call('registry.closeStayPlace', { homeId: depot, version, on: TODAY, ...more })
  expect((await close({ version: 99 })).body.code).toBe('registry.changed_meanwhile')
  expect((await close({ on: '2022-07-09' })).body.code).toBe('registry.stay_day_wrong')
  const home = async (homeId: string) => (await office.call('registry.getHome', { homeId })).body.home
  const merge = async () =>
    office.call('registry.mergeHomes', {
      fromId: depot,
      intoId: family.homeId,
      versionFrom: (await home(depot)).version,
      versionInto: (await home(family.homeId)).version,
    })
  expect((await merge()).body.code).toBe('registry.stay_place_open')
  expect((await close()).status).toBe(200)
  expect((await home(depot)).use).toBe('vacant')
  expect((await close()).body.code).toBe('registry.stay_place_closed')
  expect([await list(), (await list(office, { alsoClosed: true })).length]).toEqual([[], 1])
  expect((await add({ at: { homeId: depot } })).body.code).toBe('registry.stay_place_closed')

  family.town.clock.now = noon('2022-07-12')
  expect((await add({ from: '2022-07-12', people: [driver(2), driver(9, { name: '新来的' })] })).body).toEqual({ homeId: depot, added: 2, already: 0 })
  const again = await get()
  expect([again.openedOn, again.closedOn, again.people]).toEqual(['2022-07-12', null, 2])
  // The same document is the same person, with both stays in the ledger.
  const twice = (again.stayers as Stayer[]).filter(({ name }) => name === '韩司机乙')
  expect(new Set(twice.map(({ personId }) => personId)).size).toBe(1)
  expect(twice).toHaveLength(2)
})

test('a neighbour who is stranded at an inn keeps the home, and is back there after leaving; the inn is a shop again', async () => {
  const { compound } = family.quarter
  const inn = (await office.call('registry.addHome', { areaId: compound.id, door: '悦来客栈', floor: null, use: 'shop' })).body.id as string
  const document = idOf(77)
  const own = { homeId: family.homeId, name: '住此人', phone: '10000000777', document: { kind: 'residentId', number: document }, care: [], kind: 'family' }
  const person = (await office.call('registry.addResident', { ...own, from: TODAY, evenIfKnown: false })).body.id as string
  const people = [{ name: '住此人', phone: null, document, plate: null, whereFrom: null, employer: null }]
  expect((await add({ at: at({ place: '悦来客栈', kind: 'hotel' }), people })).body).toEqual({ homeId: inn, added: 1, already: 0 })
  const placeOf = () => family.town.system(async (ctx) => (await findPerson(ctx, person))!.homeId)
  expect(await placeOf()).toBe(inn)
  const { stayers, version } = await get(office, inn)
  expect((await office.call('registry.endStays', { homeId: inn, residencyIds: [stayers[0].residencyId], on: '2022-07-12', whereTo: null })).status).toBe(200)
  expect(await placeOf()).toBe(family.homeId)
  expect((await office.call('registry.closeStayPlace', { homeId: inn, version, on: '2022-07-12' })).status).toBe(200)
  expect((await office.call('registry.getHome', { homeId: inn })).body.home.use).toBe('shop')
})
