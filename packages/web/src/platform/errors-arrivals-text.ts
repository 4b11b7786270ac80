// What can go wrong with arrivals.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type ArrivalsCode = Extract<AnyErrorCode, `arrivals.${string}`>
export const arrivalsErrorWords = text<ArrivalsCode>({
  zh: {
    'arrivals.wrong_state': '现在的状态不能做这一步，请刷新。',
    'arrivals.changed_meanwhile': '有人刚改过，请看过再办。',
    'arrivals.other_bytes': '同一编号已报过别的内容。',
    'arrivals.nobody_matched': '先核对是底册里的哪一位，再提管控。',
    'arrivals.no_measure': '按现行预案，此人没有措施，可直接解除。',
    'arrivals.measure_due': '按现行预案有措施，不能按“无措施”解除。',
    'arrivals.name_missing': '请填姓名。',
    'arrivals.day_ahead': '到达日期还没到。',
    'arrivals.day_far': '到达日期须在过去 30 天到以后 60 天之内。',
    'arrivals.other_community': '这一户不在本社区。',
    'arrivals.case_waits': '已提管控，等另一单位确认。',
    'arrivals.unreadable_file': '文件读不出，请另存为 xlsx 或 csv 再传。',
    'arrivals.not_a_workbook': '这不是表格文件。',
    'arrivals.zip_bomb': '文件解开后过大，没有读。',
    'arrivals.file_too_large': '文件超过 2 MB。',
    'arrivals.no_columns': '第一行要有列名：姓名、出发地、到达日期。',
    'arrivals.too_many_rows': '一次最多 1000 行，请分开导入。',
    'arrivals.bad_rows': '有的行不对，全部没有导入。',
  },
  en: {
    'arrivals.wrong_state': 'The state does not allow this step: refresh.',
    'arrivals.changed_meanwhile': 'Somebody has just changed it: look again.',
    'arrivals.other_bytes': 'Something else was reported under this number.',
    'arrivals.nobody_matched': 'Say first who of the ledger it is.',
    'arrivals.no_measure': 'The plan in force asks for no measure: it can be cleared.',
    'arrivals.measure_due': 'The plan in force asks for a measure: it cannot be cleared as “no measure”.',
    'arrivals.name_missing': 'A name is needed.',
    'arrivals.day_ahead': 'The day of arrival is still to come.',
    'arrivals.day_far': 'The day lies within the last 30 and the next 60 days.',
    'arrivals.other_community': 'This home is in another community.',
    'arrivals.case_waits': 'A measure was proposed and waits for another office.',
    'arrivals.unreadable_file': 'The file cannot be read: save it as xlsx or csv.',
    'arrivals.not_a_workbook': 'This is no sheet.',
    'arrivals.zip_bomb': 'The file is too large unpacked and was not read.',
    'arrivals.file_too_large': 'The file is larger than 2 MB.',
    'arrivals.no_columns': 'The first row names the columns: at least name, from, date.',
    'arrivals.too_many_rows': 'At most 1000 rows at once: divide the list.',
    'arrivals.bad_rows': 'Some rows are wrong; nothing was taken in.',
  },
})
