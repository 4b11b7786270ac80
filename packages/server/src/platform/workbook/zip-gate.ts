// 压缩包闸门: a workbook is a zip file from a stranger. Its directory is checked before anything is unpacked, and what is
// unpacked is counted while it streams, because a directory can lie. On the way it is noted what the reader of cells does
// not tell: which cells are formulas and which are merged. Figures: docs/decisions/0002-spreadsheets.md.
import { Buffer } from 'node:buffer'
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
export type SheetMarks = { merges: Merge[]; formulas: Set<string> }

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

/** Unpacks every entry without keeping it, counts, and notes formulas and merges of each sheet by its part name. @throws WorkbookError */
export async function checkContents(bytes: Buffer): Promise<{ marks: Map<string, SheetMarks>; workbook: string; relations: string }> {
  const entries = await checkDirectory(bytes)
  const zip = await open(bytes)
  const marks = new Map<string, SheetMarks>()
  const kept = { workbook: '', relations: '' }
  let total = 0
  for (const entry of entries) {
    const name = entry.fileName.toLowerCase()
    const scan = /^xl\/worksheets\/[^/]+\.xml$/.test(name) ? scanSheet() : null
    const parts: Buffer[] = []
    const isKept = name === 'xl/workbook.xml' || name === 'xl/_rels/workbook.xml.rels'
    let size = 0
    for await (const chunk of await stream(zip, entry)) {
      size += chunk.length
      total += chunk.length
      if (total > ZIP_LIMITS.unpackedBytes || isTooDense(size, entry.compressedSize)) throw new WorkbookError('zip_bomb')
      scan?.take(chunk)
      if (isKept) parts.push(chunk)
    }
    if (scan) marks.set(name, scan.end())
    if (isKept) kept[name.endsWith('.rels') ? 'relations' : 'workbook'] = Buffer.concat(parts).toString('utf8')
  }
  return { marks, ...kept }
}

async function stream(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  const readable = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(new WorkbookError('unreadable_file', { cause: error })) : resolve(opened)))
  })
  return (async function* () {
    try {
      yield* readable as AsyncIterable<Buffer>
    } catch (error) {
      // yauzl stops an entry that grows past what its directory said.
      throw new WorkbookError(error instanceof Error && /too many bytes/.test(error.message) ? 'zip_bomb' : 'unreadable_file', { cause: error })
    }
  })()
}

const FORMULA = /<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3}\d+)"[^>]*>\s*<(?:\w+:)?f[\s>/]/g
const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"/g
const LONGEST_TAG = 512

function scanSheet() {
  const marks: SheetMarks = { merges: [], formulas: new Set() }
  let tail = ''
  return {
    take(chunk: Buffer) {
      // Most chunks hold neither; a native search is far cheaper than a decoded one.
      const isMarked = chunk.includes('<f') || chunk.includes(':f') || chunk.includes('ergeCell ') || tail.includes('<c') || tail.includes('ergeCell')
      const text = isMarked ? tail + chunk.toString('latin1') : ''
      for (const [, cell] of text.matchAll(FORMULA)) marks.formulas.add(cell!)
      for (const [, left, top, right, bottom] of text.matchAll(MERGE)) {
        const merge = { left: columnIndex(left!), top: Number(top) - 1, right: columnIndex(right!), bottom: Number(bottom) - 1 }
        if (!marks.merges.some((known) => known.left === merge.left && known.top === merge.top)) marks.merges.push(merge)
      }
      tail = (text === '' ? chunk.subarray(-LONGEST_TAG).toString('latin1') : text.slice(-LONGEST_TAG))
    },
    end: () => marks,
  }
}

export const columnIndex = (letters: string): number => [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1
