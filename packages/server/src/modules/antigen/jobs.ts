import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { deleteRounds } from './repo/round.ts'

export const destroy = ({ asSystem }: Services): Promise<void> => asSystem('antigen.destroy', (ctx) => deleteRounds(ctx, localDay(ctx.now)))

export const jobs = [cron('35 0 * * *', 'antigen.destroy', destroy)]
