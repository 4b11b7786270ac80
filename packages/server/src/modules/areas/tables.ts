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
  'areas.overlay': OverlayRow
  'areas.overlay_member': OverlayMemberRow
}
