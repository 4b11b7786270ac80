import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
/** OWASP password storage: argon2id, 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG_BYTES = 32

const b64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: password, nonce, tagLength: TAG_BYTES, ...COST })
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${b64(nonce)}$${b64(tag)}`
}

/** A hash of nothing anybody knows: an unknown login costs the same time as a wrong password. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash ?? NOBODY)
  if (!parts) throw new Error('not a password hash of ours')
  const tag = Buffer.from(parts[5]!, 'base64')
  const made = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(parts[4]!, 'base64'),
    tagLength: tag.length,
    memory: Number(parts[1]),
    passes: Number(parts[2]),
    parallelism: Number(parts[3]),
  })
  return timingSafeEqual(made, tag) && hash !== null
}

/** Refused whatever their length: what attackers try first. */
const COMMON = ['password', 'qwerty', 'woaini', 'admin', 'xiaomen', 'abc123', 'iloveyou', 'a123456', '123456', '111111', '888888', '666666', '520520', '1q2w3e']

/** Too short is the contract's business; this refuses the guessable. */
export function isWeak(password: string, login: string): boolean {
  const plain = password.toLowerCase()
  if (new Set(plain).size < 5) return true
  if (login.length >= 4 && plain.includes(login.toLowerCase())) return true
  // What is left when the common parts are taken out must still be something.
  const rest = COMMON.reduce((text, common) => text.replaceAll(common, ''), plain)
  return rest.length < 6
}

/** Letters and digits that nobody mistakes for one another when read aloud or from paper. */
const CLEAR = 'abcdefghjkmnpqrstuvwxyz23456789'

/** 60 bits in three groups, shown once. */
export const oneTimePassword = (): string => Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => CLEAR[randomInt(CLEAR.length)]).join('')).join('-')

export const randomLogin = (): string => `r${Array.from({ length: 9 }, () => CLEAR[randomInt(CLEAR.length)]).join('')}`
