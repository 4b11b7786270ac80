// HMAC-SHA256 over method, path, timestamp, nonce and the body's bytes: docs/status-api.md has it with a vector. Shared by every interface that a machine signs.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FieldCrypto } from './crypto.ts'
import type { SignedCall } from './ctx.ts'

const PREFIX = 'v1='
const NONCE = /^[\w-]{16,64}$/
const SECOND = /^\d{10}$/
/** So far a machine's clock may be off the server's. */
export const FRESH_MS = 5 * 60_000
const CALLS_A_MINUTE = 60

/** Ends the one before of this name at once. */
export function makeSecret(crypto: FieldCrypto, name: string): string {
  const secret = randomBytes(32).toString('base64url')
  crypto.putSecret(name, Buffer.from(secret))
  return secret
}
export const secretOf = (crypto: FieldCrypto, name: string): string => crypto.secret(name, () => randomBytes(32)).toString('utf8')

export function sign(secret: string, { method, path, timestamp, nonce, body }: Pick<SignedCall, 'method' | 'path' | 'timestamp' | 'nonce' | 'body'>): string {
  const head = `${method}\n${path}\n${timestamp}\n${nonce}\n`
  return PREFIX + createHmac('sha256', secret).update(head, 'utf8').update(body).digest('hex')
}

export function isSignedBy(secret: string, call: SignedCall): boolean {
  const right = Buffer.from(sign(secret, call))
  const given = Buffer.from(call.signature)
  return NONCE.test(call.nonce) && right.length === given.length && timingSafeEqual(right, given)
}
export const isFresh = ({ timestamp }: SignedCall, now: Date): boolean =>
  SECOND.test(timestamp) && Math.abs(now.getTime() - Number(timestamp) * 1000) <= FRESH_MS

/** A brake of its own for each interface: calls of the running minute by source. One process serves a data folder. */
export function callsBrake(): (sourceId: string, now: Date) => boolean {
  const calls = new Map<string, { minute: number; count: number }>()
  return (sourceId, now) => {
    const minute = Math.floor(now.getTime() / 60_000)
    const before = calls.get(sourceId)
    const count = before?.minute === minute ? before.count + 1 : 1
    calls.set(sourceId, { minute, count })
    return count > CALLS_A_MINUTE
  }
}
