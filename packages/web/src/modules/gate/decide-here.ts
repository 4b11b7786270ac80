// The verdict made on the phone, by the same rules as the server's.
import { codeIdOfCard, decidePassage, parseCode, readShortCode, verifyCode } from '@xiaomen/rules/gate'
import { heeded, matchPlace } from '@xiaomen/rules/risk'
import { dayOf } from '../../platform/text.ts'
import type { Asked, CodeProblem, Direction, GateReading, GateStatus, MeansKind, Verdict } from '@xiaomen/rules/gate'
import type { SeenCode } from '@xiaomen/rules/status'
import type { Entry, GateList } from './offline-list.ts'

export type Means = { kind: MeansKind; value: string }
export type Shown = { means: Means; direction: Direction; temperatureC?: number; whereFrom?: WhereFrom | undefined; medical?: boolean; seen?: SeenCode }
/** As the guard picked it from the list on the phone; empty: none of them. */
export type WhereFrom = { riskAreaIds: string[]; place?: string }

export const isAsked = (asked: Asked, direction: Direction): boolean => asked === 'everybody' || (asked === 'entering' && direction === 'in')

type Found = { problem: CodeProblem | null; entry: Entry | null }
async function find(list: GateList, means: Means, now: Date): Promise<Found> {
  if (means.kind === 'short') {
    const digits = readShortCode(means.value)
    if (digits === null) return { problem: 'code_unreadable', entry: null }
    const entry = list.byShort.get(digits) ?? null
    return entry !== null && list.revoked.has(entry.codeId) ? { problem: 'code_revoked', entry } : { problem: null, entry }
  }
  if (means.kind !== 'code') return { problem: null, entry: null }
  const parsed = parseCode(means.value)
  if (globalThis.crypto?.subtle === undefined) return { problem: 'code_unreadable', entry: null }
  const verified = await verifyCode(parsed, list.keys, now, crypto.subtle, list.revoked)
  if (!verified.ok) {
    const codeId = parsed.ok ? (parsed.kind === 'strip' ? parsed.codeId : await codeIdOfCard(parsed.secret, crypto.subtle)) : null
    return { problem: verified.reason, entry: verified.reason === 'code_forged' || codeId === null ? null : (list.byCode.get(codeId) ?? null) }
  }
  return { problem: null, entry: list.byCode.get(verified.codeId) ?? null }
}

/** The places of the phone's list that count at this gate now. */
export const heededHere = ({ list, clockOffsetMs }: GateList, deviceNow: number) =>
  heeded(list.riskAreas, list.policy.whereFrom, dayOf(new Date(deviceNow + clockOffsetMs)))

function isFromRiskArea(list: GateList, whereFrom: WhereFrom | undefined, deviceNow: number): boolean | undefined {
  if (whereFrom === undefined) return undefined
  const listed = heededHere(list, deviceNow)
  return listed.some((area) => whereFrom.riskAreaIds.includes(area.id)) || (whereFrom.place !== undefined && matchPlace(listed, whereFrom.place).length > 0)
}

/** Documents and doors are not on the phone: they end in "cannot tell" here, never in a dead end. */
export async function decideHere(
  list: GateList,
  shown: Shown,
  deviceNow: number,
): Promise<{ verdict: Verdict; credentialId: string | null; status: GateStatus | null }> {
  const now = new Date(deviceNow + list.clockOffsetMs)
  const { problem, entry } = await find(list, shown.means, now)
  const reading: GateReading = {
    direction: shown.direction,
    means: shown.means.kind,
    problem,
    temperatureC: shown.temperatureC,
    isFromRiskArea: isFromRiskArea(list, shown.whereFrom, deviceNow),
    medical: shown.medical,
    seen: shown.seen,
  }
  const verdict = decidePassage(
    list.list.policy,
    { holder: entry?.holder ?? null, isGateOpen: list.list.isGateOpen, asOf: new Date(list.list.issuedAt) },
    reading,
    now,
  )
  return { verdict, credentialId: entry?.credentialId ?? null, status: entry?.holder.status ?? null }
}
