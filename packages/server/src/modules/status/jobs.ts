import { cron, type Services } from '../../platform/module.ts'
import { tellMorning } from './digest.ts'
import { endList } from './hold-back.ts'
import { deletePast } from './repo/forget.ts'
import { lockOverdue, updateImport } from './repo/import.ts'
import { forgetNonces } from './repo/source.ts'
import { listDue } from './repo/standing.ts'
import { settle } from './settle.ts'

const AT_ONCE = 500
/** Each may be of five thousand lines. */
const LISTS_AT_ONCE = 20

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

/** 07:30: first what ended or began over night, then who changed since the last morning. */
export async function morning(services: Services): Promise<void> {
  await lookAgain(services)
  await tellMorning(services)
}

/** 72 hours without the signatures: the list ends, and was never anything. */
export async function endOverdue({ asSystem }: Services): Promise<void> {
  for (;;) {
    const seen = await asSystem('status.endOverdue', async (ctx) => {
      const overdue = await lockOverdue(ctx, LISTS_AT_ONCE)
      for (const row of overdue) {
        await endList(ctx, row, null)
        await updateImport(ctx, row, { state: 'expired', decided_at: ctx.now })
      }
      return overdue.length
    })
    if (seen < LISTS_AT_ONCE) return
  }
}

/** Older than a call may be, twice over: by then its timestamp refuses it. */
const NONCE_MS = 15 * 60_000
const forgetCalls = ({ asSystem }: Services) => asSystem('status.forgetCalls', (ctx) => forgetNonces(ctx, new Date(ctx.now.getTime() - NONCE_MS)))

/** As long as the gate keeps passages: a little over two incubations (trust.md, retention). */
const KEPT_DAYS = 31
export const forgetPast = ({ asSystem }: Services): Promise<void> =>
  asSystem('status.forgetPast', (ctx) => deletePast(ctx, new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000)))

export const jobs = [
  cron('45 3 * * *', 'status.forgetPast', forgetPast),
  cron('*/15 * * * *', 'status.forgetCalls', forgetCalls),
  cron('30 7 * * *', 'status.morning', morning),
  cron('*/5 * * * *', 'status.lookAgain', lookAgain),
  cron('*/10 * * * *', 'status.endOverdue', endOverdue),
]
