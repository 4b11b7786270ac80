// What a lock's own list says follows the hours of its gate, by hand and by the clock.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SimulatedDoor } from '../../doors-simulator.ts'
import { openStreet, type Street } from './town.fixture.ts'
import { followGateTimes } from './workers.ts'

const NUMBER = '04A1B2C3'
let street: Street
let door: SimulatedDoor
let otherGateId: string
const ok = async (name: string, input: object) => {
  const reply = await street.office.call(name, input)
  expect([name, reply.status, reply.status === 200 ? null : reply.body]).toEqual([name, 200, null])
  await street.town.drain()
  return reply.body
}
const opens = (count: number) => street.soon(() => expect(door.state().list.size).toBe(count))
const at = (clock: string) => {
  street.town.clock.now = new Date(`2022-08-01T${clock}+08:00`)
}

beforeAll(async () => {
  street = await openStreet()
  at('12:00:00')
  otherGateId = (await ok('gate.addGate', { areaId: street.areas.compound.id, name: '北门' })).id
  door = await street.hang(await street.addDoor(street.areas.compound.id, '南门闸机', { kind: 'gate', gateId: street.gateId }))
  await street.issue(await street.addPerson('王小门'), NUMBER)
  await opens(1)
}, 120_000)
afterAll(() => street?.close())

test('GATE-02 while another gate is the only one open the lock of this one knows nobody, and everybody again once it is over', async () => {
  await ok('gate.openOnly', { gateId: otherGateId, until: '2022-08-01T20:00:00+08:00' })
  await opens(0)
  await ok('gate.endOpenOnly', { gateId: otherGateId })
  await opens(1)
  await ok('gate.openOnly', { gateId: otherGateId, until: '2022-08-01T20:00:00+08:00' })
  await opens(0)
  // Nobody ends it: its time does.
  at('20:00:30')
  await followGateTimes(street.town.app.services)
  await opens(1)
})

test('GATE-02 closed by hand, and by its hours, it lets nobody in by its own list, and opens again in the morning', async () => {
  await ok('gate.setGateOpen', { gateId: street.gateId, isOpen: false })
  await opens(0)
  await ok('gate.setGateOpen', { gateId: street.gateId, isOpen: true })
  await opens(1)
  await ok('gate.setGateHours', { gateId: street.gateId, hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '06:00', to: '22:00' }], dropZone: null })
  at('22:00:30')
  await followGateTimes(street.town.app.services)
  await opens(0)
  await door.pull()
  expect(await door.readCard(NUMBER)).toEqual({ opened: false, by: 'list' })
  await door.connect()
  street.town.clock.now = new Date('2022-08-02T06:00:30+08:00')
  await followGateTimes(street.town.app.services)
  await opens(1)
})

test('a minute in which no gate turns sends nothing', async () => {
  const { version } = door.state()
  street.town.clock.now = new Date('2022-08-02T12:00:00+08:00')
  const before = await street.town.db.queryAsOwner('select id, wanted_version, list_version from doors.device')
  await followGateTimes(street.town.app.services)
  expect(await street.town.db.queryAsOwner('select id, wanted_version, list_version from doors.device')).toEqual(before)
  expect(door.state().version).toBe(version)
})
