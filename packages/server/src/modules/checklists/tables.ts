// Made by `npm run gen` from migrations/. Do not edit.
import type { CheckAnswer, CheckKind } from '@xiaomen/rules/checklists'

export type AnswerRow = {
  community_id: string
  check_id: string
  item: string
  gate_id: string
  area_path: string
  at: Date
  answer: CheckAnswer
  sealed_note: Buffer | null
  photo_ids: string[]
}

export type CheckRow = {
  community_id: string
  id: string
  gate_id: string
  area_path: string
  kind: CheckKind
  pack_id: string
  edition: string
  at: Date
  received_at: Date
  account_id: string | null
  missing: number
  digest: Buffer
}

export type FaultRow = {
  community_id: string
  id: string
  gate_id: string
  area_path: string
  item: string
  pack_id: string
  edition: string
  opened_at: Date
  opened_by: string
  due_at: Date
  mended_at: Date | null
  mended_by: string | null
}

export type ChecklistsTables = {
  'checklists.answer': AnswerRow
  'checklists.check': CheckRow
  'checklists.fault': FaultRow
}
