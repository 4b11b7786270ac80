// Made by `npm run gen` from migrations/. Do not edit.
import type { SessionKind, SessionState } from '@xiaomen/rules/sites'

export type SessionRow = {
  community_id: string
  id: string
  area_path: string
  enterprise_id: string
  plan_id: string | null
  kind: SessionKind
  day: string
  from_clock: string
  until_clock: string
  tables: number
  people: number
  point_name: string | null
  provider: string | null
  sealed_contact: Buffer | null
  provider_staff: number | null
  max_wait_s: number
  longest_queue: number
  state: SessionState
  made_by: string
  made_at: Date
  delete_on: string
  version: number
}

export type SitesTables = {
  'sites.session': SessionRow
}
