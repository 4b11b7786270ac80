// 溯源: the words of cases, contacts and what lies between them.

/** What somebody is in the investigation today. `none`: looked into and of no concern, with its reason; what they were before stays. */
export const STANDINGS = ['case', 'contact', 'secondaryContact', 'none'] as const
export type Standing = (typeof STANDINGS)[number]

/** How sure a case is: as a laboratory, a clinic or the investigation says. */
export const CASE_KINDS = ['confirmed', 'asymptomatic', 'probable', 'suspected'] as const
export type CaseKind = (typeof CASE_KINDS)[number]

/** How two people met. `household` to `samePlace` are found by the system; the others are told. */
export const EXPOSURE_KINDS = [
  'household',
  'sameStairs',
  'sameTube',
  'sameGate',
  'samePlace',
  'meal',
  'care',
  'work',
  'school',
  'transport',
  'gathering',
  'other',
] as const
export type ExposureKind = (typeof EXPOSURE_KINDS)[number]

/** How sure it is that they met, the surest first. */
export const CERTAINTIES = ['certain', 'probable', 'possible'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** Where an exposure is known from. */
export const ORIGINS = ['told', 'ledger', 'tube', 'trace', 'lead', 'file'] as const
export type Origin = (typeof ORIGINS)[number]

/** Why somebody is of no concern any more. A closed list: there is no "other". */
export const CLOSE_REASONS = ['recovered', 'released', 'noContact', 'negative', 'movedAway', 'died', 'registeredInError'] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

export const SEXES = ['male', 'female', 'unknown'] as const
export type Sex = (typeof SEXES)[number]

/** Of one in the investigation, the days that count. All are local days, YYYY-MM-DD. */
export type Dates = {
  /** First symptom; null for somebody without any. */
  onsetOn: string | null
  /** The first positive sample was taken. */
  sampledOn: string | null
  reportedOn: string
  /** Since then they met nobody any more. */
  isolatedOn: string | null
}

/** 起算日: the day from which a case is counted: the first symptom, the first positive sample, or the report where neither is known. */
export const anchorOf = ({ onsetOn, sampledOn, reportedOn }: Pick<Dates, 'onsetOn' | 'sampledOn' | 'reportedOn'>): string => onsetOn ?? sampledOn ?? reportedOn
