// What this device keeps: one IndexedDB, every value sealed with a key that no script can read out.
import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'

export type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }
/** A command waiting to be sent, in the order it was made. `refused` is its dead letter's reason. */
export type OutboxRow = { seq?: number; id: string; accountId: string; madeAt: number; sealed: Sealed; tries: number; refused: string | null }
type Schema = DBSchema & {
  key: { key: string; value: CryptoKey }
  kept: { key: string; value: { sealed: Sealed; keptAt: number } }
  outbox: { key: number; value: OutboxRow; indexes: { byId: string } }
}

/** Without a secure context (plain http to another machine) browsers give neither key nor service worker: nothing personal is stored then. */
export const canStore = (): boolean => typeof indexedDB !== 'undefined' && globalThis.crypto?.subtle !== undefined

let opening: Promise<IDBPDatabase<Schema>> | null = null
export function openStore(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>('xiaomen', 1, {
    upgrade(db) {
      db.createObjectStore('key')
      db.createObjectStore('kept')
      db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true }).createIndex('byId', 'id', { unique: true })
    },
    // Another tab wants to upgrade or delete: let it.
    blocking: (_from, _to, event) => {
      opening = null
      ;(event.target as IDBDatabase).close()
    },
    terminated: () => {
      opening = null
    },
  })
  return opening
}

async function deviceKey(): Promise<CryptoKey> {
  const db = await openStore()
  const found = await db.get('key', 'device')
  if (found !== undefined) return found
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  // Two tabs may make one at once: the first in the store wins.
  const tx = db.transaction('key', 'readwrite')
  const earlier = await tx.store.get('device')
  if (earlier === undefined) await tx.store.put(made, 'device')
  await tx.done
  return earlier ?? made
}

export async function seal(value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await deviceKey(), new TextEncoder().encode(JSON.stringify(value))) }
}
export async function unseal(sealed: Sealed): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, await deviceKey(), sealed.bytes)))
}

const memory = new Map<string, { value: unknown; keptAt: number }>()

/** Keeps a value for the time without network. */
export async function keep(name: string, value: unknown): Promise<void> {
  const keptAt = Date.now()
  memory.set(name, { value, keptAt })
  if (!canStore()) return
  try {
    const sealed = await seal(value)
    await (await openStore()).put('kept', { sealed, keptAt }, name)
  } catch {
    // Full, or taken away by a private window: it is held until the page closes.
  }
}
export async function kept<T>(name: string): Promise<{ value: T; keptAt: number } | null> {
  const held = memory.get(name)
  if (held !== undefined) return held as { value: T; keptAt: number }
  if (!canStore()) return null
  try {
    const found = await (await openStore()).get('kept', name)
    return found === undefined ? null : { value: (await unseal(found.sealed)) as T, keptAt: found.keptAt }
  } catch {
    // Unreadable (key gone with the browser's data): as if it had never been kept.
    return null
  }
}
/** At sign-out: everything but the outbox, which somebody may still have to send. */
export async function forgetKept(): Promise<void> {
  memory.clear()
  if (!canStore()) return
  try {
    await (await openStore()).clear('kept')
  } catch {
    // There was no store, so there is nothing to forget.
  }
}
