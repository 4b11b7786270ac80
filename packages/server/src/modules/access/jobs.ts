import { cron, type Job } from '../../platform/module.ts'
import { deleteStale } from './repo/session.ts'

/** Sessions and wrong tries are forgotten a month after they are over. */
const KEPT_DAYS = 30

export const jobs: Job[] = [
  cron('20 3 * * *', 'access.forgetSessions', async (services) => {
    await services.asSystem('access.forgetSessions', (ctx) => deleteStale(ctx, new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000)))
  }),
]
