// 密封文件: what an import reads and makes lies on disk only sealed, in pieces, under a key of its own that is kept sealed in its row.
// A piece is: length (4 bytes) · nonce (12) · tag (16) · ciphertext; its number is bound in, so pieces cannot be moved or left out unseen.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'

const HEADER = 4 + 12 + 16
const bind = (number: number, isLast: boolean) => Buffer.from(`${number}${isLast ? '.' : ''}`)

export type SealedWriter = { write(piece: string | Buffer): void; close(): void }

/** Synchronous: for a thread of its own, and for small pieces. The last piece is marked, so a file cut short does not open. */
export function writeSealed(path: string, key: Buffer): SealedWriter {
  const handle = openSync(path, 'w', 0o600)
  let number = 0
  const put = (piece: string | Buffer, isLast: boolean) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bind(number, isLast))
    const body = typeof piece === 'string' ? cipher.update(piece, 'utf8') : cipher.update(piece)
    cipher.final()
    const header = Buffer.allocUnsafe(HEADER)
    header.writeUInt32BE(body.length * 2 + (isLast ? 1 : 0), 0)
    nonce.copy(header, 4)
    cipher.getAuthTag().copy(header, 16)
    writeSync(handle, Buffer.concat([header, body]))
    number += 1
  }
  return {
    write: (piece) => put(piece, false),
    close: () => {
      put('', true)
      closeSync(handle)
    },
  }
}

/** Seals a file that lies in clear, piece by piece. */
export async function sealFile(from: string, to: string, key: Buffer): Promise<void> {
  const writer = writeSealed(to, key)
  const source = await open(from)
  try {
    for await (const piece of source.createReadStream({ highWaterMark: 512 * 1024 })) writer.write(piece as Buffer)
  } finally {
    writer.close()
  }
}

/** @throws when a piece is missing, changed or under another key */
export async function* readSealed(path: string, key: Buffer): AsyncGenerator<Buffer> {
  const handle = await open(path)
  try {
    for (let number = 0; ; number += 1) {
      const header = Buffer.alloc(HEADER)
      const { bytesRead } = await handle.read(header, 0, HEADER)
      if (bytesRead < HEADER) throw new Error('a sealed file ends before its end')
      const mark = header.readUInt32BE(0)
      const isLast = mark % 2 === 1
      const body = Buffer.alloc((mark - (isLast ? 1 : 0)) / 2)
      if (body.length > 0) await handle.read(body, 0, body.length)
      const decipher = createDecipheriv('aes-256-gcm', key, header.subarray(4, 16)).setAAD(bind(number, isLast)).setAuthTag(header.subarray(16, 32))
      const piece = decipher.update(body)
      decipher.final()
      if (isLast) return
      yield piece
    }
  } finally {
    await handle.close()
  }
}

/** Every piece as the JSON it holds. */
export async function* readSealedJson<T>(path: string, key: Buffer): AsyncGenerator<T> {
  for await (const piece of readSealed(path, key)) yield JSON.parse(piece.toString('utf8')) as T
}
