// Made by `npm run gen` from migrations/. Do not edit.
import type { AmendReason, RecallState, ResultWay, Verdict } from '@xiaomen/rules/lab'

export type ChannelRow = {
  id: string
  area_id: string
  area_path: string
  name: string
  asked_by: string
  asked_unit: string
  asked_at: Date
  agreed_by: string | null
  agreed_at: Date | null
  made_at: Date | null
  ended_at: Date | null
  heard_at: Date | null
}

export type DueRow = {
  community_id: string
  tube_id: string
  campaign_id: string
  area_path: string
  result_id: string
  verdict: Verdict | 'lost'
  at: Date
  delete_on: string
}

export type NonceRow = {
  channel_id: string
  area_path: string
  nonce_key: Buffer
  at: Date
}

export type RecallRow = {
  community_id: string
  id: string
  tube_id: string
  campaign_id: string
  person_id: string
  first_person_id: string
  home_id: string | null
  area_path: string
  state: RecallState
  holds: boolean
  opened_at: Date
  state_at: Date
  told_at: Date | null
  told_by: string | null
  again_tube: string | null
  delete_on: string
  version: number
}

export type ResultRow = {
  community_id: string
  id: string
  tube_id: string
  campaign_id: string
  area_path: string
  kind: 'report' | 'amend' | 'confirm' | 'decline'
  verdict: Verdict
  of_id: string | null
  reason: AmendReason | null
  way: ResultWay
  sealed_ct: Buffer | null
  at: Date
  account_id: string
  unit: string
  delete_on: string
}

export type UnmatchedRow = {
  id: string
  area_path: string
  tube_code: string
  verdict: Verdict
  sealed_ct: Buffer | null
  way: ResultWay
  at: Date
  account_id: string
  unit: string
  matched_at: Date | null
  delete_on: string
}

export type WaitingRow = {
  community_id: string
  tube_id: string
  result_id: string
  area_path: string
  tube_code: string
  verdict: Verdict
  account_id: string
  unit: string
  at: Date
  delete_on: string
}

export type LabTables = {
  'lab.channel': ChannelRow
  'lab.due': DueRow
  'lab.nonce': NonceRow
  'lab.recall': RecallRow
  'lab.result': ResultRow
  'lab.unmatched': UnmatchedRow
  'lab.waiting': WaitingRow
}
