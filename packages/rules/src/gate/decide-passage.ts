// 通行判定: enter, hold, refuse, or "cannot tell", which leaves it to the guard. The phone decides offline with this
// same function, so it may use nothing but its arguments. Its specification is the table of cases beside each pack.
import type { Asked, CodeProblem, Direction, MeansKind, Outcome, PassClass, Reason } from './vocabulary.ts'

/** What a plan pack makes a gate ask: packs/<id>/<edition>/gate.json. */
export type GatePolicy = {
  asksCode: Asked
  asksTemperature: Asked
  /** A reading at or above it is a fever; null: temperatures mean nothing here. */
  feverC: number | null
  /** Whether a person, or a home, with a confirmed case is held. */
  holdsCases: boolean
  /** Whether a typed door is enough, or the guard must say which of its residents it is. */
  asksPerson: boolean
  /** How old a phone's list may be before its verdict is left to the guard. */
  listMaxAgeHours: number
  /** What each reason leads to. The strictest of all that apply is the verdict. */
  outcomeOf: Readonly<Record<Reason, Outcome>>
}

/** Whoever the code, number or door was found to mean. */
export type GateHolder = { passClass: PassClass | null; isNamed: boolean; hasInfectionCase: boolean }
export type GateSnapshot = {
  holder: GateHolder | null
  isGateOpen: boolean
  /** When this was known: now on the server, the age of the list on a phone. */
  asOf: Date
}
export type GateReading = {
  direction: Direction
  means: MeansKind
  problem: CodeProblem | null
  temperatureC?: number | undefined
  /** Dialysis, birth, emergency: what is missing stops nobody, and on the way out nothing does. */
  medical?: boolean | undefined
}
export type Verdict = { outcome: Outcome; reasons: Reason[]; openDoor: boolean }

const HOUR_MS = 3_600_000
/** Strictest last. */
const STRICTNESS: readonly Outcome[] = ['enter', 'cannotTell', 'hold', 'refuse']
/** Reasons that say only that something could not be shown or told: never in the way of a medical need. */
const MISSING: ReadonlySet<Reason> = new Set([
  'temperature_missing',
  'code_unreadable',
  'code_forged',
  'code_expired',
  'code_not_yet',
  'code_revoked',
  'code_foreign',
  'code_unknown',
  'person_unknown',
  'list_too_old',
  'no_means',
  'door_needs_person',
  'gate_closed',
])
/** Reasons about who it is: they weigh nothing where nobody is asked. */
const IDENTITY: ReadonlySet<Reason> = new Set([
  'code_unreadable',
  'code_forged',
  'code_expired',
  'code_not_yet',
  'code_revoked',
  'code_foreign',
  'code_unknown',
  'person_unknown',
  'list_too_old',
  'no_means',
  'door_needs_person',
])

const asks = (asked: Asked, direction: Direction): boolean => asked === 'everybody' || (asked === 'entering' && direction === 'in')

export function decidePassage(policy: GatePolicy, snapshot: GateSnapshot, reading: GateReading, now: Date): Verdict {
  const asksCode = asks(policy.asksCode, reading.direction)
  const reasons: Reason[] = []
  if (!snapshot.isGateOpen) reasons.push('gate_closed')
  reasons.push(...aboutIdentity(policy, snapshot, reading, now, asksCode))
  if (policy.holdsCases && snapshot.holder?.hasInfectionCase === true) reasons.push('infection_case')
  if (policy.feverC !== null && reading.temperatureC !== undefined && reading.temperatureC >= policy.feverC) reasons.push('fever')
  if (asks(policy.asksTemperature, reading.direction) && reading.temperatureC === undefined) reasons.push('temperature_missing')
  if (reading.medical === true) reasons.push('medical_way')

  const weighing = reasons.filter((reason) => weighs(reason, reading, asksCode))
  const outcome = weighing.reduce<Outcome>((worst, reason) => stricter(worst, policy.outcomeOf[reason]), 'enter')
  return { outcome, reasons, openDoor: outcome === 'enter' }
}

function aboutIdentity(policy: GatePolicy, { holder, asOf }: GateSnapshot, { means, problem }: GateReading, now: Date, asksCode: boolean): Reason[] {
  const reasons: Reason[] = []
  if (problem !== null) reasons.push(problem)
  else if (means === 'none') reasons.push(...(asksCode ? (['no_means'] as const) : []))
  else if (holder === null) reasons.push(means === 'code' || means === 'short' ? 'code_unknown' : 'person_unknown')
  else if (means === 'door' && !holder.isNamed && policy.asksPerson) reasons.push('door_needs_person')
  // Only a list can be too old to know somebody; without a list's help nothing has aged.
  if (asksCode && means !== 'none' && now.getTime() - asOf.getTime() > policy.listMaxAgeHours * HOUR_MS) reasons.push('list_too_old')
  return reasons
}

function weighs(reason: Reason, { medical, direction }: GateReading, asksCode: boolean): boolean {
  if (reason === 'medical_way') return false
  if (medical === true && (direction === 'out' || MISSING.has(reason))) return false
  return asksCode || !IDENTITY.has(reason)
}

const stricter = (one: Outcome, other: Outcome): Outcome => (STRICTNESS.indexOf(other) > STRICTNESS.indexOf(one) ? other : one)
