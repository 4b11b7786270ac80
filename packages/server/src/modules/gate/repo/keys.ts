import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { GateTables, SigningKeyRow } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()

/** One maker of keys at a time, for the rest of the transaction. */
export const lockKeys = (ctx: Ctx) => sql`select pg_advisory_xact_lock(hashtext('gate.signing_key'))`.execute(ctx.tx)

export const listKeys = (ctx: Ctx): Promise<SigningKeyRow[]> => db(ctx).selectFrom('gate.signing_key').selectAll().orderBy('made_at', 'desc').execute()

export const insertKey = (ctx: Ctx, key: SigningKeyRow) => db(ctx).insertInto('gate.signing_key').values(key).execute()

export async function updateKeyState(ctx: Ctx, kid: string, state: SigningKeyRow['state'], retiredAt: Date | null): Promise<void> {
  await db(ctx).updateTable('gate.signing_key').set({ state, retired_at: retiredAt }).where('kid', '=', kid).execute()
}

export async function askWithdrawal(ctx: Ctx, kid: string, by: { id: string; unit: string }): Promise<void> {
  await db(ctx).updateTable('gate.signing_key').set({ asked_by: by.id, asked_unit: by.unit }).where('kid', '=', kid).execute()
}

export const listWithdrawnKeys = async (ctx: Ctx): Promise<Set<string>> =>
  new Set((await db(ctx).selectFrom('gate.signing_key').select('kid').where('state', '=', 'withdrawn').execute()).map((row) => row.kid))

/** Forgets keys whose last strip has ended. */
export async function deleteKeysRetiredBefore(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('gate.signing_key').where('state', 'in', ['old', 'withdrawn']).where('retired_at', '<', before).execute()
}
