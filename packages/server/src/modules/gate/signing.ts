// 签名密钥: one key signs, the next one is already known to every gate, old ones only verify what they signed.
// Private halves live in the key folder; turning the keys destroys the private half of the one that retires.
import { importPublicKey, kidOf } from '@xiaomen/rules/gate'
import { generateKeyPairSync, webcrypto } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import * as repo from './repo/keys.ts'
import type { SigningKeyRow } from './tables.ts'

/** Strips are issued this many days ahead, so an old key verifies that long. */
export const STRIP_DAYS = 28
/** Strips of an older format are refused here and, sent with the list, on every phone. Raised in the release that retires a format. */
export const LEAST_VERSION = 1
const DAY_MS = 86_400_000
const subtle = webcrypto.subtle as SubtleCrypto
const secretName = (kid: string) => `gate.signing.${kid}`
const GONE = Buffer.alloc(0)

let made = 0
/** How many keys this process has made: whoever remembers them asks again after a new one. */
export const keysMade = (): number => made

type SigningKey = { kid: string; privateKey: CryptoKey }

async function makeKey(ctx: Ctx, state: SigningKeyRow['state']): Promise<SigningKeyRow> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const raw = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const kid = await kidOf(Uint8Array.from(raw), subtle)
  ctx.crypto.putSecret(secretName(kid), privateKey.export({ format: 'der', type: 'pkcs8' }))
  const key = { kid, public_key: raw, state, made_at: ctx.now, retired_at: null, asked_by: null, asked_unit: null }
  await repo.insertKey(ctx, key)
  made += 1
  return key
}

/** The key that signs now. The first call on a new server makes it and its successor; so does one whose key folder came back without it. */
export async function signingKey(ctx: Ctx): Promise<SigningKey> {
  const current = (await repo.listKeys(ctx)).find((key) => key.state === 'current')
  const bytes = current && privateHalf(ctx, current.kid)
  if (current && bytes) return { kid: current.kid, privateKey: await importPrivate(bytes) }
  await turnKeys(ctx, current?.kid ?? null)
  return signingKey(ctx)
}

/** The next key becomes the current one; the current one only verifies from here on. */
export async function turnKeys(ctx: Ctx, ifCurrentIs?: string | null): Promise<void> {
  await repo.lockKeys(ctx)
  const current = (await repo.listKeys(ctx)).find((key) => key.state === 'current')
  if (ifCurrentIs !== undefined && (current?.kid ?? null) !== ifCurrentIs) return
  if (current) await retire(ctx, current.kid, 'old')
  await fillUp(ctx)
  await repo.deleteKeysRetiredBefore(ctx, new Date(ctx.now.getTime() - (STRIP_DAYS + 1) * DAY_MS))
}

/** Signs nothing from here on, and nothing it signed counts. Where it was the one that signs, its successor does so at once: every gate knows it already. */
export async function withdrawKey(ctx: Ctx, kid: string): Promise<void> {
  await repo.lockKeys(ctx)
  await retire(ctx, kid, 'withdrawn')
  await fillUp(ctx)
}

async function retire(ctx: Ctx, kid: string, state: 'old' | 'withdrawn'): Promise<void> {
  await repo.updateKeyState(ctx, kid, state, ctx.now)
  ctx.crypto.putSecret(secretName(kid), GONE)
}

/** One that signs and one that will: where there is none, or its private half is lost, a new one. */
async function fillUp(ctx: Ctx): Promise<void> {
  const keys = await repo.listKeys(ctx)
  const has = (state: SigningKeyRow['state']) => keys.find((key) => key.state === state)
  const next = has('next')
  const isNextWhole = next !== undefined && privateHalf(ctx, next.kid) !== null
  const needsCurrent = has('current') === undefined
  if (next && !isNextWhole) await retire(ctx, next.kid, 'old')
  if (needsCurrent) await (isNextWhole ? repo.updateKeyState(ctx, next.kid, 'current', null) : makeKey(ctx, 'current'))
  if (needsCurrent || !isNextWhole) await makeKey(ctx, 'next')
}

function privateHalf(ctx: Ctx, kid: string): Buffer | null {
  const bytes = ctx.crypto.secret(secretName(kid), () => GONE)
  return bytes.length === 0 ? null : bytes
}

const importPrivate = (pkcs8: Buffer): Promise<CryptoKey> =>
  subtle.importKey('pkcs8', Uint8Array.from(pkcs8), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])

// A key's number is the hash of the key, so what is remembered under it never changes.
const imported = new Map<string, Promise<CryptoKey>>()

/** Every key whose strips may still be shown, by its number; withdrawn ones too, of which `listWithdrawnKeys` tells. */
export async function verifyingKeys(ctx: Ctx): Promise<Map<string, CryptoKey>> {
  const keys = await repo.listKeys(ctx)
  if (imported.size > 200) imported.clear()
  return new Map(
    await Promise.all(
      keys.map(async ({ kid, public_key }) => {
        const known = imported.get(kid) ?? importPublicKey(Uint8Array.from(public_key), subtle)
        imported.set(kid, known)
        return [kid, await known] as const
      }),
    ),
  )
}

/** What a phone checks by. Of a withdrawn key only its number. */
export async function listPublicKeys(ctx: Ctx): Promise<{ keys: { kid: string; publicKey: string }[]; withdrawnKeys: string[] }> {
  const [withdrawn, good] = [[], []] as [SigningKeyRow[], SigningKeyRow[]]
  for (const key of await repo.listKeys(ctx)) (key.state === 'withdrawn' ? withdrawn : good).push(key)
  return {
    keys: good.map(({ kid, public_key }) => ({ kid, publicKey: Buffer.from(public_key).toString('hex') })),
    withdrawnKeys: withdrawn.map(({ kid }) => kid),
  }
}
