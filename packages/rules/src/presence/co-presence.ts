// 时空交集: who was in the same place at the same time, how sure that is, and why. Times are milliseconds; a place is one gate or one spot.
import { CERTAINTIES, type Certainty, DOUBTS, type Doubt, type Identity, type Proof } from './words.ts'

const MINUTE_MS = 60_000

/** Figures of packs/presence.json. */
export type Figures = {
  /** Two passages of one gate at most so far apart are a meeting. */
  nearMinutes: number
  /** Two stays at one spot that share at least so much are a meeting. */
  minOverlapMinutes: number
}

type Common = { who: string; place: string; identity: Identity }
/** Through a gate at an instant. */
export type Passing = Common & { kind: 'gate'; at: number; direction: 'in' | 'out' }
/** At a spot from one instant until before another. `isAssumed`: nobody said when they left. */
export type Stay = Common & { kind: 'spot'; at: number; until: number; isAssumed: boolean; proof: Proof }
export type Trail = Passing | Stay

/** `minutes`: how far apart at a gate, how long together at a spot. `from` and `to`: both of them were there. */
export type Meeting = { who: string; place: string; kind: Trail['kind']; from: number; to: number; ms: number; doubts: readonly Doubt[] }

const isWeak = (identity: Identity) => identity === 'named' || identity === 'short'
function identityDoubts(one: Trail, other: Trail): Doubt[] {
  return [
    ...(isWeak(one.identity) || isWeak(other.identity) ? (['named'] as const) : []),
    ...(one.identity === 'said' || other.identity === 'said' ? (['said'] as const) : []),
  ]
}
/** At a gate, more than half of what still counts as near. */
export const isApart = (ms: number, { nearMinutes }: Figures): boolean => 2 * ms > nearMinutes * MINUTE_MS

/** How `other` met `own`, or null where they did not. A claim is no presence, on either side; nobody meets themselves. */
export function meet(own: Trail, other: Trail, figures: Figures): Meeting | null {
  if (own.who === other.who || own.place !== other.place) return null
  const of = { who: other.who, place: own.place, kind: own.kind }
  if (own.kind === 'gate' && other.kind === 'gate') {
    const ms = Math.abs(own.at - other.at)
    if (ms > figures.nearMinutes * MINUTE_MS) return null
    const doubts: Doubt[] = [
      ...identityDoubts(own, other),
      ...(own.direction === other.direction ? [] : (['otherDirection'] as const)),
      ...(isApart(ms, figures) ? (['apart'] as const) : []),
    ]
    return { ...of, from: Math.min(own.at, other.at), to: Math.max(own.at, other.at), ms, doubts }
  }
  if (own.kind !== 'spot' || other.kind !== 'spot' || own.proof === 'claimed' || other.proof === 'claimed') return null
  const [from, to] = [Math.max(own.at, other.at), Math.min(own.until, other.until)]
  if (to - from < Math.max(1, figures.minOverlapMinutes * MINUTE_MS)) return null
  const doubts: Doubt[] = [
    ...identityDoubts(own, other),
    ...(own.proof === 'rotating' || other.proof === 'rotating' ? (['rotating'] as const) : []),
    ...(own.isAssumed || other.isAssumed ? (['assumedStay'] as const) : []),
  ]
  return { ...of, from, to, ms: to - from, doubts }
}

/** How sure a meeting is. What somebody only said of themselves is never more than a hint; one or two doubts leave it likely. */
export function certaintyOf(doubts: readonly Doubt[]): Certainty {
  if (doubts.includes('said') || doubts.length > 2) return 'low'
  return doubts.length > 0 ? 'medium' : 'high'
}
export const surest = (all: readonly Certainty[]): Certainty => CERTAINTIES[Math.max(0, ...all.map((one) => CERTAINTIES.indexOf(one)))]!

/** Doubts as bits, as the database tells them. */
export const doubtsOf = (bits: number): Doubt[] => DOUBTS.filter((_, bit) => (bits & (1 << bit)) !== 0)
export const bitsOf = (doubts: readonly Doubt[]): number => doubts.reduce((bits, doubt) => bits | (1 << DOUBTS.indexOf(doubt)), 0)

export type Window = { from: number; to: number }
/** What of somebody's trail lies in a window: passages within it, and stays cut to it. */
export const within = (trail: readonly Trail[], { from, to }: Window): Trail[] =>
  trail.flatMap((one): Trail[] => {
    if (one.kind === 'gate') return one.at >= from && one.at < to ? [one] : []
    const cut = { ...one, at: Math.max(one.at, from), until: Math.min(one.until, to) }
    return cut.at < cut.until ? [cut] : []
  })

/** Whoever met `who` in the window, by place and time. `trails`: of everybody, in any order. */
export function ringOf(who: string, window: Window, trails: readonly Trail[], figures: Figures): Meeting[] {
  const own = Map.groupBy(
    within(
      trails.filter((one) => one.who === who),
      window,
    ),
    ({ place }) => place,
  )
  return trails
    .flatMap((other) => (own.get(other.place) ?? []).flatMap((one) => meet(one, other, figures) ?? []))
    .toSorted((one, other) => one.from - other.from || one.to - other.to || (one.who < other.who ? -1 : one.who > other.who ? 1 : 0))
}

/** Whom the second ring starts from: each of the first, from the moment they first met the case until the window ends. */
export const secondWindows = (first: readonly { who: string; from: number }[], window: Window): Map<string, Window> => {
  const windows = new Map<string, Window>()
  for (const { who, from } of first) windows.set(who, { from: Math.min(from, windows.get(who)?.from ?? from), to: window.to })
  return windows
}
/** The second ring: whoever met somebody of the first after that one had met the case, and is neither the case nor of the first ring. */
export function secondRingOf(who: string, window: Window, trails: readonly Trail[], figures: Figures): Meeting[] {
  const windows = secondWindows(ringOf(who, window, trails, figures), window)
  return [...windows].flatMap(([one, from]) => ringOf(one, from, trails, figures)).filter((met) => met.who !== who && !windows.has(met.who))
}
