import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { deletePastAttendants } from './repo/attendants.ts'
import { deletePastPasses } from './repo/credentials.ts'
import { deleteHandovers } from './repo/handovers.ts'
import { deletePastTransports } from './repo/transport-marks.ts'
import { deleteSettledHolds } from './repo/holds.ts'
import { endPastVehicles } from './repo/vehicles.ts'
import { signingKey, turnKeys } from './signing.ts'

const DAY_MS = 86_400_000

/** Partitions of the passages, from last month to the month after next. Rows of a phone whose clock is years off go into the rest. */
export async function makeMonths({ db, now }: Services): Promise<void> {
  const first = new Date(now().getTime() - 31 * DAY_MS).toISOString().slice(0, 10)
  await db.execAsOwner(`select platform.ensure_months('gate.passage', '${first}', 4)`)
}

/** What the gate knew of people's ways is kept a month: a little over two incubations (trust.md, retention), then dropped with its partition. */
const KEPT_DAYS = 31

export async function forgetPassages({ db, now, asSystem }: Services): Promise<void> {
  const before = new Date(now().getTime() - KEPT_DAYS * DAY_MS)
  await db.execAsOwner(`select platform.drop_months('gate.passage', '${before.toISOString().slice(0, 10)}')`)
  await asSystem('gate.forgetHolds', (ctx) => deleteSettledHolds(ctx, before))
  await asSystem('gate.forgetHandovers', (ctx) => deleteHandovers(ctx, before))
  await asSystem('gate.forgetAttendants', async (ctx) => {
    await deletePastAttendants(ctx, before)
    await deletePastPasses(ctx, before)
  })
  await asSystem('gate.forgetTransports', (ctx) => deletePastTransports(ctx, before))
  await asSystem('gate.endVehicles', (ctx) => endPastVehicles(ctx, localDay(now())))
}

export const makeFirstKeys = (services: Services): Promise<unknown> => services.asSystem('gate.makeKeys', signingKey)

export const jobs = [
  cron('20 3 * * *', 'gate.months', makeMonths),
  cron('35 3 * * *', 'gate.forgetPassages', forgetPassages),
  // Monday before dawn: gates hear of the new successor a week before it signs.
  cron('40 3 * * 1', 'gate.turnKeys', (services) => services.asSystem('gate.turnKeys', (ctx) => turnKeys(ctx))),
]
