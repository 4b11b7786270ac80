import { cron } from '../../platform/module.ts'
import { moveStragglers } from '../../platform/paths.ts'

/** No transaction that read a place before it moved lives longer. */
const LATE_MS = 30 * 60_000

export const jobs = [
  cron('*/5 * * * *', 'areas.moveStragglers', async ({ db, now, log }) => {
    const at = now()
    const moved = await db.tx({ paths: ['/'], as: 'app' }, (tx) => moveStragglers({ tx, now: at }, new Date(at.getTime() - LATE_MS)))
    if (moved > 0) log.info({ moved }, 'what was written under a former path has been moved after its place')
  }),
]
