import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { controlModule } from '../control/index.ts'
import { gateModule } from '../gate/index.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { endDue, morning, zonesModule } from './index.ts'

let town: Town
let quarter: Quarter
let office: Caller, station: Caller, street: Caller, district: Caller, guard: Caller, grid: Caller, foreign: Caller, mother: Caller
let gateId = ''
let personId = ''
let short = ''
let otherBuildingId = ''
const noon = (day: string) => new Date(`${day}T12:00:00+08:00`)
const evidence = { kind: 'testResult', reference: '检-2022-07-0042', issuedBy: '区疾控中心' }
const words = { ground: '3号楼确诊一例', legalBasis: '防控指挥部第12号令' }
const draw = (areaIds: string[], more: object = {}) => ({
  id: uuidv7(),
  areaId: quarter.community.id,
  kind: 'sealed',
  areaIds,
  centreId: null,
  ...words,
  ...more,
})
const sign = (who: Caller, { id: zoneId, waiting }: { id: string; waiting: { id: string } }) => who.call('zones.signZone', { zoneId, actId: waiting.id })
const out = async (more: object = {}) =>
  (await guard.call('gate.lookUp', { gateId, direction: 'out', means: { kind: 'short', value: short }, ...more })).body.verdict
const titles = async (who = grid) =>
  (await who.call('tasks.listMine', {})).body.tasks.filter((one: { kind: string }) => one.kind === 'errand').map((one: { title: string }) => one.title)
const current = async () => (await office.call('zones.listZones')).body[0]

beforeAll(async () => {
  town = await openTown({
    modules: [
      areasModule,
      accessModule,
      approvalsModule,
      registryModule,
      postureModule,
      tasksModule,
      riskModule,
      statusModule,
      zonesModule,
      gateModule,
      controlModule,
    ],
  })
  town.clock.now = noon('2022-07-01')
  quarter = await buildQuarter(town)
  const { path } = quarter.community
  office = town.as('communityAdmin', path, { unit: '居委会' })
  station = town.as('communityAdmin', path, { unit: '卫生服务站' })
  street = town.as('streetCommander', quarter.street.path, { unit: '街道指挥部' })
  district = town.as('district', `/${path.split('/')[1]}/`, { unit: '区指挥部' })
  guard = town.as('guard', quarter.compound.path)
  grid = town.as('gridWorker', path, { unit: '居委会' })
  foreign = town.as('communityAdmin', quarter.nextCommunity.path, { unit: '别处' })
  const [other] = await town.system((ctx) => insertAreas(ctx, [{ parentId: quarter.compound.id, level: 'building', name: '5号楼' }]))
  otherBuildingId = other!.id
  const home = (await office.call('registry.addHome', { areaId: quarter.unit.id, door: '501', floor: 5, use: 'permanent' })).body
  personId = (await office.call('registry.addResident', { homeId: home.id, name: '沈小满', care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true }))
    .body.id
  mother = town.as('resident', home.path, { personId })
  short = (await mother.call('gate.listMyCodes', {})).body.people[0].shortCode
  gateId = (await office.call('gate.addGate', { areaId: quarter.compound.id, name: '东门' })).body.id
})
afterAll(() => town.close())

test('CTRL-10 a building is sealed by two of different units; one alone, or two colleagues, seal nothing', async () => {
  const kinds = (await office.call('zones.listKinds', { areaId: quarter.community.id })).body
  expect(kinds.kinds.map((one: { kind: string }) => one.kind)).toEqual(expect.arrayContaining(['sealed', 'controlled', 'precaution', 'high']))
  expect(kinds.standstill).toMatchObject({ mostHours: 72, isDraft: true })
  const drawn = (await office.call('zones.drawZone', draw([quarter.building.id]))).body
  expect(drawn).toMatchObject({ state: 'drafted', zh: '封控区', areas: [{ name: '3号楼' }], waiting: { kind: 'zones.draw', needed: 1, isOwn: true } })
  expect((await sign(office, drawn)).body).toEqual({ code: 'zones.same_unit', details: { reason: 'same_person' } })
  expect((await sign(town.as('communityAdmin', quarter.community.path, { unit: '居委会' }), drawn)).body.details).toEqual({ reason: 'same_unit' })
  await town.drain()
  expect((await out()).outcome).toBe('enter')
  expect((await sign(station, drawn)).body).toMatchObject({ state: 'inForce', quietDays: 0, waiting: null, next: { kind: 'controlled' } })
  await town.drain()
})

test('the gate refuses the way out of who lives there, and lets dialysis pass; a phone without network gets the same with its list', async () => {
  expect(await out()).toEqual({ outcome: 'refuse', reasons: ['in_zone'], openDoor: false })
  expect(await out({ medical: true })).toMatchObject({ outcome: 'enter', reasons: expect.arrayContaining(['medical_way']) })
  const pass = { id: uuidv7(), gateId, direction: 'out', means: { kind: 'short', value: short }, at: town.clock.now.toISOString() }
  expect((await guard.call('gate.recordPassage', pass)).body).toMatchObject({ outcome: 'refuse', reasons: ['in_zone'] })
  expect((await guard.call('gate.recordPassage', { ...pass, id: uuidv7(), medical: true })).body.outcome).toBe('enter')
  expect((await guard.call('gate.lookUp', { gateId, direction: 'in', means: pass.means, temperatureC: 36.5 })).body.verdict.outcome).toBe('enter')
  // Nobody walks out unasked while a building of the compound is sealed.
  expect((await guard.call('gate.lookUp', { gateId, direction: 'out', means: { kind: 'none', value: '' } })).body.verdict).toMatchObject({
    outcome: 'cannotTell',
    reasons: ['no_means'],
  })
  const list = (await guard.call('gate.getOfflineList', { gateId })).body
  expect(list.zones).toMatchObject([{ keepsIn: true, admitsVisitors: false }])
  expect(list.entries.find((one: { shortCode: string }) => one.shortCode === short).holder.zones).toEqual(list.zones)
})

test('disinfection and deliveries are the tasks of the day, and made again in the morning', async () => {
  expect((await titles()).toSorted()).toEqual(['楼栋消毒', '生活物资送到门口'])
  const [first] = (await grid.call('tasks.listMine', {})).body.tasks
  const done = {
    id: uuidv7(),
    taskId: first.id,
    at: town.clock.now.toISOString(),
    way: 'visit',
    outcome: 'done',
    reason: null,
    tryOn: null,
    tryPart: null,
    note: null,
  }
  expect((await grid.call('tasks.recordOutcome', done)).status).toBe(200)
  expect(await titles()).toHaveLength(1)
  town.clock.now = noon('2022-07-02')
  await morning(town.app.services)
  expect((await titles()).toSorted()).toEqual(['楼栋消毒', '生活物资送到门口'])
})

test('residents and guards read which zone it is, what it asks and what is missing, and no name; next door reads nothing', async () => {
  const [own] = (await mother.call('zones.listOwn')).body
  expect(own).toMatchObject({ zh: '封控区', areas: ['3号楼'], quietDays: 1, rule: { leaving: 'medicalOnly' }, next: { zh: '管控区' } })
  expect(own.lacks.map((one: { kind: string }) => one.kind)).toEqual(['quietDays', 'allTested'])
  expect((await guard.call('zones.listHere')).body).toEqual([own])
  expect((await foreign.call('zones.listZones')).body).toEqual([])
  const { id: zoneId } = own
  expect((await foreign.call('zones.lowerZone', { zoneId, reason: '演练' })).status).toBe(404)
  expect((await grid.call('zones.drawZone', draw([otherBuildingId]))).status).toBe(403)
})

test('what does not fit is refused: a street, a building of the next community, the same building twice, a kind the pack does not know', async () => {
  const refused = async (input: object) => (await street.call('zones.drawZone', input)).body.code
  expect(await refused(draw([quarter.nextCompound.id]))).toBe('zones.wrong_area')
  expect(await refused(draw([quarter.community.id]))).toBe('zones.wrong_area')
  expect(await refused(draw([quarter.compound.id, quarter.building.id]))).toBe('zones.wrong_area')
  expect(await refused(draw([quarter.building.id]))).toBe('zones.drawn_already')
  expect(await refused(draw([otherBuildingId], { kind: 'core' }))).toBe('zones.unknown_kind')
  expect(await refused(draw([otherBuildingId], { areaId: quarter.nextCommunity.id }))).toBe('request.not_found')
})

test('a building is added by the same two hands; the history says who', async () => {
  const { id: zoneId } = await current()
  const asked = (await office.call('zones.changeZone', { zoneId, areaIds: [quarter.building.id, otherBuildingId], reason: '5号楼有密接' })).body
  expect(asked.waiting).toMatchObject({ kind: 'zones.change', reason: '5号楼有密接', areas: [{ name: '3号楼' }, { name: '5号楼' }] })
  expect((await office.call('zones.changeZone', { zoneId, areaIds: [otherBuildingId], reason: '另一个' })).body.code).toBe('zones.act_waits')
  const changed = (await sign(street, asked)).body
  expect(changed.areas.map((one: { name: string }) => one.name)).toEqual(['3号楼', '5号楼'])
  expect(changed.steps.map((one: { kind: string; unit: string }) => [one.kind, one.unit])).toEqual([
    ['drawn', '居委会'],
    ['signed', '卫生服务站'],
    ['inForce', '卫生服务站'],
    ['changeAsked', '居委会'],
    ['signed', '街道指挥部'],
    ['changed', '街道指挥部'],
  ])
  expect(await titles()).toHaveLength(4)
})

test('CTRL-10 it is lowered only on evidence: days without a case, everybody tested; a new case begins the count again', async () => {
  town.clock.now = noon('2022-07-05')
  const registered = (await office.call('control.registerCase', { personId, foundOn: '2022-07-04', evidence })).body
  await town.drain()
  const zone = await current()
  const zoneId = zone.id
  expect(zone).toMatchObject({ quietDays: 1, lacks: [{ kind: 'quietDays', have: 1, need: 7, earliest: '2022-07-11' }, { kind: 'allTested' }] })
  town.clock.now = noon('2022-07-11')
  const state = (on: string) => office.call('zones.stateEvidence', { id: uuidv7(), zoneId, kind: 'allTested', on, value: null, reference: '检-7-11-003' })
  expect((await state('2022-07-12')).body.code).toBe('request.invalid')
  expect((await office.call('zones.lowerZone', { zoneId, reason: '满7天' })).body).toMatchObject({
    code: 'zones.lacks_evidence',
    details: { lacks: [{ kind: 'allTested', withinDays: 1 }] },
  })
  expect((await state('2022-07-11')).body).toMatchObject({ lacks: [], may: { lower: true } })
  const asked = (await office.call('zones.lowerZone', { zoneId, reason: '满7天，全员阴性' })).body
  // A case found while it waits.
  await office.call('control.closeCase', { caseId: registered.id, on: '2022-07-11', ground: 'recovered', evidence })
  await station.call('control.closeCase', { caseId: registered.id, on: '2022-07-11', ground: 'recovered', evidence })
  const again = (await office.call('control.registerCase', { personId, foundOn: '2022-07-11', evidence })).body
  await town.drain()
  expect((await sign(station, asked)).body.code).toBe('zones.lacks_evidence')
  // It was an error: the days stand as they stood.
  expect((await station.call('control.closeCase', { caseId: again.id, on: '2022-07-11', ground: 'registeredInError', evidence })).status).toBe(200)
  await town.drain()
  const lowered = (await sign(station, asked)).body
  expect(lowered).toMatchObject({ kind: 'controlled', zh: '管控区', state: 'inForce', quietDays: 0, next: { kind: 'precaution' } })
  await town.drain()
  expect((await out()).outcome).toBe('enter')
  expect(new Set(await titles())).toEqual(new Set(['楼栋消毒', '生活物资送到小区门口，错峰取']))
})

test('from precaution, which asks no tests, it is lifted, and nothing is left to do', async () => {
  const step = async (day: string, tested: boolean) => {
    town.clock.now = noon(day)
    const { id: zoneId } = await current()
    if (tested) await office.call('zones.stateEvidence', { id: uuidv7(), zoneId, kind: 'allTested', on: day, value: null, reference: '检-全员' })
    return (await sign(street, (await office.call('zones.lowerZone', { zoneId, reason: '条件已齐' })).body)).body
  }
  expect(await step('2022-07-18', true)).toMatchObject({ kind: 'precaution', state: 'inForce' })
  expect(await step('2022-07-21', false)).toMatchObject({ kind: 'precaution', state: 'ended', areas: [{ name: '3号楼' }, { name: '5号楼' }] })
  await town.drain()
  expect((await mother.call('zones.listOwn')).body).toEqual([])
  expect(await titles()).toEqual([])
})

test('CTRL-10 临时静默 ends by itself at its hour, also before anybody has closed it in the books', async () => {
  const at = (hours: number) => new Date(town.clock.now.getTime() + hours * 3_600_000).toISOString()
  const still = (from: string, until: string) => ({ id: uuidv7(), areaId: quarter.community.id, areaIds: [quarter.compound.id], from, until, ...words })
  expect((await office.call('zones.drawStandstill', still(at(0), at(73)))).body).toEqual({ code: 'zones.wrong_hours', details: { fault: 'too_long' } })
  const drawn = (await office.call('zones.drawStandstill', still(at(1), at(25)))).body
  expect(drawn).toMatchObject({ kind: 'standstill', zh: '临时静默', waiting: { kind: 'zones.standstill' } })
  expect((await sign(station, drawn)).body.state).toBe('inForce')
  await town.drain()
  // Before its hour it keeps nobody.
  expect((await out()).outcome).toBe('enter')
  town.clock.now = new Date(town.clock.now.getTime() + 2 * 3_600_000)
  expect(await out()).toMatchObject({ outcome: 'refuse', reasons: ['in_zone'] })
  expect((await out({ medical: true })).outcome).toBe('enter')
  town.clock.now = new Date(town.clock.now.getTime() + 23 * 3_600_000)
  expect((await out()).outcome).toBe('enter')
  expect((await mother.call('zones.listOwn')).body).toEqual([])
  await endDue(town.app.services)
  expect((await current()).steps.at(-1).kind).toBe('timeOver')
})

test('COMMAND-02 a zone ends with its order and is taken up again with it, which who signs is told; without an order none is drawn', async () => {
  const drawn = (await office.call('zones.drawZone', draw([quarter.building.id]))).body
  await sign(station, drawn)
  await town.drain()
  expect((await out()).outcome).toBe('refuse')
  const [order] = (await office.call('posture.listOrders')).body
  const shift = async () => (await station.call('posture.previewOrder', { orderId: order.id })).body.shifts.zones
  const nothing = { zones: 0, standstills: 0, homes: 0 }
  expect(await shift()).toEqual({ lifted: { zones: 1, standstills: 0, homes: 1 }, kept: nothing, takenUp: nothing })
  const ended = (await office.call('posture.endOrder', { orderId: order.id, reason: '疫情结束' })).body
  const done = await station.call('posture.approveOrder', { orderId: order.id, actId: ended.waiting.id })
  expect(done.body.state).toBe('ended')
  await town.drain()
  expect((await out()).outcome).toBe('enter')
  const over = (await office.call('zones.listZones')).body.find((one: { id: string }) => one.id === drawn.id)
  expect(over).toMatchObject({ state: 'ended', steps: expect.arrayContaining([expect.objectContaining({ kind: 'orderEnded' })]) })
  expect((await office.call('zones.drawZone', draw([quarter.building.id]))).status).toBe(404)
  expect(await shift()).toEqual({ lifted: nothing, kept: nothing, takenUp: { zones: 1, standstills: 0, homes: 1 } })
  const again = (await office.call('posture.reinstateOrder', { orderId: order.id, reason: '结束有误' })).body
  await station.call('posture.approveOrder', { orderId: order.id, actId: again.waiting.id })
  await street.call('posture.approveOrder', { orderId: order.id, actId: again.waiting.id })
  await district.call('posture.approveOrder', { orderId: order.id, actId: again.waiting.id })
  await town.drain()
  expect((await out()).reasons).toEqual(['in_zone'])
})
