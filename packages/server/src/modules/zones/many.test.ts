import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule } from '../areas/index.ts'
import { gateModule } from '../gate/index.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { zonesModule } from './index.ts'

let town: Town
let quarter: Quarter
let office: Caller, station: Caller, street: Caller
const noon = (day: string) => new Date(`${day}T12:00:00+08:00`)
const sign = (who: Caller, { id: zoneId, waiting }: { id: string; waiting: { id: string } }) => who.call('zones.signZone', { zoneId, actId: waiting.id })

beforeAll(async () => {
  town = await openTown({
    modules: [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, riskModule, statusModule, zonesModule, gateModule],
  })
  town.clock.now = noon('2022-07-01')
  quarter = await buildQuarter(town)
  const { path } = quarter.community
  office = town.as('communityAdmin', path, { unit: '居委会' })
  station = town.as('communityAdmin', path, { unit: '卫生服务站' })
  street = town.as('streetCommander', quarter.street.path, { unit: '街道指挥部' })
})
afterAll(() => town.close())

test('CTRL-10 above twenty people somebody of one more office signs, counted when it is drawn; the card says how many homes and people lie in it', async () => {
  const home = (await office.call('registry.addHome', { areaId: quarter.unit.id, door: '101', floor: 1, use: 'permanent' })).body
  for (let nth = 1; nth <= 21; nth++)
    await office.call('registry.addResident', {
      homeId: home.id,
      name: `居民${nth}`,
      care: [],
      kind: nth === 1 ? 'owner' : 'family',
      from: '2022-01-01',
      evenIfKnown: true,
    })
  const zone = {
    id: uuidv7(),
    areaId: quarter.community.id,
    kind: 'controlled',
    areaIds: [quarter.building.id],
    centreId: null,
    ground: '3号楼确诊一例',
    legalBasis: '第12号令',
  }
  const drawn = (await office.call('zones.drawZone', zone)).body
  expect(drawn).toMatchObject({ homes: 1, people: 21, waiting: { people: 21, needed: 2 } })
  expect((await sign(station, drawn)).body).toMatchObject({ state: 'drafted', waiting: { signatures: [{ unit: '卫生服务站' }] } })
  const inForce = (await sign(street, drawn)).body
  expect(inForce.state).toBe('inForce')
  // Nobody is newly kept by lowering: two are enough to give back.
  town.clock.now = noon('2022-07-20')
  await office.call('zones.stateEvidence', { id: uuidv7(), zoneId: drawn.id, kind: 'allTested', on: '2022-07-20', value: null, reference: '检-全员-9' })
  const asked = (await office.call('zones.lowerZone', { zoneId: drawn.id, reason: '条件已齐' })).body
  expect(asked.waiting).toMatchObject({ people: 0, needed: 1 })
  await office.call('zones.takeBack', { zoneId: drawn.id, actId: asked.waiting.id })
})
