// Made by `npm run gen` from migrations/. Do not edit.

export type InstallationRow = {
  only_one: boolean
  begun_at: Date
  street_id: string | null
  actor_id: string | null
  step: string
  share: number
  done_at: Date | null
}

export type SetupTables = {
  'setup.installation': InstallationRow
}
