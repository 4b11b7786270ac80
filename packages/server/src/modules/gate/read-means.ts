// What was shown at the gate, read as far as it can be read without knowing whose it is.
import {
  checkIssuer,
  checkProof,
  checkTime,
  checkVersion,
  codeIdOfCard,
  type CodeProblem,
  isOfAnotherSide,
  isWhoseKnown,
  type MeansKind,
  parseCode,
  phoneKeyOf,
  proofKeyOf,
  readShortCode,
  type RecordedMeans,
  toHex,
} from '@xiaomen/rules/gate'
import { isStorable } from '@xiaomen/rules/text'
import { webcrypto } from 'node:crypto'
import { LEAST_VERSION } from './signing.ts'

const subtle = webcrypto.subtle as SubtleCrypto
type Shown = { kind: MeansKind; value: string }
export type ReadMeans = {
  kind: RecordedMeans
  problem: CodeProblem | null
  /** Which key is said to have signed it. Whether it was withdrawn is asked with the rest of what is known. */
  kid: string | null
  codeId: string | null
  shortCode: string | null
  typed: string | null
  /** What the phone proved; null: nothing. */
  proofKey: string | null
  /** The code belongs to a phone, and came without that phone's proof. */
  isUnproven: boolean
}

/** What the issuer signed, and the key of the phone it is bound to. */
type Signed = { kid: string; version: number; codeId: string; from: number; until: number; isBound: boolean; phoneKey: CryptoKey | null }
/** Issuer's signatures found right, by the text they stand in. A right one never turns wrong; time and proof are checked anew. Bounded: the oldest go first. */
export type Remembered = Map<string, Signed>
const MOST_REMEMBERED = 50_000

export const plain = (kind: RecordedMeans): ReadMeans => ({
  kind,
  problem: null,
  kid: null,
  codeId: null,
  shortCode: null,
  typed: null,
  proofKey: null,
  isUnproven: false,
})
const broken = (problem: CodeProblem, kid: string | null = null): ReadMeans => ({ ...plain('code'), problem, kid })

/** Never throws for what was shown. `keys` is asked only when a signature must be checked. `isDrill`: the gate is a drill's. */
export async function readMeans(
  { kind, value }: Shown,
  at: Date,
  keys: (kid: string) => Promise<ReadonlyMap<string, CryptoKey>>,
  remembered: Remembered | null,
  isDrill: boolean,
): Promise<ReadMeans> {
  if (kind === 'none') return plain('none')
  // Text no database can hold names nobody; it is as if nothing had been typed.
  if (kind === 'document' || kind === 'door') return { ...plain(kind), typed: isStorable(value) && value.trim() !== '' ? value : null }
  if (kind === 'short') {
    const shortCode = readShortCode(value)
    return shortCode === null ? { ...plain('short'), problem: 'code_unreadable' } : { ...plain('short'), shortCode }
  }
  const known = remembered?.get(value)
  if (known) return within(known, at)
  const code = parseCode(value)
  if (!code.ok) return broken(code.reason)
  if (isOfAnotherSide(value, isDrill)) return broken('code_foreign')
  if (code.kind === 'card') return { ...plain('code'), codeId: await codeIdOfCard(code.secret, subtle) }
  // With a proof the text is new every half minute; what the issuer signed is the same all day.
  const signedText = code.proof === null ? value : toHex(code.signed) + toHex(code.signature)
  let right = remembered?.get(signedText)
  if (right === undefined) {
    const problem = await checkIssuer(code, await keys(code.kid), subtle)
    if (problem !== null) return broken(problem, code.kid)
    right = {
      kid: code.kid,
      version: code.version,
      codeId: code.codeId,
      from: code.from,
      until: code.until,
      isBound: code.holderKey !== null,
      phoneKey: await phoneKeyOf(code, subtle),
    }
    remember(remembered, signedText, right)
  }
  const problem = ended(code, at)
  if (problem !== null) return broken(problem, code.kid)
  const unproven = await checkProof(code, at, subtle, right.phoneKey)
  if (unproven !== null && !isWhoseKnown(unproven)) return broken(unproven, code.kid)
  // A picture of an hour ago still says whose code it is: the guard compares the person.
  return {
    ...plain('code'),
    kid: code.kid,
    codeId: code.codeId,
    problem: unproven,
    proofKey: proofKeyOf(code),
    isUnproven: code.holderKey !== null && code.proof === null,
  }
}

/** By its time or by the age of its format. */
const ended = (strip: Pick<Signed, 'version' | 'from' | 'until'>, at: Date): CodeProblem | null => checkVersion(strip, LEAST_VERSION) ?? checkTime(strip, at)

const within = (known: Signed, at: Date): ReadMeans => {
  const problem = ended(known, at)
  return problem === null ? { ...plain('code'), kid: known.kid, codeId: known.codeId, isUnproven: known.isBound } : broken(problem, known.kid)
}

function remember(remembered: Remembered | null, text: string, signed: Signed): void {
  if (!remembered) return
  if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '')
  remembered.set(text, signed)
}
