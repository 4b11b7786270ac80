import type { Role } from '@xiaomen/rules/access'

const readers: readonly Role[] = ['gridWorker', 'communityAdmin', 'streetCommander']
const givers: readonly Role[] = ['gridWorker', 'communityAdmin']
const office: readonly Role[] = ['communityAdmin']

export const ANTIGEN_EXPECTED: Record<string, 'self' | readonly Role[]> = {
  'antigen.getStock': readers,
  'antigen.receiveKits': office,
  'antigen.spoilKits': office,
  'antigen.openRound': office,
  'antigen.closeRound': office,
  'antigen.listRounds': readers,
  'antigen.getRound': readers,
  'antigen.listDoors': givers,
  'antigen.handOut': givers,
  'antigen.handToEnterprise': office,
  'antigen.signForEnterprise': office,
  'antigen.takeBack': office,
  'antigen.reportHelped': givers,
  'antigen.notePcr': office,
  'antigen.listOwn': 'self',
  'antigen.signOwn': 'self',
  'antigen.reportOwn': 'self',
  'antigen.askOwnHelp': 'self',
}
