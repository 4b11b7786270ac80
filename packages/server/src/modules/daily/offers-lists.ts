// The state of every subject of a day, as a list for the modules above.
import type { AssessmentState, PostingLevel } from '@xiaomen/rules/daily'
import type { Ctx } from '../../platform/ctx.ts'
import { accountNames } from '../access/index.ts'
import { listSubjectsUnder } from './repo/assessments.ts'
import { listReports } from './repo/reports.ts'

export type ListedStatus = {
  id: string
  path: string
  level: PostingLevel
  name: string
  homes: number
  state: AssessmentState
  ownBlockers: number
  blockersBelow: number
  confirmedBy: string | null
  confirmedAt: Date | null
}
export async function listedStatus(
  ctx: Ctx,
  asked: { paths: readonly string[]; day: string; after: { path: string; id: string } | null; limit: number },
): Promise<ListedStatus[]> {
  const rows = await listSubjectsUnder(ctx, asked)
  const reports = new Map(
    (
      await listReports(
        ctx,
        rows.map((row) => row.subject_id),
        asked.day,
      )
    ).map((report) => [report.subject_id, report]),
  )
  const names = await accountNames(
    ctx,
    [...reports.values()].map((report) => report.confirmed_by),
  )
  return rows.map((row) => {
    const report = reports.get(row.subject_id)
    return {
      id: row.subject_id,
      path: row.area_path,
      level: row.level as PostingLevel,
      name: row.name,
      homes: row.homes,
      state: row.state as AssessmentState,
      ownBlockers: row.own_count,
      blockersBelow: row.below_count,
      confirmedBy: report ? (names.get(report.confirmed_by) ?? null) : null,
      confirmedAt: report?.confirmed_at ?? null,
    }
  })
}
