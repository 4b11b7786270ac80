// Made by `npm run gen` from migrations/. Do not edit.
import type { AntigenWay, HelpGround, KitHolder, KitMove } from '@xiaomen/rules/antigen'

export type HandOutRow = {
  community_id: string
  id: string
  round_id: string
  holder_id: string
  holder_kind: KitHolder
  area_path: string
  count: number
  returned: number
  at: Date
  given_by: string | null
  confirmed_at: Date | null
  sealed_contact: Buffer | null
}

export type HoldingRow = {
  community_id: string
  round_id: string
  holder_id: string
  holder_kind: KitHolder
  area_path: string
  given: number
  used: number
  returned: number
}

export type MoveRow = {
  community_id: string
  id: string
  area_path: string
  kind: KitMove
  count: number
  at: Date
  account_id: string | null
  round_id: string | null
  holder_id: string | null
  note: string | null
}

export type ReportRow = {
  community_id: string
  id: string
  round_id: string
  person_id: string
  first_person_id: string
  home_id: string | null
  area_path: string
  at: Date
  received_at: Date
  way: AntigenWay
  account_id: string | null
  sealed_result: Buffer
  digest: Buffer
  photo_id: string | null
  is_of_stock: boolean
  asks_pcr: boolean
  pcr_at: Date | null
}

export type RoundRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  title: string
  age_from: number
  age_until: number
  per_head: number
  with_staff: boolean
  from_day: string
  due_on: string
  age_unknown: number
  created_by: string | null
  created_at: Date
  closed_at: Date | null
  delete_on: string | null
}

export type StockRow = {
  community_id: string
  area_path: string
  received: number
  out: number
  returned: number
  spoilt: number
}

export type TargetRow = {
  community_id: string
  round_id: string
  person_id: string
  home_id: string | null
  enterprise_id: string | null
  area_path: string
  help: HelpGround | null
}

export type AntigenTables = {
  'antigen.hand_out': HandOutRow
  'antigen.holding': HoldingRow
  'antigen.move': MoveRow
  'antigen.report': ReportRow
  'antigen.round': RoundRow
  'antigen.stock': StockRow
  'antigen.target': TargetRow
}
