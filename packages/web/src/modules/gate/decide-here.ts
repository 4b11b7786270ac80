// The verdict made on the phone, by the same rules as the server's.
import {
  decidePassage,
  hasPlate,
  isOfAnotherSide,
  isOpenAt,
  isTransportAt,
  isWhoseKnown,
  parseCode,
  readPlate,
  readShortCode,
  verifyCode,
} from '@xiaomen/rules/gate'
import { heeded, matchPlace } from '@xiaomen/rules/risk'
import { isDrillPage } from '../../platform/drill.ts'
import { dayOf } from '../../platform/text.ts'
import type { Arrival, Asked, CodeProblem, Direction, GateHolder, GateReading, GateStatus, MeansKind, Verdict } from '@xiaomen/rules/gate'
import type { SeenCode } from '@xiaomen/rules/status'
import type { Entry, GateList } from './offline-list.ts'

export type Means = { kind: MeansKind; value: string }
export type Shown = {
  means: Means
  direction: Direction
  temperatureC?: number
  whereFrom?: WhereFrom | undefined
  medical?: boolean
  seen?: SeenCode
  arrival?: Arrival
  plate?: string
}
/** As the guard picked it from the list on the phone; empty: none of them. */
export type WhereFrom = { riskAreaIds: string[]; place?: string }

export const isAsked = (asked: Asked, direction: Direction): boolean => asked === 'everybody' || (asked === 'entering' && direction === 'in')

/** What this phone itself saw pass: it is asked before the server has heard of it. */
export type Own = {
  /** Whether this proof was shown here before, by somebody who is through. */
  wasShown(proofKey: string, direction: Direction): boolean
  /** Ways out seen here since the list was made, each as the instant from which it counts no more. */
  exitsOf(quotaKey: string, since: string): readonly string[]
}
const NOTHING_SEEN: Own = { wasShown: () => false, exitsOf: () => [] }

export const isGateOpenHere = ({ list, clockOffsetMs }: GateList, deviceNow: number): boolean => isOpenAt(list.times, new Date(deviceNow + clockOffsetMs))

/** Where to send people from a gate that is closed while another one is the only one open; null: it is open, or closed for another reason. */
export const openInsteadHere = ({ list, clockOffsetMs }: GateList, deviceNow: number): string | null =>
  list.times.closedUntil !== null && new Date(list.times.closedUntil) > new Date(deviceNow + clockOffsetMs) ? list.openInstead : null

type Found = { problem: CodeProblem | null; entry: Entry | null; isUnproven?: boolean; proofKey?: string | null }
async function find(list: GateList, means: Means, now: Date): Promise<Found> {
  if (means.kind === 'short') {
    const digits = readShortCode(means.value)
    if (digits === null) return { problem: 'code_unreadable', entry: null }
    const entry = list.byShort.get(digits) ?? null
    return inItsTime(entry !== null && list.revoked.has(entry.codeId) ? { problem: 'code_revoked', entry: null } : { problem: null, entry }, now)
  }
  if (means.kind !== 'code') return { problem: null, entry: null }
  if (isOfAnotherSide(means.value, isDrillPage())) return { problem: 'code_foreign', entry: null }
  const parsed = parseCode(means.value)
  if (globalThis.crypto?.subtle === undefined) return { problem: 'code_unreadable', entry: null }
  const verified = await verifyCode(parsed, list.keys, now, crypto.subtle, list.revoked, {
    withdrawnKeys: list.withdrawnKeys,
    leastVersion: list.list.leastVersion,
  })
  if (verified.ok) {
    const isUnproven = verified.isBound && verified.proofKey === null
    return inItsTime({ problem: null, entry: list.byCode.get(verified.codeId) ?? null, isUnproven, proofKey: verified.proofKey }, now)
  }
  const isKnown = isWhoseKnown(verified.reason) && parsed.ok && parsed.kind === 'strip'
  return { problem: verified.reason, entry: isKnown ? (list.byCode.get(parsed.codeId) ?? null) : null }
}

/** A pass may begin, or end, while the phone is without network. */
function inItsTime(found: Found, now: Date): Found {
  const { from = null, until = null } = found.entry ?? {}
  if (from !== null && new Date(from) > now) return { problem: 'code_not_yet', entry: null }
  return until !== null && new Date(until) <= now ? { problem: 'code_expired', entry: null } : found
}

function holderHere(entry: Entry | null, own: Own, since: string): GateHolder | null {
  if (entry === null || entry.quotaKey === null) return entry?.holder ?? null
  return { ...entry.holder, exits: [...(entry.holder.exits ?? []), ...own.exitsOf(entry.quotaKey, since)] }
}

/** The places of the phone's list that count at this gate now. */
export const heededHere = ({ list, clockOffsetMs }: GateList, deviceNow: number) =>
  heeded(list.riskAreas, list.policy.whereFrom, dayOf(new Date(deviceNow + clockOffsetMs)))

function isFromRiskArea(list: GateList, whereFrom: WhereFrom | undefined, deviceNow: number): boolean | undefined {
  if (whereFrom === undefined) return undefined
  const listed = heededHere(list, deviceNow)
  return listed.some((area) => whereFrom.riskAreaIds.includes(area.id)) || (whereFrom.place !== undefined && matchPlace(listed, whereFrom.place).length > 0)
}

/** 急救转运 beneath this gate that are under way: what the guard has to let through at once. */
export const transportsHere = ({ list, clockOffsetMs }: GateList, deviceNow: number) =>
  list.transports.filter((one) => isTransportAt(one, new Date(deviceNow + clockOffsetMs)))

const isTransportVehicle = ({ list }: GateList, { arrival, plate }: Shown, now: Date): boolean =>
  arrival !== undefined && hasPlate(arrival) && plate !== undefined && list.transports.some((one) => one.plate === readPlate(plate) && isTransportAt(one, now))

/** Documents and doors are not on the phone: they end in "cannot tell" here, never in a dead end. */
export async function decideHere(
  list: GateList,
  shown: Shown,
  deviceNow: number,
  own: Own = NOTHING_SEEN,
): Promise<{ verdict: Verdict; credentialId: string | null; status: GateStatus | null }> {
  const now = new Date(deviceNow + list.clockOffsetMs)
  const { problem: wrong, entry, isUnproven = false, proofKey = null } = await find(list, shown.means, now)
  // A family shows one code for each of them, one after the other.
  const isReplayed = proofKey !== null && entry?.passClass !== 'family' && own.wasShown(proofKey, shown.direction)
  const problem = wrong ?? (isReplayed ? 'code_replayed' : null)
  const reading: GateReading = {
    direction: shown.direction,
    means: shown.means.kind,
    problem,
    temperatureC: shown.temperatureC,
    isFromRiskArea: isFromRiskArea(list, shown.whereFrom, deviceNow),
    medical: shown.medical,
    seen: shown.seen,
    isUnproven,
    // Plates of vehicles on the list are not on the phone: without the server the guard looks at the papers. That of a transport is.
    arrival: shown.arrival,
    isTransportVehicle: isTransportVehicle(list, shown, now),
  }
  const verdict = decidePassage(
    list.list.policy,
    {
      holder: holderHere(entry, own, list.list.issuedAt),
      isGateOpen: isOpenAt(list.list.times, now),
      asOf: new Date(list.list.issuedAt),
      zones: list.list.zones,
    },
    reading,
    now,
  )
  return { verdict, credentialId: entry?.credentialId ?? null, status: entry?.holder.status ?? null }
}
