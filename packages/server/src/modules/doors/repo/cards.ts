import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { among } from '../../../platform/sql.ts'
import type { CardRow } from '../tables.ts'
import { beneath, db } from './db.ts'

export const findCard = (ctx: Ctx, id: string): Promise<CardRow | undefined> =>
  db(ctx).selectFrom('doors.card').selectAll().where('id', '=', id).executeTakeFirst()
export const findCardForUpdate = (ctx: Ctx, id: string): Promise<CardRow | undefined> =>
  db(ctx).selectFrom('doors.card').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** What a door's hash of a card means: the one that counts, or else the one that counted last. */
export const findCardByHash = (ctx: Ctx, communityId: string, hash: string): Promise<CardRow | undefined> =>
  db(ctx)
    .selectFrom('doors.card')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('list_hash', '=', hash)
    .orderBy(sql`state = 'active'`, 'desc')
    .orderBy('issued_at', 'desc')
    .executeTakeFirst()

export const listActiveCards = (ctx: Ctx, communityId: string): Promise<CardRow[]> =>
  db(ctx).selectFrom('doors.card').selectAll().where('community_id', '=', communityId).where('state', '=', 'active').execute()

export const listCards = (
  ctx: Ctx,
  {
    paths,
    personId,
    numberIndex,
    after,
    limit,
  }: { paths: readonly string[]; personId?: string | undefined; numberIndex?: Buffer | undefined; after: string | null; limit: number },
): Promise<CardRow[]> =>
  db(ctx)
    .selectFrom('doors.card')
    .selectAll()
    .where(beneath(paths))
    .$if(personId !== undefined, (q) => q.where('person_id', '=', personId!))
    .$if(numberIndex !== undefined, (q) => q.where('number_index', '=', numberIndex!))
    .$if(after !== null, (q) => q.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export const listCardsOfPerson = (ctx: Ctx, personId: string): Promise<CardRow[]> =>
  db(ctx).selectFrom('doors.card').selectAll().where('person_id', '=', personId).orderBy('issued_at', 'desc').orderBy('id', 'desc').limit(50).execute()

/** Cards of people and homes that became one, two again, or moved. `ids`: of either. */
export const listCardsOfAny = (ctx: Ctx, communityId: string, ids: readonly string[]): Promise<CardRow[]> =>
  db(ctx)
    .selectFrom('doors.card')
    .selectAll()
    .where('community_id', '=', communityId)
    .where(sql<boolean>`(person_id = any(${[...ids]}::uuid[]) or first_person_id = any(${[...ids]}::uuid[]) or home_id = any(${[...ids]}::uuid[]))`)
    .orderBy('id')
    .forUpdate()
    .execute()

/** False when a card of that number is in use here, or the id is. */
export async function insertCard(ctx: Ctx, card: CardRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('doors.card')
    .values(card)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

type Change = Partial<Pick<CardRow, 'state' | 'ended_at' | 'ended_why' | 'replaced_by' | 'person_id' | 'first_person_id' | 'home_id' | 'area_path'>>
export async function updateCard(ctx: Ctx, { community_id, id }: Pick<CardRow, 'community_id' | 'id'>, change: Change): Promise<void> {
  await db(ctx).updateTable('doors.card').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}

export const isNumberActive = async (ctx: Ctx, communityId: string, index: Buffer): Promise<boolean> =>
  (await db(ctx)
    .selectFrom('doors.card')
    .select('id')
    .where('community_id', '=', communityId)
    .where('number_index', '=', index)
    .where('state', '=', 'active')
    .executeTakeFirst()) !== undefined

export async function deleteCardsEndedBefore(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('doors.card').where('ended_at', '<', before).execute()
}

export const listCardsByIds = (ctx: Ctx, ids: readonly string[]): Promise<CardRow[]> =>
  db(ctx).selectFrom('doors.card').selectAll().where(among('id', ids)).execute()
