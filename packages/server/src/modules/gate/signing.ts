// 签名密钥: one key signs, the next one is already known to every gate, old ones only verify what they signed.
// Private halves live in the key folder; turning the keys destroys the private half of the one that retires.
import { importPublicKey, kidOf } from '@xiaomen/rules/gate'
import { generateKeyPairSync, webcrypto } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import * as repo from './repo/keys.ts'
import type { SigningKeyRow } from './tables.ts'

/** Strips are issued this many days ahead, so an old key verifies that long. */
export const STRIP_DAYS = 28
const DAY_MS = 86_400_000
const subtle = webcrypto.subtle as SubtleCrypto
const secretName = (kid: string) => `gate.signing.${kid}`
const GONE = Buffer.alloc(0)

type SigningKey = { kid: string; privateKey: CryptoKey }

async function makeKey(ctx: Ctx, state: SigningKeyRow['state']): Promise<SigningKeyRow> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const raw = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const kid = await kidOf(Uint8Array.from(raw), subtle)
  ctx.crypto.putSecret(secretName(kid), privateKey.export({ format: 'der', type: 'pkcs8' }))
  const key = { kid, public_key: raw, state, made_at: ctx.now, retired_at: null }
  await repo.insertKey(ctx, key)
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
  const keys = await repo.listKeys(ctx)
  const current = keys.find((key) => key.state === 'current')
  if (ifCurrentIs !== undefined && (current?.kid ?? null) !== ifCurrentIs) return
  const next = keys.find((key) => key.state === 'next')
  if (current) {
    await repo.updateKeyState(ctx, current.kid, 'old', ctx.now)
    ctx.crypto.putSecret(secretName(current.kid), GONE)
  }
  if (next && privateHalf(ctx, next.kid)) await repo.updateKeyState(ctx, next.kid, 'current', null)
  else {
    if (next) await repo.updateKeyState(ctx, next.kid, 'old', ctx.now)
    await makeKey(ctx, 'current')
  }
  await makeKey(ctx, 'next')
  await repo.deleteKeysRetiredBefore(ctx, new Date(ctx.now.getTime() - (STRIP_DAYS + 1) * DAY_MS))
}

function privateHalf(ctx: Ctx, kid: string): Buffer | null {
  const bytes = ctx.crypto.secret(secretName(kid), () => GONE)
  return bytes.length === 0 ? null : bytes
}

const importPrivate = (pkcs8: Buffer): Promise<CryptoKey> =>
  subtle.importKey('pkcs8', Uint8Array.from(pkcs8), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])

// A key's number is the hash of the key, so what is remembered under it never changes.
const imported = new Map<string, Promise<CryptoKey>>()

/** Every key whose strips may still be shown, by its number. */
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

export const listPublicKeys = async (ctx: Ctx): Promise<{ kid: string; publicKey: string }[]> =>
  (await repo.listKeys(ctx)).map(({ kid, public_key }) => ({ kid, publicKey: Buffer.from(public_key).toString('hex') }))
