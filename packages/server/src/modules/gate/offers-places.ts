// Which gates there are, for the rooms that look after them.
import type { Ctx } from '../../platform/ctx.ts'
import { listGatesUnder } from './repo/gates.ts'

export type ListedGate = { id: string; communityId: string; areaId: string; path: string; name: string; isOpen: boolean }
/** The gates beneath these paths, by place and name. */
export const gatesUnder = async (ctx: Ctx, paths: readonly string[]): Promise<ListedGate[]> =>
  (await listGatesUnder(ctx, paths)).map((row) => ({
    id: row.id,
    communityId: row.community_id,
    areaId: row.area_id,
    path: row.area_path,
    name: row.name,
    isOpen: row.is_open,
  }))
