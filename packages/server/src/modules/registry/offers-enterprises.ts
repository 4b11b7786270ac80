// What modules above ask of enterprises: places to inspect, occupations to test.
import type { EnterpriseState, EnterpriseTrade, StaffOccupation } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { findEnterpriseRow, listStaffNow, pageEnterprises } from './repo/enterprise.ts'
import type { EnterpriseRow, StaffRow } from './tables.ts'

export type Enterprise = {
  id: string
  communityId: string
  path: string
  homeId: string | null
  name: string
  trade: EnterpriseTrade
  state: EnterpriseState
}
export type Staff = { id: string; enterpriseId: string; personId: string; path: string; occupation: StaffOccupation; from: string }

const toEnterprise = (row: EnterpriseRow): Enterprise => ({
  id: row.id,
  communityId: row.community_id,
  path: row.area_path,
  homeId: row.home_id,
  name: row.name,
  trade: row.trade,
  state: row.state,
})
const toStaff = (row: StaffRow): Staff => ({
  id: row.id,
  enterpriseId: row.enterprise_id,
  personId: row.person_id,
  path: row.area_path,
  occupation: row.occupation,
  from: row.from_day,
})

/** Those beneath an area that are not closed, page by page: `after` is the last id seen. */
export const listEnterprises = async (
  ctx: Ctx,
  path: string,
  { trade = null, after = null, limit = 500 }: { trade?: EnterpriseTrade | null; after?: string | null; limit?: number } = {},
): Promise<Enterprise[]> =>
  (await pageEnterprises(ctx, { paths: [path], homeId: null, trade, sought: null, alsoClosed: false, after, limit })).map(toEnterprise)

/** Who works there now. */
export const staffOf = async (ctx: Ctx, enterpriseId: string): Promise<Staff[]> => (await listStaffNow(ctx, { enterpriseId })).map(toStaff)

/** Where somebody works now. */
export async function enterprisesOfPerson(ctx: Ctx, personId: string): Promise<(Enterprise & { occupation: StaffOccupation })[]> {
  const found: (Enterprise & { occupation: StaffOccupation })[] = []
  for (const { enterprise_id, occupation } of await listStaffNow(ctx, { personId })) {
    const row = await findEnterpriseRow(ctx, enterprise_id)
    if (row) found.push({ ...toEnterprise(row), occupation })
  }
  return found
}
