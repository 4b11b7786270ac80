// Bytes as text, without anything a browser of 2020 lacks.
export type Bytes = Uint8Array<ArrayBuffer>

export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Null for anything but pairs of hexadecimal digits. */
export function fromHex(text: string): Bytes | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return null
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16))
}

// RFC 9285: the alphabet of a QR code's alphanumeric mode, so that two bytes take three of its cheap characters.
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]))

export function toBase45(bytes: Uint8Array): string {
  let out = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length
    let value = isPair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!
    for (let left = isPair ? 3 : 2; left > 0; left--) {
      out += ALPHABET[value % 45]
      value = Math.floor(value / 45)
    }
  }
  return out
}

/** Null when it is not base45. Strict: every byte string has exactly one spelling. */
export function fromBase45(text: string): Bytes | null {
  if (text.length % 3 === 1) return null
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const group = text.slice(at, at + 3)
    let value = 0
    for (let place = group.length - 1; place >= 0; place--) {
      const digit = VALUES.get(group[place]!)
      if (digit === undefined) return null
      value = value * 45 + digit
    }
    if (value > (group.length === 3 ? 0xffff : 0xff)) return null
    if (group.length === 3) bytes.push(value >> 8)
    bytes.push(value & 0xff)
  }
  return Uint8Array.from(bytes)
}
