// Locks for the demonstration: an entrance and two stairs with controllers that are simulated, and cards for some who live behind them.
import { doors } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { type SimulatedDoor, simulateDoor } from './doors-simulator.ts'
import type { Area } from './modules/areas/index.ts'
import type { Person } from './modules/registry/index.ts'
import { perform, settle } from './perform.ts'
import type { Actor } from './platform/ctx.ts'
import { uuidv7 } from './platform/ids.ts'
import type { Services } from './platform/module.ts'

type Wanted = { admin: Actor; compound: Area; areas: readonly Area[]; gateId: string; people: readonly { building: Area; residents: Person[] }[] }
const STAIRS = 2
const MOST_CARDS = 60
/** Numbers no maker gives out: the first byte of a real one names its maker and is not 0. */
const numberOf = (index: number) => `00${(0xd000 + index * 7919).toString(16).padStart(6, '0').toUpperCase()}`

export async function playDoors(services: Services, { admin, compound, areas, gateId, people }: Wanted): Promise<void> {
  // Without a broker of its own the demonstration has nothing to hang a controller on.
  if (services.config.mqtt.url !== null || services.config.mqtt.port === null) return
  const add = (areaId: string, name: string, kind: 'gate' | 'unit', gate: string | null) =>
    perform(services, admin, doors.addDoor, { areaId, gateId: gate, name, kind, direction: 'in', openSeconds: 5 })
  const entrance = await add(compound.id, '东门人行闸', 'gate', gateId)
  const stairs = areas.filter((area) => area.level === 'unit' && contains(compound.path, area.path)).slice(0, STAIRS)
  const made = [entrance, ...(await Promise.all(stairs.map((stair) => add(stair.id, '单元门', 'unit', null))))]
  const residents = people.filter(({ building }) => contains(compound.path, building.path)).flatMap((home) => home.residents)
  for (const [index, { id }] of residents.slice(0, MOST_CARDS).entries())
    await perform(services, admin, doors.issueCard, { id: uuidv7(), holder: { kind: 'resident', personId: id }, number: numberOf(index), until: null })
  await perform(services, admin, doors.issueCard, {
    id: uuidv7(),
    holder: { kind: 'worker', areaId: compound.id, name: '保洁 葛春' },
    number: numberOf(MOST_CARDS),
    until: null,
  })
  const hung: SimulatedDoor[] = []
  for (const door of made) {
    const credentials = await perform(services, admin, doors.addDevice, { doorId: door.id })
    await settle(services)
    const { broker } = await perform(services, admin, doors.listDoors, {})
    if (broker.port === null) return
    const simulated = simulateDoor({ url: `mqtt://127.0.0.1:${broker.port}`, ...credentials })
    await simulated.connect()
    hung.push(simulated)
  }
  // A working morning: some come home, one stair door is left open.
  await hung[1]?.readCard(numberOf(0))
  await hung[1]?.tell('closed')
  await hung.at(-1)?.tell('heldOpen')
}
