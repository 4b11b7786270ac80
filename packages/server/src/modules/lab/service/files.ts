// 结果表: a workbook to fill in, and whatever a laboratory's own system writes, as long as its columns are understood. One bad row, and nothing of the file is taken.
import { type lab, labErrors, MOST_RESULT_ROWS } from '@xiaomen/contract'
import { readCt, readVerdict, recogniseResultColumns, type ResultField } from '@xiaomen/rules/lab'
import { readFile } from 'node:fs/promises'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { type Cell, checkWorkbook, openSheet } from '../../../platform/workbook/read-workbook.ts'
import { writeForm, XLSX_TYPE } from '../../../platform/workbook/write-workbook.ts'
import { WorkbookError } from '../../../platform/workbook/zip-gate.ts'
import { codeOf, listReceived } from '../../testing/index.ts'
import { official } from '../place.ts'
import { type Judged, judge, type Said, write } from '../take-results.ts'

type Lab = Handlers<typeof lab>
const MOST_BYTES = 16 * 1024 * 1024
const MOST_TOLD = 200
const HEADER_ROWS = 10
const WORDS = {
  zh: { name: '检测结果', tube: '管号', verdict: '检测结果', ct: 'Ct值', choices: ['阴性', '阳性', '无效'] },
  en: { name: 'Results', tube: 'Tube', verdict: 'Result', ct: 'Ct', choices: ['negative', 'positive', 'invalid'] },
} as const
type Problem = 'label_unreadable' | 'verdict_unknown' | 'ct_unreadable' | 'twice_in_file' | 'result_stands' | 'result_waits'
type Bad = { row: number; tube: string; problem: Problem }

export const getTemplate: Lab['getTemplate'] = async (ctx, { lang }) => {
  const tubes = await listReceived(ctx, ctx.paths('lab.report'))
  const { name, tube, verdict, ct, choices } = WORDS[lang]
  const bytes = await writeForm({
    name,
    columns: [
      { header: tube, width: 18 },
      { header: verdict, width: 14, choices: [...choices] },
      { header: ct, width: 10 },
    ],
    rows: tubes.map(({ code }) => [code, null, null]),
  })
  return { bytes, type: XLSX_TYPE, name: `${name}.xlsx` }
}

const textOf = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString() : String(cell).trim())

type Line = { at: number; tube: string; verdict: string; ct: string }
async function readLines(file: { path: string; bytes: number }): Promise<Line[]> {
  if (file.bytes > MOST_BYTES) throw fail(labErrors, 'lab.file_unreadable', { most: MOST_RESULT_ROWS })
  try {
    const bytes = await readFile(file.path)
    await checkWorkbook(bytes)
    let columns: Partial<Record<ResultField, number>> | null = null
    let seen = 0
    const lines: Line[] = []
    for await (const { at, cells } of (await openSheet(bytes)).rows()) {
      const texts = cells.map(textOf)
      if (texts.every((one) => one === '')) continue
      if (columns === null) {
        const found = recogniseResultColumns(texts)
        if (found.tube !== undefined && found.verdict !== undefined) columns = found
        else if ((seen += 1) >= HEADER_ROWS) break
        continue
      }
      const known = columns
      const of = (field: ResultField) => texts[known[field] ?? texts.length] ?? ''
      // A row of the template that was not filled in is no result yet.
      if (of('verdict') !== '') lines.push({ at: at + 1, tube: of('tube'), verdict: of('verdict'), ct: of('ct') })
      if (lines.length > MOST_RESULT_ROWS) throw fail(labErrors, 'lab.file_unreadable', { most: MOST_RESULT_ROWS })
    }
    if (columns === null) throw fail(labErrors, 'lab.file_columns')
    return lines
  } catch (error) {
    throw error instanceof WorkbookError ? fail(labErrors, 'lab.file_unreadable', { fault: error.fault }) : error
  }
}

export const importResults: Lab['importResults'] = async (ctx) => {
  const [labPath] = ctx.paths('lab.report')
  const by = official(ctx)
  const lines = await readLines(ctx.file!)
  const bad: Bad[] = []
  const rowOf = new Map<string, number>()
  const said: Said[] = []
  for (const { at, tube, verdict: word, ct: number } of lines) {
    const code = codeOf(tube)
    const verdict = readVerdict(word)
    const ct = readCt(number)
    const problem =
      code === null ? 'label_unreadable' : verdict === null ? 'verdict_unknown' : ct === undefined ? 'ct_unreadable' : rowOf.has(code) ? 'twice_in_file' : null
    if (problem !== null) bad.push({ row: at, tube: tube.slice(0, 40), problem })
    else {
      rowOf.set(code!, at)
      said.push({ id: uuidv7(), code: code!, verdict: verdict!, ct: ct!, way: 'file', at: ctx.now, by })
    }
  }
  const judged = await judge(ctx, said, (path) => ctx.may('lab.report', { path }))
  for (const one of judged) if ('refused' in one) bad.push({ row: rowOf.get(one.said.code)!, tube: one.said.code, problem: one.refused as Problem })
  if (bad.length > 0) return { rows: lines.length, ends: {}, bad: bad.toSorted((a, b) => a.row - b.row).slice(0, MOST_TOLD) }
  await write(ctx, judged, labPath!)
  const ends: Partial<Record<Extract<Judged, { end: unknown }>['end'], number>> = {}
  for (const one of judged) if ('end' in one) ends[one.end] = (ends[one.end] ?? 0) + 1
  return { rows: lines.length, ends, bad: [] }
}
