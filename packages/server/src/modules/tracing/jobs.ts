import { addDays } from '@xiaomen/rules/days'
import { cron, type Services } from '../../platform/module.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { figures } from './figures.ts'
import { deleteOver } from './repo/traced.ts'
import { deleteTrail } from './repo/trail.ts'

/** Lines that were closed longer ago than the kept days go, with everything written of them. */
export const destroyTraced = ({ asSystem }: Services): Promise<void> =>
  asSystem('tracing.destroy', async (ctx) => {
    const before = addDays(localDay(ctx.now), -figures().keepDays.value)
    await deleteOver(ctx, before)
    await deleteTrail(ctx, startOfDay(before))
  })

export const jobs = [cron('50 3 * * *', 'tracing.destroy', destroyTraced)]
