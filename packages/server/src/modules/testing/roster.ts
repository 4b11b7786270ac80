// 应检: everybody of a campaign's area whom its ages ask for is expected, also whoever came since; who has left is not. Those who cannot come are tested at home.
import { contains } from '@xiaomen/rules/areas'
import { isExpected } from '@xiaomen/rules/testing'
import type { Ctx } from '../../platform/ctx.ts'
import { findPerson, type Living, livingBeneath } from '../registry/index.ts'
import { dismiss, expect, planTasks, standingsOf } from '../tasks/index.ts'
import { testingEvents } from '@xiaomen/contract'
import { figures } from './figures.ts'
import { findRow, lockRow, updateCampaign } from './repo/campaign.ts'
import type { CampaignRow } from './tables.ts'

const AT_HOME = '上门采样'

/** Safe to repeat. Runs as somebody who sees the whole community. */
export async function fillRoster(ctx: Ctx, communityId: string, campaignId: string): Promise<void> {
  const campaign = await lockRow(ctx, communityId, campaignId)
  if (campaign?.state !== 'running') return
  const obligation = { obligationId: campaign.id, communityId, from: campaign.day }
  const expected: Living[] = []
  for await (const part of livingBeneath(ctx, campaign.area_path)) {
    const asked = part.filter(({ birthday }) => isExpected({ ageFrom: campaign.age_from, ageTo: campaign.age_to }, birthday, campaign.day))
    await expect(
      ctx,
      obligation,
      asked.map(({ personId, homeId, path }) => ({ subjectId: personId, subjectKind: 'person' as const, homeId, path })),
    )
    expected.push(...asked)
  }
  await visitAtHome(ctx, campaign, expected)
  if (campaign.expected === expected.length) return
  await updateCampaign(ctx, campaign, { expected: expected.length })
  await ctx.emit(testingEvents.changed, { communityId, campaignId })
}

/** 上门: whoever cannot come has a task of the grid worker at the door. */
async function visitAtHome(ctx: Ctx, campaign: CampaignRow, people: readonly Living[]): Promise<void> {
  const categories = figures().homeCategories.value
  await planTasks(
    ctx,
    { source: 'testing', sourceId: campaign.id, communityId: campaign.community_id },
    people
      .filter(({ care }) => care.some((one) => categories.includes(one)))
      .map(({ personId, homeId, path }) => ({
        subjectId: personId,
        subjectKind: 'person' as const,
        homeId,
        path,
        key: personId,
        kind: 'homeSample' as const,
        title: AT_HOME,
        roles: ['gridWorker'],
        accountId: null,
        obligationId: campaign.id,
        fromDay: campaign.day,
        dueOn: campaign.day,
        priority: 2,
      })),
  )
}

/** Somebody left the area of a campaign that runs: nobody looks for them, unless they were tested before. */
export async function leaveRoster(ctx: Ctx, communityId: string, campaignId: string, personId: string): Promise<void> {
  const campaign = await findRow(ctx, communityId, campaignId)
  if (campaign?.state !== 'running') return
  const person = await findPerson(ctx, personId)
  if (person !== null && person.homeId !== null && contains(campaign.area_path, person.path)) return
  if ((await standingsOf(ctx, campaignId, [personId])).get(personId)?.standing !== 'done') await dismiss(ctx, campaignId, [personId])
}
