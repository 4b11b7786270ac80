// access 账号权限: accounts, grants of a role at an area for a time, sessions, second factors.
// Owns the tables access.*. Stands on areas.
// Tells nothing, hears areas: a change of rights is read within a second by every session.
import { access } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import * as accounts from './service/accounts.ts'
import * as own from './service/own.ts'
import { coverFor, endCover, listCovers } from './service/covers.ts'
import { previewView } from './service/preview.ts'
import { listWhoSees } from './service/who-sees.ts'
import { signIn } from './service/sign-in.ts'

export const accessModule = defineModule('access', {
  ops: access,
  handlers: { signIn, ...own, ...accounts, previewView, coverFor, endCover, listCovers, listWhoSees },
  policy,
  jobs,
  reactions,
})

export {
  accountNames,
  accountUnits,
  areTied,
  createResidentAccount,
  mayJoinByCard,
  recoverByHand,
  seedAccount,
  setPassword,
  setResidentHome,
} from './offers.ts'
export { coveredBy, handOverOverlay, headsOf, holdersOfOverlay, workersAt, workersBeneath } from './holders.ts'
export { endLent, lendRole } from './lend.ts'
export { mergeAccounts, rehomeAccounts, unmergeAccounts } from './merge-accounts.ts'
export type { AccountMerge } from './merge-accounts.ts'
export { isWeak, oneTimePassword } from './password.ts'
export { resealAccount } from './reseal.ts'
export { resolveActor, startSession } from './sessions.ts'
