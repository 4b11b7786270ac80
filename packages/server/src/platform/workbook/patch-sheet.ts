// 填表: writes cells into the XML of a stranger's sheet and leaves everything else of it as it was.
import { columnName } from './make-book.ts'
import { computes, escapeMargin, escapeXml } from './safe-cell.ts'
import { columnIndex } from './zip-gate.ts'

/** Rows and columns count from 0. */
export type CellEdit = { row: number; column: number; text: string }
export type SheetPatch = {
  edits: readonly CellEdit[]
  /** From this row on everything moves down by `by` rows first; edits are counted after that. */
  move: { from: number; by: number } | null
  /** New rows take height, looks and merges across from this one. */
  modelRow: number | null
  /** The cell of the extra column takes its look from its left neighbour. */
  extraColumn: number | null
  /** The last line of the sheet, and what stands at the foot of every printed page. */
  note: string
}

type Cell = { column: number; attributes: string; body: string | null }
type Row = { at: number; attributes: string; cells: Map<number, Cell> }

const without = (attributes: string, name: string) => attributes.replace(new RegExp(`\\s${name}="[^"]*"`, 'g'), '')
const attribute = (attributes: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1]

function readRows(data: string, p: string): Row[] {
  const rows: Row[] = []
  let next = 0
  for (const [, attributes = '', body] of data.matchAll(new RegExp(`<${p}row\\b((?:\\s[^>]*?)?)(?:/>|>([\\s\\S]*?)</${p}row>)`, 'g'))) {
    const at = Number(attribute(attributes, 'r') ?? next + 1) - 1
    next = at + 1
    const cells = new Map<number, Cell>()
    let column = -1
    for (const [, own = '', content] of (body ?? '').matchAll(new RegExp(`<${p}c\\b((?:\\s[^>]*?)?)(?:/>|>([\\s\\S]*?)</${p}c>)`, 'g'))) {
      const ref = /^([A-Z]+)\d+$/.exec(attribute(own, 'r') ?? '')
      column = ref === null ? column + 1 : columnIndex(ref[1]!)
      cells.set(column, { column, attributes: without(own, 'r'), body: content ?? null })
    }
    rows.push({ at, attributes: without(without(attributes, 'r'), 'spans'), cells })
  }
  return rows
}
const rowXml = ({ at, attributes, cells }: Row, p: string) =>
  `<${p}row r="${at + 1}"${attributes}>${[...cells.values()]
    .toSorted((a, b) => a.column - b.column)
    .map(({ column, attributes: own, body }) => `<${p}c r="${columnName(column)}${at + 1}"${own}${body === null ? '/>' : `>${body}</${p}c>`}`)
    .join('')}</${p}row>`

const MERGED = /ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g
type Ref = { left: string; top: number; right: string; bottom: number }
const refText = ({ left, top, right, bottom }: Ref) => `${left}${top + 1}:${right}${bottom + 1}`

/** A formula's cell is left as it is: its value is worked out on the machine that opens the file. */
const isFormula = (cell: Cell | undefined, p: string) => cell?.body?.includes(`<${p}f`) ?? false

const AFTER_MARGINS =
  /<(?:\w+:)?(?:rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|<\/(?:\w+:)?worksheet>/

function withFooter(xml: string, p: string, note: string): string {
  const says = escapeMargin(note)
  const known = new RegExp(`<${p}headerFooter\\b[^>]*>([\\s\\S]*?)</${p}headerFooter>`).exec(xml)
  if (known !== null) {
    const theirs = new RegExp(`<${p}oddFooter>([\\s\\S]*?)</${p}oddFooter>`).exec(known[1]!)
    const footer = `<${p}oddFooter>${theirs === null ? '' : `${theirs[1]}&#10;`}&amp;L${says}</${p}oddFooter>`
    const inner = theirs === null ? putFooter(known[1]!, p, footer) : known[1]!.replace(theirs[0], () => footer)
    return xml.replace(known[1] === '' ? known[0] : known[1]!, () => (known[1] === '' ? `<${p}headerFooter>${inner}</${p}headerFooter>` : inner))
  }
  const bare = xml.replace(new RegExp(`<${p}headerFooter\\b[^>]*/>`), '')
  const at = AFTER_MARGINS.exec(bare)!.index
  return `${bare.slice(0, at)}<${p}headerFooter><${p}oddFooter>&amp;L${says}</${p}oddFooter></${p}headerFooter>${bare.slice(at)}`
}
/** The footer of odd pages stands behind their header. */
const putFooter = (inner: string, p: string, footer: string) => {
  const end = `</${p}oddHeader>`
  const at = inner.indexOf(end)
  return at < 0 ? `${footer}${inner}` : `${inner.slice(0, at + end.length)}${footer}${inner.slice(at + end.length)}`
}

/** @throws when the sheet is none that can be written into */
export function patchSheet(xml: string, { edits, move, modelRow, extraColumn, note }: SheetPatch): string {
  const p = /<(\w+:)?worksheet\b/.exec(xml)?.[1] ?? ''
  const data = new RegExp(`<${p}sheetData\\b[^>]*?(?:/>|>([\\s\\S]*?)</${p}sheetData>)`).exec(xml)
  if (data === null) throw new Error('a sheet without rows')
  const rows = new Map<number, Row>()
  for (const row of readRows(data[1] ?? '', p)) rows.set(row.at, row)
  const model = modelRow === null ? undefined : rows.get(modelRow)
  const moved = move === null ? [...rows.values()] : [...rows.values()].map((row) => (row.at >= move.from ? { ...row, at: row.at + move.by } : row))
  const byRow = new Map(moved.map((row) => [row.at, row]))

  const made: number[] = []
  const put = ({ row: at, column, text }: CellEdit) => {
    let row = byRow.get(at)
    if (row === undefined) {
      row = { at, attributes: model?.attributes ?? '', cells: new Map() }
      for (const cell of model?.cells.values() ?? []) row.cells.set(cell.column, { column: cell.column, attributes: without(cell.attributes, 't'), body: null })
      byRow.set(at, row)
      made.push(at)
    }
    const before = row.cells.get(column)
    if (isFormula(before, p)) return
    const look = without(before?.attributes ?? '', 't') || (column === extraColumn ? without(row.cells.get(column - 1)?.attributes ?? '', 't') : '')
    const safe = computes(text) ? `'${text}` : text
    row.cells.set(column, { column, attributes: `${look} t="inlineStr"`, body: `<${p}is><${p}t xml:space="preserve">${escapeXml(safe)}</${p}t></${p}is>` })
  }
  for (const edit of edits) put(edit)
  const last = Math.max(
    -1,
    ...[...byRow.values()].filter((row) => [...row.cells.values()].some((cell) => cell.body !== null && cell.body !== '')).map(({ at }) => at),
  )
  byRow.delete(last + 2)
  byRow.set(last + 2, {
    at: last + 2,
    attributes: '',
    cells: new Map([[0, { column: 0, attributes: ' t="inlineStr"', body: `<${p}is><${p}t xml:space="preserve">${escapeXml(note)}</${p}t></${p}is>` }]]),
  })

  const sheetData = `<${p}sheetData>${[...byRow.values()]
    .toSorted((a, b) => a.at - b.at)
    .map((row) => rowXml(row, p))
    .join('')}</${p}sheetData>`
  const patched = `${xml.slice(0, data.index)}${sheetData}${xml.slice(data.index + data[0].length)}`.replace(new RegExp(`<${p}dimension\\b[^>]*/>`), '')
  return withFooter(withMerges(patched, p, move, modelRow, made), p, note)
}

function withMerges(xml: string, p: string, move: SheetPatch['move'], modelRow: number | null, made: readonly number[]): string {
  const found = new RegExp(`<${p}mergeCells\\b[^>]*>([\\s\\S]*?)</${p}mergeCells>`).exec(xml)
  if (found === null) return xml
  const refs = [...found[1]!.matchAll(MERGED)].map(([, left, top, right, bottom]): Ref => ({
    left: left!,
    top: Number(top) - 1,
    right: right!,
    bottom: Number(bottom) - 1,
  }))
  const ofModel = refs.filter(({ top, bottom }) => top === modelRow && bottom === modelRow)
  const all = [
    ...refs.map((ref) => (move !== null && ref.top >= move.from ? { ...ref, top: ref.top + move.by, bottom: ref.bottom + move.by } : ref)),
    ...made.flatMap((at) => ofModel.map((ref) => ({ ...ref, top: at, bottom: at }))),
  ]
  const merges = `<${p}mergeCells count="${all.length}">${all.map((ref) => `<${p}mergeCell ref="${refText(ref)}"/>`).join('')}</${p}mergeCells>`
  return xml.replace(found[0], () => merges)
}
