// Personal fields are sealed before they reach the database, with keys that never enter it (trust.md 4):
// a deleted row stays readable in WAL and backups, a destroyed key does not.
import { DATA_CLASSES, type DataClass } from '@xiaomen/rules/access'
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { randomPiece } from './ids.ts'

/** Where a sealed field stands. Bound into the seal: moved to another row or column it does not open. */
export type FieldPlace = { table: string; row: string; column: string }

export type FieldCrypto = {
  /** `scope` is 'peace' or the id of the emergency order whose end destroys the field. */
  seal(dataClass: DataClass, place: FieldPlace, text: string, scope?: string): Buffer
  /** @throws when the key is destroyed or the bytes were moved or changed. */
  open(dataClass: DataClass, place: FieldPlace, sealed: Uint8Array): string
  /** Keyed index for exact search, 8 bytes. Another column or another key gives another index. */
  index(column: string, value: string): Buffer
  /** A secret that belongs to no person, e.g. a signing key: made by `make` the first time. Kept beside the keys. */
  secret(name: string, make: () => Buffer): Buffer
  putSecret(name: string, value: Buffer): void
  /** The open keys as plain data, for a worker thread of this process only. */
  exportForWorker(): KeyFile
  /** The keys of a drill's copy: what is signed by them says so, and counts nowhere else. */
  isDrill: boolean
}

type Key = { number: number; scope: string; dataClass: DataClass; key: string; madeAt: string }
export type KeyFile = { format: 1; index: string; keys: Key[]; secrets: Record<string, string>; isDrill?: true }

const PROFILE_AES_256_GCM = 1
const HEADER = 1 + 4 + 12 + 16

/** Opens (or makes) the key folder. It must not lie inside the database's folder or its backups. `forDrill`: keys made now are a drill's, for good. */
export function openKeys(dir: string, { forDrill = false } = {}): FieldCrypto {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, 'keys.json')
  const keys: KeyFile = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as KeyFile)
    : { format: 1, index: randomBytes(32).toString('base64'), keys: [], secrets: {}, ...(forDrill ? { isDrill: true } : {}) }
  const save = () => writeDurably(dir, path, JSON.stringify(keys))
  if (!existsSync(path)) save()
  return cryptoOf(keys, save)
}

/** For a worker thread: the same keys, unable to make new ones. */
export const cryptoFromExport = (keys: KeyFile): FieldCrypto =>
  cryptoOf(keys, () => {
    throw new Error('a worker thread cannot make keys')
  })

function cryptoOf(file: KeyFile, save: () => void): FieldCrypto {
  // As key objects: made from bytes for every field, a third of sealing and opening went into it.
  const byNumber = new Map<number, { bytes: KeyObject; key: Key }>()
  const current = new Map<string, { bytes: KeyObject; key: Key }>()
  const remember = (key: Key) => {
    const entry = { bytes: createSecretKey(Buffer.from(key.key, 'base64')), key }
    byNumber.set(key.number, entry)
    current.set(`${key.scope} ${key.dataClass}`, entry)
  }
  file.keys.forEach(remember)
  const indexKey = Buffer.from(file.index, 'base64')

  const keyFor = (dataClass: DataClass, scope: string) => {
    const known = current.get(`${scope} ${dataClass}`)
    if (known) return known
    const key: Key = {
      number: Math.max(0, ...byNumber.keys()) + 1,
      scope,
      dataClass,
      key: randomBytes(32).toString('base64'),
      madeAt: new Date().toISOString(),
    }
    file.keys.push(key)
    save()
    remember(key)
    return current.get(`${scope} ${dataClass}`)!
  }
  const bind = (place: FieldPlace, key: Key) => Buffer.from(`${place.table}|${place.row}|${place.column}|${key.scope}|${key.dataClass}`)

  return {
    isDrill: file.isDrill === true,
    seal(dataClass, place, text, scope = 'peace') {
      const { bytes, key } = keyFor(dataClass, scope)
      const nonce = randomPiece(12)
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(bind(place, key))
      const body = cipher.update(text, 'utf8')
      cipher.final()
      const sealed = Buffer.allocUnsafe(HEADER + body.length)
      sealed[0] = PROFILE_AES_256_GCM
      sealed.writeUInt32BE(key.number, 1)
      nonce.copy(sealed, 5)
      cipher.getAuthTag().copy(sealed, 17)
      body.copy(sealed, HEADER)
      return sealed
    },
    open(dataClass, place, sealedBytes) {
      const sealed = Buffer.from(sealedBytes.buffer, sealedBytes.byteOffset, sealedBytes.byteLength)
      if (sealed.length < HEADER || sealed[0] !== PROFILE_AES_256_GCM) throw new Error('not a sealed field')
      const entry = byNumber.get(sealed.readUInt32BE(1))
      if (!entry) throw new Error('the key of this field does not exist any more')
      if (entry.key.dataClass !== dataClass) throw new Error('sealed under another data class')
      const decipher = createDecipheriv('aes-256-gcm', entry.bytes, sealed.subarray(5, 17))
        .setAAD(bind(place, entry.key))
        .setAuthTag(sealed.subarray(17, HEADER))
      const text = decipher.update(sealed.subarray(HEADER))
      return Buffer.concat([text, decipher.final()]).toString('utf8')
    },
    index: (column, value) => createHmac('sha256', indexKey).update(`${column}\u0000${value}`).digest().subarray(0, 8),
    secret(name, make) {
      const known = file.secrets[name]
      if (known !== undefined) return Buffer.from(known, 'base64')
      const made = make()
      file.secrets[name] = made.toString('base64')
      save()
      return made
    },
    putSecret(name, value) {
      file.secrets[name] = value.toString('base64')
      save()
    },
    exportForWorker() {
      // Every peace key must exist before a worker starts: it cannot make one.
      for (const dataClass of DATA_CLASSES) keyFor(dataClass, 'peace')
      return structuredClone({ ...file, secrets: {} })
    },
  }
}

/** Written beside, flushed, renamed, folder flushed: after a power cut there is the old file or the new one. */
function writeDurably(dir: string, path: string, content: string): void {
  const temporary = `${path}.new`
  const handle = openSync(temporary, 'w', 0o600)
  writeSync(handle, content)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(temporary, path)
  const folder = openSync(dir, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
