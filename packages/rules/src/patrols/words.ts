// 人员巡防: the words of walking the perimeter and of what was found there.
import type { InBoth } from '../text/index.ts'

/** Why somebody at a check point did not scan its code. */
export const HERE_REASONS = ['codeMissing', 'codeDamaged', 'noCamera', 'blocked'] as const
export type HereReason = (typeof HERE_REASONS)[number]

export const BREACH_KINDS = ['climbed', 'cut', 'left', 'entered', 'other'] as const
export type BreachKind = (typeof BREACH_KINDS)[number]
/** What became of a breach. */
export const BREACH_OUTCOMES = ['broughtBack', 'sentAway', 'repaired', 'toPolice', 'nothingFound'] as const
export type BreachOutcome = (typeof BREACH_OUTCOMES)[number]

/** What the community says of a round that was missed. */
export const MISSED_ANSWERS = ['walkedAfter', 'nobodyOnDuty', 'badWeather', 'pathBlocked'] as const
export type MissedAnswer = (typeof MISSED_ANSWERS)[number]

/** `ahead`: its time has not come; `open`: being walked; `missed`: over, and not every point was visited. */
export const ROUND_STATES = ['ahead', 'open', 'done', 'missed'] as const
export type RoundState = (typeof ROUND_STATES)[number]

export const BREACH_WORDS: InBoth<BreachKind> = {
  climbed: { zh: '有人翻越围挡', en: 'Somebody climbed the fence' },
  cut: { zh: '围挡破损、被拆', en: 'The fence is cut or down' },
  left: { zh: '有人擅自外出', en: 'Somebody is leaving' },
  entered: { zh: '外人闯入', en: 'An outsider got in' },
  other: { zh: '其他情况', en: 'Something else' },
}
