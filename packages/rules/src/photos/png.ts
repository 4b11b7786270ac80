// PNG (ISO/IEC 15948): a signature and chunks: length, name, data, checksum.
import { beginsWith, joinParts, nameAt } from './parts.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const PICTURE = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'IDAT', 'IEND'])

export function stripPng(bytes: Uint8Array): Uint8Array | null {
  if (!beginsWith(bytes, SIGNATURE)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept = [bytes.subarray(0, 8)]
  let hasData = false
  for (let at = 8; at + 12 <= bytes.length;) {
    const name = nameAt(bytes, at + 4)
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length || (at === 8) !== (name === 'IHDR')) return null
    hasData ||= name === 'IDAT'
    if (PICTURE.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return hasData ? joinParts(kept) : null
    at = end
  }
  return null
}
