// 打包: a zip file, made while it is sent or put together from parts that are packed already.
import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A part as it stands in a zip file. */
export type PackedPart = { name: string; method: 0 | 8; crc: number; size: number; packed: Buffer }
export type PartToPack = { name: string; content: string | AsyncIterable<string> }

// 1 January 1980: the time a workbook was packed tells nobody anything.
const DOS_TIME = Buffer.from([0, 0, 0x21, 0])
const FROM_UTF8 = 0x0800
const SIZES_FOLLOW = 0x0008

function head(name: Buffer, { flags, method, crc, packed, size }: { flags: number; method: number; crc: number; packed: number; size: number }): Buffer {
  const bytes = Buffer.alloc(30)
  bytes.writeUInt32LE(0x04034b50, 0)
  bytes.writeUInt16LE(20, 4)
  bytes.writeUInt16LE(flags, 6)
  bytes.writeUInt16LE(method, 8)
  DOS_TIME.copy(bytes, 10)
  bytes.writeUInt32LE(crc, 14)
  bytes.writeUInt32LE(packed, 18)
  bytes.writeUInt32LE(size, 22)
  bytes.writeUInt16LE(name.length, 26)
  return Buffer.concat([bytes, name])
}
type Listed = { name: Buffer; flags: number; method: number; crc: number; packed: number; size: number; at: number }
function directory(entries: readonly Listed[], at: number): Buffer {
  const rows = entries.map(({ name, flags, method, crc, packed, size, at: offset }) => {
    const bytes = Buffer.alloc(46)
    bytes.writeUInt32LE(0x02014b50, 0)
    bytes.writeUInt16LE(20, 4)
    bytes.writeUInt16LE(20, 6)
    bytes.writeUInt16LE(flags, 8)
    bytes.writeUInt16LE(method, 10)
    DOS_TIME.copy(bytes, 12)
    bytes.writeUInt32LE(crc, 16)
    bytes.writeUInt32LE(packed, 20)
    bytes.writeUInt32LE(size, 24)
    bytes.writeUInt16LE(name.length, 28)
    bytes.writeUInt32LE(offset, 42)
    return Buffer.concat([bytes, name])
  })
  const length = rows.reduce((sum, row) => sum + row.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...rows, end])
}

/** Packs parts one after another, each while it is made. Sizes stand behind each part: nothing is held back to know them. */
export async function* packZip(parts: Iterable<PartToPack> | AsyncIterable<PartToPack>): AsyncGenerator<Buffer> {
  const listed: Listed[] = []
  let at = 0
  for await (const { name: text, content } of parts) {
    const name = Buffer.from(text)
    const flags = FROM_UTF8 | SIZES_FOLLOW
    const tally = { crc: 0, size: 0, packed: 0 }
    const entry: Listed = { name, flags, method: 8, crc: 0, packed: 0, size: 0, at }
    const first = head(name, { flags, method: 8, crc: 0, packed: 0, size: 0 })
    at += first.length
    yield first
    const counted = async function* () {
      for await (const piece of typeof content === 'string' ? [content] : content) {
        const bytes = Buffer.from(piece)
        tally.crc = crc32(bytes, tally.crc)
        tally.size += bytes.length
        yield bytes
      }
    }
    const deflate = createDeflateRaw()
    const settled = new Promise<Error | null>((resolve) => pipeline(Readable.from(counted()), deflate, (error) => resolve(error ?? null)))
    for await (const chunk of deflate) {
      tally.packed += (chunk as Buffer).length
      yield chunk as Buffer
    }
    const failure = await settled
    if (failure) throw failure
    const after = Buffer.alloc(16)
    after.writeUInt32LE(0x08074b50, 0)
    after.writeUInt32LE(tally.crc, 4)
    after.writeUInt32LE(tally.packed, 8)
    after.writeUInt32LE(tally.size, 12)
    yield after
    at += tally.packed + after.length
    listed.push({ ...entry, ...tally })
  }
  yield directory(listed, at)
}

/** A zip file of parts that are packed already, those untouched byte for byte as they came. */
export function joinZip(parts: readonly PackedPart[]): Buffer {
  const pieces: Buffer[] = []
  const listed: Listed[] = []
  let at = 0
  for (const { name: text, method, crc, size, packed } of parts) {
    const name = Buffer.from(text)
    const first = head(name, { flags: FROM_UTF8, method, crc, packed: packed.length, size })
    listed.push({ name, flags: FROM_UTF8, method, crc, packed: packed.length, size, at })
    pieces.push(first, packed)
    at += first.length + packed.length
  }
  return Buffer.concat([...pieces, directory(listed, at)])
}
