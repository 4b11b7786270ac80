import { registryEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { followMerge } from './follow-merge.ts'

export const reactions = [
  on(registryEvents.personMerged, 'followMerge', (ctx, { communityId, personId, otherId }) => followMerge(ctx, communityId, [personId, otherId])),
  on(registryEvents.personUnmerged, 'followUnmerge', (ctx, { communityId, personId, otherId }) => followMerge(ctx, communityId, [personId, otherId])),
]
