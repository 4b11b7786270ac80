// What the gate knows beside who it is: hours, the only open gate, ways out, who looks after whom, what was shown a moment ago.
import { compressPoint, proveStrip, toHex } from '@xiaomen/rules/gate'
import { registryEvents } from '@xiaomen/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule } from '../areas/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { forgetPassages } from './jobs.ts'
import { gateModule } from './index.ts'
import { buildQuarter } from './quarter.fixture.ts'

type Home = { id: string; path: string; people: string[]; phone: Caller; documents: string[]; strip: string; areaId: string }
let town: Town
let guard: Caller, office: Caller, foreignOffice: Caller
let communityId: string, compoundId: string, unitId: string
let south: string, north: string
let homes: Home[]
let phoneKeys: { privateKey: CryptoKey; publicKey: CryptoKey }
const noon = new Date('2022-08-01T12:00:00+08:00')
const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const { subtle } = globalThis.crypto
let count = 0

async function addHome(door: string): Promise<Home> {
  const home = (await office.call('registry.addHome', { areaId: unitId, door, floor: 1, use: 'permanent' })).body
  const documents = [`X99${(count += 1)}A`, `X99${count}B`]
  const people: string[] = []
  for (const number of documents) {
    const document = { kind: 'passport', number, country: 'XX' }
    const input = { homeId: home.id, name: `沈${number}`, document, care: [], kind: 'family', from: '2022-01-01', evenIfKnown: false }
    people.push((await office.call('registry.addResident', input)).body.id)
  }
  const phone = town.as('resident', home.path, { personId: people[0]! })
  const holderKey = toHex(compressPoint(new Uint8Array(await subtle.exportKey('raw', phoneKeys.publicKey)))!)
  const { body } = await phone.call('gate.listMyCodes', { holderKey })
  return { id: home.id, path: home.path, areaId: unitId, people, phone, documents, strip: body.people[0].strips[0].code }
}
const shown = async ({ strip }: Home, at = town.clock.now) => ({ kind: 'code', value: (await proveStrip(strip, at, phoneKeys.privateKey, subtle))! })
const document = (number: string) => ({ kind: 'document', value: number })
const passage = (over: object) => ({ id: uuidv7(), gateId: south, direction: 'in', temperatureC: 36.5, at: town.clock.now.toISOString(), ...over })
const record = (over: object) => guard.call('gate.recordPassage', passage(over))
const out = (over: object) => record({ direction: 'out', ...over })

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule] })
  town.clock.now = noon
  const quarter = await buildQuarter(town, '2022-09-01')
  ;[communityId, compoundId, unitId] = [quarter.community.id, quarter.compound.id, quarter.unit.id]
  guard = town.as('guard', quarter.community.path)
  office = town.as('communityAdmin', quarter.community.path)
  foreignOffice = town.as('communityAdmin', quarter.nextCommunity.path)
  south = (await office.call('gate.addGate', { areaId: compoundId, name: '南门' })).body.id
  north = (await office.call('gate.addGate', { areaId: compoundId, name: '北门' })).body.id
  phoneKeys = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  homes = []
  for (const door of ['101', '102', '103', '104', '105', '106', '107']) homes.push(await addHome(door))
})
afterAll(() => town.close())

describe('what was shown before', () => {
  test('GATE-01 a picture of the code that let somebody in is told as used, also at the other gate; the same passage sent again is not', async () => {
    const means = await shown(homes[0]!)
    const first = passage({ means })
    expect((await guard.call('gate.recordPassage', first)).body).toMatchObject({ outcome: 'enter', isNew: true })
    expect((await guard.call('gate.recordPassage', first)).body).toMatchObject({ outcome: 'enter', isNew: false })
    expect((await record({ means })).body.reasons).toEqual(['code_replayed'])
    expect((await record({ means, gateId: north })).body.reasons).toEqual(['code_replayed', 'two_gates'])
    // The same phone a minute later.
    town.clock.now = after(1)
    expect((await record({ means: await shown(homes[0]!) })).body).toMatchObject({ outcome: 'enter' })
    town.clock.now = noon
  })

  test('GATE-01 one person at two gates within a minute is said; whoever was sent from one gate to the next is not suspected', async () => {
    const [one, number] = [homes[1]!, homes[1]!.documents[0]!]
    await record({ means: document(number), temperatureC: undefined, guardSays: 'turnedAway' })
    expect((await record({ means: document(number), gateId: north })).body).toMatchObject({ outcome: 'enter', reasons: [] })
    expect((await record({ means: await shown(one) })).body).toMatchObject({ outcome: 'cannotTell', reasons: ['two_gates'] })
    town.clock.now = after(2)
    expect((await record({ means: await shown(one) })).body).toMatchObject({ outcome: 'enter' })
    town.clock.now = noon
  })

  test('GATE-01 a phone whose clock is an hour wrong proves nothing, and the guard still learns whose code it is', async () => {
    for (const at of [after(60), after(-60)]) {
      const { body } = await guard.call('gate.lookUp', { gateId: south, means: await shown(homes[2]!, at), direction: 'in', temperatureC: 36.5 })
      expect(body.verdict).toEqual({ outcome: 'cannotTell', reasons: ['code_unproven'], openDoor: false })
      expect(body.candidates[0].personId).toBe(homes[2]!.people[0])
    }
  })

  test('GATE-03 a slip of the thermometer’s point is refused, never read as a fever or as none', async () => {
    for (const temperatureC of [3.65, 365, 29.9, 45.1, Number.NaN, '36.5'])
      expect((await record({ means: await shown(homes[2]!), temperatureC })).status).toBe(400)
  })
})

describe('出门次数', () => {
  test('GATE-09 one of each home a day: the second is held, whoever it is; the next day is a new day', async () => {
    const home = homes[3]!
    expect((await out({ means: document(home.documents[0]!) })).body).toMatchObject({ outcome: 'enter' })
    expect((await out({ means: document(home.documents[1]!) })).body).toEqual({
      id: expect.any(String),
      isNew: true,
      outcome: 'hold',
      reasons: ['quota_used'],
      openDoor: false,
    })
    const { body } = await guard.call('gate.lookUp', { gateId: south, means: document(home.documents[1]!), direction: 'out' })
    expect(body.verdict.reasons).toEqual(['quota_used'])
    const { entries } = (await guard.call('gate.getOfflineList', { gateId: north })).body
    // A midnight: not the hour at which somebody went.
    const own = entries.filter((entry: any) => entry.quotaKey === home.id)
    expect(own.map((entry: any) => entry.holder.exits)).toEqual(own.map(() => ['2022-08-01T16:00:00.000Z']))
    expect(own.length).toBeGreaterThan(1)
    town.clock.now = after(12 * 60)
    expect((await out({ means: document(home.documents[1]!) })).body).toMatchObject({ outcome: 'enter' })
    town.clock.now = noon
  })

  test('GATE-09 dialysis is neither counted nor held; being turned away is not counted; what the guard lets pass is', async () => {
    const home = homes[4]!
    expect((await out({ means: document(home.documents[0]!), medical: true })).body).toMatchObject({ outcome: 'enter' })
    await out({ means: await shown(home, after(-60)), guardSays: 'turnedAway' })
    expect((await out({ means: document(home.documents[0]!), temperatureC: 38, guardSays: 'admitted' })).body).toMatchObject({
      outcome: 'hold',
      reasons: ['fever'],
    })
    expect((await out({ means: document(home.documents[0]!) })).body.reasons).toEqual(['quota_used'])
    expect((await out({ means: document(home.documents[0]!), medical: true })).body).toMatchObject({ outcome: 'enter' })
  })

  test('GATE-09 a whole queue of one home sent at once is counted within itself, and a passage of this morning by what was then', async () => {
    const home = homes[5]!
    const replies = await Promise.all(home.documents.map((number) => out({ means: document(number) })))
    expect(replies.filter((reply) => reply.body.outcome === 'enter')).toHaveLength(1)
    expect(replies.filter((reply) => reply.body.reasons.includes('quota_used'))).toHaveLength(1)
    expect((await out({ means: document(home.documents[0]!), at: after(-60).toISOString() })).body).toMatchObject({ outcome: 'enter' })
  })
})

describe('开门时间、只开主大门', () => {
  test('GATE-09 one gate open, the others closed in one step, told to the residents, and undone in one step', async () => {
    const until = after(600).toISOString()
    expect((await office.call('gate.openOnly', { gateId: south, until })).body).toEqual({ closed: 1 })
    const look = (gateId: string, over: object = {}) =>
      guard.call('gate.lookUp', { gateId, means: document(homes[2]!.documents[0]!), direction: 'in', temperatureC: 36.5, ...over })
    expect((await look(south)).body.verdict.outcome).toBe('enter')
    expect((await look(north)).body.verdict).toEqual({ outcome: 'refuse', reasons: ['gate_closed'], openDoor: false })
    expect((await record({ gateId: north, means: document(homes[2]!.documents[0]!) })).body.reasons).toEqual(['gate_closed'])
    expect((await look(north, { direction: 'out', medical: true })).body.verdict.outcome).toBe('enter')
    expect((await look(north, { arrival: 'ambulance' })).body.verdict.outcome).toBe('enter')
    const told = (await homes[0]!.phone.call('gate.listMyGates')).body
    expect(told).toEqual([
      { name: '北门', isOpen: false, hours: [], onlyUntil: null },
      { name: '南门', isOpen: true, hours: [], onlyUntil: until },
    ])
    expect((await guard.call('gate.getOfflineList', { gateId: north })).body).toMatchObject({
      times: { isOpen: true, hours: [], closedUntil: until },
      openInstead: '南门',
    })
    expect((await guard.call('gate.getOfflineList', { gateId: south })).body.openInstead).toBeNull()
    expect((await office.call('gate.endOpenOnly', { gateId: north })).body.code).toBe('gate.not_the_only_one')
    expect((await office.call('gate.endOpenOnly', { gateId: south })).status).toBe(200)
    expect((await look(north)).body.verdict.outcome).toBe('enter')
    expect((await homes[0]!.phone.call('gate.listMyGates')).body.map((gate: any) => gate.onlyUntil)).toEqual([null, null])
  })

  test('GATE-09 it ends by the clock, another one takes its place, and a passage from before is judged by before', async () => {
    await office.call('gate.openOnly', { gateId: south, until: after(30).toISOString() })
    const earlier = await record({ gateId: north, means: document(homes[2]!.documents[0]!), at: after(-10).toISOString() })
    expect(earlier.body).toMatchObject({ outcome: 'enter', reasons: [] })
    await office.call('gate.openOnly', { gateId: north, until: after(30).toISOString() })
    const state = async () => Object.fromEntries((await guard.call('gate.listGates')).body.map((gate: any) => [gate.name, gate.isOpen]))
    expect(await state()).toEqual({ 南门: false, 北门: true })
    town.clock.now = after(31)
    expect(await state()).toEqual({ 南门: true, 北门: true })
    town.clock.now = noon
    expect((await office.call('gate.openOnly', { gateId: south, until: after(-1).toISOString() })).body.code).toBe('gate.time_unfit')
    expect((await office.call('gate.openOnly', { gateId: south, until: after(63 * 1440).toISOString() })).body.code).toBe('gate.time_unfit')
    expect((await foreignOffice.call('gate.openOnly', { gateId: south, until: after(30).toISOString() })).status).toBe(404)
    await office.call('gate.endOpenOnly', { gateId: north })
  })

  test('GATE-09 hours close a gate by the clock, at the server and on the list; wrong ones are refused', async () => {
    const hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' }]
    await office.call('gate.setGateHours', { gateId: north, hours, dropZone: ' 北门外 2 号架 ' })
    const list = (await guard.call('gate.getOfflineList', { gateId: north })).body
    expect([list.times.hours, list.dropZone]).toEqual([hours, '北门外 2 号架'])
    const asked = { gateId: north, means: document(homes[2]!.documents[0]!), temperatureC: 36.5 }
    expect((await guard.call('gate.lookUp', { ...asked, direction: 'in' })).body.verdict.reasons).toEqual(['gate_closed'])
    town.clock.now = after(10 * 60)
    expect((await guard.call('gate.lookUp', { ...asked, direction: 'in' })).body.verdict.outcome).toBe('enter')
    town.clock.now = noon
    for (const wrong of [{ from: '24:00' }, { to: '6:00' }, { days: [] }, { days: [0] }, { days: [8] }])
      expect((await office.call('gate.setGateHours', { gateId: north, hours: [{ ...hours[0], ...wrong }], dropZone: null })).status).toBe(400)
    await office.call('gate.setGateHours', { gateId: north, hours: [], dropZone: null })
  })
})

describe('照护人、保供车、快递', () => {
  const attendant = (over: object = {}) =>
    office.call('gate.addAttendant', {
      personId: homes[6]!.people[0],
      name: '沈照护',
      phone: '10100000077',
      from: after(-60).toISOString(),
      until: after(600).toISOString(),
      ...over,
    })
  const enter = (shortCode: string) =>
    guard.call('gate.lookUp', { gateId: south, means: { kind: 'short', value: shortCode }, direction: 'in', temperatureC: 36.5 })

  test('GATE-09 an attendant passes by a short number while visitors may not, in its time, until it is withdrawn', async () => {
    const { body } = await attendant()
    expect((await enter(body.shortCode)).body).toMatchObject({ verdict: { outcome: 'enter' }, candidates: [{ passClass: 'attendant', name: '沈*护' }] })
    const listed = (await office.call('gate.listAttendants', { areaId: compoundId })).body
    expect(listed).toMatchObject([{ id: body.id, shortCode: body.shortCode, endedAt: null }])
    town.clock.now = after(601)
    expect((await enter(body.shortCode)).body.verdict.reasons).toEqual(['code_expired'])
    town.clock.now = noon
    expect((await foreignOffice.call('gate.endAttendant', { attendantId: body.id, reason: '换人' })).status).toBe(404)
    expect((await office.call('gate.endAttendant', { attendantId: body.id, reason: '换人' })).status).toBe(200)
    expect((await enter(body.shortCode)).body.verdict).toMatchObject({ outcome: 'refuse', reasons: ['code_revoked'] })
    expect((await attendant({ until: after(-61).toISOString() })).body.code).toBe('gate.time_unfit')
    expect((await attendant({ until: after(93 * 1440).toISOString() })).body.code).toBe('gate.time_unfit')
    expect((await attendant({ name: '' })).status).toBe(400)
  })

  test('GATE-09 an attendant’s pass ends when the person they look after moves away, and what is left of it goes a month later', async () => {
    const { body } = await attendant()
    await town.system((ctx) =>
      ctx.emit(registryEvents.personMoved, {
        communityId,
        personId: homes[6]!.people[0]!,
        fromHomeId: homes[6]!.id,
      }),
    )
    await town.drain()
    expect((await enter(body.shortCode)).body.verdict.reasons).toEqual(['code_revoked'])
    town.clock.now = after(40 * 1440)
    await forgetPassages(town.app.services)
    const left = await town.db.queryAsOwner<{ kind: string }>(
      "select 'attendant' as kind from gate.attendant union all select pass_class from gate.credential where home_id is null",
    )
    expect(left).toEqual([])
    town.clock.now = noon
  })

  test('GATE-09 a listed vehicle enters by its plate however it is typed, for what it is and until its day; its plate lies sealed', async () => {
    const add = (over: object = {}) =>
      office.call('gate.addVehicle', { areaId: communityId, plate: '浙a·99001', arrival: 'supplyVehicle', from: '2022-08-01', until: '2022-08-02', ...over })
    const { body } = await add()
    const come = (plate: string, arrival = 'supplyVehicle') => record({ means: { kind: 'none', value: '' }, arrival, plate })
    expect((await come('浙A 99001')).body).toMatchObject({ outcome: 'enter', reasons: [] })
    expect((await come('浙A99001', 'otherVehicle')).body.reasons).toEqual(['vehicle_unlisted'])
    expect((await come('浙A99002')).body.reasons).toEqual(['vehicle_unlisted'])
    expect((await come('不是车牌')).status).toBe(400)
    expect((await add({ plate: '浙A-99001' })).body.code).toBe('gate.vehicle_known')
    expect((await add({ plate: '浙A99003', until: '2022-07-31' })).body.code).toBe('gate.time_unfit')
    expect((await office.call('gate.listVehicles', { areaId: compoundId })).body).toEqual([
      { id: body.id, plate: expect.any(String), arrival: 'supplyVehicle', from: '2022-08-01', until: '2022-08-02' },
    ])
    expect((await office.call('gate.endVehicle', { vehicleId: body.id })).status).toBe(200)
    expect((await come('浙A99001')).body.reasons).toEqual(['vehicle_unlisted'])
  })

  test('GATE-09 couriers are told of the drop zone and come in nowhere; an ambulance is asked nothing', async () => {
    const come = (arrival: string) => record({ means: { kind: 'none', value: '' }, arrival, temperatureC: undefined })
    expect((await come('courier')).body).toMatchObject({ outcome: 'refuse', reasons: ['drop_zone'], openDoor: false })
    expect((await come('takeaway')).body).toMatchObject({ outcome: 'refuse', reasons: ['drop_zone'] })
    expect((await come('ambulance')).body).toMatchObject({ outcome: 'enter', openDoor: true })
    expect((await come('spaceship')).status).toBe(400)
  })
})
