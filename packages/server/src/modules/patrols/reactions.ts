import { patrolsEvents } from '@xiaomen/contract'
import { BREACH_WORDS } from '@xiaomen/rules/patrols'
import { on } from '../../platform/module.ts'
import { localDay, TIME_ZONE } from '../../platform/time.ts'
import { finishTasks, planTasks } from '../tasks/index.ts'
import { findBreach } from './repo/breaches.ts'
import { findRoute } from './repo/routes.ts'
import { findMissed } from './repo/visits.ts'

const ROLES = ['gridWorker', 'communityAdmin'] as const
const timeOf = (at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(TIME_ZONE).toPlainTime().toString({ smallestUnit: 'minute' })

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  // 立即处置: whoever of the community is nearest.
  on(patrolsEvents.breachReported, 'sendSomebody', async (ctx, { communityId, breachId }) => {
    const breach = await findBreach(ctx, breachId)
    if (!breach || breach.answered_at !== null) return
    const day = localDay(ctx.now)
    await planTasks(ctx, { source: 'patrols', sourceId: breachId, communityId }, [
      {
        subjectId: breachId,
        subjectKind: 'breach',
        key: 'breach',
        homeId: null,
        path: breach.area_path,
        kind: 'breach',
        title: `${BREACH_WORDS[breach.kind].zh}，请到场处置`,
        roles: ROLES,
        accountId: null,
        obligationId: null,
        fromDay: day,
        dueOn: day,
        priority: 3,
      },
    ])
  }),
  on(patrolsEvents.breachAnswered, 'endBreach', (ctx, { breachId }) => finishTasks(ctx, 'patrols', breachId, null)),
  on(patrolsEvents.roundMissed, 'askCommunity', async (ctx, { communityId, routeId, missedId }) => {
    const missed = await findMissed(ctx, missedId)
    const route = await findRoute(ctx, routeId)
    if (!missed || missed.settled_at !== null || !route) return
    const day = localDay(ctx.now)
    await planTasks(ctx, { source: 'patrols', sourceId: missedId, communityId }, [
      {
        subjectId: missedId,
        subjectKind: 'round',
        key: 'missed',
        homeId: null,
        path: missed.area_path,
        kind: 'missedRound',
        title: `${route.name} ${timeOf(missed.round_at)} 这一轮漏巡，请核实`,
        roles: ROLES,
        accountId: null,
        obligationId: null,
        fromDay: day,
        dueOn: day,
        priority: 1,
      },
    ])
  }),
  on(patrolsEvents.missedSettled, 'endMissed', (ctx, { missedId }) => finishTasks(ctx, 'patrols', missedId, null)),
]
