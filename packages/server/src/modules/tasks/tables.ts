// Made by `npm run gen` from migrations/. Do not edit.
import type { DayPart, Excuse, Outcome, Reason, TaskKind, TaskSource, TaskState, Way } from '@xiaomen/rules/tasks'

export type DutyRow = {
  community_id: string
  obligation_id: string
  subject_id: string
  subject_kind: 'home' | 'person'
  home_id: string | null
  area_path: string
  expected_from: string
  done_at: Date | null
  done_way: Way | null
  done_by: string | null
  excuse: Excuse | null
  excuse_until: string | null
  excuse_note: Buffer | null
  excused_by: string | null
  tries: number
  last_outcome: Outcome | null
  last_reason: Reason | null
  last_at: Date | null
}

export type ObligationRow = {
  community_id: string
  id: string
  area_path: string
  kind: TaskKind
  title: string
  source: TaskSource
  source_id: string | null
  from_day: string
  due_on: string
  state: 'open' | 'closed'
  created_by: string | null
  created_at: Date
  closed_at: Date | null
}

export type OutcomeRow = {
  community_id: string
  id: string
  task_id: string
  area_path: string
  home_id: string | null
  at: Date
  received_at: Date
  account_id: string | null
  way: Way
  outcome: Outcome
  reason: Reason | null
  try_on: string | null
  try_part: DayPart | null
  sealed_note: Buffer | null
  digest: Buffer
}

export type OutcomeConflictRow = {
  community_id: string
  outcome_id: string
  digest: Buffer
  area_path: string
  received_at: Date
  account_id: string | null
  sealed_body: Buffer
}

export type TaskRow = {
  community_id: string
  id: string
  area_path: string
  home_id: string | null
  subject_kind: 'home' | 'person' | 'passage' | 'gate' | 'round' | 'breach' | 'area' | 'arrival' | 'seal' | 'transport'
  subject_id: string
  kind: TaskKind
  title: string
  roles: string[]
  account_id: string | null
  obligation_id: string | null
  source: TaskSource
  source_id: string
  key: string
  from_day: string
  due_on: string
  priority: number
  state: TaskState
  is_touched: boolean
  tries: number
  last_outcome: Outcome | null
  try_on: string | null
  try_part: DayPart | null
  done_at: Date | null
  done_by: string | null
  is_disputed: boolean
  created_at: Date
}

export type TasksTables = {
  'tasks.duty': DutyRow
  'tasks.obligation': ObligationRow
  'tasks.outcome': OutcomeRow
  'tasks.outcome_conflict': OutcomeConflictRow
  'tasks.task': TaskRow
}
