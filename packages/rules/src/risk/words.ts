/** 高、中、低: the levels of 联防联控机制综合发〔2022〕71号 (ninth edition, 2022-06-28). Which of them a gate heeds, its pack says. */
export const RISK_LEVELS = ['high', 'medium', 'low'] as const
export type RiskLevel = (typeof RISK_LEVELS)[number]

/** A place on the list. Days are local; `until`: its last day, null while nobody has ended it. */
export type RiskArea = { id: string; name: string; code: string | null; level: RiskLevel; from: string; until: string | null }
/** What a pack asks of where people come from. */
export type WhereFromPolicy = {
  /** So many days before today count as "lately": 14 means today and the fourteen days before. */
  lookBackDays: number
  levels: readonly RiskLevel[]
}
