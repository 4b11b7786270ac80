import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import { drawPicture } from '../../packages/server/src/picture.ts'
import type { Caller, Town } from '../../packages/server/src/platform/testing.ts'
import { countRounds } from '../../packages/server/src/modules/patrols/index.ts'
import { ok } from './people.ts'

export const PHOTO = drawPicture({ colours: [[20, 90, 60]] }).toString('base64')
export type PerimeterIds = { photoId: string; checkId: string; routeId: string; pointId: string; missedId: string; breachId: string }
/** A gate that was looked at with a fault and a photo, a route whose round was missed, and a breach nobody has answered. */
export async function furnishPerimeter(town: Town, admin: Caller, { compoundId, gateId }: { compoundId: string; gateId: string }): Promise<PerimeterIds> {
  const now = town.clock.now
  const at = now.toISOString()
  const { list } = ok(await admin.call('checklists.getGate', { gateId }), 'getGate')
  const items: { key: string }[] = list.groups.flatMap((group: { items: { key: string }[] }) => group.items)
  const [photoId, checkId, routeId, pointId, breachId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  ok(await admin.call('photos.add', { id: photoId, areaId: compoundId, at, bytes: PHOTO }), 'photo')
  const answers = items.map(({ key }, index) => ({ item: key, answer: 'no', note: index === 0 ? '演练' : null, photoIds: index === 0 ? [photoId] : [] }))
  ok(await admin.call('checklists.recordCheck', { id: checkId, gateId, at, kind: 'full', packId: list.packId, edition: list.edition, answers }), 'recordCheck')
  const route = { id: routeId, areaId: compoundId, version: null, name: '围挡一线', times: ['13:00'], toleranceMinutes: 30 }
  ok(await admin.call('patrols.saveRoute', { ...route, points: [{ id: pointId, name: '西角', hint: null }] }), 'saveRoute')
  const breach = { id: breachId, areaId: compoundId, at, kind: 'cut', place: '西角', note: null, photoIds: [] }
  ok(await admin.call('patrols.reportBreach', breach), 'reportBreach')
  // An hour later the round is over.
  town.clock.now = new Date(now.getTime() + 2 * 3_600_000)
  await countRounds(town.app.services)
  const { routes } = ok(await admin.call('patrols.getDay', { areaId: compoundId }), 'getDay')
  town.clock.now = now
  await town.drain()
  return { photoId, checkId, routeId, pointId, missedId: routes[0].rounds[0].missedId, breachId }
}
