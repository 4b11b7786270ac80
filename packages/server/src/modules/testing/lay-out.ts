// 一键排成检测任务: a round with its points, as a plan of a mass screening worked it out.
import { type testing, testingErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Handlers } from '../../platform/module.ts'
import { listAreas } from '../areas/index.ts'
import * as repo from './repo/campaign.ts'
import { planCampaign } from './service/campaigns.ts'
import { newPoint } from './service/points.ts'

type Round = Parameters<Handlers<typeof testing>['planCampaign']>[1]
export type LaidPoint = { areaId: string; name: string; tables: number }

/**
 * The same rights as laying out by hand. Asked again for the same round it adds nothing.
 * @throws like `testing.planCampaign`
 */
export async function layOutRound(ctx: Ctx, round: Round, points: readonly LaidPoint[]): Promise<{ communities: number; points: number }> {
  const { communities } = await planCampaign(ctx, round)
  const areas = new Map((await listAreas(ctx, [...new Set(points.map(({ areaId }) => areaId))])).map((area) => [area.id, area]))
  const known = await repo.listPoints(
    ctx,
    round.id,
    [...areas.values()].flatMap(({ communityId }) => communityId ?? []),
  )
  if (known.length > 0) return { communities, points: known.length }
  const rows = points.map(({ areaId, name, tables }) => {
    const area = areas.get(areaId)
    // Gone since the plan was kept: its people are left to no other point without anybody saying so.
    if (area?.communityId == null) throw fail(testingErrors, 'testing.outside')
    return newPoint({ id: uuidv7(), campaignId: round.id, communityId: area.communityId, area, name, tables })
  })
  for (const row of rows) await repo.insertPoint(ctx, row)
  return { communities, points: rows.length }
}
