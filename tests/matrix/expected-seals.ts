import type { Role } from '@xiaomen/rules/access'

const readers: readonly Role[] = ['gridWorker', 'communityAdmin', 'streetCommander']
const office: readonly Role[] = ['communityAdmin']
const walkers: readonly Role[] = ['gridWorker', 'communityAdmin']

export const SEALS_EXPECTED: Record<string, 'self' | readonly Role[]> = {
  'seals.listSeals': readers,
  'seals.getSeal': readers,
  'seals.listHomes': office,
  'seals.issueSeal': office,
  'seals.tellHousehold': walkers,
  'seals.applySeal': walkers,
  'seals.checkSeal': walkers,
  'seals.removeSeal': walkers,
  'seals.withdrawSeal': office,
  'seals.announceOpening': walkers,
  'seals.answerAlarm': walkers,
  'seals.addSensor': office,
  'seals.endSensor': office,
  'seals.listOwn': 'self',
  'seals.announceOwn': 'self',
}
