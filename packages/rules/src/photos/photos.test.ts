import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stripPhoto } from './index.ts'

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0))
const be16 = (n: number) => [n >> 8, n & 255]
const be32 = (n: number) => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255]
const le32 = (n: number) => be32(n).toReversed()

const segment = (marker: number, data: number[]) => [0xff, marker, ...be16(data.length + 2), ...data]
const PLACE = 'GPS 30.2741 120.1551'
const FRAME = segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0])
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]
const jpeg = (beside: number[] = [], after: number[] = []) =>
  Uint8Array.from([0xff, 0xd8, ...beside, ...segment(0xdb, Array(65).fill(1)), ...FRAME, ...SCAN, 0xff, 0xd9, ...after])

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const chunk = (name: string, data: number[]) => [...be32(data.length), ...ascii(name), ...data, 0, 0, 0, 0]
const png = (beside: number[] = [], after: number[] = []) =>
  Uint8Array.from([...SIGNATURE, ...chunk('IHDR', Array(13).fill(1)), ...beside, ...chunk('IDAT', [1, 2, 3]), ...chunk('IEND', []), ...after])

const part = (name: string, data: number[]) => [...ascii(name), ...le32(data.length), ...data, ...(data.length % 2 === 1 ? [0] : [])]
const webp = (parts: number[]) => Uint8Array.from([...ascii('RIFF'), ...le32(parts.length + 4), ...ascii('WEBP'), ...parts])
const VP8X = (flags: number) => part('VP8X', [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0])

const says = (bytes: Uint8Array, text: string) => String.fromCharCode(...bytes).includes(text)

describe('a photo keeps its picture and nothing a camera wrote beside it', () => {
  test('a JPEG loses its place, its comment, its small picture and what hangs on its end', () => {
    const beside = [...segment(0xe1, ascii(`Exif\0\0${PLACE}`)), ...segment(0xfe, ascii(PLACE)), ...segment(0xe0, [...ascii('JFIF\0'), ...Array(20).fill(7)])]
    const photo = stripPhoto(jpeg(beside, ascii('PK\u0003\u0004 another file')))
    expect(photo).toEqual({ kind: 'image/jpeg', bytes: jpeg() })
    expect(says(photo!.bytes, PLACE)).toBe(false)
  })
  test('a JPEG keeps what tells its colours, and nothing else under the same marker', () => {
    const colours = segment(0xee, [...ascii('Adobe'), 0, 100, 0, 0, 0, 0, 1])
    expect(stripPhoto(jpeg([...colours, ...segment(0xee, ascii(PLACE))]))!.bytes).toEqual(jpeg(colours))
  })
  test('a PNG loses its texts and its place', () => {
    const photo = stripPhoto(png([...chunk('tEXt', ascii(PLACE)), ...chunk('eXIf', ascii(PLACE))], ascii(PLACE)))
    expect(photo).toEqual({ kind: 'image/png', bytes: png() })
  })
  test('a WebP loses them too, and says so in its head', () => {
    const picture = part('VP8 ', [1, 2, 3])
    const photo = stripPhoto(webp([...VP8X(0x2c | 0x10), ...part('EXIF', ascii(PLACE)), ...picture, ...part('XMP ', ascii(PLACE))]))
    expect(photo).toEqual({ kind: 'image/webp', bytes: webp([...VP8X(0x10), ...picture]) })
  })
})

test.each([
  ['a text', Uint8Array.from(ascii('this is no picture at all'))],
  ['a page', Uint8Array.from(ascii('<svg xmlns="x"><script>1</script></svg>'))],
  ['a GIF', Uint8Array.from([...ascii('GIF89a'), ...Array(40).fill(0)])],
  ['nothing', new Uint8Array()],
  ['a JPEG cut in its middle', jpeg().subarray(0, 90)],
  ['a JPEG without a picture', Uint8Array.from([0xff, 0xd8, ...segment(0xfe, ascii('x')), 0xff, 0xd9])],
  ['a PNG without its end', png().subarray(0, 50)],
  ['a WebP that moves', webp([...VP8X(2), ...part('ANIM', [0, 0, 0, 0, 0, 0]), ...part('VP8 ', [1, 2])])],
])('%s is no photo', (_, bytes) => expect(stripPhoto(bytes)).toBeNull())

test('whatever the bytes, it answers; and a photo once stripped stays as it is', () => {
  const damaged = fc.constantFrom(jpeg(), png(), webp([...VP8X(0), ...part('VP8 ', [1, 2])])).chain((whole) =>
    fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }).map((changes) => {
      const copy = whole.slice()
      for (const [at, byte] of changes) copy[at] = byte
      return copy
    }),
  )
  fc.assert(
    fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      const once = stripPhoto(bytes)
      if (once === null) return
      expect(once.bytes.length).toBeLessThanOrEqual(bytes.length)
      expect(stripPhoto(once.bytes)).toEqual(once)
    }),
    { numRuns: 2000 },
  )
})
