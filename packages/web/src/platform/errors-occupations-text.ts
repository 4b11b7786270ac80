// What can go wrong with key workers and their tests.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type OccupationsCode = Extract<AnyErrorCode, `occupations.${string}`>
export const occupationsErrorWords = text<OccupationsCode>({
  zh: {
    'occupations.not_key': '这个岗位现在没有检测频次要求，不用补录。',
    'occupations.day_wrong': '采样日期不对：不能在将来，也不能早于 30 天前。',
    'occupations.other_bytes': '同一编号的内容不同，没有写入，请刷新后重新填写。',
  },
  en: {
    'occupations.not_key': 'No tests are asked of this occupation now: nothing to write down.',
    'occupations.day_wrong': 'The day is wrong: neither in the future nor more than 30 days ago.',
    'occupations.other_bytes': 'The same number stands for something else: nothing was written. Refresh and fill in again.',
  },
})
