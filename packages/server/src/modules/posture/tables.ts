// Made by `npm run gen` from migrations/. Do not edit.

export type LocalEditionRow = {
  id: string
  area_id: string
  area_path: string
  pack_id: string
  base_edition: string
  edition: string
  files: unknown
  examples: unknown
  note: string
  state: string
  drafted_by: string
  drafted_unit: string
  drafted_at: Date
  approved_at: Date | null
}

export type OrderStepRow = {
  id: string
  order_id: string
  area_path: string
  kind: string
  at: Date
  account_id: string | null
  unit: string
  act_id: string | null
  until: string | null
  reason: string | null
}

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
  retention_days: number
  assessment: unknown
}

export type PostureTables = {
  'posture.local_edition': LocalEditionRow
  'posture.order_step': OrderStepRow
  'posture.posture_order': PostureOrderRow
}
