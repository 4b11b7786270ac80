// Made by `npm run gen` from migrations/. Do not edit.
import type { CaseKind, Certainty, CloseReason, ExposureKind, Origin, Standing } from '@xiaomen/rules/tracing'

export type CounterRow = {
  desk_id: string
  area_path: string
  last: number
}

export type EditRow = {
  community_id: string
  id: string
  area_path: string
  kind: 'isolated' | 'close' | 'told'
  at: Date
  account_id: string
  before: unknown
  undone_at: Date | null
}

export type ExportRow = {
  community_id: string
  id: string
  area_path: string
  format: 'zh' | 'en' | 'goData' | 'fhir'
  with_names: boolean
  people: number
  sealed_reason: Buffer
  asked_at: Date
  asked_by: string
  asked_unit: string
  signed_by: string | null
  signed_at: Date | null
}

export type ExposureRow = {
  community_id: string
  id: string
  area_path: string
  from_id: string
  to_id: string
  kind: ExposureKind
  certainty: Certainty
  origin: Origin
  day: string
  day_to: string
  minutes: number | null
  sealed_place: Buffer | null
  is_infection: boolean
  is_active: boolean
  made_at: Date
  made_by: string | null
  version: number
}

export type FileRow = {
  community_id: string
  id: string
  area_path: string
  digest: Buffer
  taken_at: Date
  taken_by: string
}

export type TracedRow = {
  community_id: string
  id: string
  area_path: string
  desk_id: string
  label: string
  standing: Standing
  case_kind: CaseKind | null
  person_id: string | null
  home_id: string | null
  sealed_said: Buffer
  name_key: Buffer | null
  phone_key: Buffer | null
  document_key: Buffer | null
  onset_on: string | null
  sampled_on: string | null
  reported_on: string
  isolated_on: string | null
  last_met_on: string | null
  origin: Origin
  infection_id: string | null
  control_id: string | null
  told_at: Date | null
  due_at: Date | null
  closed_on: string | null
  close_reason: CloseReason | null
  made_at: Date
  made_by: string | null
  version: number
}

export type TurnRow = {
  community_id: string
  id: string
  traced_id: string
  area_path: string
  at: Date
  account_id: string | null
  unit: string
  kind: 'entered' | 'standing' | 'dates' | 'told' | 'control' | 'closed' | 'reopened' | 'source' | 'bulk' | 'undone'
  from_word: string | null
  to_word: string | null
  sealed_reason: Buffer | null
}

export type TracingTables = {
  'tracing.counter': CounterRow
  'tracing.edit': EditRow
  'tracing.export': ExportRow
  'tracing.exposure': ExposureRow
  'tracing.file': FileRow
  'tracing.traced': TracedRow
  'tracing.turn': TurnRow
}
