import { sql } from 'kysely'
import { anyOf } from '../../../platform/sql.ts'
import type { AbsenceRow, HandRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

export const findHand = (ctx: Tx, id: string): Promise<HandRow | undefined> =>
  db(ctx).selectFrom('answerability.hand').selectAll().where('id', '=', id).executeTakeFirst()
export const listHands = (ctx: Tx, ids: readonly string[]): Promise<HandRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('answerability.hand')
        .selectAll()
        .where(sql<boolean>`id = ${anyOf(ids)}`)
        .execute()
export const listHandsOf = (ctx: Tx, communityId: string): Promise<HandRow[]> =>
  db(ctx).selectFrom('answerability.hand').selectAll().where('community_id', '=', communityId).orderBy('id').execute()
export const listHandsOfAccounts = (ctx: Tx, accountIds: readonly string[]): Promise<HandRow[]> =>
  accountIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('answerability.hand')
        .selectAll()
        .where(sql<boolean>`account_id = ${anyOf(accountIds)}`)
        .execute()
export const findHandOf = (ctx: Tx, communityId: string, of: { accountId: string } | { personIds: readonly string[] }): Promise<HandRow | undefined> =>
  db(ctx)
    .selectFrom('answerability.hand')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('accountId' in of ? sql<boolean>`account_id = ${of.accountId}::uuid` : sql<boolean>`person_id = ${anyOf(of.personIds)}`)
    .orderBy('id')
    .executeTakeFirst()
/** The first one wins. */
export async function insertHand(ctx: Tx, row: HandRow): Promise<void> {
  await db(ctx)
    .insertInto('answerability.hand')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}
export async function updatePhone(ctx: Tx, { community_id, id }: HandRow, sealedPhone: Buffer): Promise<void> {
  await db(ctx).updateTable('answerability.hand').set({ sealed_phone: sealedPhone }).where('community_id', '=', community_id).where('id', '=', id).execute()
}

export async function insertAbsence(ctx: Tx, row: AbsenceRow): Promise<void> {
  await db(ctx).insertInto('answerability.absence').values(row).execute()
}
export const lockAbsence = (ctx: Tx, id: string): Promise<AbsenceRow | undefined> =>
  db(ctx).selectFrom('answerability.absence').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateAbsenceEnded(ctx: Tx, { community_id, id }: AbsenceRow, at: Date): Promise<void> {
  await db(ctx).updateTable('answerability.absence').set({ ended_at: at }).where('community_id', '=', community_id).where('id', '=', id).execute()
}
/** Those not ended early that reach into these days. */
export const listAbsencesOf = (ctx: Tx, handId: string, from: string, until: string): Promise<AbsenceRow[]> =>
  db(ctx)
    .selectFrom('answerability.absence')
    .selectAll()
    .where('hand_id', '=', handId)
    .where('ended_at', 'is', null)
    .where('from_day', '<=', until)
    .where('until_day', '>=', from)
    .execute()
/** Running or to come, from a day on. */
export const listAbsences = (ctx: Tx, communityId: string, from: string): Promise<AbsenceRow[]> =>
  db(ctx)
    .selectFrom('answerability.absence')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('ended_at', 'is', null)
    .where('until_day', '>=', from)
    .orderBy('from_day')
    .orderBy('id')
    .execute()
