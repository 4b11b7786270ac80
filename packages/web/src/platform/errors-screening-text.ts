// What can go wrong with the plan of a mass screening.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type ScreeningCode = Extract<AnyErrorCode, `screening.${string}`>
export const screeningErrorWords = text<ScreeningCode>({
  zh: {
    'screening.nobody': '底册里这里没有人，没有可测算的；请先导入台账，或换一个区域。',
    'screening.changed_meanwhile': '刚才有人改过这份测算，请刷新后再办。',
    'screening.longer_than_day': '一个检测任务只在一天之内：请把开始时间提前，或先把测算改成更少的小时。',
  },
  en: {
    'screening.nobody': 'Nobody is on record here, so there is nothing to plan: import the ledger first, or choose another area.',
    'screening.changed_meanwhile': 'Somebody has just changed this plan: refresh and try again.',
    'screening.longer_than_day': 'A round is of one day: begin earlier, or change the plan to fewer hours first.',
  },
})
