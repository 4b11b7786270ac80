// Made by `npm run gen` from migrations/. Do not edit.
import type { Proof, SpotKind, TraceGround } from '@xiaomen/rules/presence'

export type CheckInRow = {
  community_id: string
  id: string
  spot_id: string
  area_path: string
  at: Date
  left_at: Date | null
  proof: Proof
  identity: 'account' | 'code' | 'said'
  tag: Buffer
  sealed_person: Buffer
  pairing: string | null
  digest: Buffer
  confirmed_by: string | null
  confirmed_at: Date | null
  delete_on: string
}

export type SpotRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  name: string
  kind: SpotKind
  code: string
  screen_no: number
  latitude: number | null
  longitude: number | null
  made_by: string
  made_at: Date
  closed_at: Date | null
}

export type TraceRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  ground: TraceGround
  sealed_subject: Buffer
  sealed_reason: Buffer
  since: Date
  until: Date
  ring: 1 | 2
  people: number
  counts: unknown
  digest: Buffer
  asked_by: string
  asked_at: Date
  ask_until: Date
  opened_by: string | null
  opened_at: Date | null
  open_until: Date | null
  export_signed_at: Date | null
  withdrawn_at: Date | null
  delete_on: string
}

export type PresenceTables = {
  'presence.check_in': CheckInRow
  'presence.spot': SpotRow
  'presence.trace': TraceRow
}
