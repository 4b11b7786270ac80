// Which column of a list of codes is which. Lists are copied from the yearbook's pages and from other offices' sheets: headers differ, or there are none.
import { halfWidth, normaliseText } from '../text/index.ts'

export const CODE_FIELDS = ['code', 'name', 'class'] as const
export type CodeField = (typeof CODE_FIELDS)[number]

const HEADERS: Record<CodeField, readonly string[]> = {
  code: ['统计用区划代码', '区划代码', '行政区划代码', '代码', '统计代码', '区域代码', '区划编码', '编码', 'code', 'areacode', 'divisioncode'],
  name: ['名称', '区划名称', '单位名称', '行政区划名称', '区域名称', '地名', '街道社区名称', 'name', 'areaname', 'division'],
  class: ['城乡分类代码', '城乡分类', '城乡代码', '城乡属性代码', 'class', 'urbanruralclass', 'urbanrural', 'classcode'],
}
const key = (cell: string) =>
  halfWidth(normaliseText(cell))
    .toLowerCase()
    .replace(/[(（][^)）]*[)）]/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

/**
 * Columns of the three fields by the first rows, and which of these rows is the header (-1: none, the first row is data already). Null when no column holds codes.
 * @param rows cells as text, the first few filled rows
 */
export function findCodeColumns(rows: readonly (readonly string[])[]): { header: number; columns: Record<CodeField, number> } | null {
  for (const [header, cells] of rows.entries()) {
    const keys = cells.map(key)
    const columns = { code: at(keys, 'code'), name: at(keys, 'name'), class: at(keys, 'class') }
    if (columns.code >= 0 && columns.name >= 0) return { header, columns }
    // Data before any header: the list has none.
    if (cells.some((cell) => /^\d{12}$/.test(cell.trim()))) break
  }
  const first = rows.findIndex((cells) => cells.some((cell) => /^\d{12}$/.test(cell.trim())))
  const cells = (rows[first] ?? []).map((cell) => cell.trim())
  const code = cells.findIndex((cell) => /^\d{12}$/.test(cell))
  if (code < 0) return null
  const name = cells.findIndex((cell) => /\p{Script=Han}|\p{L}{3}/u.test(cell))
  return name < 0 ? null : { header: first - 1, columns: { code, name, class: cells.findIndex((cell) => /^\d{3}$/.test(cell)) } }
}

const at = (keys: readonly string[], field: CodeField) => keys.findIndex((cell) => HEADERS[field].some((header) => key(header) === cell))
