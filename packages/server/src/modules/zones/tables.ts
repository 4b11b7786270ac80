// Made by `npm run gen` from migrations/. Do not edit.

export type CaseMarkRow = {
  community_id: string
  case_id: string
  area_path: string
  found_on: string
  is_error: boolean
}

export type ZoneRow = {
  id: string
  area_id: string
  area_path: string
  kind: string
  kind_since: string | null
  order_id: string
  order_until: string
  pack_id: string
  edition: string
  state: string
  ground: string
  legal_basis: string
  centre_id: string | null
  from_at: Date | null
  until_at: Date | null
  last_case_on: string | null
  drafted_by: string
  drafted_unit: string
  drafted_at: Date
  ended_at: Date | null
  end_reason: string | null
  version: number
}

export type ZoneAreaRow = {
  zone_id: string
  area_id: string
  area_path: string
  from_at: Date
  until_at: Date | null
}

export type ZoneEvidenceRow = {
  id: string
  zone_id: string
  area_path: string
  kind: string
  on_day: string
  value: number | null
  reference: string
  account_id: string
  unit: string
  at: Date
}

export type ZoneStepRow = {
  id: string
  zone_id: string
  area_path: string
  kind: string
  at: Date
  account_id: string | null
  unit: string
  act_id: string | null
  areas: unknown
  to_kind: string | null
  reason: string | null
}

export type ZoneWorkRow = {
  zone_id: string
  community_id: string
  area_path: string
  source_id: string
}

export type ZonesTables = {
  'zones.case_mark': CaseMarkRow
  'zones.zone': ZoneRow
  'zones.zone_area': ZoneAreaRow
  'zones.zone_evidence': ZoneEvidenceRow
  'zones.zone_step': ZoneStepRow
  'zones.zone_work': ZoneWorkRow
}
