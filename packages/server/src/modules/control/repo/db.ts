import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ControlTables } from '../tables.ts'

export type Tx = Pick<Ctx, 'tx'>
export const db = (ctx: Tx) => ctx.tx.withTables<ControlTables>()
type Pair = { community_id: string; id: string }
/**
 * Those of these cases, by both halves of the key at once. Two lists beside each other would be looked up crosswise: a thousand cases of thirty
 * communities are thirty thousand journeys down the index before PostgreSQL 17.
 */
export const ofCases = (column: 'case_id' | 'id', cases: readonly Pair[]) =>
  sql<boolean>`(community_id, ${sql.ref(column)}) in (select * from unnest(${cases.map((one) => one.community_id)}::uuid[], ${cases.map((one) => one.id)}::uuid[]))`
