// Made by `npm run gen` from migrations/. Do not edit.
import type {
  DocumentKind,
  ElsewhereDirection,
  ElsewhereState,
  ElsewhereWay,
  EnterpriseState,
  EnterpriseTrade,
  HomeUse,
  ResidencyKind,
  StaffOccupation,
  TenantReportKind,
} from '@xiaomen/rules/registry'

export type DuplicatePairRow = {
  community_id: string
  id: string
  area_path: string
  person_a: string
  person_b: string
  matches: string[]
  is_across: boolean
  decision: string | null
  found_at: Date
  decided_at: Date | null
  decided_by: string | null
}

export type ElsewhereRow = {
  community_id: string
  id: string
  area_path: string
  person_id: string
  direction: ElsewhereDirection
  community_name: Buffer
  place: Buffer | null
  since: string
  until_day: string | null
  state: ElsewhereState
  way: ElsewhereWay | null
  to_community: string | null
  report_id: string | null
  noted_at: Date
  noted_by: string | null
  reported_at: Date | null
  answered_at: Date | null
  reason: Buffer | null
  version: number
}

export type ElsewhereReportRow = {
  community_id: string
  id: string
  area_path: string
  from_community: string
  from_name: string
  elsewhere_id: string
  direction: ElsewhereDirection
  name: Buffer
  phone: Buffer | null
  document: Buffer | null
  document_kind: DocumentKind | null
  document_country: string | null
  place: Buffer | null
  since: string
  state: 'reported' | 'acknowledged' | 'returned' | 'ended'
  received_at: Date
  answered_at: Date | null
  answered_by: string | null
  reason: Buffer | null
  home_id: string | null
  person_id: string | null
  version: number
}

export type EnterpriseRow = {
  community_id: string
  id: string
  area_id: string
  home_id: string | null
  area_path: string
  name: string
  name_key: string
  trade: EnterpriseTrade
  state: EnterpriseState
  contact_name: Buffer | null
  contact_phone: Buffer | null
  opened_on: string
  closed_on: string | null
  version: number
  created_at: Date
}

export type HistoryRow = {
  community_id: string
  id: string
  area_path: string
  at: Date
  account_id: string | null
  person_id: string | null
  home_id: string | null
  what: string
  before: Buffer | null
  other_id: string | null
  detail: string | null
}

export type HomeRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  ordinal: number
  door: string
  door_key: string
  floor: number | null
  use: HomeUse
  version: number
  import_id: string | null
  leaned_on: boolean
  created_at: Date
  order_key: string
  retired_at: Date | null
  merged_into: string | null
}

export type ImportRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  account_id: string | null
  file_name: string
  format: 'xlsx' | 'csv'
  state: 'reading' | 'ready' | 'committing' | 'committed' | 'undoing' | 'undone' | 'failed'
  failure: string | null
  file_key: Buffer | null
  fields: unknown
  counts: unknown
  preview: Buffer | null
  choice: unknown
  made: unknown
  created_at: Date
  committed_at: Date | null
  undo_until: Date | null
}

export type ImportChangeRow = {
  community_id: string
  import_id: string
  area_path: string
  kind: 'person' | 'home'
  row_id: string
  before: unknown
  version_after: number
}

export type ImportColumnRow = {
  community_id: string
  area_path: string
  header_index: Buffer
  header: Buffer
  field: string | null
}

export type InvitationRow = {
  community_id: string
  id: string
  home_id: string
  area_path: string
  code_index: Buffer
  account_id: string | null
  created_at: Date
  until: Date
  ended_at: Date | null
  failures: number
  failed_at: Date | null
}

export type KnownElsewhereRow = {
  community_id: string
  person_id: string
  area_path: string
  told_at: Date
}

export type LandlordRow = {
  community_id: string
  id: string
  area_path: string
  name: Buffer
  phone: Buffer | null
  person_id: string | null
  contact_account_id: string | null
  contact_name: Buffer | null
  contact_phone: Buffer | null
  code_index: Buffer | null
  link_until: Date | null
  heard_at: Date | null
  silent_told_at: Date | null
  version: number
  created_at: Date
  closed_at: Date | null
}

export type LandlordHomeRow = {
  community_id: string
  id: string
  landlord_id: string
  home_id: string
  area_path: string
  from_day: string
  until_day: string | null
}

export type LandlordSettingRow = {
  community_id: string
  area_path: string
  silent_days: number
}

export type PersonRow = {
  community_id: string
  id: string
  area_path: string
  home_id: string | null
  name: Buffer
  phone: Buffer | null
  document: Buffer | null
  document_kind: DocumentKind | null
  document_country: string | null
  care: Buffer | null
  lang: string | null
  name_tokens: number[]
  phone_index: Buffer | null
  phone_tail: Buffer | null
  document_index: Buffer | null
  version: number
  import_id: string | null
  leaned_on: boolean
  created_at: Date
  merged_into: string | null
  birth_index: Buffer | null
}

export type ReshapingRow = {
  community_id: string
  id: string
  area_path: string
  kind: string
  kept_id: string
  other_id: string
  at: Date
  account_id: string | null
  undo_until: Date | null
  undone_at: Date | null
  undone_by: string | null
  memo: unknown
}

export type ReshapingRowRow = {
  community_id: string
  reshaping_id: string
  area_path: string
  of_table: string
  row_id: string
  before: unknown
  after: unknown
}

export type ResidencyRow = {
  community_id: string
  id: string
  person_id: string
  home_id: string
  area_path: string
  kind: ResidencyKind
  from_day: string
  until_day: string | null
  import_id: string | null
}

export type StaffRow = {
  community_id: string
  id: string
  enterprise_id: string
  person_id: string
  area_path: string
  occupation: StaffOccupation
  note: Buffer | null
  from_day: string
  until_day: string | null
}

export type StayRow = {
  community_id: string
  residency_id: string
  sealed: Buffer
  sealed_to: Buffer | null
}

export type StayPlaceRow = {
  community_id: string
  home_id: string
  area_path: string
  kind: string
  use_before: string
  opened_on: string
  closed_on: string | null
  version: number
}

export type TenantDecisionRow = {
  community_id: string
  report_id: string
  area_path: string
  account_id: string | null
  outcome: 'accepted' | 'refused'
  reason: Buffer | null
  decided_at: Date
}

export type TenantReportRow = {
  community_id: string
  id: string
  landlord_id: string
  home_id: string | null
  area_path: string
  kind: TenantReportKind
  content: Buffer
  reported_at: Date
}

export type TenantReportOtherRow = {
  community_id: string
  id: string
  report_id: string
  area_path: string
  content: Buffer
  reported_at: Date
}

export type RegistryTables = {
  'registry.duplicate_pair': DuplicatePairRow
  'registry.elsewhere': ElsewhereRow
  'registry.elsewhere_report': ElsewhereReportRow
  'registry.enterprise': EnterpriseRow
  'registry.history': HistoryRow
  'registry.home': HomeRow
  'registry.import': ImportRow
  'registry.import_change': ImportChangeRow
  'registry.import_column': ImportColumnRow
  'registry.invitation': InvitationRow
  'registry.known_elsewhere': KnownElsewhereRow
  'registry.landlord': LandlordRow
  'registry.landlord_home': LandlordHomeRow
  'registry.landlord_setting': LandlordSettingRow
  'registry.person': PersonRow
  'registry.reshaping': ReshapingRow
  'registry.reshaping_row': ReshapingRowRow
  'registry.residency': ResidencyRow
  'registry.staff': StaffRow
  'registry.stay': StayRow
  'registry.stay_place': StayPlaceRow
  'registry.tenant_decision': TenantDecisionRow
  'registry.tenant_report': TenantReportRow
  'registry.tenant_report_other': TenantReportOtherRow
}
