// Tokens of the form behind a community's link: a form sent twice is one report.
import { createHmac, randomBytes } from 'node:crypto'
import type { FieldCrypto } from '../../platform/crypto.ts'
import { makeFormToken, readToken } from '../../platform/form-token.ts'

type Keys = Pick<FieldCrypto, 'secret'>
const NAME = 'arrivals.tokens'
const keyOf = (crypto: Keys): Buffer => crypto.secret(NAME, () => randomBytes(32))
/** At start, so that no page has to write the key folder. */
export const makeSecret = (crypto: Keys): void => void keyOf(crypto)

const signerOf = (crypto: Keys, code: string) => (text: string) => createHmac('sha256', keyOf(crypto)).update(`${code}\u0000${text}`).digest().subarray(0, 16)

export const formToken = (crypto: Keys, code: string, now: Date): string => makeFormToken(signerOf(crypto, code), now)
/** The id of the report, or null for a token that is not ours, of another link, or too old. */
export const readFormToken = (crypto: Keys, code: string, token: string, now: Date): string | null => readToken(signerOf(crypto, code), token, now)
