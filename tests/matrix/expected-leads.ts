import type { Role } from '@xiaomen/rules/access'

const readers: readonly Role[] = ['communityAdmin', 'streetCommander', 'tracer', 'tracingHead']
const centre: readonly Role[] = ['streetCommander', 'tracer', 'tracingHead']
const workers: readonly Role[] = ['communityAdmin', 'tracer', 'tracingHead']
const watchers: readonly Role[] = ['streetCommander', 'tracingHead']
const community: readonly Role[] = ['communityAdmin']
const street: readonly Role[] = ['streetCommander']

export const LEADS_EXPECTED: Record<string, 'self' | 'public' | readonly Role[]> = {
  'leads.listGivers': readers,
  'leads.addGiver': centre,
  'leads.importFile': centre,
  'leads.add': centre,
  'leads.listUnread': readers,
  'leads.settleUnread': centre,
  'leads.list': readers,
  'leads.get': readers,
  'leads.triage': centre,
  'leads.send': centre,
  'leads.undo': centre,
  'leads.accept': community,
  'leads.giveBack': community,
  'leads.close': workers,
  'leads.giveTask': workers,
  'leads.listLoads': readers,
  'leads.answerList': readers,
  'leads.report': 'self',
  'leads.listOwn': 'self',
  'leads.getCallDesk': workers,
  'leads.takeSeat': workers,
  'leads.leaveSeat': workers,
  'leads.nextCall': workers,
  'leads.revealPhone': workers,
  'leads.recordCall': workers,
  'leads.getStaff': readers,
  'leads.scaleUp': street,
  'leads.scaleDown': street,
  'leads.listFindings': watchers,
  'leads.remind': watchers,
  'leads.reopen': watchers,
  'leads.drawSamples': watchers,
  'leads.checkSample': watchers,
  'leads.listCorrections': watchers,
  'leads.listChannels': street,
  'leads.addChannel': street,
  'leads.agreeChannel': street,
  'leads.takeSecret': street,
  'leads.endChannel': street,
  'leads.receive': 'public',
}
