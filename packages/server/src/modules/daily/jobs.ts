import { cron, worker } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { criteriaInForce, rebuild, refreshChain, rootOf } from './engine.ts'
import { refreshAll } from './days.ts'
import { chainOf } from '../areas/index.ts'
import * as assessments from './repo/assessments.ts'

/** Past this many changed subjects one pass over the whole root is less work than a chain for each. */
const MOST_CHAINS = 8

export const jobs = [
  // At midnight it opens the day; through the day it proves what followed from events.
  cron('*/10 * * * *', 'daily.refresh', refreshAll),
]

export const workers = [
  /** Heads confirmed or took back: `path` lies under the root, `subjects` are their ids with commas between. */
  worker('daily.assess', async (services, { path = '/', subjects = '' }) => {
    const ids = subjects.split(',').filter((id) => id !== '')
    await services.asSystem('daily.assess', async (ctx) => {
      const day = localDay(ctx.now)
      const criteriaAt = await criteriaInForce(ctx)
      const root = rootOf(await chainOf(ctx, path), criteriaAt)
      if (!root) return
      if (ids.length > MOST_CHAINS) return rebuild(ctx, root, day, criteriaAt)
      await assessments.lockRoot(ctx, root.id)
      for (const id of ids) {
        const row = await assessments.findSubject(ctx, id, day)
        if (!row) return rebuild(ctx, root, day, criteriaAt)
        await refreshChain(ctx, { areaId: id, path: row.area_path }, day)
      }
    })
  }),
]
