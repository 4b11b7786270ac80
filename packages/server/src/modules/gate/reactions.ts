import { controlEvents, gateEvents, labEvents, occupationsEvents, postureEvents, registryEvents, statusEvents, zonesEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { isTakenBack } from '../registry/index.ts'
import { endAttendantsOfHome, followAttendants, followAttendantsOfHomes } from './follow-attendants.ts'
import { followMerge } from './follow-merge.ts'
import { forgetPlans } from './plans.ts'
import { closeCaseMark, insertCaseMark, putMeasureMark } from './repo/case-marks.ts'
import { putStatusMark } from './repo/status-marks.ts'
import { revokeCodesOfHome } from './repo/credentials.ts'
import { putZoneMarks } from './repo/zone-marks.ts'
import { sendSomebody } from './send-somebody.ts'
import type { CaseMarkRow } from './tables.ts'
import { forgetZones } from './zones.ts'

type About = { communityId: string; personId: string; homeId: string | null; areaPath: string }
/** What a gate knows of a case: who, and whether it is over. */
const markOf = (
  { communityId, personId, homeId, areaPath }: About,
  caseId: string,
  kind: CaseMarkRow['kind'],
  { closedAt, version }: { closedAt: Date | null; version: number },
): CaseMarkRow => ({
  community_id: communityId,
  case_id: caseId,
  person_id: personId,
  first_person_id: null,
  first_home_id: null,
  home_id: homeId,
  area_path: areaPath,
  closed_at: closedAt,
  kind,
  version,
})

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  // 立即报告: somebody of the community goes to the gate, whoever is nearest.
  on(gateEvents.riskAreaFound, 'tellCommunity', (ctx, { passageId }) => sendSomebody(ctx, passageId)),
  on(gateEvents.feverFound, 'tellDoctor', (ctx, { passageId }) => sendSomebody(ctx, passageId)),
  on(controlEvents.caseConfirmed, 'markCase', async (ctx, of) => {
    await insertCaseMark(ctx, markOf(of, of.caseId, 'infection', { closedAt: null, version: 0 }))
    // Of a record that became another one meanwhile.
    await followMerge(ctx, of.communityId, [of.personId])
  }),
  on(controlEvents.caseClosed, 'unmarkCase', (ctx, of) => closeCaseMark(ctx, markOf(of, of.caseId, 'infection', { closedAt: ctx.now, version: 0 }))),
  on(controlEvents.restrictionChanged, 'markMeasure', async (ctx, of) => {
    await putMeasureMark(ctx, markOf(of, of.caseId, 'measure', { closedAt: of.mayPass ? ctx.now : null, version: of.version }))
    await followMerge(ctx, of.communityId, [of.personId])
  }),
  // 混阳: kept at home until the single test is in, as by a measure; the medical way out stays open.
  on(labEvents.recallChanged, 'markRecall', async (ctx, of) => {
    await putMeasureMark(ctx, markOf(of, of.recallId, 'measure', { closedAt: of.mayPass ? ctx.now : null, version: of.version }))
    await followMerge(ctx, of.communityId, [of.personId])
  }),
  // 重点岗位: the mark is the person's own, one for each community they work in.
  on(occupationsEvents.overdueChanged, 'markKeyTest', async (ctx, of) => {
    await putMeasureMark(ctx, markOf(of, of.markId, 'keyTest', { closedAt: of.isOverdue ? null : ctx.now, version: of.version }))
    await followMerge(ctx, of.communityId, [of.personId])
  }),
  on(registryEvents.personMoved, 'endCodes', async (ctx, { communityId, personId, fromHomeId, reshapingId }) => {
    // Heard late: the split was undone before.
    if (reshapingId !== undefined && (await isTakenBack(ctx, reshapingId))) return
    await revokeCodesOfHome(ctx, { communityId, personId, homeId: fromHomeId }, 'moved', reshapingId ?? null)
    // A home that was split is still the same place.
    if (reshapingId === undefined) await endAttendantsOfHome(ctx, { communityId, personId, homeId: fromHomeId })
    else await followAttendants(ctx, communityId, [personId])
  }),
  on(registryEvents.personMerged, 'followMerge', async (ctx, { communityId, personId, otherId }) => {
    await followMerge(ctx, communityId, [personId, otherId])
    await followAttendants(ctx, communityId, [personId, otherId])
  }),
  on(registryEvents.personUnmerged, 'followUnmerge', async (ctx, { communityId, personId, otherId }) => {
    await followMerge(ctx, communityId, [personId, otherId])
    await followAttendants(ctx, communityId, [personId, otherId])
  }),
  on(registryEvents.homesMerged, 'followHomes', async (ctx, { communityId, homeId, otherId, reshapingId }) => {
    await followMerge(ctx, communityId, [homeId, otherId], reshapingId)
    await followAttendantsOfHomes(ctx, communityId, [homeId, otherId])
  }),
  on(registryEvents.homesUnmerged, 'followHomesBack', async (ctx, { communityId, homeId, otherId }) => {
    await followMerge(ctx, communityId, [homeId, otherId])
    await followAttendantsOfHomes(ctx, communityId, [homeId, otherId])
  }),
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
  on(zonesEvents.changed, 'markZone', async (ctx, { zoneId, version, areas, keepsIn, admitsVisitors, from, until }) => {
    const marks = areas.map(({ areaPath }) => ({
      zone_id: zoneId,
      area_path: areaPath,
      version,
      keeps_in: keepsIn,
      admits_visitors: admitsVisitors,
      from_at: new Date(from),
      until_at: new Date(until),
    }))
    await putZoneMarks(ctx, zoneId, version, marks)
    forgetZones()
  }),
  on(postureEvents.changed, 'forgetPlans', async () => forgetPlans()),
]
