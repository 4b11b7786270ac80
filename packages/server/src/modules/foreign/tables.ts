// Made by `npm run gen` from migrations/. Do not edit.
import type { AsideProblem, AsideState, ForeignMethod, ForeignResult, ForeignWay } from '@xiaomen/rules/foreign'

export type AsideRow = {
  community_id: string
  id: string
  area_path: string
  giver_id: string
  file_id: string
  row_number: number
  row_key: Buffer
  problem: AsideProblem
  state: AsideState
  sampled_at: Date
  method: ForeignMethod
  result: ForeignResult
  sealed_row: Buffer
  received_at: Date
  settled_at: Date | null
  settled_by: string | null
  sealed_reason: Buffer | null
  delete_on: string
}

export type FileRow = {
  community_id: string
  id: string
  area_path: string
  giver_id: string
  digest: Buffer
  taken_at: Date
  taken_by: string
  rows: number
  matched: number
  known: number
  aside: number
  faults: number
  delete_on: string
}

export type GiverRow = {
  community_id: string
  id: string
  area_path: string
  name: string
  method: ForeignMethod
  columns: unknown
  made_by: string
  made_at: Date
}

export type ResultRow = {
  community_id: string
  id: string
  area_path: string
  person_id: string
  home_id: string | null
  giver_id: string
  file_id: string
  way: ForeignWay
  sampled_at: Date
  method: ForeignMethod
  result: ForeignResult
  sealed_row: Buffer
  received_at: Date
  placed_by: string | null
  seen_to_at: Date | null
  seen_to_by: string | null
  delete_on: string
}

export type ForeignTables = {
  'foreign.aside': AsideRow
  'foreign.file': FileRow
  'foreign.giver': GiverRow
  'foreign.result': ResultRow
}
