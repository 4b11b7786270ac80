// Made by `npm run gen` from migrations/. Do not edit.

export type ActRow = {
  community_id: string
  id: string
  area_path: string
  kind: string
  subject_id: string
  digest: Buffer
  people: number
  base: number
  permission: string
  author: string
  author_unit: string
  opened_at: Date
  expires_at: Date
  state: string
  closed_at: Date | null
}

export type SignatureRow = {
  community_id: string
  act_id: string
  account_id: string
  area_path: string
  unit: string
  signed_at: Date
}

export type ApprovalsTables = {
  'approvals.act': ActRow
  'approvals.signature': SignatureRow
}
