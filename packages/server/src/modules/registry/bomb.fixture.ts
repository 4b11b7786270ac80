import { crc32, deflateRawSync } from 'node:zlib'

/** A workbook whose only sheet is thirty megabytes of one letter. `says`: what its directory claims of them. */
export function bomb(says?: number): Buffer {
  const parts = [
    ['[Content_Types].xml', Buffer.from('<Types/>')],
    ['xl/workbook.xml', Buffer.from('<workbook/>')],
    ['xl/worksheets/sheet1.xml', Buffer.alloc(30_000_000, 'a')],
  ] as const
  const local: Buffer[] = [],
    central: Buffer[] = []
  let at = 0
  for (const [name, bytes] of parts) {
    const packed = deflateRawSync(bytes),
      size = bytes.length > 1000 ? (says ?? bytes.length) : bytes.length
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(size, 18)
    fields.writeUInt16LE(name.length, 22)
    const head = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name)])
    local.push(head, packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    central.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, rest, Buffer.from(name))
    at += head.length + packed.length
  }
  const directory = Buffer.concat(central),
    end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\u0005\u0006'), end])
}
