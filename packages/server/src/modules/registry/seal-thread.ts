// Seals what the reading thread reads, beside it: reading and sealing a street each take as long, and a server has two cores.
import { parentPort, workerData } from 'node:worker_threads'
import { Buffer } from 'node:buffer'
import { cryptoFromExport, type KeyFile } from '../../platform/crypto.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { personSealer } from './person-fields.ts'
import type { PlainPerson, ReadPerson } from './read-ledger.ts'
import { writeSealed } from '../../platform/sealed-file.ts'

export type SealTask = { keys: KeyFile; fileKey: Uint8Array; path: string }
/** A batch, or null for the end. Each is answered when it is written. */
export type SealRequest = PlainPerson[] | null

const { keys, fileKey, path } = workerData as SealTask
const writer = writeSealed(path, Buffer.from(fileKey))
const sealer = personSealer(cryptoFromExport(keys))
const base64 = (bytes: Buffer | null) => (bytes === null ? null : bytes.toString('base64'))

function sealOne({ row, home, id, person, sameAs }: PlainPerson): ReadPerson {
  const sealed = sealer.seal(id, person)
  return {
    row,
    home,
    id,
    residencyId: uuidv7(),
    kind: person.residency,
    since: person.since,
    sameAs,
    name: base64(sealed.name)!,
    phone: base64(sealed.phone),
    document: base64(sealed.document),
    document_kind: sealed.document_kind,
    document_country: sealed.document_country,
    care: base64(sealed.care),
    lang: sealed.lang,
    name_tokens: sealed.name_tokens,
    phone_index: base64(sealed.phone_index),
    phone_tail: base64(sealed.phone_tail),
    document_index: base64(sealed.document_index),
    birth_index: base64(sealed.birth_index),
  }
}

const port = parentPort!
port.on('message', (batch: SealRequest) => {
  if (batch === null) writer.close()
  else writer.write(JSON.stringify(batch.map(sealOne)))
  port.postMessage('written')
  // Closed after the answer, or the answer is lost.
  if (batch === null) port.close()
})
