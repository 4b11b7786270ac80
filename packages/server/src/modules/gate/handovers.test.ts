// 交接班: what one guard leaves to the next.
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
import { forgetPassages } from './jobs.ts'
import { buildQuarter } from './quarter.fixture.ts'

let town: Town
let early: Caller
let late: Caller
let elsewhere: Caller
let gateId: string

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule] })
  town.clock.now = new Date('2022-08-01T06:00:00+08:00')
  const quarter = await buildQuarter(town, null)
  const path = quarter.community.path
  early = town.as('guard', path)
  late = town.as('guard', path)
  elsewhere = town.as('guard', quarter.nextCommunity.path)
  gateId = (await town.as('communityAdmin', path).call('gate.addGate', { areaId: quarter.compound.id, name: '南门' })).body.id
})
afterAll(() => town.close())

const pass = (direction: 'in' | 'out', over: object = {}) =>
  early.call('gate.recordPassage', { id: uuidv7(), gateId, means: { kind: 'none', value: '' }, direction, at: town.clock.now.toISOString(), ...over })
const list = async (caller: Caller) => (await caller.call('gate.listHandovers', { gateId })).body
const minutes = (count: number) => {
  town.clock.now = new Date(town.clock.now.getTime() + count * 60_000)
}

test('GATE-10 a guard leaves a note with what passed in the shift, sent twice it is there once, and the next one takes over', async () => {
  for (const direction of ['in', 'in', 'out'] as const) expect((await pass(direction)).status).toBe(200)
  minutes(1)
  expect(await list(early)).toMatchObject({ since: null, entered: 2, left: 1, held: 0, handovers: [] })
  const handover = { id: uuidv7(), gateId, at: town.clock.now.toISOString(), note: '北侧灯坏了，已报修。' }
  for (let sent = 0; sent < 2; sent += 1) expect((await early.call('gate.handOver', handover)).status).toBe(200)
  minutes(1)
  const [left] = (await list(late)).handovers
  expect(left).toMatchObject({ isMine: false, entered: 2, left: 1, held: 0, note: handover.note, takenAt: null })
  expect((await list(late)).handovers).toHaveLength(1)
  // Whoever left it does not take it.
  expect((await early.call('gate.takeOver', { gateId, handoverId: left.id })).body).toMatchObject({ code: 'gate.own_handover' })
  expect((await late.call('gate.takeOver', { gateId, handoverId: left.id })).status).toBe(200)
  const taken = (await list(early)).handovers[0]
  expect(taken.takenAt).toBe(town.clock.now.toISOString())
  // Counted anew from there.
  await pass('in')
  expect(await list(late)).toMatchObject({ entered: 1, left: 0 })
})

test('a guard of another neighbourhood finds nothing of it, and the note stands in clear in no table', async () => {
  expect((await elsewhere.call('gate.listHandovers', { gateId })).status).toBe(404)
  expect((await elsewhere.call('gate.handOver', { id: uuidv7(), gateId, at: town.clock.now.toISOString() })).status).toBe(404)
  expect((await late.call('gate.takeOver', { gateId, handoverId: uuidv7() })).status).toBe(404)
  const rows = await town.db.queryAsOwner('select * from gate.handover')
  expect(JSON.stringify(rows)).not.toContain('北侧')
})

test('hand-overs are forgotten with the passages, after a month', async () => {
  minutes(32 * 24 * 60)
  await forgetPassages(town.app.services)
  expect((await list(late)).handovers).toEqual([])
})

test('the rules of every pack can be practised, and the one in force is marked', async () => {
  const { body } = await late.call('gate.listPracticeRules', { gateId })
  expect(body.map(({ packId, isInForce }: { packId: string; isInForce: boolean }) => [packId, isInForce])).toEqual(
    expect.arrayContaining([
      ['peace', true],
      ['covid-19', false],
    ]),
  )
})
