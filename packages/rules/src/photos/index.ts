// 照片: what a picture is by its own bytes, and the picture without what a camera wrote beside it (place, time, device, owner).
import { stripJpeg } from './jpeg.ts'
import { stripPng } from './png.ts'
import { stripWebp } from './webp.ts'

export const PHOTO_KINDS = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PhotoKind = (typeof PHOTO_KINDS)[number]
export type Photo = { kind: PhotoKind; bytes: Uint8Array }

/** Largest photo that is kept, in bytes: a page of 1280 px from the phone has a third of it. */
export const MOST_PHOTO_BYTES = 700 * 1024
/** So many photos one answer or one report may hold. */
export const MOST_PHOTOS = 3

const KINDS: readonly { kind: PhotoKind; strip: (bytes: Uint8Array) => Uint8Array | null }[] = [
  { kind: 'image/jpeg', strip: stripJpeg },
  { kind: 'image/png', strip: stripPng },
  { kind: 'image/webp', strip: stripWebp },
]

/**
 * The photo with its picture only. Whatever name it bore: the bytes decide. Null when they are no whole still picture of a kind that is taken.
 * Nothing after the end of the picture is kept, so that no other file can ride along.
 */
export function stripPhoto(bytes: Uint8Array): Photo | null {
  for (const { kind, strip } of KINDS) {
    const stripped = strip(bytes)
    if (stripped !== null) return { kind, bytes: stripped }
  }
  return null
}
