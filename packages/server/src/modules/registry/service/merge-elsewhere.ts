// What a merge does to 人户分离: one person is registered elsewhere, or lives elsewhere, once.
import type { Ctx } from '../../../platform/ctx.ts'
import { listElsewhereOf, updateElsewherePerson } from '../repo/elsewhere.ts'
import { keepRowsBefore } from '../repo/reshaping.ts'

/** Where the kept record says the same direction already, the other's note stays with the record it was written of. */
export async function carryElsewhere(ctx: Ctx, set: { community_id: string; id: string }, keptId: string, otherId: string): Promise<void> {
  const standing = new Set((await listElsewhereOf(ctx, keptId)).flatMap((one) => (one.state === 'ended' ? [] : [one.direction])))
  const coming = (await listElsewhereOf(ctx, otherId)).filter((one) => one.state === 'ended' || !standing.has(one.direction))
  await keepRowsBefore(
    ctx,
    set,
    'registry.elsewhere',
    coming.map((one) => one.id),
  )
  for (const one of coming) await updateElsewherePerson(ctx, one.id, keptId)
}
