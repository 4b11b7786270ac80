import { z } from 'zod'
import { command, file, id, instant, operations } from './kit.ts'

/** Base64 of a little more than the largest photo: what is only slightly too large is told so by its name. */
const MOST_CHARACTERS = 1_000_000

export const photos = operations('photos', {
  /**
   * One photo, before what names it. As text and not as an upload, so that it waits sealed in the phone's queue like everything else.
   * The bytes decide what it is; what a camera wrote beside the picture is thrown away.
   */
  add: command({
    can: 'photos.add',
    offline: true,
    input: z.object({ id, areaId: id, at: instant, bytes: z.base64().max(MOST_CHARACTERS) }),
    output: z.object({ id, isNew: z.boolean() }),
  }),
  show: file({ can: 'photos.read', input: z.object({ photoId: id }), reads: ['name'] }),
})

export const photosErrors = {
  'photos.no_photo': 400,
  'photos.too_large': 413,
  'photos.other_bytes': 409,
  /** What names a photo came before it, or the photo belongs to another place or person. */
  'photos.missing': 409,
} as const
