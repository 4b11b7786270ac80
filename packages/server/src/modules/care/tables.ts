// Made by `npm run gen` from migrations/. Do not edit.
import type { CareChange, CareResult, CareWay } from '@xiaomen/rules/care'

export type ContactRow = {
  community_id: string
  id: string
  plan_id: string
  person_id: string
  area_path: string
  at: Date
  received_at: Date
  account_id: string | null
  way: CareWay
  result: CareResult
  sealed_more: Buffer | null
  digest: Buffer
}

export type ContactConflictRow = {
  community_id: string
  contact_id: string
  digest: Buffer
  area_path: string
  received_at: Date
  account_id: string | null
  sealed_body: Buffer
}

export type HandRow = {
  community_id: string
  id: string
  plan_id: string
  person_id: string
  area_path: string
  at: Date
  account_id: string | null
  why: CareChange
  carer_id: string | null
  second_account: string | null
  second_person: string | null
}

export type IntervalRow = {
  community_id: string
  category: string
  days: number
  area_path: string
  set_by: string | null
  set_at: Date
}

export type PlanRow = {
  community_id: string
  id: string
  area_path: string
  home_id: string
  person_id: string
  override_days: number | null
  override_reason: Buffer | null
  interval_days: number
  since: string
  until: string | null
  last_contact: string | null
  last_result: CareResult | null
  next_due: string
  planned_due: string | null
  alarmed_due: string | null
  merged_into: string | null
  version: number
}

export type RoundRow = {
  community_id: string
  obligation_id: string
  area_path: string
}

export type CareTables = {
  'care.contact': ContactRow
  'care.contact_conflict': ContactConflictRow
  'care.hand': HandRow
  'care.interval': IntervalRow
  'care.plan': PlanRow
  'care.round': RoundRow
}
