import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { deleteOver } from './repo/check-in.ts'

/** Whatever is past its days goes, and the log says how much. */
export async function destroyPresence({ asSystem, log }: Services): Promise<{ checkIns: number; traces: number }> {
  const gone = await asSystem('presence.destroy', (ctx) => deleteOver(ctx, localDay(ctx.now)))
  log.info(gone, 'check-ins and traces past their days were destroyed')
  return gone
}

export const jobs = [cron('15 0 * * *', 'presence.destroy', async (services) => void (await destroyPresence(services)))]
