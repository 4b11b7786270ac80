// Made by `npm run gen` from migrations/. Do not edit.
import type { AbsenceReason, AnswerPost, AtKind, CaredKind, CarerSlot, HandKind, HandoverState, SlotChange, SlotGap } from '@xiaomen/rules/answerability'

export type AbsenceRow = {
  community_id: string
  id: string
  area_path: string
  hand_id: string
  from_day: string
  until_day: string
  reason: AbsenceReason
  set_by: string | null
  ended_at: Date | null
}

export type AnswerRow = {
  community_id: string
  id: string
  area_path: string
  post: AnswerPost
  at_kind: AtKind
  place_id: string
  hand_id: string
  from_day: string
  until_day: string | null
  set_by: string | null
  set_at: Date
}

export type ChangeRow = {
  community_id: string
  id: string
  area_path: string
  slot_id: string
  subject_kind: CaredKind
  subject_id: string
  slot: CarerSlot
  at: Date
  account_id: string | null
  why: SlotChange
  hand_id: string | null
  cover_id: string | null
}

export type DutyRow = {
  community_id: string
  id: string
  area_path: string
  slot: CarerSlot
  at_kind: AtKind
  place_id: string
  hand_id: string
  from_day: string
  until_day: string | null
  ordinal: number
  most: number | null
  version: number
  ended_at: Date | null
}

export type HandRow = {
  community_id: string
  id: string
  area_path: string
  kind: HandKind
  account_id: string | null
  person_id: string | null
  sealed_name: Buffer | null
  unit: string | null
  sealed_phone: Buffer | null
  made_at: Date
}

export type HandoverRow = {
  community_id: string
  id: string
  area_path: string
  from_hand: string
  to_hand: string
  slot_ids: string[]
  state: HandoverState
  offered_by: string | null
  offered_at: Date
  answered_by: string | null
  answered_at: Date | null
  sealed_reason: Buffer | null
}

export type SlotRow = {
  community_id: string
  id: string
  area_path: string
  home_id: string
  subject_kind: CaredKind
  subject_id: string
  person_id: string | null
  slot: CarerSlot
  hand_id: string | null
  cover_id: string | null
  is_kept: boolean
  gap: SlotGap | null
  opened_at: Date
  released_at: Date | null
}

export type AnswerabilityTables = {
  'answerability.absence': AbsenceRow
  'answerability.answer': AnswerRow
  'answerability.change': ChangeRow
  'answerability.duty': DutyRow
  'answerability.hand': HandRow
  'answerability.handover': HandoverRow
  'answerability.slot': SlotRow
}
