// Made by `npm run gen` from migrations/. Do not edit.
import type { Arrival, Direction, Finding, OpenHours, Outcome, PassClass, Reason, RecordedMeans } from '@xiaomen/rules/gate'

export type AttendantRow = {
  community_id: string
  id: string
  area_path: string
  person_id: string
  credential_id: string
  sealed_name: Buffer
  sealed_phone: Buffer | null
  valid_from: Date
  valid_until: Date
  made_at: Date
  account_id: string | null
  ended_at: Date | null
  first_person_id: string | null
}

export type CaseMarkRow = {
  community_id: string
  case_id: string
  person_id: string
  home_id: string | null
  area_path: string
  closed_at: Date | null
  first_person_id: string | null
  first_home_id: string | null
  kind: string
  version: number
}

export type CredentialRow = {
  community_id: string
  id: string
  area_path: string
  person_id: string | null
  home_id: string | null
  pass_class: PassClass
  code_id: string
  short_code: string
  issued_at: Date
  valid_until: Date | null
  revoked_at: Date | null
  revoked_why: string | null
  first_person_id: string | null
  first_home_id: string | null
  ended_by: string | null
  valid_from: Date | null
}

export type GateRow = {
  id: string
  community_id: string
  area_id: string
  area_path: string
  name: string
  is_open: boolean
  hours: OpenHours[]
  drop_zone: string | null
  isolation_area: string | null
}

export type HandoverRow = {
  community_id: string
  id: string
  gate_id: string
  area_path: string
  at: Date
  received_at: Date
  account_id: string
  entered: number
  left: number
  held: number
  sealed_note: Buffer | null
  taken_at: Date | null
  taken_by: string | null
}

export type HoldRow = {
  community_id: string
  passage_id: string
  area_path: string
  gate_id: string
  person_id: string | null
  home_id: string | null
  at: Date
  reasons: Reason[]
  sealed_temperature: Buffer | null
  resolved_at: Date | null
  finding: Finding | null
  resolved_by: string | null
  sealed_note: Buffer | null
  sealed_where_from: Buffer | null
}

export type OnlyOpenRow = {
  community_id: string
  id: string
  area_path: string
  area_id: string
  gate_id: string
  opened_at: Date
  until: Date
  account_id: string | null
  ended_at: Date | null
  ended_by: string | null
}

export type PassageRow = {
  community_id: string
  id: string
  gate_id: string
  area_path: string
  at: Date
  received_at: Date
  late_s: number
  direction: Direction
  means: RecordedMeans
  credential_id: string | null
  person_id: string | null
  home_id: string | null
  pass_class: PassClass | null
  outcome: Outcome
  reasons: Reason[]
  guard_says: 'admitted' | 'turnedAway' | null
  is_medical: boolean
  sealed_temperature: Buffer | null
  sealed_means: Buffer | null
  sealed_note: Buffer | null
  digest: Buffer
  account_id: string | null
  sealed_where_from: Buffer | null
  seen: string | null
  arrival: Arrival | null
  sealed_plate: Buffer | null
}

export type PassageConflictRow = {
  community_id: string
  passage_id: string
  digest: Buffer
  gate_id: string
  area_path: string
  received_at: Date
  account_id: string | null
  sealed_body: Buffer
}

export type SigningKeyRow = {
  kid: string
  public_key: Buffer
  state: 'next' | 'current' | 'old' | 'withdrawn'
  made_at: Date
  retired_at: Date | null
  asked_by: string | null
  asked_unit: string | null
}

export type StatusMarkRow = {
  community_id: string
  person_id: string
  home_id: string
  area_path: string
  verdict: string
  reason: string | null
  until: Date | null
  version: number
}

export type TransportMarkRow = {
  community_id: string
  transport_id: string
  area_path: string
  home_id: string
  person_ids: string[]
  sealed_plate: Buffer | null
  plate_index: Buffer | null
  from_at: Date
  until_at: Date
}

export type VehicleRow = {
  community_id: string
  id: string
  area_path: string
  arrival: 'supplyVehicle' | 'otherVehicle'
  sealed_plate: Buffer
  plate_index: Buffer
  from_day: string
  until_day: string
  ended_at: Date | null
}

export type ZoneMarkRow = {
  zone_id: string
  area_path: string
  version: number
  keeps_in: boolean
  admits_visitors: boolean
  from_at: Date
  until_at: Date
}

export type GateTables = {
  'gate.attendant': AttendantRow
  'gate.case_mark': CaseMarkRow
  'gate.credential': CredentialRow
  'gate.gate': GateRow
  'gate.handover': HandoverRow
  'gate.hold': HoldRow
  'gate.only_open': OnlyOpenRow
  'gate.passage': PassageRow
  'gate.passage_conflict': PassageConflictRow
  'gate.signing_key': SigningKeyRow
  'gate.status_mark': StatusMarkRow
  'gate.transport_mark': TransportMarkRow
  'gate.vehicle': VehicleRow
  'gate.zone_mark': ZoneMarkRow
}
