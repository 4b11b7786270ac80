import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule } from '../access/index.ts'
import { areasModule, findArea, insertAreas } from '../areas/index.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { gateModule } from './index.ts'

let town: Town
let district: Caller
let ids: Record<'north' | 'south' | 'community' | 'compound', string>
let gateId: string

const pathOf = (areaId: string) => town.system(async (ctx) => (await findArea(ctx, areaId))!.path)
const record = (by: Caller) =>
  by.call('gate.recordPassage', { id: uuidv7(), gateId, means: { kind: 'none', value: '' }, direction: 'in', at: town.clock.now.toISOString() })

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule, postureModule, tasksModule, riskModule, gateModule] })
  ids = { north: uuidv7(), south: uuidv7(), community: uuidv7(), compound: uuidv7() }
  const [top] = await town.system((ctx) => insertAreas(ctx, [{ parentId: null, level: 'district', name: '测试区' }]))
  await town.system((ctx) =>
    insertAreas(ctx, [
      { id: ids.north, parentId: top!.id, level: 'street', name: '北街道' },
      { id: ids.south, parentId: top!.id, level: 'street', name: '南街道' },
      { id: ids.community, parentId: ids.north, level: 'community', name: '东社区' },
      { id: ids.compound, parentId: ids.community, level: 'compound', name: '花园' },
    ]),
  )
  district = town.as('district', top!.path)
  const office = town.as('communityAdmin', await pathOf(ids.community))
  gateId = (await office.call('gate.addGate', { areaId: ids.compound, name: '南门' })).body.id
})
afterAll(() => town.close())

test('a community that goes over to another street takes its gates along: its guards go on writing down who passes', async () => {
  const before = town.as('guard', await pathOf(ids.compound))
  expect((await record(before)).status).toBe(200)
  expect((await district.call('areas.moveArea', { areaId: ids.community, toParentId: ids.south, version: 1 })).status).toBe(200)
  await town.drain()
  expect((await record(town.as('guard', await pathOf(ids.compound)))).status).toBe(200)
  expect((await record(town.as('guard', await pathOf(ids.north)))).status).toBe(404)
})
