// What only this server can make: the code a spot's screen draws, the address of that screen, tokens of its forms, and passes.
import { isStepGood, stepAt } from '@xiaomen/rules/presence'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FieldCrypto } from '../../platform/crypto.ts'
import { makeFormToken, readToken } from '../../platform/form-token.ts'

type Keys = Pick<FieldCrypto, 'secret'>
type Spot = { id: string; code: string; screen_no: number }
const NAME = 'presence.codes'
/** At start, so that no page has to write the key folder. */
export const makeSecret = (crypto: Keys): void => void crypto.secret(NAME, () => randomBytes(32))

const mac = (crypto: Keys, use: string, text: string): string =>
  createHmac(
    'sha256',
    crypto.secret(NAME, () => randomBytes(32)),
  )
    .update(`${use}\u0000${text}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
const isSame = (one: string, other: string): boolean => {
  const [given, wanted] = [Buffer.from(one), Buffer.from(other)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const stepText = (crypto: Keys, spot: Spot, step: number): string => `${step.toString(36)}.${mac(crypto, 'step', `${spot.id} ${spot.screen_no} ${step}`)}`
/** What the screen shows now. */
export const stepNow = (crypto: Keys, spot: Spot, now: Date): string => stepText(crypto, spot, stepAt(now))
/** Whether this was on the spot's screen at most so many steps ago. */
export function isStep(crypto: Keys, spot: Spot, given: string, now: Date, back: number): boolean {
  const step = Number.parseInt(given.split('.')[0] ?? '', 36)
  return Number.isSafeInteger(step) && isStepGood(step, now, back) && isSame(given, stepText(crypto, spot, step))
}

export const screenKey = (crypto: Keys, spot: Spot): string => mac(crypto, 'screen', `${spot.id} ${spot.screen_no}`)
export const isScreenKey = (crypto: Keys, spot: Spot, given: string): boolean => isSame(given, screenKey(crypto, spot))

const signerOf = (crypto: Keys, use: string) => (text: string) => Buffer.from(mac(crypto, 'form', `${use} ${text}`), 'base64url')
export const formToken = (crypto: Keys, use: string, now: Date): string => makeFormToken(signerOf(crypto, use), now)
export const readFormToken = (crypto: Keys, use: string, token: string, now: Date): string | null => readToken(signerOf(crypto, use), token, now)
/** A visitor's own page: nobody guesses it. */
export const linkOf = (crypto: Keys, checkInId: string): string => `${checkInId}.${mac(crypto, 'own', checkInId)}`
export function readLink(crypto: Keys, link: string): string | null {
  const id = link.slice(0, 36)
  return /^[0-9a-f-]{36}$/.test(id) && isSame(link, linkOf(crypto, id)) ? id : null
}

type Seals = Pick<FieldCrypto, 'seal' | 'open'>
const PASS_PLACE = { table: 'presence.pass', row: 'pass', column: 'person' }
const PASS_MS = 10 * 60_000
/** Whose it is can be read by this server only, and only for minutes. */
export const makePass = (crypto: Seals, personId: string, now: Date): string =>
  crypto.seal('whereabouts', PASS_PLACE, `${personId} ${now.getTime() + PASS_MS}`).toString('base64url')
export function readPass(crypto: Seals, pass: string, now: Date): string | null {
  let text: string
  try {
    text = crypto.open('whereabouts', PASS_PLACE, Buffer.from(pass, 'base64url'))
  } catch {
    return null
  }
  const [personId, until] = text.split(' ')
  return personId !== undefined && Number(until) > now.getTime() ? personId : null
}
