import { cron, type Services } from '../../platform/module.ts'
import { listInForce, lockZone } from './repo/zone.ts'
import { end } from './settle.ts'
import { endsAt } from './views.ts'
import { planZone } from './work.ts'

/** Each zone in a transaction of its own: one that fails keeps no other from its day. */
async function inEach(services: Services, name: string, run: (ctx: Parameters<Parameters<Services['asSystem']>[1]>[0], zoneId: string) => Promise<void>) {
  for (const { id } of await services.asSystem('zones.look', listInForce)) {
    try {
      await services.asSystem(name, (ctx) => run(ctx, id))
    } catch (error) {
      services.log.error({ err: error, zoneId: id, job: name }, 'a zone was not seen to')
    }
  }
  services.wakeRelay()
}

/** The disinfections and deliveries of the day. */
export const morning = (services: Services): Promise<void> =>
  inEach(services, 'zones.morning', async (ctx, zoneId) => {
    const zone = await lockZone(ctx, zoneId)
    if (zone?.state === 'inForce') await planZone(ctx, zone)
  })

/** A standstill whose hour has come holds no more by itself; this closes it in the books and tells the others. */
export const endDue = (services: Services): Promise<void> =>
  inEach(services, 'zones.endDue', async (ctx, zoneId) => {
    const zone = await lockZone(ctx, zoneId)
    if (zone?.state === 'inForce' && zone.until_at !== null && endsAt(zone) <= ctx.now) await end(ctx, zone, 'timeOver', null)
  })

export const jobs = [cron('0 6 * * *', 'zones.morning', morning), cron('*/5 * * * *', 'zones.endDue', endDue)]
