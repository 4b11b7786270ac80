import { controlEvents, labEvents, postureEvents, registryEvents, testingEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { endWithOrder, followPeople, leaveToCase } from './follow.ts'
import { followCampaign } from './recall.ts'
import { proposeRecognised, settleDue } from './settle.ts'

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(labEvents.resulted, 'settleDue', (ctx, { communityId }) => settleDue(ctx, communityId)),
  on(testingEvents.changed, 'recallFollows', async (ctx, { communityId, campaignId }) => {
    await followCampaign(ctx, communityId, campaignId)
    await proposeRecognised(ctx, communityId, campaignId)
  }),
  on(controlEvents.caseConfirmed, 'recallLeavesToCase', (ctx, { communityId, personId }) => leaveToCase(ctx, communityId, personId)),
  on(controlEvents.caseClosed, 'recallEndsWithCase', (ctx, { communityId, personId }) => leaveToCase(ctx, communityId, personId)),
  on(postureEvents.changed, 'recallEndsWithOrder', (ctx, { areaId }) => endWithOrder(ctx, areaId)),
  on(registryEvents.personMerged, 'recallFollowsMerge', (ctx, { communityId }) => followPeople(ctx, communityId)),
  on(registryEvents.personUnmerged, 'recallFollowsUnmerge', (ctx, { communityId }) => followPeople(ctx, communityId)),
  on(registryEvents.personMoved, 'recallFollowsMove', (ctx, { communityId }) => followPeople(ctx, communityId)),
  on(registryEvents.homesMerged, 'recallFollowsHomes', (ctx, { communityId }) => followPeople(ctx, communityId)),
  on(registryEvents.homesUnmerged, 'recallFollowsHomesBack', (ctx, { communityId }) => followPeople(ctx, communityId)),
]
