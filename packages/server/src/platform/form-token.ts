// Tokens of forms without a script: each names the one thing its form will make, so that a form sent twice makes one.
import { timingSafeEqual } from 'node:crypto'
import { uuidv7 } from './ids.ts'

/** A form left open longer is asked for again. */
const GOOD_FOR_MS = 2 * 3600_000

/** `sign` is the module's own, over whatever the form belongs to. */
export function makeFormToken(sign: (text: string) => Buffer, now: Date): string {
  const text = `${uuidv7()}.${now.getTime().toString(36)}`
  return `${text}.${sign(text).toString('base64url')}`
}

/** The id of what the form will make, or null for a token that is not ours, of another form, or too old. */
export function readToken(sign: (text: string) => Buffer, token: string, now: Date): string | null {
  const [id, at, signed] = token.length > 120 ? [] : token.split('.')
  if (id === undefined || at === undefined || signed === undefined || !/^[0-9a-f-]{36}$/.test(id)) return null
  const expected = sign(`${id}.${at}`)
  const given = Buffer.from(signed, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const age = now.getTime() - Number.parseInt(at, 36)
  return age >= 0 && age <= GOOD_FOR_MS ? id : null
}
