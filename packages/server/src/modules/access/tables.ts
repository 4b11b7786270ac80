// Made by `npm run gen` from migrations/. Do not edit.

export type AccountRow = {
  id: string
  area_path: string
  login: Buffer
  login_index: Buffer
  name: Buffer
  unit: string
  state: string
  person_id: string | null
  lang: string | null
  created_at: Date
  last_seen_at: Date | null
  created_by: string | null
  recovered_by: string | null
  recovered_at: Date | null
}

export type AttemptRow = {
  key: Buffer
  failures: number
  last_at: Date
  locked_until: Date | null
}

export type CoverRow = {
  id: string
  account_id: string
  by_account_id: string
  area_path: string
  valid_from: string
  valid_until: string
  reason: Buffer
  made_by: string | null
  made_at: Date
  ended_at: Date | null
}

export type CredentialRow = {
  account_id: string
  area_path: string
  password_hash: string | null
  must_change: boolean
  totp: Buffer | null
  totp_pending: Buffer | null
  totp_last_step: string
}

export type RoleGrantRow = {
  id: string
  account_id: string
  role: string
  area_id: string | null
  area_path: string
  data_classes: string[] | null
  valid_from: string
  valid_until: string | null
  granted_by: string | null
  granted_at: Date
  revoked_at: Date | null
  overlay_id: string | null
  cover_id: string | null
  copied_from: string | null
  ends_at: Date | null
}

export type SessionRow = {
  id: string
  account_id: string
  area_path: string
  token_hash: Buffer
  device: string
  created_at: Date
  last_seen_at: Date
  idle_minutes: number
  expires_at: Date
  ended_at: Date | null
}

export type AccessTables = {
  'access.account': AccountRow
  'access.attempt': AttemptRow
  'access.cover': CoverRow
  'access.credential': CredentialRow
  'access.role_grant': RoleGrantRow
  'access.session': SessionRow
}
