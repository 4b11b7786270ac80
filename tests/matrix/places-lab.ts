import { labelOf } from '@xiaomen/rules/testing'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller, Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'

export type LabIds = {
  openBox: string
  looseTube: string
  sentBox: string
  receivedTube: string
  waitingTube: string
  poolTube: string
  recallHomeId: string
  recallId: string
  channelId: string
}
const at = '2022-05-04T04:00:00Z'
type At = { pointId: string; batch: string; areaId: string; path: string }

/** A box that is filled, one on its way, a tube that waits for its result, one for a second look, and a positive pool with somebody who is recalled. */
export async function furnishLab(town: Town, office: Caller, { pointId, batch, areaId, path }: At): Promise<LabIds> {
  const tube = (serial: number) => labelOf({ kind: 'tube', batch, serial })
  const box = (serial: number) => labelOf({ kind: 'box', batch, serial })
  const building = ok(await office.call('areas.addArea', { parentId: areaId, level: 'building', name: '9幢' }), 'addArea')
  const home = ok(await office.call('registry.addHome', { areaId: building.id, door: '1901', floor: 19, use: 'permanent' }), 'addHome')
  const live = { homeId: home.id, name: '召回住户', care: [], kind: 'owner', from: '2022-01-01', evenIfKnown: true }
  const personId: string = ok(await office.call('registry.addResident', live), 'addResident').id
  const common = () => ({ id: uuidv7(), pointId, at })
  const take = async (serial: number, people: readonly (string | null)[]) => {
    for (const one of people) {
      const means = one === null ? { kind: 'document', value: `X${serial}` } : { kind: 'door', value: '1901' }
      ok(await office.call('testing.takeSample', { ...common(), table: 1, tube: tube(serial), size: 10, means, personId: one }), 'takeSample')
    }
    await town.drain()
    ok(await office.call('testing.sealTube', { ...common(), table: 1, tube: tube(serial), size: 10, counted: people.length }), 'sealTube')
  }
  const pack = async (boxNo: number, serials: readonly number[]) => {
    for (const serial of serials) ok(await office.call('testing.packTube', { ...common(), box: box(boxNo), tube: tube(serial) }), 'packTube')
  }
  const send = async (boxNo: number, counted: number) => {
    ok(await office.call('testing.closeBox', { ...common(), box: box(boxNo), counted }), 'closeBox')
    const signed = { courier: '演练员', isSignedHere: true, isSignedByCourier: true }
    ok(await office.call('testing.sendBox', { ...common(), box: box(boxNo), counted, ...signed }), 'sendBox')
  }
  for (const serial of [11, 12, 13, 14, 15]) await take(serial, [null])
  await take(16, [personId, null])
  await pack(1, [11])
  await pack(2, [13])
  await send(2, 1)
  await pack(3, [14, 15, 16])
  await send(3, 3)
  const labs = [await hire(town, 'laboratory', path), await hire(town, 'laboratory', path)].map(({ caller }) => caller)
  ok(await labs[0]!.call('lab.receiveBox', { box: box(3), tubes: [14, 15, 16].map(tube) }), 'receiveBox')
  for (const serial of [15, 16]) ok(await labs[0]!.call('lab.report', { id: uuidv7(), tube: tube(serial), verdict: 'positive', ct: 30 }), 'report')
  ok(await labs[1]!.call('lab.confirm', { tube: tube(16), agree: true }), 'confirm')
  await town.drain()
  const [recall] = ok(await office.call('lab.listAtHome', { homeId: home.id }), 'listAtHome')
  const { caller: street } = await hire(town, 'streetCommander', path)
  const channelId = uuidv7()
  ok(await street.call('lab.addChannel', { id: channelId, areaId, name: '检测系统' }), 'addChannel')
  return {
    channelId,
    openBox: box(1),
    looseTube: tube(12),
    sentBox: box(2),
    receivedTube: tube(14),
    waitingTube: tube(15),
    poolTube: tube(16),
    recallHomeId: home.id,
    recallId: recall.id,
  }
}
