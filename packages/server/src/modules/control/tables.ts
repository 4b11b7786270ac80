// Made by `npm run gen` from migrations/. Do not edit.

export type AppealRow = {
  community_id: string
  id: string
  case_id: string
  account_id: string
  asked_at: Date
  due_at: Date
  sealed_text: Buffer | null
  digest: Buffer
  state: string
  proposed_by: string | null
  proposed_unit: string | null
  sealed_proposal: Buffer | null
  answered_by: string | null
  answered_unit: string | null
  answered_at: Date | null
  sealed_answer: Buffer | null
}

export type CaseChangeRow = {
  community_id: string
  id: string
  case_id: string
  kind: string
  day: string | null
  ground: string
  evidence_kind: string
  sealed_evidence: Buffer
  state: string
  proposed_by: string
  proposed_unit: string
  proposed_at: Date
  answered_by: string | null
  answered_unit: string | null
  answered_at: Date | null
}

export type CaseFactRow = {
  community_id: string
  case_id: string
  number: number
  id: string
  kind: string
  day: string
  half: string | null
  content: unknown
  sealed: Buffer | null
  at: Date
  received_at: Date
  account_id: string | null
  unit: string | null
  way: string
  digest: Buffer | null
}

export type CaseFactConflictRow = {
  community_id: string
  fact_id: string
  digest: Buffer
  case_id: string
  received_at: Date
  account_id: string | null
  sealed_body: Buffer
}

export type ControlCaseRow = {
  community_id: string
  id: string
  person_id: string | null
  first_person_id: string | null
  home_id: string | null
  area_path: string
  trigger: string
  pack_id: string
  edition: string
  track: string
  anchor_day: string
  has_own_suite: boolean
  sealed_guardian: Buffer | null
  evidence_kind: string
  sealed_evidence: Buffer
  infection_id: string | null
  caused_by: string | null
  opened_by: string
  opened_unit: string
  opened_at: Date
  confirmed_by: string | null
  confirmed_unit: string | null
  confirmed_at: Date | null
  sealed_refusal: Buffer | null
  state: string
  measure: string | null
  day_one: string | null
  from_day: string | null
  last_day: string | null
  releasable_on: string | null
  records_per_day: number
  tests_due: number
  tests_missed: number
  settled_on: string | null
  restricts: boolean
  work_source: string
  facts: number
  version: number
  place_id: string | null
  works_due: number
  works_missed: number
}

export type EditionLineRow = {
  community_id: string
  run_id: string
  case_id: string
  area_path: string
  effect: string
  from_edition: string
  last_day_before: string
  last_day_after: string
  state_before: string
  state_after: string
  is_applied: boolean
}

export type EditionRunRow = {
  id: string
  area_id: string
  area_path: string
  pack_id: string
  edition: string
  state: string
  done: number
  total: number
  counts: unknown
  left_alone: number
  previewed_by: string
  previewed_at: Date
  previewed_for: string
  applied_at: Date | null
  undone_at: Date | null
  undo_reason: string | null
}

export type InfectionCaseRow = {
  community_id: string
  id: string
  person_id: string
  home_id: string
  area_path: string
  found_on: string
  evidence_kind: string
  evidence: Buffer
  state: string
  reported_by: string
  reported_unit: string
  registered_at: Date
  confirmed_by: string | null
  confirmed_at: Date | null
  closed_by: string | null
  closed_on: string | null
  closed_ground: string | null
  closed_evidence_kind: string | null
  closed_evidence: Buffer | null
  first_person_id: string | null
}

export type RoundRow = {
  community_id: string
  obligation_id: string
  area_path: string
}

export type TransferRow = {
  community_id: string
  id: string
  case_id: string
  area_path: string
  to_community: string | null
  to_path: string | null
  state: string
  sealed_words: Buffer | null
  offered_by: string | null
  offered_unit: string | null
  offered_at: Date
  answered_by: string | null
  answered_unit: string | null
  answered_at: Date | null
  sealed_answer: Buffer | null
  to_case: string | null
}

export type ControlTables = {
  'control.appeal': AppealRow
  'control.case_change': CaseChangeRow
  'control.case_fact': CaseFactRow
  'control.case_fact_conflict': CaseFactConflictRow
  'control.control_case': ControlCaseRow
  'control.edition_line': EditionLineRow
  'control.edition_run': EditionRunRow
  'control.infection_case': InfectionCaseRow
  'control.round': RoundRow
  'control.transfer': TransferRow
}
