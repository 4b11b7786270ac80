// Made by `npm run gen` from migrations/. Do not edit.

export type PlanRow = {
  community_id: string
  id: string
  area_id: string
  area_path: string
  name: string
  people: number
  plan: unknown
  changed_by: string | null
  changed_at: Date
  version: number
}

export type ScreeningTables = {
  'screening.plan': PlanRow
}
