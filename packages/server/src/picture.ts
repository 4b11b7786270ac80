// A picture that shows nothing: for the demonstration and for tests, in place of what a camera would take.
import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [number, number, number]

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG of broad stripes. `note`: a text chunk, as a camera or an editor would leave one. */
export function drawPicture({
  colours,
  width = 320,
  height = 240,
  note,
}: {
  colours: readonly Colour[]
  width?: number
  height?: number
  note?: string
}): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // Eight bits a colour, three colours a point.
  head.set([8, 2, 0, 0, 0], 8)
  const stripe = Math.ceil(width / (colours.length * 2))
  const row = Buffer.alloc(1 + width * 3)
  for (let x = 0; x < width; x += 1) row.set(colours[Math.floor(x / stripe) % colours.length]!, 1 + x * 3)
  const rows = Buffer.concat(Array.from({ length: height }, () => row))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...(note === undefined ? [] : [chunk('tEXt', Buffer.from(`Comment\0${note}`, 'latin1'))]),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
