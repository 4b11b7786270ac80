// Whose campaign, at which point, and by whom.
import { commonErrors, testingErrors } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { type Label, type LabelKind, readLabel } from '@xiaomen/rules/testing'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { type Area, findArea } from '../areas/index.ts'
import { findPoint, listRows, lockPoint, lockRows } from './repo/campaign.ts'
import type { CampaignRow, PointRow } from './tables.ts'

export const notFound = () => fail(commonErrors, 'request.not_found')
export const accountOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'account' ? ctx.actor.id : null)
export function official(ctx: Ctx): string {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor.id
}

export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  return area
}

/** The rows of a campaign that the caller may read something of. */
export async function readRows(ctx: Ctx, campaignId: string): Promise<{ rows: CampaignRow[]; paths: string[] }> {
  const paths = ctx.paths('testing.read')
  const rows = (await listRows(ctx, campaignId)).filter((row) => paths.some((path) => contains(path, row.area_path) || contains(row.area_path, path)))
  if (rows.length === 0) throw notFound()
  if (rows.length === 1) ctx.audit.communityId(rows[0]!.community_id)
  return { rows, paths }
}
/** All of them locked, for a change of the whole: the permission must cover each. */
export async function plannedRows(ctx: Ctx, campaignId: string): Promise<CampaignRow[]> {
  const rows = await lockRows(ctx, campaignId)
  if (rows.length === 0) throw notFound()
  for (const row of rows) ctx.must('testing.plan', { path: row.area_path })
  if (rows.length === 1) ctx.audit.communityId(rows[0]!.community_id)
  return rows
}

export async function pointFor(ctx: Ctx, permission: string, pointId: string, isLocked = false): Promise<PointRow> {
  const point = await (isLocked ? lockPoint : findPoint)(ctx, pointId)
  if (!point) throw notFound()
  ctx.must(permission, { path: point.area_path })
  ctx.audit.communityId(point.community_id)
  return point
}

/** A label of this point's sheets, in the letters it is printed in. */
export function labelAt(point: Pick<PointRow, 'batch'>, kind: LabelKind, scanned: string): Label {
  const label = readLabel(scanned)
  if ('problem' in label) throw fail(testingErrors, `testing.${label.problem}`)
  if (label.kind !== kind) throw fail(testingErrors, 'testing.label_foreign')
  if (label.batch !== point.batch) throw fail(testingErrors, 'testing.tube_of_other_point')
  return label
}
