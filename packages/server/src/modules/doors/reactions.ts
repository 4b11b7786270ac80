import { areasEvents, controlEvents, gateEvents, postureEvents, registryEvents, statusEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { followHolders } from './follow.ts'
import { PUSH } from './names.ts'

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(registryEvents.personMoved, 'doorsPersonMoved', (ctx, { communityId, personId }) => followHolders(ctx, communityId, [personId])),
  on(registryEvents.personMerged, 'doorsMerged', (ctx, { communityId, personId, otherId }) => followHolders(ctx, communityId, [personId, otherId])),
  on(registryEvents.personUnmerged, 'doorsUnmerged', (ctx, { communityId, personId, otherId }) => followHolders(ctx, communityId, [personId, otherId])),
  on(registryEvents.homesMerged, 'doorsHomesMerged', (ctx, { communityId, homeId, otherId }) => followHolders(ctx, communityId, [homeId, otherId])),
  on(registryEvents.homesUnmerged, 'doorsHomesUnmerged', (ctx, { communityId, homeId, otherId }) => followHolders(ctx, communityId, [homeId, otherId])),
  // Paths moved along with the homes: other entrances lie on the way now.
  on(registryEvents.homeMoved, 'doorsHomeMoved', (ctx, { communityId }) => ctx.enqueue(PUSH, { communityId })),
  on(areasEvents.areaMoved, 'doorsAreaMoved', (ctx, { communityId }) => ctx.enqueue(PUSH, communityId === null ? {} : { communityId })),
  on(controlEvents.caseConfirmed, 'doorsCase', (ctx, { communityId }) => ctx.enqueue(PUSH, { communityId })),
  on(controlEvents.caseClosed, 'doorsCaseClosed', (ctx, { communityId }) => ctx.enqueue(PUSH, { communityId })),
  on(gateEvents.timesChanged, 'doorsGateTimes', (ctx, { communityId }) => ctx.enqueue(PUSH, { communityId })),
  on(statusEvents.changed, 'doorsStatus', (ctx, { communityId }) => ctx.enqueue(PUSH, { communityId })),
  on(postureEvents.changed, 'doorsPosture', (ctx) => ctx.enqueue(PUSH, {})),
]
