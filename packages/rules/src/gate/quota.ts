// 出门次数: how often somebody, or a home, may go out.
import { DAY_MS, startOfLocalDay } from './local-time.ts'
import type { QUOTA_PER } from './vocabulary.ts'

/** `times` ways out in `days` local days, the present one among them. */
export type ExitQuota = { per: (typeof QUOTA_PER)[number]; times: number; days: number }

/** A way out counts until a midnight: kept as that, it does not say at what hour somebody went. */
export const exitCountsUntil = ({ days }: ExitQuota, at: Date): string => new Date(startOfLocalDay(at) + days * DAY_MS).toISOString()
/** The first instant whose ways out can still count. */
export const exitsCountSince = ({ days }: ExitQuota, now: Date): Date => new Date(startOfLocalDay(now) - (days - 1) * DAY_MS)

export const exitsThatCount = (exits: readonly string[], now: Date): readonly string[] => exits.filter((until) => new Date(until) > now)

/** When the next way out is free; null: now. */
export function nextExit({ times }: ExitQuota, exits: readonly string[], now: Date): string | null {
  const counting = exitsThatCount(exits, now).toSorted()
  return counting.length < times ? null : counting[counting.length - times]!
}
