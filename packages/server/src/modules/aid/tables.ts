// Made by `npm run gen` from migrations/. Do not edit.
import type { NeedAsker, NeedHeard, NeedHow, NeedState, TransportAsker, TransportKind, TransportNote, TransportState } from '@xiaomen/rules/aid'

export type NeedRow = {
  community_id: string
  id: string
  home_id: string
  area_path: string
  person_id: string
  kind: 'food' | 'medicine' | 'doctor' | 'talk' | 'transport' | 'waste' | 'repair' | 'otherHelp'
  state: NeedState
  asker: NeedAsker
  case_id: string | null
  fact_id: string | null
  said_at: Date
  due_at: Date
  taken_by: string | null
  ended_at: Date | null
  how: NeedHow | null
  heard: NeedHeard | null
  photo_ids: string[]
  sealed_note: Buffer | null
  sealed_outcome: Buffer | null
  next_call_on: string | null
  delete_on: string | null
  version: number
}

export type StepRow = {
  community_id: string
  id: string
  transport_id: string
  area_path: string
  at: Date
  account_id: string | null
  what: TransportNote
}

export type TransportRow = {
  community_id: string
  id: string
  home_id: string
  area_path: string
  person_id: string
  companion_id: string | null
  kind: TransportKind
  state: TransportState
  asker: TransportAsker
  requested_at: Date
  until_at: Date
  is_overdue: boolean
  sealed_note: Buffer | null
  sealed_arrangement: Buffer | null
  left_at: Date | null
  arrived_at: Date | null
  ended_at: Date | null
  delete_on: string | null
  version: number
}

export type AidTables = {
  'aid.need': NeedRow
  'aid.step': StepRow
  'aid.transport': TransportRow
}
