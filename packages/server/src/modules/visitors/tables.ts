// Made by `npm run gen` from migrations/. Do not edit.
import type { ConfirmedBy, PassState, Presence } from '@xiaomen/rules/visitors'

export type CallRow = {
  community_id: string
  id: string
  visit_id: string
  area_path: string
  at: Date
  account_id: string | null
  outcome: 'confirmed' | 'refused' | 'noAnswer'
}

export type PosterRow = {
  community_id: string
  id: string
  gate_id: string
  area_path: string
  code: string
  made_at: Date
  ended_at: Date | null
}

export type VisitRow = {
  community_id: string
  id: string
  gate_id: string
  area_path: string
  home_id: string | null
  home_path: string | null
  state: PassState
  sealed_name: Buffer
  sealed_phone: Buffer | null
  sealed_door: Buffer
  sealed_purpose: Buffer
  sealed_from: Buffer
  sealed_plate: Buffer | null
  link_index: Buffer
  digest: Buffer
  requested_at: Date
  present_at: Date | null
  presence: Presence | null
  present_by: string | null
  number_tries: number
  confirmed_at: Date | null
  confirmed_by: ConfirmedBy | null
  confirmed_account_id: string | null
  credential_id: string | null
  valid_until: Date | null
  delete_on: string
}

export type VisitorsTables = {
  'visitors.call': CallRow
  'visitors.poster': PosterRow
  'visitors.visit': VisitRow
}
