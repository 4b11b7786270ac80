import { addDays } from '@xiaomen/rules/days'
import { cron, type Services } from '../../platform/module.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { listAreas } from '../areas/index.ts'
import { forgetNonces } from './repo/channel.ts'
import { deleteOver } from './repo/lead.ts'
import { centresWithClosed } from './repo/watch.ts'
import { draw } from './service/watch.ts'

export const destroyLeads = ({ asSystem }: Services): Promise<void> => asSystem('leads.destroy', (ctx) => deleteOver(ctx, localDay(ctx.now)))

/** Longer than a machine's clock may be off, twice. */
const NONCE_MS = 15 * 60_000
const forgetCalls = ({ asSystem }: Services): Promise<void> => asSystem('leads.forgetCalls', (ctx) => forgetNonces(ctx, new Date(ctx.now.getTime() - NONCE_MS)))

/** The lots of the day before, at every centre. */
const drawYesterday = ({ asSystem }: Services): Promise<void> =>
  asSystem('leads.draw', async (ctx) => {
    const day = addDays(localDay(ctx.now), -1)
    for (const centre of await listAreas(ctx, await centresWithClosed(ctx, startOfDay(day), startOfDay(day, 1)))) await draw(ctx, centre, day)
  })

export const jobs = [
  cron('*/15 * * * *', 'leads.forgetCalls', forgetCalls),
  cron('50 3 * * *', 'leads.destroy', destroyLeads),
  cron('5 0 * * *', 'leads.draw', drawYesterday),
]
