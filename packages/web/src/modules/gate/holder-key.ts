// The phone's own key: it shows that the code is on this phone now, so that a photograph of the screen dies in 90 seconds.
import { compressPoint, proveStrip, toHex } from '@xiaomen/rules/gate'
import { canStore, openStore } from '../../platform/store.ts'

type Pair = { privateKey: CryptoKey; publicKey: CryptoKey }
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const
let held: Promise<Pair | null> | null = null

async function pair(): Promise<Pair | null> {
  if (!canStore()) return null
  const db = await openStore()
  const [privateKey, publicKey] = [await db.get('key', 'holder'), await db.get('key', 'holderPublic')]
  if (privateKey !== undefined && publicKey !== undefined) return { privateKey, publicKey }
  const made = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])
  const tx = db.transaction('key', 'readwrite')
  await tx.store.put(made.privateKey, 'holder')
  await tx.store.put(made.publicKey, 'holderPublic')
  await tx.done
  return made
}
const holder = (): Promise<Pair | null> => (held ??= pair().catch(() => null))

/** Compressed public key in hexadecimal, or null where the browser can keep none. */
export async function holderKey(): Promise<string | null> {
  const keys = await holder()
  if (keys === null) return null
  const point = compressPoint(new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey)))
  return point === null ? null : toHex(point)
}

/** The code as it is shown now; the bare strip where it has no room for a proof. */
export async function proveNow(code: string, at: Date): Promise<string> {
  const keys = await holder()
  if (keys === null) return code
  return (await proveStrip(code, at, keys.privateKey, crypto.subtle).catch(() => null)) ?? code
}
