import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { PhotoRow, PhotosTables } from './tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<PhotosTables>()

export const findPhoto = (ctx: Ctx, id: string): Promise<PhotoRow | undefined> =>
  db(ctx).selectFrom('photos.photo').selectAll().where('id', '=', id).executeTakeFirst()

/** False when there is a photo of this id. */
export async function insertPhoto(ctx: Ctx, photo: PhotoRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('photos.photo')
    .values(photo)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Marks those among these that lie in the community, were taken by this account and belong to nothing yet. @returns how many */
export async function markUsed(
  ctx: Ctx,
  { communityId, ids, accountId, deleteOn }: { communityId: string; ids: readonly string[]; accountId: string; deleteOn: string },
): Promise<number> {
  const rows = await db(ctx)
    .updateTable('photos.photo')
    .set({ is_used: true, delete_on: deleteOn })
    .where('community_id', '=', communityId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('account_id', '=', accountId)
    .where('is_used', '=', false)
    .returning('id')
    .execute()
  return rows.length
}

export async function deletePhotos(ctx: Ctx, today: string): Promise<void> {
  await db(ctx).deleteFrom('photos.photo').where('delete_on', '<=', today).execute()
}
