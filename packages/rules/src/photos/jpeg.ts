// JPEG (ITU-T T.81): segments with a length, then coded picture data up to the next marker.
import { beginsWith, joinParts } from './parts.ts'

const START = 0xd8
const END = 0xd9
const SCAN = 0xda
const ADOBE = 0xee
const JFIF = 0xe0
/** Adobe's word on colours. Under the same marker others wrote what they liked. */
const PLAIN_ADOBE = 14
/** A JFIF head without a small picture of its own. */
const PLAIN_JFIF = 16
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** Tables, frames and scans; Adobe's tells how colours are to be read. Everything an application or a person wrote beside goes. */
const isPicture = (marker: number, length: number) =>
  (marker >= 0xc0 && marker <= 0xcf) ||
  marker === 0xdb ||
  marker === 0xdd ||
  (marker === ADOBE && length === PLAIN_ADOBE) ||
  (marker === JFIF && length === PLAIN_JFIF)

/** Where the coded data of a scan end: at a marker that is neither a stuffed byte nor a restart. -1 when they never do. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length - 1; at += 1) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1]!
    if (next !== 0x00 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return -1
}

export function stripJpeg(bytes: Uint8Array): Uint8Array | null {
  if (!beginsWith(bytes, [0xff, START, 0xff])) return null
  const kept = [bytes.subarray(0, 2)]
  let hasFrame = false
  let hasScan = false
  for (let at = 2; at < bytes.length - 1;) {
    const marker = bytes[at + 1]!
    if (bytes[at] !== 0xff) return null
    // Any number of 0xff may stand before a marker.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === END) return hasFrame && hasScan ? joinParts([...kept, bytes.subarray(at, at + 2)]) : null
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    let end = at + 2 + length
    if (length < 2 || end > bytes.length) return null
    hasFrame ||= isFrame(marker)
    if (marker === SCAN) {
      hasScan = true
      end = endOfScan(bytes, end)
      if (end < 0) return null
    }
    if (marker === SCAN || isPicture(marker, length)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return null
}
