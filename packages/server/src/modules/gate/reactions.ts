import { controlEvents, gateEvents, postureEvents, registryEvents, statusEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { isTakenBack } from '../registry/index.ts'
import { planTasks } from '../tasks/index.ts'
import { followMerge } from './follow-merge.ts'
import { forgetPlans } from './plans.ts'
import { closeCaseMark, insertCaseMark } from './repo/case-marks.ts'
import { putStatusMark } from './repo/status-marks.ts'
import { listAttendantsOf } from './repo/attendants.ts'
import { revokeCodesOfHome } from './repo/credentials.ts'
import { findHoldForUpdate } from './repo/holds.ts'
import { endPassOf } from './service/attendants.ts'

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  // 立即报告: somebody of the community goes to the gate, whoever is nearest.
  on(gateEvents.riskAreaFound, 'tellCommunity', async (ctx, { communityId, passageId, areaPath, personId, homeId }) => {
    const hold = await findHoldForUpdate(ctx, passageId)
    if (!hold || hold.resolved_at !== null) return
    const day = localDay(ctx.now)
    const subject =
      personId !== null
        ? { subjectId: personId, subjectKind: 'person' as const }
        : homeId !== null
          ? { subjectId: homeId, subjectKind: 'home' as const }
          : { subjectId: passageId, subjectKind: 'passage' as const }
    await planTasks(ctx, { source: 'gate', sourceId: passageId, communityId }, [
      {
        ...subject,
        key: 'whereFrom',
        homeId,
        path: areaPath,
        kind: 'whereFrom',
        title: '门口有风险地区来人，请核实',
        roles: ['gridWorker', 'communityAdmin'],
        accountId: null,
        obligationId: null,
        fromDay: day,
        dueOn: day,
        priority: 3,
      },
    ])
  }),
  on(controlEvents.caseConfirmed, 'markCase', async (ctx, { communityId, caseId, personId, homeId, areaPath }) => {
    await insertCaseMark(ctx, {
      community_id: communityId,
      case_id: caseId,
      person_id: personId,
      first_person_id: null,
      first_home_id: null,
      home_id: homeId,
      area_path: areaPath,
      closed_at: null,
    })
    // Of a record that became another one meanwhile.
    await followMerge(ctx, communityId, [personId])
  }),
  on(controlEvents.caseClosed, 'unmarkCase', async (ctx, { communityId, caseId, personId, homeId, areaPath }) => {
    await closeCaseMark(ctx, {
      community_id: communityId,
      case_id: caseId,
      person_id: personId,
      first_person_id: null,
      first_home_id: null,
      home_id: homeId,
      area_path: areaPath,
      closed_at: ctx.now,
    })
  }),
  on(registryEvents.personMoved, 'endCodes', async (ctx, { communityId, personId, fromHomeId, reshapingId }) => {
    // Heard late: the split was undone before.
    if (reshapingId !== undefined && (await isTakenBack(ctx, reshapingId))) return
    await revokeCodesOfHome(ctx, { communityId, personId, homeId: fromHomeId }, 'moved', reshapingId ?? null)
    // Who looked after somebody there is asked for again where they live now; a home that was split is still the same place.
    if (reshapingId === undefined) for (const attendant of await listAttendantsOf(ctx, communityId, personId)) await endPassOf(ctx, attendant, 'moved')
  }),
  on(registryEvents.personMerged, 'followMerge', (ctx, { communityId, personId, otherId }) => followMerge(ctx, communityId, [personId, otherId])),
  on(registryEvents.personUnmerged, 'followUnmerge', (ctx, { communityId, personId, otherId }) => followMerge(ctx, communityId, [personId, otherId])),
  on(registryEvents.homesMerged, 'followHomes', (ctx, { communityId, homeId, otherId, reshapingId }) =>
    followMerge(ctx, communityId, [homeId, otherId], reshapingId),
  ),
  on(registryEvents.homesUnmerged, 'followHomesBack', (ctx, { communityId, homeId, otherId }) => followMerge(ctx, communityId, [homeId, otherId])),
  on(statusEvents.changed, 'markStatus', (ctx, { communityId, personId, homeId, areaPath, verdict, reason, until, version }) =>
    putStatusMark(ctx, {
      community_id: communityId,
      person_id: personId,
      home_id: homeId,
      area_path: areaPath,
      verdict,
      reason,
      until: until === null ? null : new Date(until),
      version,
    }),
  ),
  on(postureEvents.changed, 'forgetPlans', async () => forgetPlans()),
]
