// 发热留置: from the thermometer to whoever answers, the hold and the task being one thing.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { gateModule } from './index.ts'

let town: Town
let guard: Caller
let office: Caller
let grid: Caller
let gateId: string
let homeId: string
let personId: string
const NOON = new Date('2022-08-01T12:00:00+08:00')
const riskAreaId = uuidv7()

const pass = async (more: object = {}) => {
  const means = { kind: 'door', value: '3-501' }
  const passage = { id: uuidv7(), gateId, means, personId, homeId, direction: 'in', temperatureC: 38.2, at: town.clock.now.toISOString(), ...more }
  const { body } = await guard.call('gate.recordPassage', passage)
  return { ...body, id: passage.id }
}
const waiting = async () => (await guard.call('gate.listWaiting', { gateId })).body
const tasksOf = async (who: Caller) => (await who.call('tasks.listMine')).body.tasks
const resolve = (who: Caller, passageId: string, finding: string) => who.call('gate.resolveHold', { passageId, finding })

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule] })
  town.clock.now = NOON
  const [top, yard] = [uuidv7(), uuidv7()]
  const [community, compound, building] = await town.system(async (ctx) => {
    const areas = await insertAreas(ctx, [
      { id: top, parentId: null, level: 'community', name: '青石社区' },
      { id: yard, parentId: top, level: 'compound', name: '南苑' },
      { parentId: yard, level: 'building', name: '3幢' },
    ])
    const order = { posture: 'emergency' as const, packId: 'covid-19', edition: '2022-06-28', legalBasis: 'test', purpose: 'test', until: '2022-12-31' }
    await putInForce(ctx, { areaId: top, ...order, draftedBy: uuidv7(), approvedBy: uuidv7() })
    return areas
  })
  await town.drain()
  office = town.as('communityAdmin', community!.path)
  guard = town.as('guard', compound!.path)
  grid = town.as('gridWorker', building!.path)
  homeId = (await office.call('registry.addHome', { areaId: building!.id, door: '501', floor: 5, use: 'permanent' })).body.id
  const resident = { homeId, name: '王小门', care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true }
  personId = (await office.call('registry.addResident', resident)).body.id
  gateId = (await office.call('gate.addGate', { areaId: compound!.id, name: '南门' })).body.id
  await office.call('risk.addArea', { id: riskAreaId, areaId: community!.id, name: '江汉区', code: '420103', level: 'high', from: '2022-07-01', until: null })
})
afterAll(() => town.close())
beforeEach(async () => {
  for (const { passageId } of (await office.call('gate.listHolds')).body) await resolve(office, passageId, 'leftUnseen')
  town.clock.now = new Date(town.clock.now.getTime() + 2 * 3_600_000)
})

test('GATE-03 the office says where people held at a gate wait, the guard reads it; a guard does not say it', async () => {
  expect((await guard.call('gate.listGates')).body[0].isolationArea).toBeNull()
  const set = { gateId, isolationArea: '岗亭东侧帐篷' }
  expect((await guard.call('gate.setIsolationArea', set)).status).toBe(403)
  expect((await office.call('gate.setIsolationArea', { ...set, isolationArea: '' })).status).toBe(400)
  expect((await office.call('gate.setIsolationArea', set)).body).toMatchObject({ isolationArea: '岗亭东侧帐篷', isOpen: true })
  await office.call('gate.setGateOpen', { gateId, isOpen: true })
  expect((await guard.call('gate.listGates')).body[0].isolationArea).toBe('岗亭东侧帐篷')
})

test('GATE-03 a fever is a task at once, of the grid of the home and of the office; answered by the worker both are done, and the guard knows what to do', async () => {
  const { id } = await pass()
  await town.drain()
  expect(await tasksOf(grid)).toMatchObject([{ kind: 'fever', sourceId: id, priority: 3, dueOn: '2022-08-01', state: 'open' }])
  expect(await tasksOf(office)).toHaveLength(1)
  expect(await waiting()).toMatchObject([{ passageId: id, name: '王*门', door: '3-*', reasons: ['fever'], answer: 'waiting', answeredAt: null }])
  expect(JSON.stringify(await waiting())).not.toContain('38.2')
  expect((await resolve(grid, id, 'sentToClinic')).status).toBe(200)
  expect([await tasksOf(grid), await tasksOf(office)]).toEqual([[], []])
  expect((await office.call('gate.listHolds')).body).toEqual([])
  expect((await resolve(office, id, 'noFever')).body.code).toBe('gate.already_resolved')
  const [answered] = await waiting()
  expect(answered).toMatchObject({ passageId: id, answer: 'takenOver', answeredAt: town.clock.now.toISOString() })
  // What was found stays with those who may know it.
  expect(JSON.stringify(answered)).not.toMatch(/sentToClinic|clinic/i)
  town.clock.now = new Date(town.clock.now.getTime() + 61 * 60_000)
  expect(await waiting()).toEqual([])
})

test('GATE-03 answered at the desk before anybody heard of it, nobody is sent', async () => {
  const { id } = await pass()
  await resolve(office, id, 'noFever')
  await town.drain()
  expect(await tasksOf(grid)).toEqual([])
  expect(await waiting()).toMatchObject([{ passageId: id, answer: 'mayPass' }])
})

test('GATE-03 a stranger with a fever from a listed place is one errand, and answered as a fever', async () => {
  const { id, reasons } = await pass({ means: { kind: 'none', value: '' }, personId: null, homeId: null, whereFrom: { riskAreaIds: [riskAreaId] } })
  expect(reasons).toEqual(expect.arrayContaining(['fever', 'from_risk_area']))
  await town.drain()
  expect(await tasksOf(office)).toMatchObject([{ kind: 'fever', subjectId: id }])
  expect((await resolve(office, id, 'takenOver')).body.code).toBe('gate.finding_unfit')
  expect((await resolve(office, id, 'leftUnseen')).status).toBe(200)
  expect(await tasksOf(office)).toEqual([])
  expect(await waiting()).toMatchObject([{ answer: 'left', name: null }])
})

test('GATE-03 those who wait longest stand first; another gate’s guard does not see them', async () => {
  const first = await pass()
  town.clock.now = new Date(town.clock.now.getTime() + 60_000)
  const second = await pass()
  expect((await waiting()).map((one: { passageId: string }) => one.passageId)).toEqual([first.id, second.id])
  const elsewhere = town.as('guard', '/9/')
  expect((await elsewhere.call('gate.listWaiting', { gateId })).status).toBe(404)
  expect((await town.as('stairHead', '/1/').call('gate.listWaiting', { gateId })).status).toBe(403)
})
