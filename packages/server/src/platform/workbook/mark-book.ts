// 演练水印: a finished workbook with the mark of a drill behind its cells and above every printed page. Cells, names and formulas stay as they are.
import { readFileSync } from 'node:fs'
import { crc32, deflateRawSync } from 'node:zlib'
import { inflatePart, readParts } from './zip-gate.ts'
import { joinZip, type PackedPart } from './zip-writer.ts'

const TILE = readFileSync(new URL('./drill-mark.png', import.meta.url))
const TILE_PART = 'xl/media/drillmark.png'
const RELATION = 'rIdDrillMark'
const IMAGE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const HEADER = '&amp;C&amp;24演练 DRILL'
// What may follow a print header, and what may follow a background picture, in the order the format asks for.
const AFTER_PICTURE = ['oleObjects', 'controls', 'webPublishItems', 'tableParts', 'extLst']
const AFTER_HEADER = [
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  ...AFTER_PICTURE,
]

const pack = (name: string, content: string | Buffer): PackedPart => {
  const bytes = Buffer.from(content as string)
  return { name, method: 8, crc: crc32(bytes), size: bytes.length, packed: deflateRawSync(bytes) }
}

/** Before the first of these elements, or at the end of the sheet. Only behind the cells: a cell's text cannot hold an element. */
function insertBefore(xml: string, names: readonly string[], part: string): string {
  const from = Math.max(xml.lastIndexOf('</sheetData>'), 0)
  const rest = xml.slice(from)
  const at = rest.search(new RegExp(`<(?:${names.join('|')})\\b|</worksheet>`))
  return at === -1 ? xml : xml.slice(0, from + at) + part + xml.slice(from + at)
}

function markSheet(xml: string): string {
  const footer = /<oddFooter>[\s\S]*?<\/oddFooter>/.exec(xml)?.[0] ?? ''
  const sides = (/<oddHeader>([\s\S]*?)<\/oddHeader>/.exec(xml)?.[1] ?? '').replace(/&amp;C[\s\S]*?(?=&amp;[LR]|$)/, '')
  const bare = xml.replace(/<headerFooter\b[^>]*?(?:\/>|>[\s\S]*?<\/headerFooter>)/, '').replace(/<picture\b[^>]*\/>/, '')
  const headed = insertBefore(bare, AFTER_HEADER, `<headerFooter><oddHeader>${HEADER}${sides}</oddHeader>${footer}</headerFooter>`)
  return insertBefore(headed, AFTER_PICTURE, `<picture xmlns:r="${OFFICE}" r:id="${RELATION}"/>`)
}

/** @throws WorkbookError */
export async function markBook(bytes: Buffer): Promise<Buffer> {
  const parts = await readParts(bytes)
  const sheets = parts.filter(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/i.test(name)).map(({ name }) => name)
  const relationsOf = (sheet: string) => sheet.replace(/([^/]+)$/, '_rels/$1.rels')
  const relation = `<Relationship Id="${RELATION}" Type="${IMAGE}" Target="../media/drillmark.png"/>`
  const out: PackedPart[] = []
  for (const part of parts) {
    const text = async () => (await inflatePart(part)).toString('utf8')
    if (sheets.includes(part.name)) out.push(pack(part.name, markSheet(await text())))
    else if (sheets.some((sheet) => relationsOf(sheet) === part.name))
      out.push(
        pack(
          part.name,
          (await text()).replace(/<\/(?:\w+:)?Relationships>|<Relationships\b[^>]*\/>/, (end) => (end.startsWith('</') ? relation + end : relations(relation))),
        ),
      )
    else if (part.name === '[Content_Types].xml')
      out.push(
        pack(
          part.name,
          (await text()).replace(/<\/(?:\w+:)?Types>/, (end) => `<Override PartName="/${TILE_PART}" ContentType="image/png"/>${end}`),
        ),
      )
    else out.push(part)
  }
  for (const sheet of sheets) if (!parts.some(({ name }) => name === relationsOf(sheet))) out.push(pack(relationsOf(sheet), relations(relation)))
  return joinZip([...out, pack(TILE_PART, TILE)])
}

const relations = (content: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${RELATIONS}">${content}</Relationships>`
