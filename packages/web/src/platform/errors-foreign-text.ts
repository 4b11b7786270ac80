// What can go wrong with result files of other systems.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type ForeignCode = Extract<AnyErrorCode, `foreign.${string}`>
export const foreignErrorWords = text<ForeignCode>({
  zh: {
    'foreign.file_unreadable': '这个文件读不了：请用 XLSX 或 CSV（UTF-8 或 GB18030），不要加密码。',
    'foreign.file_too_long': '文件太大：一次最多 {most} 行，请分成几个。',
    'foreign.file_empty': '文件里没有数据行，请检查是否选错了文件。',
    'foreign.columns_missing': '还认不出必需的列：请指定采样时间、检测结果，以及证件号（或姓名和电话）。',
    'foreign.giver_known': '这个来源已经登记过，请直接选用。',
    'foreign.settled': '刚才有人核对过这一行，请刷新。',
    'foreign.not_positive': '只有阳性结果需要接手。',
  },
  en: {
    'foreign.file_unreadable': 'This file cannot be read: use XLSX or CSV (UTF-8 or GB18030) without a password.',
    'foreign.file_too_long': 'The file is too large: at most {most} rows at once, so divide it.',
    'foreign.file_empty': 'There are no rows of data in the file: check that it is the right one.',
    'foreign.columns_missing': 'Columns are missing: say which are the sampling time, the result, and the document (or name and phone).',
    'foreign.giver_known': 'This giver is entered already: choose it from the list.',
    'foreign.settled': 'Somebody has just settled this row: refresh.',
    'foreign.not_positive': 'Only a positive result is to be taken on.',
  },
})
