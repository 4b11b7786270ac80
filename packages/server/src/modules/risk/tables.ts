// Made by `npm run gen` from migrations/. Do not edit.
import type { RiskLevel } from '@xiaomen/rules/risk'

export type RiskAreaRow = {
  id: string
  area_id: string
  area_path: string
  name: string
  code: string | null
  level: RiskLevel
  from_day: string
  until_day: string | null
  version: number
  entry_key: string
}

export type RiskChangeRow = {
  id: string
  risk_area_id: string
  area_path: string
  at: Date
  account_id: string | null
  what: 'added' | 'imported' | 'edited' | 'ended'
  name: string
  code: string | null
  level: RiskLevel
  from_day: string
  until_day: string | null
}

export type RiskTables = {
  'risk.risk_area': RiskAreaRow
  'risk.risk_change': RiskChangeRow
}
