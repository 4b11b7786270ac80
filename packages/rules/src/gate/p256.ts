// The little of curve P-256 that WebCrypto leaves out: points written short, and one spelling per signature.
import type { Bytes } from './bytes.ts'

const P = BigInt('0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff')
const B = BigInt('0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b')
const N = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')

function toNumber(bytes: Uint8Array): bigint {
  let value = 0n
  for (const byte of bytes) value = (value << 8n) | BigInt(byte)
  return value
}

function toBytes(value: bigint): Bytes {
  const bytes = new Uint8Array(32)
  let rest = value
  for (let at = 31; at >= 0; at--) {
    bytes[at] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return bytes
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, left] = [1n, base % P, exponent]
  while (left > 0n) {
    if ((left & 1n) === 1n) result = (result * square) % P
    square = (square * square) % P
    left >>= 1n
  }
  return result
}

/** 33 bytes to the 65 every WebCrypto imports, or null when no such point is on the curve. */
export function decompressPoint(short: Uint8Array): Bytes | null {
  const sign = short[0]
  if (short.length !== 33 || (sign !== 2 && sign !== 3)) return null
  const x = toNumber(short.subarray(1))
  if (x >= P) return null
  const square = (((x * x) % P) * x + (P - 3n) * x + B) % P
  // P is 3 mod 4, so this power is the root when there is one.
  const root = power(square, (P + 1n) / 4n)
  if ((root * root) % P !== square) return null
  const y = (root & 1n) === BigInt(sign & 1) ? root : P - root
  const long = new Uint8Array(65)
  long[0] = 4
  long.set(toBytes(x), 1)
  long.set(toBytes(y), 33)
  return long
}

export function compressPoint(long: Uint8Array): Bytes | null {
  if (long.length !== 65 || long[0] !== 4) return null
  const short = new Uint8Array(33)
  short[0] = 2 + (long[64]! & 1)
  short.set(long.subarray(1, 33), 1)
  return short
}

// (r, s) and (r, n − s) both verify. Only the lower s counts, so that a code has one text.
export const isLowS = (signature: Uint8Array): boolean => toNumber(signature.subarray(32)) <= N / 2n

export function toLowS(signature: Bytes): Bytes {
  const s = toNumber(signature.subarray(32))
  if (s <= N / 2n) return signature
  const low = signature.slice()
  low.set(toBytes(N - s), 32)
  return low
}
