// Made by `npm run gen` from migrations/. Do not edit.
import type { BreachAlarm, CheckOutcome, OpeningReason, RemovalReason, SealFact, SealFinding, SealState, TellWay } from '@xiaomen/rules/seals'

export type AlarmRow = {
  community_id: string
  id: string
  seal_id: string
  area_path: string
  kind: BreachAlarm
  raised_at: Date
  answered_at: Date | null
  answered_by: string | null
  finding: SealFinding | null
  sealed_note: Buffer | null
}

export type FactRow = {
  community_id: string
  id: string
  seal_id: string
  area_path: string
  kind: SealFact
  at: Date
  received_at: Date
  account_id: string | null
  outcome: CheckOutcome | null
  photo_ids: string[]
  sealed_note: Buffer | null
  digest: Buffer | null
}

export type OpeningRow = {
  community_id: string
  id: string
  seal_id: string
  area_path: string
  why: OpeningReason
  from_at: Date
  until_at: Date
  said_by: string | null
  is_own: boolean
}

export type SealRow = {
  community_id: string
  id: string
  home_id: string
  area_path: string
  number: string
  state: SealState
  issued_at: Date
  issued_by: string | null
  told_at: Date | null
  told_way: TellWay | null
  agrees_to_sensor: boolean | null
  applied_at: Date | null
  next_check_at: Date | null
  check_every_hours: number
  remove_within_hours: number
  remove_by: Date | null
  removal_reason: RemovalReason | null
  ended_at: Date | null
  sensor_id: string | null
}

export type SealsTables = {
  'seals.alarm': AlarmRow
  'seals.fact': FactRow
  'seals.opening': OpeningRow
  'seals.seal': SealRow
}
