// What modules above ask of enterprises: places to inspect, occupations to test.
import type { EnterpriseState, EnterpriseTrade, StaffOccupation } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import {
  findEnterpriseRow,
  findStaffRow,
  listCommunitiesOfStaff,
  listEmployedBeneath,
  listEnterpriseRows,
  listStaffBeneath,
  listStaffNow,
  pageEnterprises,
} from './repo/enterprise.ts'
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

export type StaffAt = Staff & { communityId: string }
/** Everybody who works beneath these paths now, whoever they are today: one that was written twice counts under the row that stays. */
export async function staffBeneath(ctx: Ctx, paths: readonly string[]): Promise<StaffAt[]> {
  const rows = await listStaffBeneath(ctx, paths)
  return rows.map((row) => ({ ...toStaff(row), personId: row.current_id ?? row.person_id, communityId: row.community_id }))
}
/** Who works there now; whoever left is not found. */
export async function findStaff(ctx: Ctx, id: string): Promise<StaffAt | null> {
  const row = await findStaffRow(ctx, id)
  if (!row || row.until_day !== null) return null
  const current = (await staffBeneath(ctx, [row.area_path])).find((one) => one.id === id)
  return current ?? null
}
export const enterprisesByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Enterprise>> =>
  new Map((await listEnterpriseRows(ctx, ids)).map((row) => [row.id, toEnterprise(row)]))
/** Communities in which anybody works. */
export const communitiesOfStaff = (ctx: Pick<Ctx, 'tx'>): Promise<string[]> => listCommunitiesOfStaff(ctx)
/** Employer → who works there now, each once. */
export const employedBeneath = async (ctx: Ctx, paths: readonly string[]): Promise<{ enterpriseId: string; personIds: string[] }[]> =>
  (await listEmployedBeneath(ctx, paths)).map((row) => ({ enterpriseId: row.enterprise_id, personIds: row.person_ids }))
