// What the gate keeps of people and homes that became one, or two again. `ids`: of either.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CaseMarkRow, CredentialRow, GateTables } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()
const ofAny = (ids: readonly string[]) =>
  sql<boolean>`(person_id = any(${[...ids]}::uuid[]) or first_person_id = any(${[...ids]}::uuid[]) or home_id = any(${[...ids]}::uuid[]) or first_home_id = any(${[...ids]}::uuid[]))`

export const listCredentialsOf = (ctx: Ctx, communityId: string, ids: readonly string[]): Promise<CredentialRow[]> =>
  db(ctx).selectFrom('gate.credential').selectAll().where('community_id', '=', communityId).where(ofAny(ids)).orderBy('id').forUpdate().execute()
export const listMarksOf = (ctx: Ctx, communityId: string, ids: readonly string[]): Promise<CaseMarkRow[]> =>
  db(ctx).selectFrom('gate.case_mark').selectAll().where('community_id', '=', communityId).where(ofAny(ids)).orderBy('case_id').forUpdate().execute()

export async function updateCredentialPerson(
  ctx: Ctx,
  row: Pick<CredentialRow, 'community_id' | 'id'>,
  change: Pick<CredentialRow, 'person_id' | 'first_person_id' | 'home_id' | 'first_home_id' | 'revoked_at' | 'revoked_why' | 'ended_by'>,
): Promise<void> {
  await db(ctx).updateTable('gate.credential').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export async function updateMarkPerson(
  ctx: Ctx,
  row: Pick<CaseMarkRow, 'community_id' | 'case_id'>,
  change: Pick<CaseMarkRow, 'person_id' | 'first_person_id' | 'home_id' | 'first_home_id'>,
): Promise<void> {
  await db(ctx).updateTable('gate.case_mark').set(change).where('community_id', '=', row.community_id).where('case_id', '=', row.case_id).execute()
}
