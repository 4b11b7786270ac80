// Made by `npm run gen` from migrations/. Do not edit.

export type AskedRow = {
  community_id: string
  person_id: string
  area_path: string
  mark_id: string
  is_overdue: boolean
  overdue_version: number
}

export type LinkRow = {
  community_id: string
  enterprise_id: string
  area_path: string
  code_index: Buffer
  made_at: Date
  made_by: string
  until: Date
}

export type RoundRow = {
  community_id: string
  id: string
  area_path: string
  opened_at: Date
}

export type TestRow = {
  community_id: string
  id: string
  area_path: string
  person_id: string
  sampled_on: string
  sealed_evidence: Buffer
  noted_by: string
  noted_at: Date
  delete_on: string
}

export type OccupationsTables = {
  'occupations.asked': AskedRow
  'occupations.link': LinkRow
  'occupations.round': RoundRow
  'occupations.test': TestRow
}
