// What a test elsewhere comes to: whoever is missing in a round may be so no longer, and of a positive the office hears. Never a case by itself.
import { isTestedElsewhere } from '@xiaomen/rules/foreign'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { currentPeople } from '../registry/index.ts'
import { fulfilMany, planTasksOfMany } from '../tasks/index.ts'
import { runningCampaigns } from '../testing/index.ts'
import { figures } from './figures.ts'
import * as repo from './repo/result.ts'

const TITLE = '他处核酸阳性，请核实'
const URGENT = 3
const HOUR_MS = 3_600_000

/** Safe to repeat. */
export async function countElsewhere(ctx: Ctx, communityId: string): Promise<void> {
  const hours = figures().countsHours.value
  if (hours === 0) return
  for (const { id, from } of await runningCampaigns(ctx, communityId)) {
    const rows = await repo.listSince(ctx, communityId, new Date(from.getTime() - hours * HOUR_MS))
    // Whoever became one record with somebody else was tested under either.
    const now = await currentPeople(ctx, [...new Set(rows.map((row) => row.person_id))])
    const tested = [...Map.groupBy(rows, (row) => now.get(row.person_id) ?? row.person_id)].flatMap(([personId, of]) =>
      isTestedElsewhere(
        of.map(({ sampled_at, method, result }) => ({ sampledAt: sampled_at.getTime(), method, result })),
        { from: from.getTime(), hours },
      )
        ? [personId]
        : [],
    )
    await fulfilMany(ctx, { obligationId: id, communityId }, tested, { way: 'paper', by: null })
  }
}

/** Safe to repeat: each positive is one task, until somebody has taken it on. */
export async function tellPositives(ctx: Ctx, communityId: string): Promise<void> {
  const rows = await repo.listUnseenPositives(ctx, communityId)
  await planTasksOfMany(
    ctx,
    { source: 'foreign', communityId },
    new Map(
      rows.map((row) => {
        const day = localDay(row.received_at)
        return [
          row.id,
          [
            {
              subjectId: row.person_id,
              subjectKind: 'person' as const,
              homeId: row.home_id,
              path: row.area_path,
              key: 'positive',
              kind: 'foreignPositive' as const,
              title: TITLE,
              roles: ['communityAdmin'],
              accountId: null,
              obligationId: null,
              fromDay: day,
              dueOn: day,
              priority: URGENT,
            },
          ],
        ]
      }),
    ),
  )
}
