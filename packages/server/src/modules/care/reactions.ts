import { answerabilityEvents, careEvents, postureEvents, registryEvents, tasksEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { on } from '../../platform/module.ts'
import { passOn } from '../answerability/index.ts'
import { areasUnder, findArea, findOverlay } from '../areas/index.ts'
import { followCarers, KIND } from './carers.ts'
import { followMerge } from './follow-merge.ts'
import { settleCommunity, settlePerson } from './people.ts'
import { findPlan } from './repo/plan.ts'

const person = (ctx: Ctx, { communityId, personId }: { communityId: string; personId: string }) => settlePerson(ctx, communityId, personId)
const community = (ctx: Ctx, { communityId }: { communityId: string }) => settleCommunity(ctx, communityId)

export const reactions = [
  on(registryEvents.careChanged, 'careChanged', person),
  on(registryEvents.personMoved, 'personMoved', person),
  on(registryEvents.personMerged, 'followMerge', (ctx, { communityId, personId, otherId }) => followMerge(ctx, communityId, [personId, otherId])),
  on(registryEvents.personUnmerged, 'followUnmerge', (ctx, { communityId, personId, otherId }) => followMerge(ctx, communityId, [personId, otherId])),
  // Joined, split or given back: whoever lived there lives behind another door.
  on(registryEvents.homesMerged, 'homesMerged', community),
  on(registryEvents.homesUnmerged, 'homesUnmerged', community),
  on(registryEvents.ledgerImported, 'ledgerImported', community),
  on(registryEvents.ledgerImportUndone, 'ledgerImportUndone', community),
  // In an emergency everybody is contacted daily; afterwards as before.
  on(postureEvents.changed, 'postureChanged', async (ctx, { areaId }) => {
    const area = await findArea(ctx, areaId)
    if (!area) return
    const within = area.communityId === null ? (await areasUnder(ctx, area.path)).filter((one) => one.level === 'community') : [{ id: area.communityId }]
    for (const { id } of within) await settleCommunity(ctx, id)
  }),
  // The carers follow the grid; what was open went over with it.
  on(tasksEvents.gridHandedOver, 'gridHandedOver', async (ctx, { overlayId, fromAccountId, toAccountId }) => {
    const grid = await findOverlay(ctx, overlayId)
    if (grid && grid.communityId !== null) await passOn(ctx, grid.communityId, grid.areaPaths, fromAccountId, toAccountId)
  }),
  on(answerabilityEvents.carerChanged, 'carerChanged', async (ctx, { communityId, subjectKind, subjectId }) => {
    const plan = subjectKind === KIND ? await findPlan(ctx, subjectId) : undefined
    if (!plan || plan.until !== null) return
    await followCarers(ctx, [plan])
    await ctx.emit(careEvents.carerChanged, { communityId, people: 1 })
  }),
]
