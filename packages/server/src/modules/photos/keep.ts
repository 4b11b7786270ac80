// One photo as it comes: what a camera wrote beside the picture is thrown away, the rest sealed until its day.
import { photosErrors } from '@xiaomen/contract'
import { MOST_PHOTO_BYTES, stripPhoto } from '@xiaomen/rules/photos'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { planAt } from '../posture/index.ts'
import { deletionDay } from './days.ts'
import * as repo from './repo.ts'

export const placeOf = (row: string) => ({ table: 'photos.photo', row, column: 'sealed_bytes' })

type Came = { id: string; communityId: string; path: string; at: Date; accountId: string; bytes: string; isUsed: boolean }
/** @returns false when the same photo was there already. @throws 400, 409, 413 */
export async function keepPhoto(ctx: Ctx, { id, communityId, path, at, accountId, bytes, isUsed }: Came): Promise<boolean> {
  const came = Buffer.from(bytes, 'base64')
  if (came.length > MOST_PHOTO_BYTES) throw fail(photosErrors, 'photos.too_large')
  const photo = stripPhoto(came)
  if (photo === null) throw fail(photosErrors, 'photos.no_photo')
  const digest = createHash('sha256').update(came).digest()
  const { orderId } = await planAt(ctx, path)
  const isNew = await repo.insertPhoto(ctx, {
    community_id: communityId,
    id,
    area_path: path,
    // The phone's clock is data: what it took in the future was now.
    at: new Date(Math.min(at.getTime(), ctx.now.getTime())),
    received_at: ctx.now,
    account_id: accountId,
    kind: photo.kind,
    // Somebody may be recognised in it, though nobody should be.
    sealed_bytes: ctx.crypto.seal('name', placeOf(id), Buffer.from(photo.bytes).toString('base64'), orderId ?? 'peace'),
    digest,
    is_used: isUsed,
    delete_on: deletionDay(ctx.now, isUsed),
  })
  if (!isNew) {
    const known = await repo.findPhoto(ctx, id)
    if (!known || !Buffer.from(known.digest).equals(digest)) throw fail(photosErrors, 'photos.other_bytes')
  }
  return isNew
}
