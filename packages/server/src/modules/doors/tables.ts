// Made by `npm run gen` from migrations/. Do not edit.
import type { AlarmKind, CardState, CommandKind, CommandReason, Direction, DoorEventKind, DoorKind, LockState, Outcome, Reason } from '@xiaomen/rules/doors'

export type AlarmRow = {
  community_id: string
  id: string
  door_id: string
  area_path: string
  kind: AlarmKind
  raised_at: Date
  cleared_at: Date | null
  answered_at: Date | null
  answered_by: string | null
}

export type CardRow = {
  community_id: string
  id: string
  area_path: string
  holder: 'resident' | 'worker'
  person_id: string | null
  first_person_id: string | null
  home_id: string | null
  sealed_worker: Buffer | null
  sealed_number: Buffer
  number_index: Buffer
  list_hash: string
  state: CardState
  issued_at: Date
  valid_until: Date | null
  ended_at: Date | null
  ended_why: string | null
  replaced_by: string | null
}

export type CommandRow = {
  community_id: string
  id: string
  door_id: string
  device_id: string
  area_path: string
  kind: CommandKind
  why: CommandReason
  asked_at: Date
  until: Date
  sent_at: Date | null
  answered_at: Date | null
  was_done: boolean | null
  is_told: boolean
  fire_id: string | null
  account_id: string | null
  digest: Buffer | null
}

export type DeviceRow = {
  community_id: string
  id: string
  door_id: string
  area_path: string
  secret_hash: Buffer
  made_at: Date
  ended_at: Date | null
  is_online: boolean
  seen_at: Date | null
  lock_state: LockState | null
  list_version: string | null
  list_at: Date | null
  listed: Buffer
  wanted_version: string | null
  wanted: Buffer
}

export type DoorRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  gate_id: string | null
  name: string
  kind: DoorKind
  direction: Direction
  open_seconds: number
}

export type EventRow = {
  community_id: string
  device_id: string
  n: string
  door_id: string
  area_path: string
  at: Date
  received_at: Date
  kind: DoorEventKind
  card_id: string | null
  person_id: string | null
  home_id: string | null
  outcome: Outcome | null
  reasons: Reason[]
  was_opened: boolean | null
  is_late: boolean
  digest: Buffer
}

export type EventConflictRow = {
  community_id: string
  device_id: string
  n: string
  digest: Buffer
  area_path: string
  received_at: Date
  sealed_body: Buffer
}

export type FireRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  begun_at: Date
  begun_by: string | null
  ended_at: Date | null
  ended_by: string | null
}

export type SensorRow = {
  community_id: string
  id: string
  home_id: string
  area_path: string
  secret_hash: Buffer
  made_at: Date
  ended_at: Date | null
  is_online: boolean
  seen_at: Date | null
  lock_state: LockState | null
  battery: number | null
}

export type SensorEventRow = {
  community_id: string
  sensor_id: string
  n: string
  area_path: string
  kind: 'opened' | 'closed'
  at: Date
  received_at: Date
}

export type DoorsTables = {
  'doors.alarm': AlarmRow
  'doors.card': CardRow
  'doors.command': CommandRow
  'doors.device': DeviceRow
  'doors.door': DoorRow
  'doors.event': EventRow
  'doors.event_conflict': EventConflictRow
  'doors.fire': FireRow
  'doors.sensor': SensorRow
  'doors.sensor_event': SensorEventRow
}
