// Made by `npm run gen` from migrations/. Do not edit.
import type { BoxState, CampaignState, Doubt, TubeState, UnbindReason } from '@xiaomen/rules/testing'

export type AgainRow = {
  community_id: string
  campaign_id: string
  person_id: string
  area_path: string
  asked_at: Date
  done_at: Date | null
}

export type BoxRow = {
  community_id: string
  id: string
  campaign_id: string
  point_id: string
  area_path: string
  code: string
  state: BoxState
  counted: number | null
  opened_at: Date
  closed_at: Date | null
  sent_at: Date | null
  received_at: Date | null
  version: number
}

export type CampaignRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  name: string
  day: string
  from_clock: string
  until_clock: string
  pool_size: number
  age_from: number
  age_to: number
  state: CampaignState
  expected: number | null
  created_by: string
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
  delete_on: string | null
  version: number
}

export type CustodyRow = {
  community_id: string
  id: string
  box_id: string
  campaign_id: string
  area_path: string
  kind: 'closed' | 'handedOver' | 'received'
  counted: number
  sealed_courier: Buffer | null
  at: Date
  recorded_at: Date
  account_id: string | null
}

export type DoubtRow = {
  community_id: string
  sample_id: string
  kind: Doubt
  campaign_id: string
  area_path: string
  seen_at: Date
  settled_at: Date | null
  settled_by: string | null
}

export type PointRow = {
  community_id: string
  id: string
  campaign_id: string
  area_id: string
  area_path: string
  name: string
  tables: number
  batch: string
  waiting: number | null
  waiting_at: Date | null
  closed_at: Date | null
  version: number
}

export type SampleRow = {
  community_id: string
  id: string
  campaign_id: string
  point_id: string
  area_path: string
  tube_code: string
  size: number
  table_no: number
  is_household: boolean
  means_kind: string
  sealed_shown: Buffer | null
  person_id: string | null
  home_id: string | null
  taken_at: Date
  received_at: Date
  account_id: string | null
  digest: Buffer
  tube_id: string | null
  number: number | null
  state: 'new' | 'bound' | 'contested' | 'out'
  out_reason: UnbindReason | null
  out_at: Date | null
}

export type SampleConflictRow = {
  community_id: string
  sample_id: string
  digest: Buffer
  area_path: string
  received_at: Date
  account_id: string | null
  sealed_body: Buffer
}

export type SlotRow = {
  community_id: string
  point_id: string
  number: number
  campaign_id: string
  area_path: string
  from_minute: number
  until_minute: number
  people: number
}

export type TubeRow = {
  community_id: string
  id: string
  campaign_id: string
  point_id: string
  area_path: string
  code: string
  size: number
  home_id: string | null
  state: TubeState
  samples: number
  counted: number | null
  table_no: number
  opened_at: Date
  sealed_at: Date | null
  sealed_by: string | null
  box_id: string | null
  version: number
  received_at: Date | null
}

export type TestingTables = {
  'testing.again': AgainRow
  'testing.box': BoxRow
  'testing.campaign': CampaignRow
  'testing.custody': CustodyRow
  'testing.doubt': DoubtRow
  'testing.point': PointRow
  'testing.sample': SampleRow
  'testing.sample_conflict': SampleConflictRow
  'testing.slot': SlotRow
  'testing.tube': TubeRow
}
