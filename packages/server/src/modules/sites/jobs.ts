import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { deleteOver } from './repo.ts'

export const destroySessions = ({ asSystem }: Services): Promise<void> => asSystem('sites.destroy', (ctx) => deleteOver(ctx, localDay(ctx.now)))

export const jobs = [cron('55 3 * * *', 'sites.destroy', destroySessions)]
