// 状态判定: what somebody's signals come to, by the pack that holds at their door. The strictest that holds today is the verdict.
import type { ReasonClass, SignalKind, StatusVerdict } from './words.ts'
import { STATUS_VERDICTS } from './words.ts'

export type KindRule = { verdict: StatusVerdict; reason: ReasonClass; /** How long it holds where the source does not say. */ days: number }
/** packs/<id>/<edition>/status.json */
export type StatusPolicy = { kinds: Readonly<Record<SignalKind, KindRule>> }
export type HeldSignal = { id: string; kind: SignalKind; from: Date; until: Date; isAutomatic: boolean }
export type Standing = {
  verdict: StatusVerdict
  /** Null while nothing stands against somebody. */
  reason: ReasonClass | null
  signalId: string | null
  /** When it ends by itself, or something that waits begins: the moment to look again. */
  until: Date | null
  /** Nobody has looked at it: whom it hurts may ask that somebody does (个人信息保护法 art. 24). */
  isAutomatic: boolean
}

const DAY_MS = 86_400_000
export const endOf = (from: Date, rule: KindRule): Date => new Date(from.getTime() + rule.days * DAY_MS)
const rank = (verdict: StatusVerdict): number => STATUS_VERDICTS.indexOf(verdict)

/** Of two that are as strict the one that holds longer, then the first: the order they come in changes nothing. */
export function standingOf(signals: readonly HeldSignal[], policy: StatusPolicy, now: Date): Standing {
  let worst: HeldSignal | null = null
  for (const signal of signals) {
    if (signal.from > now || signal.until <= now || policy.kinds[signal.kind].verdict === 'green') continue
    if (worst === null || isStricter(signal, worst, policy)) worst = signal
  }
  const begins = signals.filter((signal) => signal.from > now).map((signal) => signal.from.getTime())
  const next = Math.min(worst?.until.getTime() ?? Infinity, ...begins)
  const until = Number.isFinite(next) ? new Date(next) : null
  if (worst === null) return { verdict: 'green', reason: null, signalId: null, until, isAutomatic: false }
  const { verdict, reason } = policy.kinds[worst.kind]
  return { verdict, reason, signalId: worst.id, until, isAutomatic: worst.isAutomatic }
}

function isStricter(one: HeldSignal, other: HeldSignal, { kinds }: StatusPolicy): boolean {
  const difference = rank(kinds[one.kind].verdict) - rank(kinds[other.kind].verdict)
  if (difference !== 0) return difference > 0
  if (one.until.getTime() !== other.until.getTime()) return one.until > other.until
  return one.id < other.id
}

const SAME_MATTER: readonly (readonly SignalKind[])[] = [
  ['codeGreen', 'codeYellow', 'codeRed'],
  ['testOverdue', 'testNegative'],
]
/** The kinds that a newer word of the same source puts aside. */
export const supersededBy = (kind: SignalKind): readonly SignalKind[] => SAME_MATTER.find((kinds) => kinds.includes(kind)) ?? [kind]

/** Whether the verdict hurts: whoever it hurts is told why, by whom, and may ask for it to be put right. */
export const hurts = (verdict: StatusVerdict): boolean => verdict !== 'green'
