// What happens elsewhere to those who are kept at home by a recall: another record, another home, an infection case, an order that ends.
import type { Ctx } from '../../platform/ctx.ts'
import { findArea } from '../areas/index.ts'
import { plansInForce } from '../posture/index.ts'
import { currentPeople, peopleByIds } from '../registry/index.ts'
import { settlePools, step } from './recall.ts'
import * as repo from './repo/recall.ts'
import type { RecallRow } from './tables.ts'

/** Whoever is meant is who stands for them today, at the home they live in. */
export async function followPeople(ctx: Ctx, communityId: string): Promise<void> {
  const rows = await repo.lockAllOf(ctx, communityId)
  if (rows.length === 0) return
  const now = await currentPeople(
    ctx,
    rows.map((row) => row.first_person_id),
  )
  const people = await peopleByIds(ctx, [...new Set(rows.map((row) => now.get(row.first_person_id) ?? row.first_person_id))])
  const moved: RecallRow[] = []
  for (const row of rows) {
    const person = people.get(now.get(row.first_person_id) ?? row.first_person_id)
    if (person === undefined || person.communityId !== communityId) continue
    const after = await step(ctx, row, null, {
      person_id: person.id,
      ...(person.homeId === null ? {} : { home_id: person.homeId, area_path: person.path }),
    })
    if (after.version !== row.version) moved.push(after)
  }
  await settlePools(ctx, communityId, moved, null)
}

/** The infection case says from now on how it goes on with them. */
export async function leaveToCase(ctx: Ctx, communityId: string, personId: string): Promise<void> {
  for (const row of await repo.lockHolding(ctx, communityId, [personId])) if (row.state === 'positive') await step(ctx, row, null, { holds: false })
}

/** 应急结束即解除: where no order keeps anybody any more, nobody is kept by a recall. */
export async function endWithOrder(ctx: Ctx, areaId: string): Promise<void> {
  const area = await findArea(ctx, areaId)
  if (!area) return
  const planOf = await plansInForce(ctx)
  const moved: RecallRow[] = []
  for (const row of await repo.lockHoldingBeneath(ctx, area.path))
    if (planOf(row.area_path).posture === 'peace') moved.push(await step(ctx, row, { kind: 'withdraw' }, { holds: false }))
  for (const [communityId, of] of Map.groupBy(moved, (row) => row.community_id)) await settlePools(ctx, communityId, of, null)
}
