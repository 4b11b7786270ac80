// What only this server can make: tokens of its forms, links to a visitor's own page, the number in the gate house.
import { displayDigits, minuteOf, minutesThatCount } from '@xiaomen/rules/visitors'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FieldCrypto } from '../../platform/crypto.ts'
import { uuidv7 } from '../../platform/ids.ts'

type Keys = Pick<FieldCrypto, 'secret'>
const NAME = 'visitors.tokens'
/** At start, so that no page has to write the key folder. */
export const makeSecret = (crypto: Keys): void => void crypto.secret(NAME, () => randomBytes(32))

const mac = (crypto: Keys, use: string, text: string): Buffer =>
  createHmac(
    'sha256',
    crypto.secret(NAME, () => randomBytes(32)),
  )
    .update(`${use}\u0000${text}`)
    .digest()

/** A form left open longer is asked for again. */
const TOKEN_GOOD_FOR_MS = 2 * 3600_000

/** Names the visit that the form will make, so that a form sent twice makes one: "one-time" by the key of the table. */
export function formToken(crypto: Keys, code: string, now: Date): string {
  const text = `${uuidv7()}.${now.getTime().toString(36)}`
  return `${text}.${mac(crypto, 'form', `${code}.${text}`).subarray(0, 16).toString('base64url')}`
}

/** The id of the visit, or null for a token that is not ours, of another poster, or too old. */
export function readFormToken(crypto: Keys, code: string, token: string, now: Date): string | null {
  const [id, at, sign] = token.length > 120 ? [] : token.split('.')
  if (id === undefined || at === undefined || sign === undefined || !/^[0-9a-f-]{36}$/.test(id)) return null
  const expected = mac(crypto, 'form', `${code}.${id}.${at}`).subarray(0, 16)
  const given = Buffer.from(sign, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const age = now.getTime() - Number.parseInt(at, 36)
  return age >= 0 && age <= TOKEN_GOOD_FOR_MS ? id : null
}

/** The address of a visitor's own page: 128 bits that nobody guesses, the same however often it is asked. */
export const linkOf = (crypto: Keys, visitId: string): string => mac(crypto, 'link', visitId).subarray(0, 16).toString('base64url')

export const numberAt = (crypto: Keys, gateId: string, at: Date): string => displayDigits(mac(crypto, 'display', `${gateId}.${minuteOf(at)}`))
export const isNumberNow = (crypto: Keys, gateId: string, digits: string, now: Date): boolean =>
  minutesThatCount(now).some((minute) => displayDigits(mac(crypto, 'display', `${gateId}.${minute}`)) === digits)
