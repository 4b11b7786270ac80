import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { deleteOver } from './repo/result.ts'

export const destroyForeign = ({ asSystem }: Services): Promise<void> => asSystem('foreign.destroy', (ctx) => deleteOver(ctx, localDay(ctx.now)))

export const jobs = [cron('45 3 * * *', 'foreign.destroy', destroyForeign)]
