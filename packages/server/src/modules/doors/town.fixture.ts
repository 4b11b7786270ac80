// A compound with a gate, a stair, people, and doors that a simulated controller can be hung on.
import { expect } from 'vitest'
import { type Faults, type SimulatedDoor, simulateDoor } from '../../doors-simulator.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { controlModule } from '../control/index.ts'
import { gateModule } from '../gate/index.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { doorsModule } from './index.ts'

export type Street = {
  town: Town
  office: Caller
  guard: Caller
  areas: { community: Area; compound: Area; building: Area; unit: Area; other: Area }
  home: { id: string; path: string }
  gateId: string
  addPerson(name: string, homeId?: string): Promise<string>
  addDoor(areaId: string, name: string, over?: object): Promise<string>
  /** A controller for a door, connected. */
  hang(doorId: string, faults?: Faults): Promise<SimulatedDoor>
  credentials(doorId: string): Promise<{ url: string; deviceId: string; password: string; cardKey: string }>
  issue(personId: string, number: string): Promise<string>
  emergency(): Promise<void>
  /** Doors are told things after the commit, over a network: asked again until it is so. */
  soon(check: () => unknown, withinMs?: number): Promise<void>
  close(): Promise<void>
}
const MODULES = [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, gateModule, controlModule, doorsModule]

export async function openStreet(env: Record<string, string> = { XIAOMEN_MQTT_PORT: '0' }): Promise<Street> {
  const town = await openTown({ modules: MODULES, env })
  const areas = await town.system(async (ctx) => {
    const [district] = await insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }])
    const [street] = await insertAreas(ctx, [{ parentId: district!.id, level: 'street', name: '青石街道' }])
    const [community] = await insertAreas(ctx, [{ parentId: street!.id, level: 'community', name: '青石社区' }])
    const [compound, other] = await insertAreas(ctx, [
      { parentId: community!.id, level: 'compound', name: '南苑' },
      { parentId: community!.id, level: 'compound', name: '北苑' },
    ])
    const [building] = await insertAreas(ctx, [{ parentId: compound!.id, level: 'building', name: '3号楼' }])
    const [unit] = await insertAreas(ctx, [{ parentId: building!.id, level: 'unit', name: '2单元' }])
    return { community: community!, compound: compound!, building: building!, unit: unit!, other: other! }
  })
  const office = town.as('communityAdmin', areas.community.path)
  const guard = town.as('guard', areas.compound.path)
  const ok = async (caller: Caller, name: string, input: object) => {
    const reply = await caller.call(name, input)
    expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
    return reply.body
  }
  const home = await ok(office, 'registry.addHome', { areaId: areas.unit.id, door: '501', floor: 5, use: 'permanent' })
  const gateId = (await ok(office, 'gate.addGate', { areaId: areas.compound.id, name: '南门' })).id as string
  const simulated: SimulatedDoor[] = []
  let documents = 3_000_000
  const self: Street = {
    town,
    office,
    guard,
    areas,
    home,
    gateId,
    addPerson: async (name, homeId = home.id) => {
      const document = { kind: 'passport', number: `X${(documents += 1)}`, country: 'XX' }
      return (await ok(office, 'registry.addResident', { homeId, name, document, care: [], kind: 'family', from: '2022-01-01', evenIfKnown: false })).id
    },
    addDoor: async (areaId, name, over = {}) =>
      (await ok(office, 'doors.addDoor', { areaId, gateId: null, name, kind: 'unit', direction: 'in', openSeconds: 5, ...over })).id,
    credentials: async (doorId) => {
      const made = await ok(office, 'doors.addDevice', { doorId })
      await town.drain()
      const { broker } = await ok(office, 'doors.listDoors', {})
      return { url: env['XIAOMEN_MQTT_URL'] ?? `mqtt://127.0.0.1:${broker.port}`, ...made }
    },
    hang: async (doorId, faults = {}) => {
      const door = simulateDoor(await self.credentials(doorId), faults)
      simulated.push(door)
      await door.connect()
      await self.soon(() => expect(door.state().version).not.toBeNull())
      return door
    },
    issue: async (personId, number) => {
      const { id } = await ok(office, 'doors.issueCard', { id: uuidv7(), holder: { kind: 'resident', personId }, number, until: null })
      await town.drain()
      return id
    },
    emergency: async () => {
      await town.system((ctx) =>
        putInForce(ctx, {
          areaId: areas.community.id,
          posture: 'emergency',
          packId: 'covid-19',
          edition: '2022-06-28',
          legalBasis: 'test',
          purpose: 'test',
          until: '2022-12-31',
          draftedBy: uuidv7(),
          approvedBy: uuidv7(),
        }),
      )
      await town.drain()
    },
    soon: async (check, withinMs = 8_000) => {
      const end = performance.now() + withinMs
      for (;;) {
        try {
          await town.drain()
          await check()
          return
        } catch (error) {
          if (performance.now() > end) throw error
          await new Promise((resolve) => setTimeout(resolve, 40))
        }
      }
    },
    close: async () => {
      await Promise.all(simulated.map((door) => door.leave()))
      await town.close()
    },
  }
  return self
}
