// 重点关爱: who is contacted how often, when next, and when it is owed too long.
export { CARE_ALARMS, CARE_CHANGES, CARE_NEEDS, CARE_RESULTS, CARE_STANDINGS, CARE_STATES, CARE_WAYS, countsAsContact, needsOffice } from './words.ts'
export type { CareAlarm, CareChange, CareNeed, CareResult, CareStanding, CareState, CareWay } from './words.ts'
export { afterContact, alarmOf, careStanding, daysOverdue, intervalFor, intervalsOf, MOST_INTERVAL_DAYS, nextDue } from './interval.ts'
export type { CareIntervals, Touched } from './interval.ts'
export { turnOf } from './turn.ts'
export { countCare, noCare } from './count.ts'
export type { CareCounts } from './count.ts'
export { CONTACT_WORDS, RESULT_WORDS } from './texts.ts'
