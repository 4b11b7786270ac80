// Made by `npm run gen` from migrations/. Do not edit.

export type InfectionCaseRow = {
  community_id: string
  id: string
  person_id: string
  home_id: string
  area_path: string
  found_on: string
  evidence_kind: string
  evidence: Buffer
  state: string
  reported_by: string
  reported_unit: string
  registered_at: Date
  confirmed_by: string | null
  confirmed_at: Date | null
  closed_by: string | null
  closed_on: string | null
  closed_ground: string | null
  closed_evidence_kind: string | null
  closed_evidence: Buffer | null
  first_person_id: string | null
}

export type ControlTables = {
  'control.infection_case': InfectionCaseRow
}
