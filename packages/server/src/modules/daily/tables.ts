// Made by `npm run gen` from migrations/. Do not edit.

export type AssessmentRow = {
  community_id: string
  day: string
  subject_id: string
  parent_id: string | null
  member_of: string[]
  member_ids: string[]
  level: string
  name: string
  area_path: string
  homes: number
  is_overlay: boolean
  is_report_due: boolean
  state: string
  own_state: string
  own_checks: string[]
  own_count: number
  below_count: number
}

export type FactRow = {
  community_id: string
  id: string
  kind: string
  area_id: string
  area_path: string
  since: Date
  from_day: string
  ended_on: string | null
  cleared_at: Date | null
}

export type PostingRow = {
  community_id: string
  code: string
  day: string
  subject_id: string
  level: string
  name: string
  full_name: string
  area_path: string
  state: string
  posted_at: Date
  withdrawn_at: Date | null
}

export type ReportRow = {
  community_id: string
  id: string
  day: string
  subject_id: string
  area_path: string
  confirmed_by: string
  confirmed_at: Date
  note: Buffer | null
  voided_at: Date | null
  voided_by: string | null
  void_kind: string | null
  void_reason: Buffer | null
}

export type DailyTables = {
  'daily.assessment': AssessmentRow
  'daily.fact': FactRow
  'daily.posting': PostingRow
  'daily.report': ReportRow
}
