import { readFile } from 'node:fs/promises'
import { areasErrors } from '@xiaomen/contract'
import { type CodeList, codeProblem, findCodeColumns, URBAN_RURAL_CLASSES } from '@xiaomen/rules/areas'
import { halfWidth, isStorable, lengthOf, normaliseText } from '@xiaomen/rules/text'
import { fail } from '../../platform/error.ts'
import { type Cell, checkWorkbook, openSheet } from '../../platform/workbook/read-workbook.ts'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'

/** A province's list has some thirty thousand rows and two megabytes. */
const MOST_BYTES = 8 * 1024 * 1024
const MOST_ROWS = 60_000
const HEADER_SEARCH_ROWS = 12

const textOf = (cell: Cell | undefined): string => (cell === null || cell === undefined || cell instanceof Date ? '' : halfWidth(normaliseText(String(cell))))

/** Reads a list of codes. Rows with something wrong are told, never guessed at. @throws AppError when it is no list of codes at all */
export async function readCodeList(file: { path: string; bytes: number }): Promise<CodeList> {
  if (file.bytes > MOST_BYTES) throw fail(areasErrors, 'areas.file_too_large')
  try {
    const bytes = await readFile(file.path)
    await checkWorkbook(bytes)
    const lines: { at: number; cells: string[] }[] = []
    for await (const { at, cells } of (await openSheet(bytes)).rows()) {
      const texts = cells.map(textOf)
      if (texts.some((text) => text !== '')) lines.push({ at, cells: texts })
      if (lines.length > MOST_ROWS) throw fail(areasErrors, 'areas.too_many_rows')
    }
    return listOf(lines)
  } catch (error) {
    throw error instanceof WorkbookError ? fail(areasErrors, `areas.${error.fault}`) : error
  }
}

function listOf(lines: readonly { at: number; cells: readonly string[] }[]): CodeList {
  const found = findCodeColumns(lines.slice(0, HEADER_SEARCH_ROWS).map((line) => line.cells))
  if (found === null) throw fail(areasErrors, 'areas.no_code_columns')
  const list: CodeList = { rows: [], problems: [] }
  const seen = new Map<string, number>()
  for (const { at, cells } of lines.slice(found.header + 1)) {
    const row = at + 1
    const cell = (column: number) => (column < 0 ? '' : (cells[column] ?? ''))
    const code = cell(found.columns.code)
    const name = cell(found.columns.name)
    const classCode = cell(found.columns.class)
    // A title between two streets, a note at the end.
    if (code === '' && (name === '' || classCode === '')) continue
    const problem =
      codeProblem(code) ??
      (name === '' || lengthOf(name) > 60 || !isStorable(name)
        ? 'no_name'
        : classCode !== '' && !URBAN_RURAL_CLASSES.some((known) => known === classCode)
          ? 'bad_class'
          : seen.has(code)
            ? 'twice'
            : null)
    if (problem !== null) list.problems.push({ row, problem, text: (problem === 'bad_class' ? classCode : code).slice(0, 40), other: seen.get(code) ?? null })
    else {
      seen.set(code, row)
      list.rows.push({ row, code, name, classCode: classCode === '' ? null : classCode })
    }
  }
  return list
}
