// Made by `npm run gen` from migrations/. Do not edit.

export type AreaRow = {
  id: string
  parent_id: string | null
  community_id: string | null
  level: string
  name: string
  ordinal: number
  path: string
  homes: number
  last_child: number
  last_home: number
  version: number
  code: string | null
  code_year: number | null
  class_code: string | null
}

export type AreaHistoryRow = {
  community_id: string
  id: string
  subject_id: string
  area_path: string
  at: Date
  account_id: string | null
  by_name: Buffer | null
  what: string
  before: unknown
  after: unknown
}

export type OverlayRow = {
  id: string
  community_id: string | null
  area_path: string
  kind: string
  name: string
  valid_from: string
  valid_until: string | null
  version: number
}

export type OverlayMemberRow = {
  overlay_id: string
  area_id: string
  area_path: string
}

export type AreasTables = {
  'areas.area': AreaRow
  'areas.area_history': AreaHistoryRow
  'areas.overlay': OverlayRow
  'areas.overlay_member': OverlayMemberRow
}
