// Passages and holds of an area in pieces, for lists that leave the house.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { GateTables, HoldRow, PassageRow } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()
const beneath = (paths: readonly string[]) => sql<boolean>`exists (select from unnest(${[...paths]}::text[]) as path where starts_with(area_path, path))`

export type PassageCursor = { at: Date; id: string }
/** Of these gates and of a time, as they came in. */
export const listPassagesFrom = (
  ctx: Ctx,
  { gateIds, from, until, after, limit }: { gateIds: readonly string[]; from: Date; until: Date; after: PassageCursor | null; limit: number },
): Promise<PassageRow[]> =>
  db(ctx)
    .selectFrom('gate.passage')
    .selectAll()
    .where(sql<boolean>`gate_id = any(${[...gateIds]}::uuid[])`)
    .where('received_at', '>=', after?.at ?? from)
    .where('received_at', '<', until)
    .$if(after !== null, (q) => q.where(sql<boolean>`(received_at, id) > (${after!.at}::timestamptz, ${after!.id}::uuid)`))
    .orderBy('received_at')
    .orderBy('id')
    .limit(limit)
    .execute()

export const listHoldsFrom = (ctx: Ctx, { paths, after, limit }: { paths: readonly string[]; after: string | null; limit: number }): Promise<HoldRow[]> =>
  db(ctx)
    .selectFrom('gate.hold')
    .selectAll()
    .where('resolved_at', 'is', null)
    .where(beneath(paths))
    .$if(after !== null, (q) => q.where('passage_id', '>', after!))
    .orderBy('passage_id')
    .limit(limit)
    .execute()
