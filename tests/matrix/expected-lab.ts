import type { Role } from '@xiaomen/rules/access'

const laboratory: readonly Role[] = ['laboratory']
const readers: readonly Role[] = ['communityAdmin', 'streetCommander']
const street: readonly Role[] = ['streetCommander']
const doorstep: readonly Role[] = ['gridWorker', 'communityAdmin']

export const LAB_EXPECTED: Record<string, 'self' | 'public' | readonly Role[]> = {
  'lab.getDesk': laboratory,
  'lab.findBox': laboratory,
  'lab.receiveBox': laboratory,
  'lab.findTube': laboratory,
  'lab.report': laboratory,
  'lab.confirm': laboratory,
  'lab.amend': laboratory,
  'lab.getTemplate': laboratory,
  'lab.importResults': laboratory,
  'lab.listChannels': street,
  'lab.addChannel': street,
  'lab.agreeChannel': street,
  'lab.takeSecret': street,
  'lab.endChannel': street,
  'lab.receive': 'public',
  'lab.listPools': readers,
  'lab.getPool': readers,
  'lab.listTubes': readers,
  'lab.listAtHome': doorstep,
  'lab.recordRecall': doorstep,
  'lab.listOwn': 'self',
}
