// 通行码: a signed strip of at most a day that any phone can check without the network, and a printed card that is
// looked up. Neither says who somebody is: they hold an opaque number. Nothing here throws, whatever was scanned.
import { type Bytes, fromBase45, toBase45, toHex } from './bytes.ts'
import { decompressPoint, isLowS, toLowS } from './p256.ts'
import { type CodeProblem, STRIP_CLASSES, type StripClass } from './vocabulary.ts'

export const STRIP_PREFIX = 'XM1:'
export const CARD_PREFIX = 'XMP:'
export const STRIP_LONGEST_S = 24 * 3600
/** A holder's proof is good for a redraw (60 s) and the difference of two clocks (30 s). */
export const PROOF_TOLERANCE_S = 90
/** How far the clocks of phone and gate may lie apart: at midnight one of them is always early. */
export const CLOCK_SKEW_S = 30

const VERSION = 1
const READABLE: readonly number[] = [VERSION]
const HAS_HOLDER_KEY = 1
// version 1 · kid 8 · code id 8 · class 1 · flags 1 · not before 4 · expires 4
const HEAD = 27
const HOLDER_KEY = 33
const SIGNATURE = 64
const PROOF = 4 + SIGNATURE
/** The longest text a code of this version can have; anything longer is not read at all. */
const LONGEST_TEXT = STRIP_PREFIX.length + ((HEAD + HOLDER_KEY + SIGNATURE + PROOF) / 2) * 3
// Crockford's alphabet: no I, L, O, U.
const CARD_SECRET = /^[0-9A-HJKMNP-TV-Z]{16}$/

export type Strip = {
  ok: true
  kind: 'strip'
  /** Of the format. */
  version: number
  kid: string
  codeId: string
  passClass: StripClass
  /** Seconds since 1970. */
  from: number
  until: number
  /** Compressed P-256 point of the phone that may show this code. */
  holderKey: Bytes | null
  proof: { at: number; signed: Bytes; signature: Bytes } | null
  signed: Bytes
  signature: Bytes
}
export type Card = { ok: true; kind: 'card'; secret: string }
export type Unread = { ok: false; reason: CodeProblem }
export type ParsedCode = Strip | Card | Unread
export type VerifiedCode =
  | {
      ok: true
      kind: 'strip' | 'card'
      codeId: string
      passClass: StripClass
      until: Date | null
      /** Whether it belongs to one phone, which can prove that it shows it. */
      isBound: boolean
      /** What the phone proved, once each half minute; null: it proved nothing. The same key a second time is the same picture. */
      proofKey: string | null
    }
  | Unread

const no = (reason: CodeProblem): Unread => ({ ok: false, reason })

/** Reads what a camera saw or a scanner typed. Proves nothing yet. A drill's codes begin with XD and read alike (drill-code.ts). */
export function parseCode(text: string): ParsedCode {
  const trimmed = text.replace(/[\r\n\t]+$/, '').replace(/^XD/, 'XM')
  if (trimmed.length === 0 || trimmed.length > 4096) return no('code_unreadable')
  if (trimmed.startsWith(CARD_PREFIX)) {
    const secret = trimmed.slice(CARD_PREFIX.length)
    return CARD_SECRET.test(secret) ? { ok: true, kind: 'card', secret } : no('code_unreadable')
  }
  if (!trimmed.startsWith(STRIP_PREFIX)) return no('code_foreign')
  if (trimmed.length > LONGEST_TEXT) return no('code_unreadable')
  const bytes = fromBase45(trimmed.slice(STRIP_PREFIX.length))
  return bytes === null ? no('code_unreadable') : parseStrip(bytes)
}

function parseStrip(bytes: Bytes): Strip | Unread {
  const version = bytes[0]!
  if (bytes.length < HEAD + SIGNATURE || !READABLE.includes(version)) return no('code_unreadable')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const flags = bytes[18]!
  const passClass = STRIP_CLASSES[bytes[17]!]
  const hasKey = (flags & HAS_HOLDER_KEY) !== 0
  const signedLength = HEAD + (hasKey ? HOLDER_KEY : 0)
  const stripLength = signedLength + SIGNATURE
  // A proof without a key to check it against is not a proof.
  const hasProof = hasKey && bytes.length === stripLength + PROOF
  if ((flags & ~HAS_HOLDER_KEY) !== 0 || passClass === undefined || (bytes.length !== stripLength && !hasProof)) return no('code_unreadable')
  const [from, until] = [view.getUint32(19), view.getUint32(23)]
  if (until <= from || until - from > STRIP_LONGEST_S) return no('code_unreadable')
  return {
    ok: true,
    kind: 'strip',
    version,
    passClass,
    from,
    until,
    kid: toHex(bytes.subarray(1, 9)),
    codeId: toHex(bytes.subarray(9, 17)),
    holderKey: hasKey ? bytes.slice(HEAD, HEAD + HOLDER_KEY) : null,
    proof: hasProof ? { at: view.getUint32(stripLength), signed: bytes.slice(0, stripLength + 4), signature: bytes.slice(stripLength + 4) } : null,
    signed: bytes.slice(0, signedLength),
    signature: bytes.slice(signedLength, stripLength),
  }
}

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** First eight bytes of SHA-256 of the public key (65 bytes, uncompressed): which key to try, not a proof of anything. */
export const kidOf = async (publicKey: Bytes, subtle: SubtleCrypto): Promise<string> =>
  toHex(new Uint8Array(await subtle.digest('SHA-256', publicKey)).subarray(0, 8))

export const importPublicKey = (publicKey: Bytes, subtle: SubtleCrypto): Promise<CryptoKey> => subtle.importKey('raw', publicKey, P256, true, ['verify'])

/** What a printed card is looked up by: the list at a gate holds this, from which no card can be printed. */
export const codeIdOfCard = async (secret: string, subtle: SubtleCrypto): Promise<string> =>
  toHex(new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(CARD_PREFIX + secret))).subarray(0, 8))

/** What ends many codes at once, whoever holds them. */
export type MassRevocation = {
  /** Numbers of signing keys that somebody else may have got hold of. */
  withdrawnKeys: ReadonlySet<string>
  /** Strips of an older format count no more. */
  leastVersion: number
}

/** An old format ends as an old strip does: its holder opens the page and has a new one. */
export const checkVersion = ({ version }: Pick<Strip, 'version'>, leastVersion: number): CodeProblem | null => (version < leastVersion ? 'code_expired' : null)

/** Whether one of our keys signed it, whatever the time is. Worth remembering until the code ends. */
export async function checkIssuer(strip: Strip, keys: ReadonlyMap<string, CryptoKey>, subtle: SubtleCrypto): Promise<CodeProblem | null> {
  const key = keys.get(strip.kid)
  if (key === undefined) return 'code_foreign'
  if (!isLowS(strip.signature)) return 'code_forged'
  const isRight = await subtle.verify(ECDSA, key, strip.signature, strip.signed).catch(() => false)
  return isRight ? null : 'code_forged'
}

export function checkTime({ from, until }: { from: number; until: number }, now: Date): CodeProblem | null {
  const seconds = now.getTime() / 1000
  if (seconds < from - CLOCK_SKEW_S) return 'code_not_yet'
  return seconds < until + CLOCK_SKEW_S ? null : 'code_expired'
}

/** The key of the phone a strip is bound to; null: bound to none, or to what is no point of the curve. Worth remembering with the strip: unfolding a point takes longer than a check. */
export async function phoneKeyOf({ holderKey }: Strip, subtle: SubtleCrypto): Promise<CryptoKey | null> {
  const point = holderKey === null ? null : decompressPoint(holderKey)
  return point === null ? null : importPublicKey(point, subtle).catch(() => null)
}

/** A proof that is there must be right and fresh: a photograph of a screen dies within 90 seconds. Whether one must be there is for the pack to say. `phoneKey`: as remembered of this strip. */
export async function checkProof(strip: Strip, now: Date, subtle: SubtleCrypto, phoneKey?: CryptoKey | null): Promise<CodeProblem | null> {
  const { proof } = strip
  if (proof === null) return null
  const key = phoneKey === undefined ? await phoneKeyOf(strip, subtle) : phoneKey
  if (key === null || !isLowS(proof.signature)) return 'code_forged'
  const isRight = await subtle.verify(ECDSA, key, proof.signature, proof.signed).catch(() => false)
  if (!isRight) return 'code_forged'
  return Math.abs(now.getTime() / 1000 - proof.at) <= PROOF_TOLERANCE_S ? null : 'code_unproven'
}

/** Names a proof, which a phone makes anew every half minute. Null where nothing was proven. */
export const proofKeyOf = ({ codeId, proof }: Strip): string | null => (proof === null ? null : `${codeId}:${proof.at}`)

/** All that can be told of a code alone. Whom it belongs to, and whether a card still counts, is for the list to say. */
export async function verifyCode(
  parsed: ParsedCode,
  keys: ReadonlyMap<string, CryptoKey>,
  now: Date,
  subtle: SubtleCrypto,
  revoked?: ReadonlySet<string>,
  mass?: MassRevocation,
): Promise<VerifiedCode> {
  if (!parsed.ok) return parsed
  if (parsed.kind === 'card') {
    const codeId = await codeIdOfCard(parsed.secret, subtle)
    return revoked?.has(codeId) === true
      ? no('code_revoked')
      : { ok: true, kind: 'card', codeId, passClass: 'paper', until: null, isBound: false, proofKey: null }
  }
  // Whoever has a withdrawn key signs what they like: nothing in such a strip counts, not even when it ends.
  if (mass?.withdrawnKeys.has(parsed.kid) === true) return no('code_revoked')
  const problem = checkVersion(parsed, mass?.leastVersion ?? VERSION) ?? (await checkIssuer(parsed, keys, subtle)) ?? checkTime(parsed, now)
  if (problem !== null) return no(problem)
  // A withdrawn code is not worth a second look at who shows it.
  if (revoked?.has(parsed.codeId) === true) return no('code_revoked')
  const unproven = await checkProof(parsed, now, subtle)
  if (unproven !== null) return no(unproven)
  return {
    ok: true,
    kind: 'strip',
    codeId: parsed.codeId,
    passClass: parsed.passClass,
    until: new Date(parsed.until * 1000),
    isBound: parsed.holderKey !== null,
    proofKey: proofKeyOf(parsed),
  }
}

export type StripFields = { kid: string; codeId: string; passClass: StripClass; from: number; until: number; holderKey: Bytes | null }

/** A strip as text for a QR code. `kid` and `codeId` are 16 hexadecimal digits, times are seconds since 1970. */
export async function signStrip(fields: StripFields, privateKey: CryptoKey, subtle: SubtleCrypto): Promise<string> {
  const head = new Uint8Array(HEAD + (fields.holderKey === null ? 0 : HOLDER_KEY))
  const view = new DataView(head.buffer)
  head[0] = VERSION
  view.setBigUint64(1, BigInt(`0x${fields.kid}`))
  view.setBigUint64(9, BigInt(`0x${fields.codeId}`))
  head[17] = STRIP_CLASSES.indexOf(fields.passClass)
  head[18] = fields.holderKey === null ? 0 : HAS_HOLDER_KEY
  view.setUint32(19, fields.from)
  view.setUint32(23, fields.until)
  if (fields.holderKey !== null) head.set(fields.holderKey, HEAD)
  const signature = toLowS(new Uint8Array(await subtle.sign(ECDSA, privateKey, head)))
  return STRIP_PREFIX + toBase45(joined(head, signature))
}

/** The strip with the phone's own proof that it shows it now. */
export async function proveStrip(text: string, at: Date, holderPrivateKey: CryptoKey, subtle: SubtleCrypto): Promise<string | null> {
  const strip = parseCode(text)
  if (!strip.ok || strip.kind !== 'strip' || strip.holderKey === null || strip.proof !== null) return null
  const time = new Uint8Array(4)
  new DataView(time.buffer).setUint32(0, Math.floor(at.getTime() / 1000))
  const signed = joined(strip.signed, strip.signature, time)
  return text.slice(0, STRIP_PREFIX.length) + toBase45(joined(signed, toLowS(new Uint8Array(await subtle.sign(ECDSA, holderPrivateKey, signed)))))
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
