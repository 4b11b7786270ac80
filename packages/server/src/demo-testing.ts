// The demonstration's round of sampling: one compound is asked today, the first two tubes are filled, and one of those who came is nobody of the ledger.
import { testing } from '@xiaomen/contract'
import { labelOf } from '@xiaomen/rules/testing'
import type { Area } from './modules/areas/index.ts'
import type { Person } from './modules/registry/index.ts'
import { perform, settle } from './perform.ts'
import type { Actor } from './platform/ctx.ts'
import { uuidv7 } from './platform/ids.ts'
import type { Services } from './platform/module.ts'
import { localDay } from './platform/time.ts'

type Scene = { admin: Actor; compound: Area; homes: readonly { building: Area; residents: Person[] }[] }
const IN_TUBE = 10

export async function playTesting(services: Services, { admin, compound, homes }: Scene): Promise<void> {
  const now = services.now()
  const campaignId = uuidv7()
  const hours = { day: localDay(now), fromClock: '08:00', untilClock: '18:00' }
  await perform(services, admin, testing.planCampaign, {
    ...hours,
    id: campaignId,
    areaId: compound.id,
    name: `${compound.name}第一轮核酸`,
    poolSize: IN_TUBE,
    ageFrom: 0,
    ageTo: 150,
    isReserve: false,
  })
  const point = await perform(services, admin, testing.addPoint, { id: uuidv7(), campaignId, areaId: compound.id, name: `${compound.name}东门广场`, tables: 3 })
  const here = homes.filter(({ building }) => building.path.startsWith(compound.path))
  const buildings = [...new Set(here.map(({ building }) => building.id))]
  await perform(services, admin, testing.planCalls, { pointId: point.id, areaIds: buildings.slice(0, 4) })
  await perform(services, admin, testing.startCampaign, { campaignId })
  await settle(services)
  const people = here.flatMap(({ residents }) => residents).slice(0, IN_TUBE * 2 - 3)
  const tube = (nth: number) => labelOf({ kind: 'tube', batch: point.batch, serial: 1 + Math.floor(nth / IN_TUBE) })
  const taken = { pointId: point.id, table: 1, size: IN_TUBE as 10, at: now.toISOString() }
  for (const [nth, person] of people.entries())
    await perform(services, admin, testing.takeSample, {
      ...taken,
      id: uuidv7(),
      tube: tube(nth),
      means: { kind: 'none', value: '' },
      personId: person.id,
    })
  await perform(services, admin, testing.takeSample, {
    ...taken,
    id: uuidv7(),
    tube: tube(people.length),
    means: { kind: 'document', value: 'X0000000' },
  })
  await settle(services)
  await perform(services, admin, testing.sealTube, { ...taken, id: uuidv7(), tube: tube(0), counted: Math.min(IN_TUBE, people.length) })
  await perform(services, admin, testing.sayWaiting, { pointId: point.id, waiting: 24 })
}
