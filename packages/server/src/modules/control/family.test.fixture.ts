// A community under the ninth edition, with an office, a station of another unit, a grid worker, a guard, and the family of one door.
import { checkCharacter } from '@xiaomen/rules/registry'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { CONTROL_AND_BELOW } from './modules.test.fixture.ts'

const documentOf = (birthday: string, at: number): string => {
  const first = `990101${birthday.replaceAll('-', '')}${String(at).padStart(3, '0')}`
  return first + checkCharacter(first)
}
export const evidence = { kind: 'investigationDecision', reference: '流调-2022-0710-007', issuedBy: '区疾控中心' }
/** Noon of a day of the street. */
export const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`)

export type Family = {
  town: Town
  quarter: Quarter
  homeId: string
  homePath: string
  office: Caller
  station: Caller
  grid: Caller
  foreign: Caller
  guard: Caller
  gateId: string
  people: Record<'mother' | 'father' | 'child' | 'neighbour', string>
}

export async function openFamily(today: string): Promise<Family> {
  const town = await openTown({
    modules: CONTROL_AND_BELOW,
  })
  town.clock.now = noon(today)
  const quarter = await buildQuarter(town)
  const { path } = quarter.community
  const office = town.as('communityAdmin', path, { unit: '居委会' })
  const home = async (door: string) => (await office.call('registry.addHome', { areaId: quarter.unit.id, door, floor: 5, use: 'permanent' })).body
  const [own, next] = [await home('501'), await home('502')]
  const live = async (homeId: string, name: string, document: string, kind = 'family') =>
    (
      await office.call('registry.addResident', {
        homeId,
        name,
        document: { kind: 'residentId', number: document },
        care: [],
        kind,
        from: '2022-01-01',
        evenIfKnown: true,
      })
    ).body.id as string
  const mother = await live(own.id, '沈小满', documentOf('1985-03-07', 1), 'owner')
  const father = await live(own.id, '何大山', documentOf('1984-11-02', 3))
  const child = await live(own.id, '何小雨', documentOf('2014-06-01', 2))
  const neighbour = await live(next.id, '林若溪', documentOf('1950-01-01', 4), 'owner')
  const gate = await office.call('gate.addGate', { areaId: quarter.compound.id, name: '东门' })
  return {
    town,
    quarter,
    homeId: own.id,
    homePath: own.path,
    office,
    station: town.as('communityAdmin', path, { unit: '卫生服务站' }),
    grid: town.as('gridWorker', path, { unit: '居委会' }),
    foreign: town.as('communityAdmin', quarter.nextCommunity.path, { unit: '别处' }),
    guard: town.as('guard', path),
    gateId: gate.body.id,
    people: { mother, father, child, neighbour },
  }
}
