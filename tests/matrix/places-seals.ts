import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'

export type SealIds = { sealId: string; sealHomeId: string; sealAlarmId: string }
const at = '2022-05-04T04:00:00Z'
/** A picture of one point. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A home whose seal was found broken, which nobody has answered for, and its next seal, of which the household was told. */
export async function furnishSeals(office: Caller, areaId: string): Promise<SealIds> {
  const { homes } = ok(await office.call('seals.listHomes', { areaId }), 'listHomes')
  const sealHomeId = homes[0].homeId as string
  const issue = async (number: string): Promise<string> => {
    const id = uuidv7()
    ok(await office.call('seals.issueSeal', { id, homeId: sealHomeId, number }), 'issueSeal')
    ok(await office.call('seals.tellHousehold', { id: uuidv7(), sealId: id, at, way: 'atDoor', agreesToSensor: true }), 'tellHousehold')
    return id
  }
  const first = await issue('演练-1')
  const said = { sealId: first, at, note: null }
  const photoId = uuidv7()
  ok(await office.call('photos.add', { id: photoId, areaId, at, bytes: PNG }), 'add')
  const safe = { isOwnDoor: true, opensFromInside: true, leavesEscapeFree: true }
  ok(await office.call('seals.applySeal', { ...said, ...safe, id: uuidv7(), photoIds: [photoId] }), 'applySeal')
  ok(await office.call('seals.checkSeal', { ...said, id: uuidv7(), photoIds: [], outcome: 'broken' }), 'checkSeal')
  const { alarms } = ok(await office.call('seals.getSeal', { sealId: first }), 'getSeal')
  return { sealId: await issue('演练-2'), sealHomeId, sealAlarmId: alarms[0].id }
}
