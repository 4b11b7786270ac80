// 写表: workbooks and CSV that open in Excel, WPS and LibreOffice as they were meant: every cell is text, nothing computes.
import { writeXlsx, writeXlsxStream } from 'hucre/xlsx'
import { Buffer } from 'node:buffer'
import { safeCsv, storable } from './safe-cell.ts'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV_TYPE = 'text/csv; charset=utf-8'

export type Column = {
  header: string
  /** In characters. */
  width?: number
  /** Drop-down of the cells beneath the header; anything else may still be typed. */
  choices?: readonly string[]
}
export type SheetToWrite = { name: string; columns: readonly Column[]; rows: Iterable<readonly (string | null)[]> | AsyncIterable<readonly (string | null)[]> }

const safeXml = (value: string | null) => (value === null ? null : storable(value))

const CHOICE_ROWS = 20_000
const widthOf = ({ header, width }: Column) =>
  width ??
  Math.max(
    10,
    [...header].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 255 ? 2.1 : 1.1), 3),
  )

/** A small workbook with drop-downs and a frozen header, e.g. a template. `rows` stand beneath the header. */
export async function writeForm(sheet: SheetToWrite & { rows: readonly (readonly (string | null)[])[]; frozenRows?: number }): Promise<Buffer> {
  const { name, columns, rows, frozenRows = 1 } = sheet
  const all = [columns.map(({ header }) => header), ...rows.map((row) => row.map(safeXml))]
  return Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name,
          columns: columns.map((column) => ({ width: widthOf(column), numFmt: '@' })),
          rows: all,
          cells: new Map(columns.map(({ header }, at) => [`0,${at}`, { value: header, type: 'string' as const, style: { font: { bold: true } } }])),
          freezePane: { rows: frozenRows },
          dataValidations: columns.flatMap(({ choices }, at) =>
            choices === undefined
              ? []
              : [
                  {
                    type: 'list' as const,
                    values: [...choices],
                    range: `${letters(at)}${frozenRows + 1}:${letters(at)}${CHOICE_ROWS}`,
                    showErrorMessage: false,
                    allowBlank: true,
                  },
                ],
          ),
        },
      ],
      stringMode: 'inline',
    }),
  )
}

/** A workbook of any length, made while it is sent. */
export async function* streamXlsx({ name, columns, rows }: SheetToWrite): AsyncGenerator<Buffer> {
  const safe = (async function* () {
    for await (const row of rows) yield row.map(safeXml)
  })()
  const stream = writeXlsxStream(safe, {
    name,
    columns: columns.map((column) => ({ header: column.header, width: widthOf(column), numFmt: '@' })),
    freezePane: { rows: 1 },
  })
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

/** With the mark that makes Excel read UTF-8. */
export async function* streamCsv({ columns, rows }: SheetToWrite): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${columns.map(({ header }) => safeCsv(header)).join(',')}\r\n`)
  let lines: string[] = []
  for await (const row of rows) {
    lines.push(row.map((cell) => (cell === null ? '' : safeCsv(cell))).join(','))
    if (lines.length < 500) continue
    yield Buffer.from(`${lines.join('\r\n')}\r\n`)
    lines = []
  }
  if (lines.length > 0) yield Buffer.from(`${lines.join('\r\n')}\r\n`)
}

function letters(at: number): string {
  let name = ''
  for (let rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}
