import { commonErrors, type photos, photosErrors } from '@xiaomen/contract'
import { MOST_PHOTO_BYTES, stripPhoto } from '@xiaomen/rules/photos'
import { createHash } from 'node:crypto'
import { fail } from '../../platform/error.ts'
import type { Handlers } from '../../platform/module.ts'
import { findArea } from '../areas/index.ts'
import { planAt } from '../posture/index.ts'
import { deletionDay } from './days.ts'
import * as repo from './repo.ts'

type Photos = Handlers<typeof photos>
const placeOf = (row: string) => ({ table: 'photos.photo', row, column: 'sealed_bytes' })

export const add: Photos['add'] = async (ctx, { id, areaId, at, bytes }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('photos.add', area)
  if (area.communityId === null || ctx.actor.kind !== 'account') throw fail(commonErrors, 'request.invalid')
  ctx.audit.communityId(area.communityId)
  const came = Buffer.from(bytes, 'base64')
  if (came.length > MOST_PHOTO_BYTES) throw fail(photosErrors, 'photos.too_large')
  const photo = stripPhoto(came)
  if (photo === null) throw fail(photosErrors, 'photos.no_photo')
  const digest = createHash('sha256').update(came).digest()
  const { orderId } = await planAt(ctx, area.path)
  const isNew = await repo.insertPhoto(ctx, {
    community_id: area.communityId,
    id,
    area_path: area.path,
    // The phone's clock is data: what it took in the future was now.
    at: new Date(Math.min(Date.parse(at), ctx.now.getTime())),
    received_at: ctx.now,
    account_id: ctx.actor.id,
    kind: photo.kind,
    // Somebody may be recognised in it, though nobody should be.
    sealed_bytes: ctx.crypto.seal('name', placeOf(id), Buffer.from(photo.bytes).toString('base64'), orderId ?? 'peace'),
    digest,
    is_used: false,
    delete_on: deletionDay(ctx.now, false),
  })
  if (!isNew) {
    const known = await repo.findPhoto(ctx, id)
    if (!known || !Buffer.from(known.digest).equals(digest)) throw fail(photosErrors, 'photos.other_bytes')
  }
  return { id, isNew }
}

export const show: Photos['show'] = async (ctx, { photoId }) => {
  const photo = await repo.findPhoto(ctx, photoId)
  if (!photo) throw fail(commonErrors, 'request.not_found')
  ctx.must('photos.read', { path: photo.area_path })
  ctx.audit.communityId(photo.community_id)
  return { bytes: Buffer.from(ctx.crypto.open('name', placeOf(photo.id), photo.sealed_bytes), 'base64'), type: photo.kind }
}
