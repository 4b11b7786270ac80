// What a merge does to work: one person has one place on each staff list.
import type { Ctx } from '../../../platform/ctx.ts'
import { localDay } from '../../../platform/time.ts'
import { listStaffEver, updateStaff } from '../repo/enterprise.ts'
import { keepRowsBefore } from '../repo/reshaping.ts'

/** On the same list at once: the later row ends. Everything else comes over as it is. */
export async function carryStaff(ctx: Ctx, set: { community_id: string; id: string }, keptId: string, otherId: string): Promise<void> {
  const own = await listStaffEver(ctx, keptId)
  const theirs = await listStaffEver(ctx, otherId)
  await keepRowsBefore(
    ctx,
    set,
    'registry.staff',
    [...own, ...theirs].map((one) => one.id),
  )
  const today = localDay(ctx.now)
  for (const one of theirs) {
    const same = one.until_day === null && own.some((mine) => mine.until_day === null && mine.enterprise_id === one.enterprise_id)
    await updateStaff(ctx, one.id, same ? { until_day: today < one.from_day ? one.from_day : today } : { person_id: keptId })
  }
}
