// Made by `npm run gen` from migrations/. Do not edit.
import type { ArrivalState, EndGround, Reporter, SeenBy, Transport } from '@xiaomen/rules/arrivals'

export type ArrivalRow = {
  community_id: string
  id: string
  area_path: string
  home_id: string | null
  person_id: string | null
  state: ArrivalState
  number: string
  reporter: Reporter
  sealed_name: Buffer
  sealed_phone: Buffer | null
  sealed_document: Buffer | null
  sealed_door: Buffer | null
  sealed_journey: Buffer
  transport: Transport
  who_index: Buffer
  phone_index: Buffer | null
  digest: Buffer
  expected_on: string
  arrived_on: string | null
  seen_by: SeenBy | null
  reported_at: Date
  reported_by: string | null
  chase_at: Date
  next_level_at: Date
  case_id: string | null
  ground: EndGround | null
  sealed_place: Buffer | null
  handed_from: string | null
  handed_community: string | null
  state_before: ArrivalState | null
  closed_on: string | null
  delete_on: string | null
  version: number
}

export type LinkRow = {
  community_id: string
  id: string
  area_path: string
  code: string
  made_at: Date
  ended_at: Date | null
}

export type ListRow = {
  community_id: string
  digest: Buffer
  area_path: string
  taken_at: Date
  taken_by: string | null
  rows: number
}

export type NoteRow = {
  community_id: string
  id: string
  arrival_id: string
  area_path: string
  at: Date
  account_id: string | null
  what: string
  sealed_note: Buffer | null
}

export type ArrivalsTables = {
  'arrivals.arrival': ArrivalRow
  'arrivals.link': LinkRow
  'arrivals.list': ListRow
  'arrivals.note': NoteRow
}
