// Made by `npm run gen` from migrations/. Do not edit.
import type { PhotoKind } from '@xiaomen/rules/photos'

export type PhotoRow = {
  community_id: string
  id: string
  area_path: string
  at: Date
  received_at: Date
  account_id: string | null
  kind: PhotoKind
  sealed_bytes: Buffer
  digest: Buffer
  is_used: boolean
  delete_on: string
}

export type PhotosTables = {
  'photos.photo': PhotoRow
}
