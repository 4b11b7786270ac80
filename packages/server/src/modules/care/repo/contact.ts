import { sql } from 'kysely'
import { anyOf } from '../../../platform/sql.ts'
import type { ContactConflictRow, ContactRow, HandRow } from '../tables.ts'
import { db, inParts, type Tx } from './db.ts'

export async function insertContact(ctx: Tx, row: ContactRow): Promise<void> {
  await db(ctx).insertInto('care.contact').values(row).execute()
}
export const findContact = (ctx: Tx, communityId: string, id: string): Promise<ContactRow | undefined> =>
  db(ctx).selectFrom('care.contact').selectAll().where('community_id', '=', communityId).where('id', '=', id).executeTakeFirst()
export async function insertConflict(ctx: Tx, row: ContactConflictRow): Promise<void> {
  await db(ctx)
    .insertInto('care.contact_conflict')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}
/** Latest first. */
export const listContacts = (ctx: Tx, personIds: readonly string[], limit: number): Promise<ContactRow[]> =>
  db(ctx)
    .selectFrom('care.contact')
    .selectAll()
    .where(sql<boolean>`person_id = ${anyOf(personIds)}`)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** The latest at which somebody was spoken to; one who was not reached was not. */
export const findLastSpoken = (ctx: Tx, personIds: readonly string[]): Promise<ContactRow | undefined> =>
  db(ctx)
    .selectFrom('care.contact')
    .selectAll()
    .where(sql<boolean>`person_id = ${anyOf(personIds)}`)
    .where('result', '!=', 'notReached')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** By person, the account that last spoke to them. */
export async function lastSpokenBy(ctx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const found = await sql<{ person_id: string; account_id: string | null }>`select distinct on (person_id) person_id, account_id from care.contact
    where person_id = ${anyOf(personIds)} and result <> 'notReached' order by person_id, at desc, id desc`.execute(ctx.tx)
  return new Map(found.rows.flatMap((row) => (row.account_id === null ? [] : [[row.person_id, row.account_id] as const])))
}

export async function insertHands(ctx: Tx, rows: readonly HandRow[]): Promise<void> {
  for (const part of inParts(rows))
    await sql`insert into care.hand (community_id, id, plan_id, person_id, area_path, at, account_id, why, carer_id, second_account, second_person)
      select community_id, id, plan_id, person_id, area_path, at, account_id, why, carer_id, second_account, second_person
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r (community_id uuid, id uuid, plan_id uuid, person_id uuid, area_path text, at timestamptz,
        account_id uuid, why text, carer_id uuid, second_account uuid, second_person uuid)`.execute(ctx.tx)
}
export const listHands = (ctx: Tx, personIds: readonly string[], limit: number): Promise<HandRow[]> =>
  db(ctx)
    .selectFrom('care.hand')
    .selectAll()
    .where(sql<boolean>`person_id = ${anyOf(personIds)}`)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
