import { makePass } from '../../packages/server/src/modules/presence/secret.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'

export type PresenceIds = { spotId: string; spotCode: string; checkInId: string; traceId: string; openTraceId: string }

/** A spot with a check-in that waits to be confirmed; a query that waits for a signature and one that is open. */
export async function furnishPresence(
  town: Town,
  path: string,
  { communityId, compoundId, personId }: { communityId: string; compoundId: string; personId: string },
): Promise<PresenceIds> {
  const [{ caller: admin }, { caller: tracer }] = [await hire(town, 'communityAdmin', path), await hire(town, 'tracer', path)]
  const spot = ok(await admin.call('presence.addSpot', { id: uuidv7(), areaId: compoundId, name: '便利店', kind: 'shop', position: null }), 'addSpot')
  const spotCode = spot.posterPath.split('/')[2]
  const pass = makePass(town.app.services.crypto, personId, town.clock.now)
  const checkInId = uuidv7()
  ok(await town.anonymous.call('presence.checkIn', { id: checkInId, code: spotCode, step: null, pass }), 'checkIn')
  const [traceId, openTraceId] = [uuidv7(), uuidv7()]
  const asked = {
    areaId: communityId,
    personId,
    from: '2022-05-03T04:00:00Z',
    to: '2022-05-04T04:00:00Z',
    ring: 1,
    ground: 'case',
    refId: null,
    reason: '演练',
  }
  for (const id of [traceId, openTraceId]) ok(await tracer.call('presence.askTrace', { ...asked, id }), 'askTrace')
  ok(await admin.call('presence.signTrace', { traceId: openTraceId }), 'signTrace')
  return { spotId: spot.id, spotCode, checkInId, traceId, openTraceId }
}
