// 通行判定: enter, hold, refuse, or "cannot tell", which leaves it to the guard. The phone decides offline with this
// same function, so it may use nothing but its arguments. Its specification is the table of cases beside each pack.
import type { WhereFromPolicy } from '../risk/index.ts'
import type { ReasonClass, SeenCode, StatusVerdict } from '../status/index.ts'
import { type ExitQuota, exitsThatCount } from './quota.ts'
import type { Arrival, ArrivalWay, Asked, CodeProblem, Direction, Outcome, PassClass, Reason, RecordedMeans } from './vocabulary.ts'

/** What a plan pack makes a gate ask: packs/<id>/<edition>/gate.json. */
export type GatePolicy = {
  asksCode: Asked
  asksTemperature: Asked
  /** Whose health status (亮码) weighs: a verdict and the class of its reason, never what lies behind it. */
  asksStatus: Asked
  /** A reading at or above it is a fever; null: temperatures mean nothing here. */
  feverC: number | null
  /** Whether a person, or a home, with a confirmed case is held. */
  holdsCases: boolean
  /** Whether a typed door is enough, or the guard must say which of its residents it is. */
  asksPerson: boolean
  /** 一问: whom the gate asks where they come from, and which listed places count. */
  whereFrom: WhereFromPolicy & { asks: Asked }
  /** How old a phone's list may be before its verdict is left to the guard. */
  listMaxAgeHours: number
  /** Whether a code that belongs to a phone counts only with that phone's fresh proof. Cards and paper are never asked. */
  asksProof: boolean
  /** How often somebody, or a home, may go out; null: as often as they like. A medical way out is never counted. */
  exitQuota: ExitQuota | null
  /** Whether a visitor's pass opens here; an attendant's (照护人) always does. */
  admitsVisitors: boolean
  /** What is done with couriers and vehicles. */
  arrivals: Readonly<Record<Exclude<Arrival, 'ambulance'>, ArrivalWay>>
  /** What each reason leads to. The strictest of all that apply is the verdict. */
  outcomeOf: Readonly<Record<Reason, Outcome>>
}

/** What stands against somebody; null on a holder: nothing does. `until`: when it ends by itself. */
export type GateStatus = { verdict: Exclude<StatusVerdict, 'green'>; reason: ReasonClass | null; until: string | null }
/** 三区、临时静默, as far as a gate goes by it: whom it keeps in or out, and from when until when. */
export type GateZone = { keepsIn: boolean; admitsVisitors: boolean; from: string; until: string }
/** 急救转运: from when until when somebody, or a vehicle, is on their way to a hospital or back from it. */
export type GateTransport = { from: string; until: string }
/** Whoever the code, number or door was found to mean. */
export type GateHolder = {
  passClass: PassClass | null
  isNamed: boolean
  hasInfectionCase: boolean
  /** 管控: whether a measure holds that keeps them, or somebody of this home, from the gate. */
  isUnderControl?: boolean | undefined
  /** 重点岗位: they have not been tested when their work asks for it. */
  isTestOverdue?: boolean | undefined
  status?: GateStatus | null | undefined
  /** Ways out that count, each as the instant from which it counts no more. */
  exits?: string[] | undefined
  /** Those their home lies in. */
  zones?: GateZone[] | undefined
  transport?: GateTransport | undefined
}
export type GateSnapshot = {
  holder: GateHolder | null
  isGateOpen: boolean
  /** When this was known: now on the server, the age of the list on a phone. */
  asOf: Date
  /** Those on this side of the gate or beneath its place: while one keeps people in, everybody who goes out is asked who they are. */
  zones?: readonly GateZone[] | undefined
}
export type GateReading = {
  direction: Direction
  means: RecordedMeans
  problem: CodeProblem | null
  temperatureC?: number | undefined
  /** Whether they were in a listed place that counts; undefined: nobody asked. */
  isFromRiskArea?: boolean | undefined
  /** Dialysis, birth, emergency: what is missing stops nobody, and on the way out nothing does. */
  medical?: boolean | undefined
  /** What the guard saw on the phone of somebody whom no list knows. */
  seen?: SeenCode | undefined
  /** The code belongs to a phone, and came without that phone's proof. */
  isUnproven?: boolean | undefined
  /** The same person came in at another gate less than a minute ago. */
  isElsewhere?: boolean | undefined
  /** A courier or a vehicle, in place of a person with a code. */
  arrival?: Arrival | undefined
  /** Its number plate is on the list of the place today. */
  isListedVehicle?: boolean | undefined
  /** Its number plate is that of a transport under way: it is an ambulance, whatever it looks like. */
  isTransportVehicle?: boolean | undefined
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
  'code_unproven',
  'code_replayed',
  'two_gates',
  'visitors_kept_out',
  'drop_zone',
  'vehicle_unlisted',
  'test_overdue',
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
  'code_unproven',
  'code_replayed',
  'two_gates',
])

/** What was on record before an agreed way to the hospital: it does not keep whoever is on it from coming home. What shows at the gate itself still counts. */
const ON_RECORD: ReadonlySet<Reason> = new Set(['infection_case', 'under_control', 'status_yellow', 'status_red'])

/** Whether this holds at the moment. */
export const isTransportAt = (transport: GateTransport | undefined, now: Date): boolean =>
  transport !== undefined && new Date(transport.from) <= now && now < new Date(transport.until)

const asks = (asked: Asked, direction: Direction): boolean => asked === 'everybody' || (asked === 'entering' && direction === 'in')

export function decidePassage(policy: GatePolicy, snapshot: GateSnapshot, shown: GateReading, now: Date): Verdict {
  // 救护、消防: asked nothing, by any gate, in any direction.
  if (shown.arrival === 'ambulance' || (shown.arrival !== undefined && shown.isTransportVehicle === true))
    return { outcome: 'enter', reasons: ['medical_way'], openDoor: true }
  const isSent = shown.arrival === undefined && isTransportAt(snapshot.holder?.transport, now)
  const reading = isSent ? { ...shown, medical: true } : shown
  const asksCode = asks(policy.asksCode, reading.direction) || (reading.direction === 'out' && zonesAt(snapshot.zones, now).some(({ keepsIn }) => keepsIn))
  const reasons: Reason[] = []
  if (!snapshot.isGateOpen) reasons.push('gate_closed')
  if (shown.arrival === undefined)
    reasons.push(...aboutIdentity(policy, snapshot, reading, now, asksCode), ...aboutRight(policy, snapshot.holder, reading, now))
  else reasons.push(...aboutArrival(policy, shown.arrival, shown))
  if (policy.holdsCases && snapshot.holder?.hasInfectionCase === true) reasons.push('infection_case')
  // A case says it already.
  else if (snapshot.holder?.isUnderControl === true) reasons.push('under_control')
  if (asks(policy.whereFrom.asks, reading.direction) && reading.isFromRiskArea === true) reasons.push('from_risk_area')
  if (asks(policy.asksStatus, reading.direction)) reasons.push(...aboutStatus(snapshot.holder, reading.seen, now))
  if (policy.feverC !== null && reading.temperatureC !== undefined && reading.temperatureC >= policy.feverC) reasons.push('fever')
  // Who puts a parcel down outside is not measured.
  if (asks(policy.asksTemperature, reading.direction) && reading.temperatureC === undefined && !reasons.includes('drop_zone'))
    reasons.push('temperature_missing')
  if (reading.medical === true) reasons.push('medical_way')

  const weighing = reasons.filter((reason) => weighs(reason, reading, { asksCode, isSent }))
  const outcome = weighing.reduce<Outcome>((worst, reason) => stricter(worst, policy.outcomeOf[reason]), 'enter')
  return { outcome, reasons, openDoor: outcome === 'enter' }
}

function aboutIdentity(policy: GatePolicy, { holder, asOf }: GateSnapshot, reading: GateReading, now: Date, asksCode: boolean): Reason[] {
  const { means, problem } = reading
  const reasons: Reason[] = []
  if (problem !== null) reasons.push(problem)
  else if (means === 'none') reasons.push(...(asksCode ? (['no_means'] as const) : []))
  else if (holder === null) reasons.push(means === 'code' || means === 'short' || means === 'card' ? 'code_unknown' : 'person_unknown')
  else if (means === 'door' && !holder.isNamed && policy.asksPerson) reasons.push('door_needs_person')
  if (problem === null && policy.asksProof && reading.isUnproven === true) reasons.push('code_unproven')
  if (reading.isElsewhere === true) reasons.push('two_gates')
  // Only a list can be too old to know somebody; without a list's help nothing has aged.
  if (asksCode && means !== 'none' && now.getTime() - asOf.getTime() > policy.listMaxAgeHours * HOUR_MS) reasons.push('list_too_old')
  return reasons
}

const zonesAt = (zones: readonly GateZone[] | undefined, now: Date): GateZone[] =>
  (zones ?? []).filter(({ from, until }) => new Date(from) <= now && now < new Date(until))
/** Who is here for work, for somebody they look after, or only visits, is not kept in by a zone. */
const GOES_OUT: ReadonlySet<PassClass | null> = new Set(['worker', 'visitor', 'attendant'])

/** Whether somebody who is known may come in, or go out again, today. */
function aboutRight({ admitsVisitors, exitQuota }: GatePolicy, holder: GateHolder | null, { direction }: GateReading, now: Date): Reason[] {
  const zones = zonesAt(holder?.zones, now)
  if (direction === 'in') return holder?.passClass === 'visitor' && !(admitsVisitors && zones.every((zone) => zone.admitsVisitors)) ? ['visitors_kept_out'] : []
  // What a zone forbids altogether is not counted as well.
  if (holder !== null && !GOES_OUT.has(holder.passClass) && zones.some(({ keepsIn }) => keepsIn)) return ['in_zone']
  return [
    ...(exitQuota !== null && exitsThatCount(holder?.exits ?? [], now).length >= exitQuota.times ? (['quota_used'] as const) : []),
    // On the way to work, never on the way home: a missing test keeps nobody out of where they live.
    ...(holder?.isTestOverdue === true ? (['test_overdue'] as const) : []),
  ]
}

/** Whoever has delivered leaves as they like. */
function aboutArrival({ arrivals }: GatePolicy, arrival: Exclude<Arrival, 'ambulance'>, { direction, isListedVehicle }: GateReading): Reason[] {
  const way = arrivals[arrival]
  if (direction === 'out' || way === 'enter' || isListedVehicle === true) return []
  return [way === 'dropZone' ? 'drop_zone' : 'vehicle_unlisted']
}

/** The stricter of what is known and what was seen: a green screenshot undoes nothing. */
function aboutStatus(holder: GateHolder | null, seen: SeenCode | undefined, now: Date): Reason[] {
  const known = holder?.status ?? null
  const holds = known !== null && (known.until === null || new Date(known.until) > now) ? known.verdict : null
  if (holds === 'red' || seen === 'red') return ['status_red']
  return holds === 'yellow' || seen === 'yellow' ? ['status_yellow'] : []
}

function weighs(reason: Reason, { medical, direction }: GateReading, { asksCode, isSent }: { asksCode: boolean; isSent: boolean }): boolean {
  if (reason === 'medical_way') return false
  if (isSent && ON_RECORD.has(reason)) return false
  if (medical === true && (direction === 'out' || MISSING.has(reason))) return false
  return asksCode || !IDENTITY.has(reason)
}

const stricter = (one: Outcome, other: Outcome): Outcome => (STRICTNESS.indexOf(other) > STRICTNESS.indexOf(one) ? other : one)
