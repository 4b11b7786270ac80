import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Town } from '../../packages/server/src/platform/testing.ts'
import { hire, ok } from './people.ts'

export type ZoneIds = { zoneId: string; draftZoneId: string; zoneActId: string }

/** A building that two sealed, and a compound of which one asked that it be controlled. */
export async function furnishZones(
  town: Town,
  path: string,
  { communityId, buildingId, compoundId }: { communityId: string; buildingId: string; compoundId: string },
): Promise<ZoneIds> {
  const { caller: first } = await hire(town, 'communityAdmin', path)
  const { caller: second } = await hire(town, 'communityAdmin', path)
  const draw = async (kind: string, areaId: string) =>
    ok(
      await first.call('zones.drawZone', { id: uuidv7(), areaId: communityId, kind, areaIds: [areaId], centreId: null, ground: '演练', legalBasis: '演练' }),
      'drawZone',
    )
  const sealed = await draw('sealed', buildingId)
  ok(await second.call('zones.signZone', { zoneId: sealed.id, actId: sealed.waiting.id }), 'signZone')
  const asked = await draw('controlled', compoundId)
  return { zoneId: sealed.id, draftZoneId: asked.id, zoneActId: asked.waiting.id }
}
