// 长期任务: what is owed of the same people again and again, each time from a day on. One obligation, one duty a person, and a turn after the other.
import type { Ctx } from '../../platform/ctx.ts'
import type { Subject } from './offers.ts'
import * as standing from './repo/standing.ts'
import type { TaskRow } from './tables.ts'

type Source = Exclude<TaskRow['source'], 'hand'>

/** A new turn: expected again from each one's day, whatever was done before. `dueOn`: the day the whole of it is looked at. */
export async function renew(
  ctx: Ctx,
  { obligationId, communityId, dueOn }: { obligationId: string; communityId: string; dueOn: string },
  subjects: readonly (Subject & { from: string })[],
): Promise<void> {
  await standing.renewDuties(
    ctx,
    subjects.map(({ subjectId, subjectKind, homeId, path, from }) => ({
      community_id: communityId,
      obligation_id: obligationId,
      subject_id: subjectId,
      subject_kind: subjectKind,
      home_id: homeId,
      area_path: path,
      expected_from: from,
    })),
  )
  await standing.updateObligationDue(ctx, obligationId, dueOn)
}

/** Nothing is owed of these any more, whatever was done of it. */
export const dismiss = (ctx: Ctx, obligationId: string, subjectIds: readonly string[]): Promise<void> => standing.removeDuties(ctx, obligationId, subjectIds)

/** A subject lives elsewhere now: its duty and what is open of it go along, also what somebody tried already. */
export async function relocate(
  ctx: Ctx,
  { source, sourceId, obligationId }: { source: Source; sourceId: string; obligationId: string },
  { subjectId, homeId, path }: Subject,
): Promise<void> {
  const place = { home_id: homeId, area_path: path }
  await standing.updateDutyPlace(ctx, obligationId, subjectId, place)
  await standing.updateOpenTasks(ctx, source, [sourceId], place)
}

/** What is open of these sources belongs to somebody else now, or to whoever of the roles comes first. */
export const handTasks = (ctx: Ctx, source: Source, sourceIds: readonly string[], accountId: string | null): Promise<void> =>
  standing.updateOpenTasks(ctx, source, sourceIds, { account_id: accountId })
