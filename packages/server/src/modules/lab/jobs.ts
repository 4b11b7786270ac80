import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { deleteOver } from './repo/result.ts'

export const destroy = ({ asSystem }: Services): Promise<void> => asSystem('lab.destroy', (ctx) => deleteOver(ctx, localDay(ctx.now)))

export const jobs = [cron('45 3 * * *', 'lab.destroy', destroy)]
