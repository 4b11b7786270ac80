// Made by `npm run gen` from migrations/. Do not edit.
import type { DayPart, DifferenceKind, DifferenceState, Reason, StopState, SweepOutcome, Way } from '@xiaomen/rules/sweeps'

export type DifferenceRow = {
  community_id: string
  id: string
  sweep_id: string
  home_id: string
  area_path: string
  visit_id: string
  kind: DifferenceKind
  person_id: string | null
  residency_id: string | null
  payload: Buffer | null
  home_use: string | null
  state: DifferenceState
  at: Date
  decided_by: string | null
  decided_at: Date | null
}

export type StopRow = {
  community_id: string
  sweep_id: string
  home_id: string
  area_path: string
  page: number
  row_no: number
  code_index: Buffer
  state: StopState
  is_disputed: boolean
  visits: number
  tries: number
  last_way: Way | null
  last_at: Date | null
  ruling_visit: string | null
  settled_way: Way | null
  decided_visit: string | null
  decided_count: number | null
  try_on: string | null
  try_part: DayPart | null
  gone_at: Date | null
}

export type SweepRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  name: string
  uses: string[]
  round: number
  from_day: string
  due_on: string
  state: 'open' | 'closed'
  created_by: string | null
  created_at: Date
  closed_by: string | null
  closed_at: Date | null
}

export type VisitRow = {
  community_id: string
  id: string
  sweep_id: string
  home_id: string
  area_path: string
  nth: number
  round: number
  at: Date
  received_at: Date
  account_id: string | null
  way: Way
  outcome: SweepOutcome
  reason: Reason | null
  corrects: string | null
  sealed_body: Buffer
  digest: Buffer
}

export type VisitConflictRow = {
  community_id: string
  visit_id: string
  digest: Buffer
  area_path: string
  received_at: Date
  account_id: string | null
  sealed_body: Buffer
}

export type SweepsTables = {
  'sweeps.difference': DifferenceRow
  'sweeps.stop': StopRow
  'sweeps.sweep': SweepRow
  'sweeps.visit': VisitRow
  'sweeps.visit_conflict': VisitConflictRow
}
