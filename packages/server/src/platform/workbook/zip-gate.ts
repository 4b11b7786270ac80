// 压缩包闸门: a workbook is a zip file from a stranger. Its directory is checked before anything is unpacked, and what is
// unpacked is counted while it is unpacked, because a directory can lie. On the way it is noted what the reader of cells does
// not tell: which cells are formulas and which are merged. Figures: docs/decisions/0002-spreadsheets.md.
import { Buffer } from 'node:buffer'
import { createInflateRaw } from 'node:zlib'
import type { PackedPart } from './zip-writer.ts'
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
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (error, zip) =>
      error ? reject(new WorkbookError('unreadable_file', { cause: error })) : resolve(zip),
    )
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
  if (!entries.some(({ fileName }) => fileName === '[Content_Types].xml') || !entries.some(({ fileName }) => /^xl\/workbook\.xml$/i.test(fileName)))
    throw new WorkbookError('not_a_workbook')
  return entries
}
// Under a megabyte nothing can explode, and a short repeated header may well pack tightly.
const isTooDense = (unpacked: number, packed: number) => unpacked > 1024 * 1024 && unpacked > packed * ZIP_LIMITS.ratio

/** Unpacks every entry without keeping it, counts, and notes formulas, merges and emptiness of each sheet by its part name. @throws WorkbookError */
export async function checkContents(bytes: Buffer): Promise<{ marks: Map<string, SheetMarks>; workbook: string; relations: string }> {
  const entries = await checkDirectory(bytes)
  const zip = await open(bytes)
  const marks = new Map<string, SheetMarks>()
  const kept = { workbook: '', relations: '' }
  let total = 0
  for (const entry of entries) {
    const name = entry.fileName.toLowerCase()
    const scan = /^xl\/worksheets\/[^/]+\.xml$/.test(name) ? scanSheet() : null
    const isKept = name === 'xl/workbook.xml' || name === 'xl/_rels/workbook.xml.rels'
    const parts: Buffer[] = []
    const packed = await packedBytes(zip, entry)
    let size = 0
    for await (const piece of unpack(entry, packed)) {
      size += piece.length
      total += piece.length
      if (total > ZIP_LIMITS.unpackedBytes || size > entry.uncompressedSize || isTooDense(size, packed.length)) throw new WorkbookError('zip_bomb')
      scan?.take(piece)
      if (isKept) parts.push(piece)
    }
    if (scan) marks.set(name, scan.marks)
    if (isKept) kept[name.endsWith('.rels') ? 'relations' : 'workbook'] = Buffer.concat(parts).toString('utf8')
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

/** Half a megabyte at a time: few enough pieces to be fast, small enough to be nothing. */
const PIECE = 512 * 1024

async function* unpack(entry: Entry, packed: Buffer): AsyncGenerator<Buffer> {
  if (entry.compressionMethod !== 8) return yield packed
  const inflate = createInflateRaw({ chunkSize: PIECE })
  inflate.end(packed)
  try {
    for await (const piece of inflate) yield piece as Buffer
  } catch (error) {
    throw error instanceof WorkbookError ? error : new WorkbookError('unreadable_file', { cause: error })
  } finally {
    inflate.destroy()
  }
}

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"/g
const LONGEST_TAG = 300
const MOST_MARKS = 200_000
const VALUES = ['<v>', ':v>', '<is>', ':is>', '<t>', ':t>', '<v ', '<t ']

/** Searched as bytes: decoding seventy megabytes to find the few that matter would cost more than reading the sheet. */
function scanSheet() {
  const marks: SheetMarks = { merges: [], formulas: new Set(), isEmpty: true }
  const merged = new Set<string>()
  let tail: Buffer = Buffer.alloc(0)
  const takeMerges = (xml: Buffer) => {
    for (const [, left, top, right, bottom] of xml.toString('latin1').matchAll(MERGE)) {
      const merge = { left: columnIndex(left!), top: Number(top) - 1, right: columnIndex(right!), bottom: Number(bottom) - 1 }
      if (merged.has(`${merge.left} ${merge.top}`) || merged.size > MOST_MARKS) continue
      merged.add(`${merge.left} ${merge.top}`)
      marks.merges.push(merge)
    }
  }
  const takeFormulas = (xml: Buffer, sign: string) => {
    for (let at = xml.indexOf(sign); at >= 0 && marks.formulas.size < MOST_MARKS; at = xml.indexOf(sign, at + 2)) {
      // '<f>', '<f ' or '<f/', and not '<font' or '<formula1'.
      if (![0x20, 0x3e, 0x2f].includes(xml[at + 2] ?? 0)) continue
      const cell = /[<:]c\s[^<]*?\br="([A-Z]{1,3}\d+)"[^<]*>\s*(?:<\w+)?$/.exec(xml.toString('latin1', Math.max(0, at - LONGEST_TAG), at))?.[1]
      if (cell !== undefined) marks.formulas.add(cell)
    }
  }
  return {
    marks,
    take(piece: Buffer) {
      // What stands across two pieces is seen with the second.
      const xml = Buffer.concat([tail, piece])
      tail = Buffer.from(xml.subarray(-LONGEST_TAG))
      if (xml.includes('ergeCell ')) takeMerges(xml)
      takeFormulas(xml, '<f')
      takeFormulas(xml, ':f')
      if (marks.isEmpty) marks.isEmpty = !VALUES.some((sign) => xml.includes(sign))
    },
  }
}

export const columnIndex = (letters: string): number => [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Every part as it is packed, in the order of the file, without folders. What they unpack to is counted by `inflatePart`. @throws WorkbookError */
export async function readParts(bytes: Buffer): Promise<PackedPart[]> {
  const entries = await checkDirectory(bytes)
  const zip = await open(bytes)
  const parts: PackedPart[] = []
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw new WorkbookError('unreadable_file')
    parts.push({ name: entry.fileName, method: entry.compressionMethod, crc: entry.crc32, size: entry.uncompressedSize, packed: await packedBytes(zip, entry) })
  }
  return parts
}

/** @throws WorkbookError when there is more in it than the directory said */
export async function inflatePart({ method, size, packed }: PackedPart): Promise<Buffer> {
  const pieces: Buffer[] = []
  let total = 0
  for await (const piece of unpack({ compressionMethod: method } as Entry, packed)) {
    total += piece.length
    if (total > size || total > ZIP_LIMITS.unpackedBytes || isTooDense(total, packed.length)) throw new WorkbookError('zip_bomb')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
