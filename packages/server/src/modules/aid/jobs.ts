// What the clock and the gates tell: who has gone, who is back, whose time is over.
import { seenAtGate } from '@xiaomen/rules/aid'
import type { Ctx } from '../../platform/ctx.ts'
import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { waysSince } from '../gate/index.ts'
import * as needs from './need-repo.ts'
import { settleNeed } from './need-step.ts'
import * as repo from './repo.ts'
import { write } from './step.ts'
import type { TransportRow } from './tables.ts'

async function see(ctx: Ctx, row: TransportRow): Promise<TransportRow> {
  const ways = (await waysSince(ctx, row.community_id, [row.person_id], row.requested_at)).get(row.person_id)
  const seen = ways ? seenAtGate(row.state, ways, row.left_at) : null
  if (!ways || seen === null) return row
  const gone = row.left_at === null ? await write(ctx, row, 'seenOut', { state: 'left', left_at: ways.outAt }, ways.outAt ?? ctx.now) : row
  return seen === 'back' ? write(ctx, gone, 'seenIn', { state: 'back' }, ways.inAt ?? ctx.now) : gone
}

/** Whoever never left needs nobody any more; of whoever is away somebody has to ask. */
async function end(ctx: Ctx, row: TransportRow): Promise<void> {
  if (row.ended_at !== null || row.is_overdue || row.until_at > ctx.now) return
  await write(ctx, row, 'timeOver', row.state === 'requested' || row.state === 'arranged' ? { state: 'expired' } : { is_overdue: true })
}

/** Each community in a transaction of its own. */
export async function lookAfterTransports({ asSystem, log, wakeRelay }: Services): Promise<void> {
  for (const communityId of await asSystem('relay.aid.look', repo.communitiesWithOpen)) {
    try {
      await asSystem('aid.look', async (ctx) => {
        for (const row of await repo.lockOpenIn(ctx, communityId)) await end(ctx, await see(ctx, row))
      })
    } catch (error) {
      log.error({ err: error, communityId }, 'the transports of a community were not seen to')
    }
  }
  wakeRelay()
}
/** What nobody has met by its hour is a task of the office. */
export async function lookAfterNeeds({ asSystem, log, now, wakeRelay }: Services): Promise<void> {
  for (const communityId of await asSystem('relay.aid.late', (ctx) => needs.communitiesWithNeeds(ctx, now()))) {
    try {
      await asSystem('aid.late', async (ctx) => {
        for (const row of await needs.lockOpenNeedsIn(ctx, communityId)) if (row.due_at <= ctx.now) await settleNeed(ctx, row)
      })
    } catch (error) {
      log.error({ err: error, communityId }, 'the needs of a community were not seen to')
    }
  }
  wakeRelay()
}
const destroy = ({ asSystem }: Services): Promise<void> =>
  asSystem('aid.destroy', async (ctx) => {
    await repo.deleteTransports(ctx, localDay(ctx.now))
    await needs.deleteNeeds(ctx, localDay(ctx.now))
  })

export const jobs = [
  cron('* * * * *', 'aid.look', lookAfterTransports),
  cron('*/10 * * * *', 'aid.late', lookAfterNeeds),
  cron('25 0 * * *', 'aid.destroy', destroy),
]
