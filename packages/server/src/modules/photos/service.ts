import { commonErrors, type photos } from '@xiaomen/contract'
import { fail } from '../../platform/error.ts'
import type { Handlers } from '../../platform/module.ts'
import { findArea } from '../areas/index.ts'
import { keepPhoto, placeOf } from './keep.ts'
import * as repo from './repo.ts'

type Photos = Handlers<typeof photos>

export const add: Photos['add'] = async (ctx, { id, areaId, at, bytes }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('photos.add', area)
  if (area.communityId === null || ctx.actor.kind !== 'account') throw fail(commonErrors, 'request.invalid')
  ctx.audit.communityId(area.communityId)
  const isNew = await keepPhoto(ctx, { id, communityId: area.communityId, path: area.path, at: new Date(at), accountId: ctx.actor.id, bytes, isUsed: false })
  return { id, isNew }
}

export const show: Photos['show'] = async (ctx, { photoId }) => {
  const photo = await repo.findPhoto(ctx, photoId)
  if (!photo) throw fail(commonErrors, 'request.not_found')
  ctx.must('photos.read', { path: photo.area_path })
  ctx.audit.communityId(photo.community_id)
  return { bytes: Buffer.from(ctx.crypto.open('name', placeOf(photo.id), photo.sealed_bytes), 'base64'), type: photo.kind }
}
