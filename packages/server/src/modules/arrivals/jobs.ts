// 追踪: who came in by a gate has arrived; who did not come is asked after, and then the next level hears of it.
import type { Ctx } from '../../platform/ctx.ts'
import { cron, type Services } from '../../platform/module.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { enteredSince } from '../gate/index.ts'
import { planTasks } from '../tasks/index.ts'
import * as repo from './repo.ts'
import { arrive, take } from './step.ts'
import type { ArrivalRow } from './tables.ts'

const TITLE = '来返人员未到，请核实'

const isComing = (row: ArrivalRow | undefined): row is ArrivalRow =>
  row !== undefined && row.closed_on === null && (row.state === 'reported' || row.state === 'expected' || row.state === 'notArrived')

/** A passage counts from the day somebody is expected: before it they may be here still. */
export const matchAtGate = ({ asSystem, wakeRelay }: Services): Promise<void> =>
  asSystem('arrivals.match', async (ctx) => {
    const rows = await repo.listOnTheWay(ctx, localDay(ctx.now))
    for (const [communityId, of] of Map.groupBy(rows, (row) => row.community_id)) {
      const first = of.reduce((least, row) => (row.expected_on < least ? row.expected_on : least), of[0]!.expected_on)
      const came = await enteredSince(
        ctx,
        communityId,
        of.map((row) => row.person_id!),
        startOfDay(first),
      )
      for (const seen of of) {
        // The first way in of them all may lie before this one's own day: then it is asked for alone.
        let at = came.get(seen.person_id!)
        if (at !== undefined && at < startOfDay(seen.expected_on))
          at = (await enteredSince(ctx, communityId, [seen.person_id!], startOfDay(seen.expected_on))).get(seen.person_id!)
        if (at === undefined) continue
        const row = await repo.lockArrival(ctx, seen.id)
        if (isComing(row)) await arrive(ctx, row, localDay(at), 'gate')
      }
    }
  }).finally(wakeRelay)

async function ask(ctx: Ctx, row: ArrivalRow): Promise<void> {
  const today = localDay(ctx.now)
  const common = {
    subjectId: row.id,
    subjectKind: 'arrival' as const,
    homeId: row.home_id,
    path: row.area_path,
    kind: 'arrival' as const,
    title: TITLE,
    accountId: null,
    obligationId: null,
    fromDay: today,
    dueOn: today,
  }
  await planTasks(ctx, { source: 'arrivals', sourceId: row.id, communityId: row.community_id }, [
    // Of whom no home is known, nobody walks to a door: the office asks at once.
    { ...common, key: `call:${row.expected_on}`, roles: row.home_id === null ? ['communityAdmin'] : ['gridWorker'], priority: 2 },
    ...(row.home_id !== null && row.next_level_at <= ctx.now ? [{ ...common, key: `next:${row.expected_on}`, roles: ['communityAdmin'], priority: 3 }] : []),
  ])
}

export const chase = ({ asSystem, wakeRelay }: Services): Promise<void> =>
  asSystem('arrivals.chase', async (ctx) => {
    for (const seen of await repo.listToChase(ctx, ctx.now)) {
      const row = await repo.lockArrival(ctx, seen.id)
      if (!isComing(row) || row.chase_at > ctx.now) continue
      await ask(ctx, row.state === 'notArrived' ? row : await take(ctx, row, 'miss', { what: 'missed' }))
    }
  }).finally(wakeRelay)

export const destroy = ({ asSystem }: Services): Promise<void> => asSystem('arrivals.destroy', (ctx) => repo.deleteArrivals(ctx, localDay(ctx.now)))

export const jobs = [
  cron('*/2 * * * *', 'arrivals.match', matchAtGate),
  cron('*/10 * * * *', 'arrivals.chase', chase),
  cron('20 0 * * *', 'arrivals.destroy', destroy),
]
