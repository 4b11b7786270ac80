import type { Role } from '@xiaomen/rules/access'

const readers: readonly Role[] = ['guard', 'gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'district', 'supervisor', 'volunteer']
const hands: readonly Role[] = ['communityAdmin', 'streetCommander', 'district']

export const ZONES_EXPECTED: Record<string, 'self' | readonly Role[]> = {
  'zones.listKinds': readers,
  'zones.listZones': readers,
  'zones.listHere': readers,
  'zones.listOwn': 'self',
  'zones.drawZone': hands,
  'zones.drawStandstill': hands,
  'zones.changeZone': hands,
  'zones.lowerZone': hands,
  'zones.stateEvidence': hands,
  'zones.signZone': hands,
  'zones.takeBack': hands,
}
