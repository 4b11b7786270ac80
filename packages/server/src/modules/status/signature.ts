// HMAC-SHA256 over method, path, timestamp, nonce and the body's bytes: docs/status-api.md has it with a vector.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FieldCrypto } from '../../platform/crypto.ts'
import type { SignedCall } from '../../platform/ctx.ts'

const PREFIX = 'v1='
const nameOf = (sourceId: string) => `status.source.${sourceId}`

/** Ends the one before at once. */
export function makeSourceSecret(crypto: FieldCrypto, sourceId: string): string {
  const secret = randomBytes(32).toString('base64url')
  crypto.putSecret(nameOf(sourceId), Buffer.from(secret))
  return secret
}
export const sourceSecret = (crypto: FieldCrypto, sourceId: string): string => crypto.secret(nameOf(sourceId), () => randomBytes(32)).toString('utf8')

export function sign(secret: string, { method, path, timestamp, nonce, body }: Pick<SignedCall, 'method' | 'path' | 'timestamp' | 'nonce' | 'body'>): string {
  const head = `${method}\n${path}\n${timestamp}\n${nonce}\n`
  return PREFIX + createHmac('sha256', secret).update(head, 'utf8').update(body).digest('hex')
}

export function isSignedBy(secret: string, call: SignedCall): boolean {
  const right = Buffer.from(sign(secret, call))
  const given = Buffer.from(call.signature)
  return right.length === given.length && timingSafeEqual(right, given)
}
