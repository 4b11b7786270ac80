import { cron, type Services } from '../../platform/module.ts'
import { signingKey, turnKeys } from './signing.ts'

const DAY_MS = 86_400_000

/** Partitions of the passages, from last month to the month after next. Rows of a phone whose clock is years off go into the rest. */
export async function makeMonths({ db, now }: Services): Promise<void> {
  const first = new Date(now().getTime() - 31 * DAY_MS).toISOString().slice(0, 10)
  await db.execAsOwner(`select platform.ensure_months('gate.passage', '${first}', 4)`)
}

export const makeFirstKeys = (services: Services): Promise<unknown> => services.asSystem('gate.makeKeys', signingKey)

export const jobs = [
  cron('20 3 * * *', 'gate.months', makeMonths),
  // Monday before dawn: gates hear of the new successor a week before it signs.
  cron('40 3 * * 1', 'gate.turnKeys', (services) => services.asSystem('gate.turnKeys', (ctx) => turnKeys(ctx))),
]
