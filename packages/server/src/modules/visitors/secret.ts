// What only this server can make: tokens of its forms, links to a visitor's own page, the number in the gate house.
import { displayDigits, minuteOf, minutesThatCount } from '@xiaomen/rules/visitors'
import { createHmac, randomBytes } from 'node:crypto'
import type { FieldCrypto } from '../../platform/crypto.ts'
import { makeFormToken, readToken } from '../../platform/form-token.ts'

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

const signerOf = (crypto: Keys, code: string) => (text: string) => mac(crypto, 'form', `${code}.${text}`).subarray(0, 16)

/** Names the visit that the form will make: "one-time" by the key of the table. */
export const formToken = (crypto: Keys, code: string, now: Date): string => makeFormToken(signerOf(crypto, code), now)
/** The id of the visit, or null for a token that is not ours, of another poster, or too old. */
export const readFormToken = (crypto: Keys, code: string, token: string, now: Date): string | null => readToken(signerOf(crypto, code), token, now)

/** The address of a visitor's own page: 128 bits that nobody guesses, the same however often it is asked. */
export const linkOf = (crypto: Keys, visitId: string): string => mac(crypto, 'link', visitId).subarray(0, 16).toString('base64url')

export const numberAt = (crypto: Keys, gateId: string, at: Date): string => displayDigits(mac(crypto, 'display', `${gateId}.${minuteOf(at)}`))
export const isNumberNow = (crypto: Keys, gateId: string, digits: string, now: Date): boolean =>
  minutesThatCount(now).some((minute) => displayDigits(mac(crypto, 'display', `${gateId}.${minute}`)) === digits)
