import { randomBytes } from 'node:crypto'

// Randomness is drawn a block at a time: a draw of its own for each id or nonce costs six times as much.
const BLOCK = 8192
let block = Buffer.alloc(0)
let used = 0
/** Fresh random bytes, each handed out once. */
export function randomPiece(length: number): Buffer {
  if (used + length > block.length) {
    block = randomBytes(BLOCK)
    used = 0
  }
  used += length
  return block.subarray(used - length, used)
}

let lastMs = 0
let sequence = 0

/** UUID version 7 (RFC 9562): ordered by time, and within a millisecond by making. */
export function uuidv7(now = Date.now()): string {
  if (now > lastMs) {
    lastMs = now
    sequence = 0
  } else sequence += 1
  // The 12 bits after the version count within the millisecond; past 4095 the clock is borrowed forward.
  if (sequence > 0xfff) {
    lastMs += 1
    sequence = 0
  }
  const bytes = randomPiece(16)
  bytes.writeUIntBE(Math.max(now, lastMs), 0, 6)
  bytes.writeUInt16BE(0x7000 | sequence, 6)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
