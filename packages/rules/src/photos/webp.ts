// WebP (RFC 9649): RIFF chunks, little-endian, padded to even length. Moving pictures are not taken.
import { joinParts, nameAt } from './parts.ts'

const PICTURE = new Set(['VP8X', 'ALPH', 'VP8 ', 'VP8L'])
/** Of the extended head: colour profile, place and time, and what an editor noted. They go, so their flags go. */
const BESIDE = 0x20 | 0x08 | 0x04

function withoutFlags(head: Uint8Array): Uint8Array {
  const copy = head.slice()
  copy[8] = copy[8]! & ~BESIDE
  return copy
}

export function stripWebp(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < 20 || nameAt(bytes, 0) !== 'RIFF' || nameAt(bytes, 8) !== 'WEBP') return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = 8 + view.getUint32(4, true)
  if (whole > bytes.length) return null
  const kept: Uint8Array[] = []
  let hasPicture = false
  for (let at = 12; at + 8 <= whole;) {
    const name = nameAt(bytes, at)
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    if (end > whole || name === 'ANIM' || name === 'ANMF' || (name === 'VP8X' && length !== 10)) return null
    hasPicture ||= name === 'VP8 ' || name === 'VP8L'
    if (PICTURE.has(name)) kept.push(name === 'VP8X' ? withoutFlags(bytes.subarray(at, end)) : bytes.subarray(at, end))
    at = end
  }
  if (!hasPicture) return null
  const head = bytes.slice(0, 12)
  new DataView(head.buffer).setUint32(4, 4 + kept.reduce((sum, part) => sum + part.length, 0), true)
  return joinParts([head, ...kept])
}
