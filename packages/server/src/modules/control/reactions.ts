import { type CaseState, isEnded } from '@xiaomen/rules/control'
import { answerabilityEvents, controlEvents, postureEvents, registryEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { on } from '../../platform/module.ts'
import { expect } from '../tasks/index.ts'
import { settleCarers } from './carers.ts'
import { followMerge } from './follow-merge.ts'
import { followPeople } from './follow-people.ts'
import { tellTarget } from './follow-transfer.ts'
import { findCase } from './repo/case.ts'
import { halvesOf } from './repo/fact.ts'
import { factsSoFar } from './settle.ts'
import { isOfPerson } from './subject.ts'
import { planMissing, planToday, roundOf, subjectOf } from './work.ts'

const both = async (ctx: Ctx, communityId: string, ids: readonly string[]): Promise<void> => {
  await followMerge(ctx, communityId, ids)
  await followPeople(ctx, communityId, ids)
}

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(registryEvents.personMerged, 'followMerge', (ctx, { communityId, personId, otherId }) => both(ctx, communityId, [personId, otherId])),
  on(registryEvents.personUnmerged, 'followUnmerge', (ctx, { communityId, personId, otherId }) => both(ctx, communityId, [personId, otherId])),
  on(registryEvents.personMoved, 'followPerson', (ctx, { communityId, personId }) => followPeople(ctx, communityId, [personId])),
  on(registryEvents.homesMerged, 'followHomes', (ctx, { communityId, homeId, otherId }) => followPeople(ctx, communityId, [homeId, otherId])),
  on(registryEvents.homesUnmerged, 'followHomesBack', (ctx, { communityId, homeId, otherId }) => followPeople(ctx, communityId, [homeId, otherId])),
  on(registryEvents.homeMoved, 'followMovedHomes', (ctx, { communityId, homeIds }) => followPeople(ctx, communityId, homeIds)),
  // Of thousands of cases, in parts of their own.
  on(postureEvents.changed, 'followOrder', async (ctx, { orderId, areaId }) => ctx.enqueue('control.followOrder', { orderId, areaId })),
  on(controlEvents.transferOffered, 'tellTarget', (ctx, { transferId }) => tellTarget(ctx, transferId)),
  // 五包一: named with the case, free again when it is over.
  on(controlEvents.controlChanged, 'settleCarers', async (ctx, { caseId }) => {
    const row = await findCase(ctx, caseId)
    if (row && isOfPerson(row)) await settleCarers(ctx, row)
  }),
  // Somebody else has it now: what nobody has touched of it goes along.
  on(answerabilityEvents.carerChanged, 'handOn', async (ctx, { subjectKind, subjectId }) => {
    const row = subjectKind === 'controlCase' ? await findCase(ctx, subjectId) : undefined
    if (!row || !isOfPerson(row) || row.settled_on === null || isEnded(row.state as CaseState)) return
    await planToday(ctx, row, await factsSoFar(ctx, row))
    if (row.records_per_day > 0) await planMissing(ctx, row, (await halvesOf(ctx, [row], localDay(ctx.now))).get(row.id) ?? new Set())
  }),
  // 一天一问 begins with the day somebody comes under control.
  on(controlEvents.controlChanged, 'expectRecord', async (ctx, { communityId, caseId }) => {
    const row = await findCase(ctx, caseId)
    if (!row || !isOfPerson(row) || row.records_per_day === 0) return
    const obligationId = await roundOf(ctx, communityId)
    if (obligationId !== null) await expect(ctx, { obligationId, communityId, from: localDay(ctx.now) }, [subjectOf(row)])
  }),
]
