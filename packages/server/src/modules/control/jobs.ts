import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { cancelTasks } from '../tasks/index.ts'
import { settleAll } from './nightly.ts'
import { communitiesWithCases, listOpenIn } from './repo/case.ts'
import { factsOfMany, halvesOf } from './repo/fact.ts'
import { factsOf } from './sealing.ts'
import { isOfPerson, isOfPlace } from './subject.ts'
import { trackFileOf } from './track-file.ts'
import { expectToday, planMissing, planTodayOfMany } from './work.ts'

/** Each community in a transaction of its own: one that fails keeps no other from its day. */
async function inEach(
  services: Services,
  name: string,
  run: (ctx: Parameters<Parameters<Services['asSystem']>[1]>[0], communityId: string) => Promise<void>,
): Promise<void> {
  for (const communityId of await services.asSystem('control.look', communitiesWithCases)) {
    try {
      await services.asSystem(name, (ctx) => run(ctx, communityId))
    } catch (error) {
      services.log.error({ err: error, communityId, job: name }, 'people under control of a community were not seen to')
    }
  }
  services.wakeRelay()
}

/** Whom to ask today, and what is to be done at which door. */
export const morning = (services: Services): Promise<void> =>
  inEach(services, 'control.morning', async (ctx, communityId) => {
    const rows = await listOpenIn(ctx, communityId)
    await expectToday(ctx, communityId, rows)
    // What was not asked yesterday cannot be asked any more.
    await cancelTasks(ctx, 'control', ...rows.filter((row) => row.records_per_day > 0).map((row) => row.id))
    const withWork = rows.filter((row) => (row.home_id !== null || isOfPlace(row)) && (trackFileOf(row)?.phases.some(({ works }) => works.length > 0) ?? false))
    const facts = await factsOfMany(ctx, withWork, [])
    await planTodayOfMany(
      ctx,
      withWork.map((row) => ({ row, facts: factsOf(ctx, facts.get(row.id) ?? []) })),
    )
  })

/** Who should have been asked by this hour and was not, and what of a place is not done. */
export const lookForRecords = (services: Services): Promise<void> =>
  inEach(services, 'control.records', async (ctx, communityId) => {
    const rows = await listOpenIn(ctx, communityId)
    const asked = rows.filter(isOfPerson).filter((row) => row.records_per_day > 0)
    const halves = await halvesOf(ctx, asked, localDay(ctx.now))
    for (const row of asked) {
      const done = halves.get(row.id) ?? new Set()
      if (done.size < row.records_per_day) await planMissing(ctx, row, done)
    }
    const behind = rows.filter((row) => isOfPlace(row) && row.works_due > 0)
    const facts = await factsOfMany(ctx, behind, [])
    await planTodayOfMany(
      ctx,
      behind.map((row) => ({ row, facts: factsOf(ctx, facts.get(row.id) ?? []) })),
    )
  })

export const nightly = async (services: Services): Promise<void> => {
  await settleAll(services)
}

export const jobs = [
  cron('5 0 * * *', 'control.nightly', nightly),
  cron('0 6 * * *', 'control.morning', morning),
  cron('*/10 * * * *', 'control.records', lookForRecords),
]
