import type { answerability } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import type { Policy } from '../../platform/module.ts'

/** Whose account may answer for a place or look after somebody there. */
export const ANSWERERS: readonly Role[] = ['gridWorker', 'stairHead', 'communityAdmin', 'volunteer', 'streetCommander']

export const policy: Policy<typeof answerability> = {
  'answerability.read': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'answerability.plan': ['communityAdmin', 'streetCommander'],
  'answerability.print': ['communityAdmin', 'streetCommander'],
  'answerability.assign': ['communityAdmin'],
  'answerability.care': ['gridWorker', 'stairHead', 'communityAdmin', 'volunteer'],
  'answerability.reveal': ['gridWorker', 'communityAdmin'],
}
