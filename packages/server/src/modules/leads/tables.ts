// Made by `npm run gen` from migrations/. Do not edit.
import type {
  CallOutcome,
  LeadFault,
  LeadField,
  LeadKind,
  LeadOutcome,
  LeadState,
  LeadWay,
  PostPart,
  ReturnReason,
  StepKind,
  SuggestDoubt,
  SuggestWay,
  UnreadState,
} from '@xiaomen/rules/leads'

export type CallRow = {
  community_id: string
  id: string
  lead_id: string
  area_path: string
  at: Date
  by: string
  outcome: CallOutcome
  sealed_note: Buffer | null
  digest: Buffer
  delete_on: string
}

export type ChannelRow = {
  id: string
  area_id: string
  area_path: string
  name: string
  kind: LeadKind
  asked_by: string
  asked_unit: string
  asked_at: Date
  agreed_by: string | null
  agreed_at: Date | null
  made_at: Date | null
  ended_at: Date | null
  heard_at: Date | null
}

export type FileRow = {
  community_id: string
  id: string
  area_path: string
  giver_id: string
  digest: Buffer
  taken_at: Date
  taken_by: string
  rows: number
  delete_on: string
}

export type GiverRow = {
  community_id: string
  id: string
  area_path: string
  name: string
  kind: LeadKind
  columns: unknown
  made_by: string
  made_at: Date
}

export type LeadRow = {
  community_id: string
  id: string
  area_path: string
  desk_id: string
  offered_to: string | null
  kind: LeadKind
  priority: number
  way: LeadWay
  state: LeadState
  received_at: Date
  accept_by: Date | null
  tell_by: Date | null
  close_by: Date
  accepted_at: Date | null
  told_at: Date | null
  closed_at: Date | null
  outcome: LeadOutcome | null
  due_at: Date | null
  returns: number
  sources: number
  document_key: Buffer | null
  contact_key: Buffer | null
  sealed_said: Buffer
  has_phone: boolean
  suggest_id: string | null
  suggest_way: SuggestWay | null
  suggest_also: string | null
  suggest_doubt: SuggestDoubt | null
  person_id: string | null
  home_id: string | null
  call_at: Date | null
  tries: number
  lang: string | null
  held_by: string | null
  held_until: Date | null
  reminded_at: Date | null
  moved_at: Date
  version: number
  delete_on: string
}

export type NonceRow = {
  channel_id: string
  area_path: string
  nonce_key: Buffer
  at: Date
}

export type PostRow = {
  community_id: string
  id: string
  surge_id: string
  area_path: string
  account_id: string
  part: PostPart
  line: number | null
  grant_id: string | null
}

export type SampleRow = {
  community_id: string
  id: string
  lead_id: string
  area_path: string
  day: string
  drawn_at: Date
  checked_at: Date | null
  checked_by: string | null
  is_good: boolean | null
  sealed_reason: Buffer | null
  delete_on: string
}

export type SeatRow = {
  community_id: string
  id: string
  area_path: string
  account_id: string
  unit: string
  taken_at: Date
  left_at: Date | null
  sealed_note: Buffer | null
  delete_on: string
}

export type SourceRow = {
  community_id: string
  id: string
  lead_id: string
  area_path: string
  way: LeadWay
  giver_id: string | null
  file_id: string | null
  row_number: number | null
  source_key: Buffer
  received_at: Date
  sealed_said: Buffer
  told_by: string | null
  delete_on: string
}

export type StatementRow = {
  community_id: string
  id: string
  lead_id: string
  call_id: string
  area_path: string
  area_id: string | null
  from_at: Date
  until_at: Date | null
  sealed_told: Buffer
  told_at: Date
  delete_on: string
}

export type StepRow = {
  community_id: string
  id: string
  lead_id: string
  area_path: string
  at: Date
  by: string | null
  kind: StepKind
  desk_id: string
  version: number
  batch_id: string | null
  before: unknown
  reason: ReturnReason | null
  sealed_note: Buffer | null
  is_correction: boolean
  delete_on: string
}

export type SurgeRow = {
  community_id: string
  id: string
  area_path: string
  until: Date
  began_at: Date
  began_by: string
  ended_at: Date | null
}

export type UnreadRow = {
  community_id: string
  id: string
  area_path: string
  giver_id: string
  file_id: string | null
  row_number: number
  row_key: Buffer
  fault: LeadFault
  field: LeadField
  sealed_cells: Buffer
  state: UnreadState
  received_at: Date
  settled_at: Date | null
  settled_by: string | null
  sealed_reason: Buffer | null
  delete_on: string
}

export type LeadsTables = {
  'leads.call': CallRow
  'leads.channel': ChannelRow
  'leads.file': FileRow
  'leads.giver': GiverRow
  'leads.lead': LeadRow
  'leads.nonce': NonceRow
  'leads.post': PostRow
  'leads.sample': SampleRow
  'leads.seat': SeatRow
  'leads.source': SourceRow
  'leads.statement': StatementRow
  'leads.step': StepRow
  'leads.surge': SurgeRow
  'leads.unread': UnreadRow
}
