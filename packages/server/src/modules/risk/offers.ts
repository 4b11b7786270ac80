import { contains } from '@xiaomen/rules/areas'
import type { RiskArea } from '@xiaomen/rules/risk'
import type { Ctx } from '../../platform/ctx.ts'
import { listSince } from './repo.ts'
import type { RiskAreaRow } from './tables.ts'

export const toRiskArea = (row: RiskAreaRow): RiskArea => ({
  id: row.id,
  name: row.name,
  code: row.code,
  level: row.level,
  from: row.from_day,
  until: row.until_day,
})

/** Places listed on `sinceDay` or later, as a list for any place: call the answer with a path for those that hold there. */
export async function riskAreasAbove(ctx: Pick<Ctx, 'tx'>, sinceDay: string): Promise<(path: string) => RiskArea[]> {
  const rows = await listSince(ctx, sinceDay)
  return (path) => rows.filter((row) => contains(row.area_path, path)).map(toRiskArea)
}
