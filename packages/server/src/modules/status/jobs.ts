import { cron, type Services } from '../../platform/module.ts'
import { listDue } from './repo/standing.ts'
import { settle } from './settle.ts'

const AT_ONCE = 500

/** Verdicts that ended by themselves, and signals that have begun. */
export async function lookAgain({ asSystem }: Services): Promise<void> {
  for (;;) {
    const seen = await asSystem('status.lookAgain', async (ctx) => {
      const due = await listDue(ctx, ctx.now, AT_ONCE)
      for (const [communityId, rows] of Map.groupBy(due, (row) => row.community_id))
        await settle(
          ctx,
          communityId,
          rows.map((row) => row.person_id),
        )
      return due.length
    })
    if (seen < AT_ONCE) return
  }
}

export const jobs = [cron('*/5 * * * *', 'status.lookAgain', lookAgain)]
