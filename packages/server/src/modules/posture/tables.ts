// Made by `npm run gen` from migrations/. Do not edit.

export type PostureOrderRow = {
  id: string
  area_id: string
  area_path: string
  posture: string
  pack_id: string
  edition: string
  legal_basis: string
  purpose: string
  state: string
  drafted_by: string
  drafted_at: Date
  approved_by: string | null
  approved_at: Date | null
  valid_until: string
  ended_by: string | null
  ended_at: Date | null
  end_reason: string | null
  drafted_unit: string
}

export type PostureTables = {
  'posture.posture_order': PostureOrderRow
}
