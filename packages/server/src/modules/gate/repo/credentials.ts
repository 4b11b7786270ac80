import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CredentialRow, GateTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<GateTables>()

export type NewCredential = Pick<
  CredentialRow,
  'community_id' | 'id' | 'area_path' | 'person_id' | 'home_id' | 'pass_class' | 'code_id' | 'short_code' | 'issued_at' | 'valid_from' | 'valid_until'
>

/** Inserts what does not collide; the answer holds the ids that went in. A taken short code or a twin made meanwhile is left out. */
export async function insertCredentials(ctx: Ctx, rows: readonly NewCredential[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const done = await db(ctx)
    .insertInto('gate.credential')
    .values(rows.map((row) => ({ ...row, revoked_at: null, revoked_why: null, first_person_id: null, first_home_id: null, ended_by: null })))
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .execute()
  return new Set(done.map((row) => row.id))
}

export const findCredential = (ctx: Pick<Ctx, 'tx'>, id: string): Promise<CredentialRow | undefined> =>
  db(ctx).selectFrom('gate.credential').selectAll().where('id', '=', id).executeTakeFirst()

export const listCredentials = (ctx: Ctx, ids: readonly string[]): Promise<CredentialRow[]> =>
  db(ctx)
    .selectFrom('gate.credential')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()

/** Those that count, of these people and of this home itself. */
export const listLiveCredentials = (ctx: Ctx, communityId: string, homeIds: readonly string[]): Promise<CredentialRow[]> =>
  db(ctx)
    .selectFrom('gate.credential')
    .selectAll()
    .where('community_id', '=', communityId)
    .where(sql<boolean>`home_id = any(${[...homeIds]}::uuid[])`)
    .where('revoked_at', 'is', null)
    .execute()

export const findByCodeId = (ctx: Ctx, communityId: string, codeId: string): Promise<CredentialRow | undefined> =>
  db(ctx).selectFrom('gate.credential').selectAll().where('community_id', '=', communityId).where('code_id', '=', codeId).executeTakeFirst()

export const findByShortCode = (ctx: Ctx, communityId: string, shortCode: string): Promise<CredentialRow | undefined> =>
  db(ctx).selectFrom('gate.credential').selectAll().where('community_id', '=', communityId).where('short_code', '=', shortCode).executeTakeFirst()

/** Those that count or will, and those withdrawn since a time. */
export const listCredentialsOfCommunity = (ctx: Ctx, communityId: string, revokedSince: Date): Promise<CredentialRow[]> =>
  db(ctx)
    .selectFrom('gate.credential')
    .selectAll()
    .where('community_id', '=', communityId)
    .where((e) =>
      e.or([e('revoked_at', '>', revokedSince), e.and([e('revoked_at', 'is', null), e.or([e('valid_until', 'is', null), e('valid_until', '>', ctx.now)])])]),
    )
    .orderBy('id')
    .execute()

/** Passes of visitors and attendants: of no home, each for a time, and made anew for each. */
export async function deletePastPasses(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('gate.credential').where('pass_class', 'in', ['visitor', 'attendant']).where('valid_until', '<', before).execute()
}

export async function revokeCredential(ctx: Ctx, communityId: string, id: string, why: string): Promise<void> {
  await db(ctx)
    .updateTable('gate.credential')
    .set({ revoked_at: ctx.now, revoked_why: why, ended_by: null })
    .where('community_id', '=', communityId)
    .where('id', '=', id)
    .where(sql<boolean>`(revoked_at is null or ended_by is not null)`)
    .execute()
}

/**
 * Somebody left a home: their own code for it ends, and so do the family's and the paper ones, which they know. Codes of a new home stand.
 * `endedBy`: the split that did it, if it did it alone.
 */
export async function revokeCodesOfHome(
  ctx: Ctx,
  { communityId, personId, homeId }: { communityId: string; personId: string; homeId: string },
  why: string,
  endedBy: string | null,
): Promise<void> {
  await db(ctx)
    .updateTable('gate.credential')
    .set({
      revoked_at: sql<Date>`coalesce(revoked_at, ${ctx.now})`,
      revoked_why: why,
      ended_by: sql<string | null>`case when revoked_at is null or ended_by = ${endedBy}::uuid then ${endedBy}::uuid end`,
    })
    .where('community_id', '=', communityId)
    .where('home_id', '=', homeId)
    .where((e) => e.or([e('person_id', '=', personId), e('person_id', 'is', null)]))
    .where(sql<boolean>`(revoked_at is null or ended_by is not null)`)
    .execute()
}
