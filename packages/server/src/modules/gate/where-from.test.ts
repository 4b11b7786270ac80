// 一问: somebody from a listed place at a gate, from the guard's question to the community's answer.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule } from '../areas/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { gateModule } from './index.ts'
import { buildQuarter } from './quarter.fixture.ts'

let town: Town
let guard: Caller
let office: Caller
let gateId: string
let peacefulGateId: string
let peacefulGuard: Caller
const riskAreaId = uuidv7()
const noon = new Date('2022-08-01T12:00:00+08:00')
const stranger = (over: object = {}) => ({
  id: uuidv7(),
  gateId,
  means: { kind: 'none', value: '' },
  direction: 'in',
  temperatureC: 36.5,
  at: town.clock.now.toISOString(),
  ...over,
})
const holds = async () => (await office.call('gate.listHolds')).body

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule] })
  town.clock.now = noon
  const quarter = await buildQuarter(town)
  guard = town.as('guard', quarter.compound.path)
  office = town.as('communityAdmin', quarter.community.path)
  const otherOffice = town.as('communityAdmin', quarter.nextCommunity.path)
  peacefulGuard = town.as('guard', quarter.nextCompound.path)
  gateId = (await office.call('gate.addGate', { areaId: quarter.compound.id, name: '南门' })).body.id
  peacefulGateId = (await otherOffice.call('gate.addGate', { areaId: quarter.nextCompound.id, name: '北门' })).body.id
  const street = town.as('streetCommander', quarter.street.path)
  const listed = { areaId: quarter.street.id, name: '江汉区', code: '420103', level: 'high', from: '2022-07-01', until: null }
  await street.call('risk.addArea', { id: riskAreaId, ...listed })
  await street.call('risk.addArea', { id: uuidv7(), ...listed, name: '早已结束区', code: '420104', until: '2022-07-24' })
  await street.call('risk.addArea', { id: uuidv7(), ...listed, name: '刚结束区', code: '420105', until: '2022-07-25' })
  await street.call('risk.addArea', { id: uuidv7(), ...listed, name: '低风险区', code: '420106', level: 'low' })
})
afterAll(() => town.close())

test('GATE-06 the list of places that count travels to the phone with its version, and changes it; in peace nothing is carried', async () => {
  const list = (await guard.call('gate.getOfflineList', { gateId })).body
  expect(list.policy.whereFrom).toEqual({ asks: 'entering', lookBackDays: 7, levels: ['high', 'medium'] })
  expect(list.riskAreas.map((area: { name: string }) => area.name)).toEqual(['刚结束区', '江汉区'])
  expect((await guard.call('gate.getOfflineList', { gateId, etag: list.etag })).body.isUnchanged).toBe(true)
  town.clock.now = new Date('2022-08-02T12:00:00+08:00')
  const later = (await guard.call('gate.getOfflineList', { gateId, etag: list.etag })).body
  expect([later.isUnchanged, later.riskAreas.length]).toEqual([false, 1])
  town.clock.now = noon
  expect((await peacefulGuard.call('gate.getOfflineList', { gateId: peacefulGateId })).body.riskAreas).toEqual([])
})

test('GATE-06 a stranger from a listed city is held, the community has it on its desk and as a task, and what it finds ends both', async () => {
  const asked = { gateId, means: { kind: 'none', value: '' }, direction: 'in', temperatureC: 36.5 }
  expect((await guard.call('gate.lookUp', asked)).body.verdict).toMatchObject({ outcome: 'cannotTell', reasons: ['no_means'] })
  const whereFrom = { riskAreaIds: [riskAreaId] }
  expect((await guard.call('gate.lookUp', { ...asked, whereFrom })).body.verdict).toMatchObject({ outcome: 'hold', reasons: ['no_means', 'from_risk_area'] })

  const passage = stranger({ whereFrom, guardSays: 'turnedAway' })
  expect((await guard.call('gate.recordPassage', passage)).body).toMatchObject({ outcome: 'hold', reasons: ['no_means', 'from_risk_area'], isNew: true })
  expect((await guard.call('gate.recordPassage', passage)).body).toMatchObject({ outcome: 'hold', isNew: false })
  expect(await holds()).toMatchObject([{ passageId: passage.id, gateName: '南门', reasons: ['no_means', 'from_risk_area'], whereFrom: '江汉区' }])
  await town.drain()
  const tasks = (await office.call('tasks.listMine')).body.tasks
  expect(tasks).toMatchObject([{ kind: 'whereFrom', subjectId: passage.id, priority: 3, dueOn: '2022-08-01', state: 'open' }])

  expect(await office.call('gate.resolveHold', { passageId: passage.id, finding: 'noFever' })).toMatchObject({
    status: 400,
    body: { code: 'gate.finding_unfit' },
  })
  expect(await office.call('gate.resolveHold', { passageId: passage.id, finding: 'takenOver' })).toMatchObject({ status: 200 })
  expect(await holds()).toEqual([])
  expect((await office.call('tasks.listMine')).body.tasks).toEqual([])
})

test('GATE-06 what was said is matched where the phone had no list yet; other places, low risk and places long ended hold nobody', async () => {
  const said = async (place: string) => (await guard.call('gate.recordPassage', stranger({ whereFrom: { riskAreaIds: [], place } }))).body.reasons
  expect(await said('武汉市江汉区某路')).toContain('from_risk_area')
  expect(await said('420103001000')).toContain('from_risk_area')
  expect(await said('刚结束区')).toContain('from_risk_area')
  for (const place of ['早已结束区', '低风险区', '杭州', '420100']) expect(await said(place)).toEqual(['no_means'])
  expect((await guard.call('gate.recordPassage', stranger({ whereFrom: { riskAreaIds: [uuidv7()] } }))).body.reasons).toEqual(['no_means'])
  expect((await guard.call('gate.recordPassage', stranger({ direction: 'out', whereFrom: { riskAreaIds: [riskAreaId] } }))).body).toMatchObject({
    outcome: 'enter',
    reasons: [],
  })
  expect((await peacefulGuard.call('gate.recordPassage', stranger({ gateId: peacefulGateId, whereFrom: { riskAreaIds: [riskAreaId] } }))).body).toMatchObject({
    outcome: 'enter',
    reasons: [],
  })
})

test('GATE-06 one told by a phone that was offline counts by the list of its own hour, and a different answer under the same id is refused', async () => {
  const passage = stranger({ at: '2022-07-20T04:00:00Z', whereFrom: { riskAreaIds: [], place: '早已结束区' } })
  expect((await guard.call('gate.recordPassage', passage)).body.reasons).toContain('from_risk_area')
  expect(await guard.call('gate.recordPassage', { ...passage, whereFrom: { riskAreaIds: [] } })).toMatchObject({
    status: 409,
    body: { code: 'gate.other_bytes' },
  })
})
