import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

// 一表通: what a list or a sheet to be filled in is refused for.
type QueriesCode = Extract<AnyErrorCode, `queries.${string}`>
export const queriesErrorWords = text<QueriesCode>({
  zh: {
    'queries.unknown_column': '这份清单没有所选的列。',
    'queries.name_taken': '这里已有同名的版式。',
    'queries.changed_meanwhile': '版式刚被别人改过，请刷新后再改。',
    'queries.wrong_state': '当前状态下不能做这一步。',
    'queries.same_person': '须由另一单位的另一人审批，且两人近 30 天内没有互相开设、授权或找回过账号。',
    'queries.file_gone': '文件已被取走或已过期，请重新导出。',
    'queries.names_masked': '您在这里看到的姓名是遮掩的，不能拿名单与底册核对姓名；可以改为按区域写入，或只按门牌核对房屋。',
    'queries.too_many_rows': '行数太多，请缩小区域或加筛选条件。',
    'queries.no_header': '没有找到表头：前 15 行里至少要有两个认得的列名，如“姓名”“房号”。',
    'queries.unreadable_file': '文件读不出来，可能已损坏。',
    'queries.file_too_large': '表格太大：最多 4 MB、20000 行。',
    'queries.not_a_workbook': '不是 Excel（.xlsx）或 CSV 表格。',
    'queries.zip_bomb': '文件解压后异常庞大，已拒绝。',
  },
  en: {
    'queries.unknown_column': 'This list does not have the chosen column.',
    'queries.name_taken': 'A layout of this name is already kept here.',
    'queries.changed_meanwhile': 'Somebody has just changed this layout. Reload and try again.',
    'queries.wrong_state': 'This step is not possible in the present state.',
    'queries.same_person':
      'This takes another person, of another unit; neither may have set up, empowered or recovered the other’s account in the last 30 days.',
    'queries.file_gone': 'The file was fetched or has expired. Export it again.',
    'queries.names_masked':
      'You see names masked here, so a list of names cannot be compared with the ledger. Write the area in instead, or compare homes by their doors.',
    'queries.too_many_rows': 'Too many rows: choose a smaller area or add a filter.',
    'queries.no_header': 'No header was found: the first 15 rows must name at least two known columns, such as “Name” and “Door”.',
    'queries.unreadable_file': 'The file cannot be read; it may be damaged.',
    'queries.file_too_large': 'The sheet is too large: at most 4 MB and 20,000 rows.',
    'queries.not_a_workbook': 'This is neither an Excel (.xlsx) nor a CSV table.',
    'queries.zip_bomb': 'The file unpacks to an abnormal size and was refused.',
  },
})
