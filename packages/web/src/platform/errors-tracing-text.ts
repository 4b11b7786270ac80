// What can go wrong in an investigation.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type TracingCode = Extract<AnyErrorCode, `tracing.${string}`>
export const tracingErrorWords = text<TracingCode>({
  zh: {
    'tracing.known': '这个人已经在流调名单里，请搜索后打开。',
    'tracing.wrong_state': '现在的状态不能这样做，请刷新后再看。',
    'tracing.himself': '不能把一个人写成自己的接触者。',
    'tracing.cycle': '这样写传播链会绕成一圈：来源本身是由这个人传下去的。',
    'tracing.not_case': '只有病例才能写病例分类或传播关系。',
    'tracing.later_source': '来源比这个人发病晚太多，不可能是他传的，请核对日期。',
    'tracing.day_ahead': '日期在今天之后，请核对。',
    'tracing.days_turned': '结束日期早于开始日期，请核对。',
    'tracing.no_level': '现行方案不再判定这一级接触者，没有写入。',
    'tracing.not_in_ledger': '这个人不在本地底册里，请先登记住处再申请管控。',
    'tracing.file_unreadable': '文件打不开，请另存为 Excel 或 CSV 再试。',
    'tracing.file_too_long': '文件太长，请分开导入。',
    'tracing.file_empty': '文件里没有内容。',
    'tracing.columns_missing': '认不出“姓名”，或“编号”和“关联病例编号”，请用模板的表头。',
    'tracing.same_person': '要由另一个单位的人同意：申请的人和同单位的人不能自己同意。',
    'tracing.export_waits': '名单还在等第二个人同意。',
    'tracing.export_over': '这份名单的取件时间已过，要再取请重新申请。',
  },
  en: {
    'tracing.known': 'This person is in the investigation already: search and open them.',
    'tracing.wrong_state': 'Not possible as it stands now: refresh and look again.',
    'tracing.himself': 'Nobody is a contact of themselves.',
    'tracing.cycle': 'That would close a ring: the source caught it from this person.',
    'tracing.not_case': 'Only a case has a classification or gives it to somebody.',
    'tracing.later_source': 'The source fell ill too long after this person: check the days.',
    'tracing.day_ahead': 'The day is still to come: check it.',
    'tracing.days_turned': 'The last day lies before the first: check them.',
    'tracing.no_level': 'The rules in force know no such contacts: nothing was written.',
    'tracing.not_in_ledger': 'This person is not in the ledger here: register where they stay first.',
    'tracing.file_unreadable': 'The file cannot be opened: save it as Excel or CSV.',
    'tracing.file_too_long': 'The file is too long: take it in in parts.',
    'tracing.file_empty': 'There is nothing in the file.',
    'tracing.columns_missing': 'No column for the name, or for the number and whom they met: use the headers of the template.',
    'tracing.same_person': 'Another unit has to agree: neither the one who asked nor a colleague of theirs.',
    'tracing.export_waits': 'The list still waits for a second person.',
    'tracing.export_over': 'The time to fetch this list is over: ask for another.',
  },
})
