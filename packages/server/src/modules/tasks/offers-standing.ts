// What tasks tells a room of one obligation: counts area by area, how single subjects stand, and when somebody is to try again.
import { type Coverage, type DayPart, type Excuse, type Standing, standingOf } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { type Among, countAmong, type Group } from './repo/among.ts'
import { countCoverage, listDuties, updateObligationDue } from './repo/duty.ts'
import { rescheduleTasks } from './repo/task.ts'

/** Counts of each lowest area beneath these paths. */
export const coverageByArea = async (ctx: Ctx, obligationId: string, paths: readonly string[]): Promise<{ path: string; counts: Coverage }[]> =>
  (await countCoverage(ctx, [obligationId], paths, localDay(ctx.now))).map(({ path, counts }) => ({ path, counts }))

/** How these subjects stand today; who is not expected at all is left out. */
export async function standingsOf(
  ctx: Ctx,
  obligationId: string,
  subjectIds: readonly string[],
): Promise<Map<string, { standing: Standing; excuse: Excuse | null }>> {
  const today = localDay(ctx.now)
  return new Map(
    (subjectIds.length === 0 ? [] : await listDuties(ctx, obligationId, subjectIds)).map((row) => {
      const excuse = row.excuse === null ? null : { kind: row.excuse, until: row.excuse_until }
      const standing = standingOf({ expectedFrom: row.expected_from, isDone: row.done_at !== null, excuse }, today)
      return [row.subject_id, { standing, excuse: standing === 'excused' ? row.excuse : null }]
    }),
  )
}

/** The open tasks of these subjects are to be tried again then. */
export async function tryAgain(
  ctx: Ctx,
  obligationId: string,
  dueOn: string,
  again: readonly { subjectId: string; tryOn: string; tryPart: DayPart }[],
): Promise<void> {
  await updateObligationDue(ctx, obligationId, dueOn)
  await rescheduleTasks(ctx, obligationId, dueOn, again)
}

/** Counts of people in groups of the caller's, as of employers: who is not expected is counted nowhere, and a group of nobody expected is not there. */
export const coverageAmong = (ctx: Ctx, obligationId: string, groups: readonly Group[]): Promise<Among[]> =>
  groups.length === 0 ? Promise.resolve([]) : countAmong(ctx, obligationId, groups, localDay(ctx.now))
