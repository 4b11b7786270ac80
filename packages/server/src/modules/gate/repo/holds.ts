import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { GateTables, HoldRow } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()

export const listOpenHolds = (ctx: Ctx, paths: readonly string[]): Promise<HoldRow[]> =>
  db(ctx)
    .selectFrom('gate.hold')
    .selectAll()
    .where('resolved_at', 'is', null)
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) as path where starts_with(area_path, path))`)
    .orderBy('at')
    .limit(500)
    .execute()

/** At one gate: open ones, the longest first, then those answered since. */
export const listHoldsOfGate = (ctx: Ctx, gateId: string, answeredSince: Date, limit: number): Promise<HoldRow[]> =>
  db(ctx)
    .selectFrom('gate.hold')
    .selectAll()
    .where('gate_id', '=', gateId)
    .where((eb) => eb.or([eb('resolved_at', 'is', null), eb('resolved_at', '>=', answeredSince)]))
    .orderBy(sql`resolved_at is not null`)
    .orderBy('at')
    .orderBy('passage_id')
    .limit(limit)
    .execute()

/** Locked for the rest of the transaction: two people may not settle one hold. */
export const findHoldForUpdate = (ctx: Ctx, passageId: string): Promise<HoldRow | undefined> =>
  db(ctx).selectFrom('gate.hold').selectAll().where('passage_id', '=', passageId).forUpdate().executeTakeFirst()

export async function updateHoldResolved(
  ctx: Ctx,
  hold: HoldRow,
  by: { finding: NonNullable<HoldRow['finding']>; accountId: string | null; sealedNote: Buffer | null },
): Promise<void> {
  await db(ctx)
    .updateTable('gate.hold')
    .set({ resolved_at: ctx.now, finding: by.finding, resolved_by: by.accountId, sealed_note: by.sealedNote })
    .where('community_id', '=', hold.community_id)
    .where('passage_id', '=', hold.passage_id)
    .execute()
}

/** Holds that somebody has seen to, and marks of cases closed, before this time. */
export async function deleteSettledHolds(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('gate.hold').where('resolved_at', '<', before).execute()
  await db(ctx).deleteFrom('gate.case_mark').where('closed_at', '<', before).execute()
}

export const countOpenHolds = async (ctx: Ctx, path: string): Promise<number> =>
  Number(
    (
      await db(ctx)
        .selectFrom('gate.hold')
        .select(sql<string>`count(*)`.as('n'))
        .where('resolved_at', 'is', null)
        .where(sql<boolean>`starts_with(area_path, ${path})`)
        .executeTakeFirst()
    )?.n ?? 0,
  )
