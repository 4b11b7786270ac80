import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { forgetNonces } from './repo/channel.ts'
import { deleteOver } from './repo/result.ts'

export const destroy = ({ asSystem }: Services): Promise<void> => asSystem('lab.destroy', (ctx) => deleteOver(ctx, localDay(ctx.now)))

/** Longer than a machine's clock may be off, twice. */
const NONCE_MS = 15 * 60_000
const forgetCalls = ({ asSystem }: Services): Promise<void> => asSystem('lab.forgetCalls', (ctx) => forgetNonces(ctx, new Date(ctx.now.getTime() - NONCE_MS)))

export const jobs = [cron('*/15 * * * *', 'lab.forgetCalls', forgetCalls), cron('45 3 * * *', 'lab.destroy', destroy)]
