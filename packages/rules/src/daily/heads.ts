import type { Role } from '../access/index.ts'
import type { PostingLevel } from './index.ts'

/** Whose name stands under the report of each level. */
export const CONFIRMING_ROLES: Record<PostingLevel, readonly Role[]> = {
  unit: ['stairHead', 'gridWorker'],
  building: ['stairHead', 'gridWorker'],
  grid: ['gridWorker'],
  compound: ['communityAdmin'],
  community: ['communityAdmin'],
  cutArea: ['streetCommander'],
  street: ['streetCommander'],
}
