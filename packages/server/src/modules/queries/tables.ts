// Made by `npm run gen` from migrations/. Do not edit.

export type ExportRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  account_id: string
  unit: string
  kind: 'list' | 'sheet' | 'chain'
  source: string
  code: string
  spec: Buffer | null
  grants: unknown
  purpose: Buffer
  reason: Buffer | null
  state: 'building' | 'reasonNeeded' | 'waiting' | 'ready' | 'taken' | 'refused' | 'expired' | 'failed'
  failure: string | null
  rows: number
  counts: unknown
  over: string[]
  filled: unknown
  file_key: Buffer | null
  file_name: Buffer | null
  ticket: Buffer | null
  requested_at: Date
  decided_by: string | null
  decided_at: Date | null
  until: Date | null
  taken_at: Date | null
}

export type LayoutRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  name: string
  source: string
  spec: Buffer
  shared_with: string[]
  version: number
  changed_by: string | null
  changed_at: Date
}

export type LayoutVersionRow = {
  community_id: string
  layout_id: string
  version: number
  area_path: string
  name: string
  spec: Buffer
  changed_by: string | null
  changed_at: Date
}

export type SheetRow = {
  community_id: string
  id: string
  area_path: string
  account_id: string
  file_key: Buffer
  about: Buffer
  created_at: Date
}

export type SheetMapRow = {
  community_id: string
  fingerprint: Buffer
  area_path: string
  fields: Buffer
  changed_by: string | null
  changed_at: Date
}

export type QueriesTables = {
  'queries.export': ExportRow
  'queries.layout': LayoutRow
  'queries.layout_version': LayoutVersionRow
  'queries.sheet': SheetRow
  'queries.sheet_map': SheetMapRow
}
