// 读表: XLSX and CSV as rows of cells, one after another. The one place that knows which library reads them.
import { parse } from 'csv-parse'
import { streamXlsxRows } from 'hucre/xlsx'
import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { checkContents, checkDirectory, columnIndex, type Merge, WorkbookError } from './zip-gate.ts'

export type Cell = string | number | boolean | Date | null
/** `at` counts rows of the sheet from 0, empty ones included; `formulas` are columns whose value was worked out, not typed. */
export type SheetRow = { at: number; cells: Cell[]; formulas: readonly number[] }
/** `part`: the sheet's name inside the file. */
export type OpenedSheet = { format: 'xlsx' | 'csv'; name: string; part: string; merges: readonly Merge[]; rows(): AsyncIterable<SheetRow> }

/** What a first look at the bytes says. @throws WorkbookError for anything that is neither, an old .xls or a locked workbook included */
export function formatOf(bytes: Buffer): 'xlsx' | 'csv' {
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return 'xlsx'
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])) || bytes.subarray(0, 5).toString('latin1') === '%PDF-')
    throw new WorkbookError('not_a_workbook')
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  if (!isUtf16 && bytes.subarray(0, 8192).includes(0)) throw new WorkbookError('not_a_workbook')
  return 'csv'
}

/** Refuses at once what can be refused without unpacking. @throws WorkbookError */
export async function checkWorkbook(bytes: Buffer): Promise<'xlsx' | 'csv'> {
  const format = formatOf(bytes)
  if (format === 'xlsx') await checkDirectory(bytes)
  return format
}

/** The first sheet with anything in it; a CSV is one sheet. @throws WorkbookError */
export const openSheet = async (bytes: Buffer): Promise<OpenedSheet> => (formatOf(bytes) === 'xlsx' ? openXlsx(bytes) : openCsv(bytes))

async function openXlsx(bytes: Buffer): Promise<OpenedSheet> {
  const { marks, workbook, relations } = await checkContents(bytes)
  const targets = new Map(
    [...relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target')
        .replace(/^\/?(?:xl\/)?/, 'xl/')
        .toLowerCase(),
    ]),
  )
  const sheets = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => ({
    name: attribute(tag, 'name'),
    part: targets.get(attribute(tag, '\\w+:id')) ?? '',
    isHidden: /state="(?:very)?hidden"/i.test(tag),
  }))
  if (sheets.length === 0) throw new WorkbookError('not_a_workbook')
  const visible = sheets.map((sheet, index) => ({ ...sheet, index })).filter((sheet) => !sheet.isHidden)
  const sheet = visible.find(({ part }) => marks.get(part)?.isEmpty === false) ?? visible[0] ?? { ...sheets[0]!, index: 0 }
  return xlsxSheet(bytes, sheet, marks.get(sheet.part))
}

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

async function* xlsxRows(bytes: Buffer, index: number) {
  try {
    yield* streamXlsxRows(bytes, { sheet: index })
  } catch (error) {
    throw new WorkbookError('unreadable_file', { cause: error })
  }
}

function xlsxSheet(
  bytes: Buffer,
  { name, index, part }: { name: string; index: number; part: string },
  marks: { merges: Merge[]; formulas: Set<string> } | undefined,
): OpenedSheet {
  const formulasByRow = new Map<number, number[]>()
  for (const cell of marks?.formulas ?? []) {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(cell)!
    const at = Number(row) - 1
    formulasByRow.set(at, [...(formulasByRow.get(at) ?? []), columnIndex(letters!)])
  }
  const none: readonly number[] = []
  return {
    format: 'xlsx',
    name,
    part,
    merges: marks?.merges ?? [],
    rows: async function* () {
      for await (const row of xlsxRows(bytes, index)) yield { at: row.index, cells: row.values as Cell[], formulas: formulasByRow.get(row.index) ?? none }
    },
  }
}

/** UTF-8 with or without a mark, UTF-16 with one, else GB18030 (what Excel in China writes, GBK and GB2312 with it). @throws WorkbookError */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next one.
    }
  }
  throw new WorkbookError('unreadable_file')
}

async function openCsv(bytes: Buffer): Promise<OpenedSheet> {
  const text = decode(bytes)
  const firstLine =
    text
      .slice(0, 4000)
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? ''
  const delimiter = [',', '\t', ';', '，'].toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0]!
  return {
    format: 'csv',
    name: '',
    part: '',
    merges: [],
    rows: async function* () {
      // Pieces, so that the whole file is never twice in memory.
      const pieces = function* () {
        for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536)
      }
      const records = Readable.from(pieces()).pipe(
        parse({ delimiter, relax_column_count: true, skip_empty_lines: false, relax_quotes: true, bom: true, max_record_size: 1_000_000 }),
      )
      let at = -1
      try {
        for await (const record of records) {
          at += 1
          yield { at, cells: (record as string[]).map(plainCell), formulas: [] }
        }
      } catch (error) {
        throw new WorkbookError('unreadable_file', { cause: error })
      }
    },
  }
}

/** ="0012" is how a CSV keeps Excel from making a number of it; a quote before a sign is how we keep it from making a formula. */
const plainCell = (cell: string): string | null => (cell === '' ? null : cell.replace(/^="(.*)"$/s, '$1').replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ''))
