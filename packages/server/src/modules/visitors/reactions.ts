import { visitorsEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { lockVisit } from './repo.ts'
import { followAnswer } from './visit.ts'

export const reactions = [
  on(visitorsEvents.changed, 'followAnswer', async (ctx, { visitId, state }) => {
    if (state !== 'hostConfirmed' && state !== 'refused') return
    const visit = await lockVisit(ctx, visitId)
    if (visit) await followAnswer(ctx, visit)
  }),
]
