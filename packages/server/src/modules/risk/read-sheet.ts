import { type risk, riskErrors } from '@xiaomen/contract'
import { MOST_LINES } from '@xiaomen/rules/risk'
import { normaliseText } from '@xiaomen/rules/text'
import { readFile } from 'node:fs/promises'
import { fail } from '../../platform/error.ts'
import type { Handlers } from '../../platform/module.ts'
import { type Cell, checkWorkbook, openSheet } from '../../platform/workbook/read-workbook.ts'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'

const MOST_BYTES = 2 * 1024 * 1024
const MOST_COLUMNS = 5

const textOf = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : normaliseText(String(cell)).replace(/[\t\r\n]/g, ' ')
}

/** A sheet as the list somebody would have pasted: the same rules read both, and the office sees what they read. */
export const readSheet: Handlers<typeof risk>['readSheet'] = async (ctx) => {
  ctx.paths('risk.manage')
  const file = ctx.file!
  if (file.bytes > MOST_BYTES) throw fail(riskErrors, 'risk.file_too_large')
  try {
    const bytes = await readFile(file.path)
    await checkWorkbook(bytes)
    const lines: string[] = []
    for await (const { cells } of (await openSheet(bytes)).rows()) {
      if (lines.length === MOST_LINES) return { text: lines.join('\n'), isCut: true }
      lines.push(cells.slice(0, MOST_COLUMNS).map(textOf).join('\t').trimEnd())
    }
    return { text: lines.join('\n'), isCut: false }
  } catch (error) {
    throw error instanceof WorkbookError ? fail(riskErrors, `risk.${error.fault}`) : error
  }
}
