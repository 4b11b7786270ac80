// Made by `npm run gen` from migrations/. Do not edit.
import type { CorrectionState, ImportState } from '@xiaomen/rules/status'

export type ChangeRow = {
  community_id: string
  id: string
  person_id: string
  home_id: string
  area_path: string
  at: Date
  was: string
  verdict: string
  reason: string | null
  source_id: string | null
  morning_id: string | null
  red_id: string | null
}

export type CorrectionRow = {
  community_id: string
  id: string
  signal_id: string
  person_id: string
  home_id: string
  area_path: string
  asked_at: Date
  due_at: Date
  sealed_text: Buffer | null
  digest: Buffer
  state: CorrectionState
  proposed_by: string | null
  proposed_unit: string | null
  sealed_proposal: Buffer | null
  answered_by: string | null
  answered_unit: string | null
  answered_at: Date | null
  sealed_answer: Buffer | null
}

export type DeliveryRow = {
  community_id: string
  digest_id: string
  hook_id: string
  area_path: string
  state: string
  attempts: number
  sent_at: Date | null
  last_error: string | null
}

export type DigestRow = {
  community_id: string
  id: string
  area_path: string
  kind: string
  day: string
  made_at: Date
  people: number
}

export type HookRow = {
  id: string
  community_id: string
  area_path: string
  kind: string
  name: string
  is_active: boolean
  made_at: Date
  last_sent_at: Date | null
  failing_since: Date | null
  last_error: string | null
}

export type ImportRow = {
  community_id: string
  id: string
  area_path: string
  source_id: string
  state: ImportState
  imported_by: string
  imported_unit: string
  imported_at: Date
  expires_at: Date
  people: number
  reds: number
  yellows: number
  greens: number
  decided_by: string | null
  decided_unit: string | null
  decided_at: Date | null
  sealed_reason: Buffer | null
}

export type NonceRow = {
  source_id: string
  area_path: string
  nonce_key: Buffer
  at: Date
}

export type SignalRow = {
  community_id: string
  id: string
  person_id: string
  first_person_id: string | null
  home_id: string
  area_path: string
  source_id: string
  kind: string
  way: string
  state: string
  valid_from: Date
  valid_until: Date | null
  received_at: Date
  event_key: Buffer
  digest: Buffer
  sealed_evidence: Buffer | null
  reported_by: string | null
  reported_unit: string | null
  confirmed_by: string | null
  confirmed_at: Date | null
  ended_at: Date | null
  ended_by: string | null
  sealed_end_reason: Buffer | null
  import_id: string | null
  agreed_units: string[]
  is_lapsed: boolean
}

export type SourceRow = {
  id: string
  area_id: string
  area_path: string
  name: string
  kinds: string[]
  trust: string
  is_active: boolean
  columns: unknown
  made_by: string | null
  made_at: Date
  secret_made_at: Date | null
  heard_at: Date | null
  agreed_at: Date | null
  secret_asked_by: string | null
  secret_asked_at: Date | null
  secret_agreed_at: Date | null
}

export type StandingRow = {
  community_id: string
  person_id: string
  home_id: string
  area_path: string
  verdict: string
  reason: string | null
  signal_id: string | null
  is_automatic: boolean
  since: Date
  until: Date | null
  version: number
}

export type UnmatchedRow = {
  community_id: string
  id: string
  area_path: string
  source_id: string
  way: string
  problem: string
  row_number: number | null
  received_at: Date
  event_key: Buffer
  digest: Buffer
  sealed_event: Buffer
}

export type StatusTables = {
  'status.change': ChangeRow
  'status.correction': CorrectionRow
  'status.delivery': DeliveryRow
  'status.digest': DigestRow
  'status.hook': HookRow
  'status.import': ImportRow
  'status.nonce': NonceRow
  'status.signal': SignalRow
  'status.source': SourceRow
  'status.standing': StandingRow
  'status.unmatched': UnmatchedRow
}
