// What modules above may ask of landlords, after an event told them an id.
import { masked } from '@xiaomen/rules/access'
import { reportState, type TenantReportKind, type TenantReportState } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { openLandlordName } from './landlord-fields.ts'
import { findLandlordRow, listLandlordHomes } from './repo/landlord.ts'
import { findReport } from './repo/tenant-report.ts'

export type Landlord = { id: string; communityId: string; path: string; contactAccountId: string | null; homeIds: string[]; maskedName: string }
export async function findLandlord(ctx: Ctx, id: string): Promise<Landlord | null> {
  const row = await findLandlordRow(ctx, id)
  if (!row || row.closed_at !== null) return null
  return {
    id,
    communityId: row.community_id,
    path: row.area_path,
    contactAccountId: row.contact_account_id,
    homeIds: (await listLandlordHomes(ctx, [id])).map((one) => one.home_id),
    maskedName: masked('name', openLandlordName(ctx.crypto, row), 'masked') ?? '',
  }
}
export async function findTenantReport(
  ctx: Ctx,
  id: string,
): Promise<{ id: string; path: string; homeId: string | null; landlordId: string; kind: TenantReportKind; state: TenantReportState } | null> {
  const row = await findReport(ctx, id)
  if (!row) return null
  return { id, path: row.area_path, homeId: row.home_id, landlordId: row.landlord_id, kind: row.kind, state: reportState(row.kind, row.outcome) }
}
