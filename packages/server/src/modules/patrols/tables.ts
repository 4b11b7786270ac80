// Made by `npm run gen` from migrations/. Do not edit.
import type { BreachKind, BreachOutcome, MissedAnswer } from '@xiaomen/rules/patrols'

export type BreachRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  kind: BreachKind
  at: Date
  received_at: Date
  account_id: string | null
  sealed_place: Buffer | null
  sealed_note: Buffer | null
  photo_ids: string[]
  digest: Buffer
  outcome: BreachOutcome | null
  answered_at: Date | null
  answered_by: string | null
  sealed_answer: Buffer | null
}

export type MissedRow = {
  community_id: string
  id: string
  route_id: string
  area_path: string
  round_at: Date
  told_at: Date
  settled_at: Date | null
  answer: MissedAnswer | null
  answered_by: string | null
}

export type PointRow = {
  community_id: string
  id: string
  route_id: string
  area_path: string
  ordinal: number
  name: string
  hint: string | null
  code: string
  from_at: Date
  until_at: Date | null
}

export type RouteRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  name: string
  version: number
  made_at: Date
  ended_at: Date | null
}

export type TimetableRow = {
  community_id: string
  route_id: string
  from_at: Date
  area_path: string
  times: string[]
  tolerance_minutes: number
}

export type VisitRow = {
  community_id: string
  id: string
  route_id: string
  point_id: string
  area_path: string
  at: Date
  received_at: Date
  account_id: string | null
  here_reason: string | null
  digest: Buffer
}

export type PatrolsTables = {
  'patrols.breach': BreachRow
  'patrols.missed': MissedRow
  'patrols.point': PointRow
  'patrols.route': RouteRow
  'patrols.timetable': TimetableRow
  'patrols.visit': VisitRow
}
