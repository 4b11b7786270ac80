// 成册: workbooks of one or several sheets with a title, a print header and a last line, made while they are sent.
// Every cell is a text cell; one that a program could compute is marked as quoted.
import { computes, escapeMargin, escapeXml, safeCsv, storable } from './safe-cell.ts'
import { packZip, type PartToPack } from './zip-writer.ts'

/** The looks a cell may have; their numbers are their places in STYLES. The first is that of the cells nobody writes into. */
const STYLES = ['bare', 'text', 'quoted', 'title', 'header', 'framed', 'marked', 'quiet', 'note', 'floor'] as const
export type CellLook = (typeof STYLES)[number]
export type BookCell = string | null | { text: string; look: CellLook }
/** `across`: the first cell is stretched over the whole width of the sheet. */
export type Line = { cells: readonly BookCell[]; look?: CellLook; across?: boolean; height?: number }
export type BookSheet = {
  name: string
  widths: readonly number[]
  /** In pieces of a few hundred lines, so that the loop is never held for long. */
  lines: AsyncIterable<readonly Line[]> | Iterable<readonly Line[]>
  frozenRows?: number
  isLandscape?: boolean
  /** 8 is A3, 9 is A4. */
  paper?: 8 | 9
}
/** Who, when, for what, under which code: in the properties, above every printed page. */
export type Mark = { title: string; author: string; says: string; code: string; at: Date }

const font = (size: number, more = '') => `<font>${more}<sz val="${size}"/><name val="宋体"/><family val="3"/></font>`
const THIN = '<left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/><diagonal/>'
const xf = (parts: { font?: number; fill?: number; border?: number; align?: string; more?: string }) =>
  `<xf numFmtId="49" fontId="${parts.font ?? 0}" fillId="${parts.fill ?? 0}" borderId="${parts.border ?? 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${parts.more ?? ''}>${parts.align === undefined ? '' : `<alignment ${parts.align}/>`}</xf>`
const CENTRE = 'horizontal="center" vertical="center" wrapText="1"'
const LOOKS: Record<CellLook, string> = {
  bare: '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
  text: xf({}),
  quoted: xf({ more: ' quotePrefix="1"' }),
  title: xf({ font: 1, align: CENTRE }),
  header: xf({ font: 2, fill: 2, border: 1, align: CENTRE }),
  framed: xf({ border: 1, align: CENTRE }),
  marked: xf({ font: 2, fill: 3, border: 1, align: CENTRE }),
  quiet: xf({ font: 3, border: 1, align: CENTRE }),
  note: xf({ font: 3, align: 'horizontal="left" vertical="center"' }),
  floor: xf({ font: 3, align: 'horizontal="right" vertical="center"' }),
}
const fill = (rgb: string) => `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const STYLE_SHEET = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="4">${font(11)}${font(16, '<b/>')}${font(11, '<b/>')}<font><sz val="9"/><color rgb="FF595959"/><name val="宋体"/><family val="3"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('E7EBF0')}${fill('C9D6E6')}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${THIN}</border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${STYLES.length}">${STYLES.map((look) => LOOKS[look]).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

export function columnName(at: number): string {
  let name = ''
  for (let rest = at + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}
/** Readable, and no wider than a page can bear. */
export const widthFor = (header: string): number =>
  Math.min(
    40,
    Math.max(
      9,
      [...header].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 255 ? 2.1 : 1.1), 3),
    ),
  )

function lineXml({ cells, look = 'text', height }: Line, row: number, names: readonly string[]): string {
  const xml = cells.map((cell, at) => {
    const text = cell === null || typeof cell === 'string' ? cell : cell.text
    const own = cell === null || typeof cell === 'string' ? look : cell.look
    if (text === null || text === '') return own === 'text' ? '' : `<c r="${names[at]}${row}" s="${STYLES.indexOf(own)}"/>`
    const style = STYLES.indexOf(own === 'text' && computes(text) ? 'quoted' : own)
    return `<c r="${names[at]}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`
  })
  return `<row r="${row}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${xml.join('')}</row>`
}

async function* sheetXml({ widths, lines, frozenRows = 0, isLandscape = false, paper = 9 }: BookSheet, { says, code }: Mark): AsyncGenerator<string> {
  const names = Array.from({ length: 400 }, (_, at) => columnName(at))
  const pane = frozenRows === 0 ? '' : `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/>`
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width.toFixed(1)}" customWidth="1"/>`).join('')}</cols><sheetData>`
  const merges: string[] = []
  let row = 0
  for await (const piece of lines) {
    let xml = ''
    for (const line of piece) {
      row += 1
      xml += lineXml(line, row, names)
      if (line.across === true && widths.length > 1) merges.push(`A${row}:${names[widths.length - 1]}${row}`)
    }
    yield xml
  }
  const merged = merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  yield `</sheetData>${merged}<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="${paper}" orientation="${isLandscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddHeader>&amp;L${escapeMargin(says)}&amp;R${escapeMargin(code)}</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`
}

export const coreXml = ({ title, author, says, code, at }: Mark): string =>
  `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(author)}</dc:creator><cp:keywords>${escapeXml(code)}</cp:keywords><dc:description>${escapeXml(says)}</dc:description><dcterms:created xsi:type="dcterms:W3CDTF">${at.toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`

/** Names of sheets are short, without some signs, and each is there once. */
function sheetNames(sheets: readonly { name: string }[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }, at) => {
    const plain =
      [
        ...storable(name)
          .replace(/[\\/?*[\]:']/g, ' ')
          .trim(),
      ]
        .slice(0, 28)
        .join('') || `Sheet${at + 1}`
    const own = taken.has(plain) ? `${plain}_${at + 1}` : plain
    taken.add(own)
    return own
  })
}

export function makeBook(sheets: readonly BookSheet[], mark: Mark): AsyncGenerator<Buffer> {
  const names = sheetNames(sheets)
  const parts = function* (): Generator<PartToPack> {
    yield {
      name: '[Content_Types].xml',
      content: `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    }
    yield {
      name: '_rels/.rels',
      content: `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    }
    yield { name: 'docProps/core.xml', content: coreXml(mark) }
    yield {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    }
    yield {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${XML}<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${names.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    }
    yield { name: 'xl/styles.xml', content: STYLE_SHEET }
    for (const [at, sheet] of sheets.entries()) yield { name: `xl/worksheets/sheet${at + 1}.xml`, content: sheetXml(sheet, mark) }
  }
  return packZip(parts())
}

/** The same lines as CSV, with the mark that makes Excel read UTF-8. */
export async function* makeCsv(lines: BookSheet['lines']): AsyncGenerator<Buffer> {
  yield Buffer.from('\uFEFF')
  for await (const piece of lines) {
    const text = piece
      .map(({ cells }) => cells.map((cell) => safeCsv(storable(cell === null ? '' : typeof cell === 'string' ? cell : cell.text))).join(','))
      .join('\r\n')
    if (piece.length > 0) yield Buffer.from(`${text}\r\n`)
  }
}
