// How care is said, on screens and in lists that leave.
import type { CareResult, CareStanding } from './words.ts'
import type { InBoth } from '../text/index.ts'

export const RESULT_WORDS: InBoth<CareResult> = {
  well: { zh: '平安', en: 'Well' },
  needsHelp: { zh: '需要帮助', en: 'Needs help' },
  notReached: { zh: '没联系上', en: 'Not reached' },
  inHospital: { zh: '住院', en: 'In hospital' },
  away: { zh: '外出', en: 'Away' },
  movedAway: { zh: '已搬走', en: 'Moved away' },
}
export const CONTACT_WORDS: InBoth<CareStanding> = {
  ok: { zh: '按期', en: 'In time' },
  due: { zh: '今天联系', en: 'Due today' },
  overdue: { zh: '逾期', en: 'Overdue' },
}
