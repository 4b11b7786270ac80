// What photos does for the rooms above: says that these photos now belong to something.
import { photosErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { deletionDay } from './days.ts'
import { markUsed } from './repo.ts'

/** @throws 409 unless each lies in this community, was taken by the one who asks, and belongs to nothing yet */
export async function usePhotos(ctx: Ctx, communityId: string, photoIds: readonly string[]): Promise<void> {
  const ids = [...new Set(photoIds)]
  if (ids.length === 0) return
  const accountId = ctx.actor.kind === 'account' ? ctx.actor.id : ''
  const used = accountId === '' ? 0 : await markUsed(ctx, { communityId, ids, accountId, deleteOn: deletionDay(ctx.now, true) })
  if (used !== ids.length) throw fail(photosErrors, 'photos.missing')
}
