// What was shown at the gate, read as far as it can be read without knowing whose it is.
import {
  checkIssuer,
  checkProof,
  checkTime,
  codeIdOfCard,
  type CodeProblem,
  type MeansKind,
  parseCode,
  phoneKeyOf,
  readShortCode,
  type RecordedMeans,
  toHex,
} from '@xiaomen/rules/gate'
import { isStorable } from '@xiaomen/rules/text'
import { webcrypto } from 'node:crypto'

const subtle = webcrypto.subtle as SubtleCrypto
type Shown = { kind: MeansKind; value: string }
export type ReadMeans = { kind: RecordedMeans; problem: CodeProblem | null; codeId: string | null; shortCode: string | null; typed: string | null }

type Known = { codeId: string; from: number; until: number; phoneKey: CryptoKey | null }
/** Issuer's signatures found right, by the text they stand in, with the key of the phone they are bound to. A right one never turns wrong; time and proof are checked anew. Bounded: the oldest go first. */
export type Remembered = Map<string, Known>
const MOST_REMEMBERED = 50_000

const plain = (kind: MeansKind): ReadMeans => ({ kind, problem: null, codeId: null, shortCode: null, typed: null })
const broken = (problem: CodeProblem): ReadMeans => ({ ...plain('code'), problem })

/** Never throws for what was shown. `keys` is asked only when a signature must be checked. */
export async function readMeans(
  { kind, value }: Shown,
  at: Date,
  keys: (kid: string) => Promise<ReadonlyMap<string, CryptoKey>>,
  remembered: Remembered | null,
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
  if (code.kind === 'card') return { ...plain('code'), codeId: await codeIdOfCard(code.secret, subtle) }
  // With a proof the text is new every half minute; what the issuer signed is the same all day.
  const signedText = code.proof === null ? value : toHex(code.signed) + toHex(code.signature)
  let right = remembered?.get(signedText)
  if (right === undefined) {
    const problem = await checkIssuer(code, await keys(code.kid), subtle)
    if (problem !== null) return broken(problem)
    right = { codeId: code.codeId, from: code.from, until: code.until, phoneKey: await phoneKeyOf(code, subtle) }
    remember(remembered, signedText, right)
  }
  const problem = checkTime(code, at) ?? (await checkProof(code, at, subtle, right.phoneKey))
  return problem === null ? { ...plain('code'), codeId: code.codeId } : broken(problem)
}

const within = (known: Known, at: Date): ReadMeans => {
  const problem = checkTime(known, at)
  return problem === null ? { ...plain('code'), codeId: known.codeId } : broken(problem)
}

function remember(remembered: Remembered | null, text: string, known: Known): void {
  if (!remembered) return
  if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? '')
  remembered.set(text, known)
}
