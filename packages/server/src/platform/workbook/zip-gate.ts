// 压缩包闸门: a workbook is a zip file from a stranger. Its directory is checked before anything is unpacked, and what is
// unpacked is unpacked under a ceiling, because a directory can lie. On the way it is noted what the reader of cells does
// not tell: which cells are formulas and which are merged. Figures: docs/decisions/0002-spreadsheets.md.
import { Buffer } from 'node:buffer'
import { inflateRawSync } from 'node:zlib'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'

/** Our own 65,000-row street unpacks to 60 MB at a ratio of about 12; a sheet of one repeated word reaches 60. */
export const ZIP_LIMITS = { entries: 200, unpackedBytes: 256 * 1024 * 1024, ratio: 100 } as const

export type WorkbookFault = 'unreadable_file' | 'file_too_large' | 'not_a_workbook' | 'zip_bomb'
/** Why a file cannot be read at all. */
export class WorkbookError extends Error {
  override name = 'WorkbookError'
  readonly fault: WorkbookFault
  constructor(fault: WorkbookFault, options?: ErrorOptions) {
    super(fault, options)
    this.fault = fault
  }
}

/** Rows and columns count from 0, both ends included. */
export type Merge = { top: number; left: number; bottom: number; right: number }
export type SheetMarks = { merges: Merge[]; formulas: Set<string>; isEmpty: boolean }

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) => (error ? reject(new WorkbookError('unreadable_file', { cause: error })) : resolve(zip)))
  })

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const done = (settle: () => void) => {
        zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error')
        settle()
      }
      zip.once('entry', (found: Entry) => done(() => resolve(found)))
      zip.once('end', () => done(() => resolve(null)))
      zip.once('error', (error) => done(() => reject(new WorkbookError('unreadable_file', { cause: error }))))
      zip.readEntry()
    })
    if (entry === null) return
    yield entry
  }
}

/** Looks at the directory only: cheap enough for a request. @throws WorkbookError */
export async function checkDirectory(bytes: Buffer): Promise<Entry[]> {
  const zip = await open(bytes)
  if (zip.entryCount > ZIP_LIMITS.entries) throw new WorkbookError('zip_bomb')
  const entries: Entry[] = []
  let unpacked = 0
  for await (const entry of entriesOf(zip)) {
    unpacked += entry.uncompressedSize
    if (unpacked > ZIP_LIMITS.unpackedBytes || isTooDense(entry.uncompressedSize, entry.compressedSize)) throw new WorkbookError('zip_bomb')
    if (entry.isEncrypted()) throw new WorkbookError('not_a_workbook')
    entries.push(entry)
  }
  if (!entries.some(({ fileName }) => fileName === '[Content_Types].xml') || !entries.some(({ fileName }) => /^xl\/workbook\.xml$/i.test(fileName))) throw new WorkbookError('not_a_workbook')
  return entries
}
// Under a megabyte nothing can explode, and a short repeated header may well pack tightly.
const isTooDense = (unpacked: number, packed: number) => unpacked > 1024 * 1024 && unpacked > packed * ZIP_LIMITS.ratio

/** Unpacks every entry, counts, and notes formulas, merges and emptiness of each sheet by its part name. Takes seconds of a thread of its own. @throws WorkbookError */
export async function checkContents(bytes: Buffer): Promise<{ marks: Map<string, SheetMarks>; workbook: string; relations: string }> {
  const entries = await checkDirectory(bytes)
  const zip = await open(bytes)
  const marks = new Map<string, SheetMarks>()
  const kept = { workbook: '', relations: '' }
  let left: number = ZIP_LIMITS.unpackedBytes
  for (const entry of entries) {
    const unpacked = unpack(entry, await packedBytes(zip, entry), left)
    left -= unpacked.length
    const name = entry.fileName.toLowerCase()
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) marks.set(name, marksOf(unpacked))
    if (name === 'xl/workbook.xml') kept.workbook = unpacked.toString('utf8')
    if (name === 'xl/_rels/workbook.xml.rels') kept.relations = unpacked.toString('utf8')
  }
  return { marks, ...kept }
}

async function packedBytes(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const options = { decompress: entry.compressionMethod === 8 ? false : null } as never
  const readable = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, options, (error, opened) => (error ? reject(new WorkbookError('unreadable_file', { cause: error })) : resolve(opened)))
  })
  const parts: Buffer[] = []
  try {
    for await (const part of readable) parts.push(part as Buffer)
  } catch (error) {
    throw new WorkbookError('unreadable_file', { cause: error })
  }
  return Buffer.concat(parts)
}

/** In one call with a ceiling: the smallest of what is left, what the ratio allows and what the directory said. */
function unpack(entry: Entry, packed: Buffer, left: number): Buffer {
  if (entry.compressionMethod !== 8) return packed
  const most = Math.min(left, Math.max(1024 * 1024, packed.length * ZIP_LIMITS.ratio))
  try {
    const unpacked = inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
    if (unpacked.length > entry.uncompressedSize) throw new WorkbookError('zip_bomb')
    return unpacked
  } catch (error) {
    if (error instanceof WorkbookError) throw error
    throw new WorkbookError((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'zip_bomb' : 'unreadable_file', { cause: error })
  }
}

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"/g
const LONGEST_CELL_TAG = 300
const MOST_FORMULAS = 200_000

/** Searched as bytes: decoding seventy megabytes to find the few that matter would cost more than reading the sheet. */
function marksOf(xml: Buffer): SheetMarks {
  const mergesAt = xml.indexOf('ergeCells')
  const merges = [...xml.subarray(mergesAt < 0 ? xml.length : mergesAt - 10).toString('latin1').matchAll(MERGE)].map(([, left, top, right, bottom]) => ({
    left: columnIndex(left!), top: Number(top) - 1, right: columnIndex(right!), bottom: Number(bottom) - 1,
  }))
  const formulas = new Set<string>()
  for (const sign of ['<f', ':f']) {
    for (let at = xml.indexOf(sign); at >= 0 && formulas.size < MOST_FORMULAS; at = xml.indexOf(sign, at + 2)) {
      // '<f>', '<f ' or '<f/', and not '<font' or '<formula1'.
      if (![0x20, 0x3e, 0x2f].includes(xml[at + 2] ?? 0)) continue
      const before = xml.toString('latin1', Math.max(0, at - LONGEST_CELL_TAG), at)
      const cell = /[<:]c\s[^<]*?\br="([A-Z]{1,3}\d+)"[^<]*>\s*(?:<\w+)?$/.exec(before)?.[1]
      if (cell !== undefined) formulas.add(cell)
    }
  }
  return { merges, formulas, isEmpty: !['<v>', ':v>', '<is>', ':is>', '<t>', ':t>', '<v ', '<t '].some((sign) => xml.includes(sign)) }
}

export const columnIndex = (letters: string): number => [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1
