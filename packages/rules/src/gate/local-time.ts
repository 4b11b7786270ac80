// Days and hours of the neighbourhood, for rules that run on phones without Temporal.

/** China has one zone and has had no summer time since 1991. */
const OFFSET_MS = 8 * 3_600_000
export const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The instant at which the local day of this instant began. */
export const startOfLocalDay = (at: Date): number => Math.floor((at.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS

/** Weekday (1 Monday … 7 Sunday) and minute of the local day. */
export function localMinute(at: Date): { weekday: number; minute: number } {
  const day = Math.floor((at.getTime() + OFFSET_MS) / DAY_MS)
  // 1 January 1970 was a Thursday.
  return { weekday: ((day + 3) % 7) + 1, minute: Math.floor((at.getTime() - startOfLocalDay(at)) / MINUTE_MS) }
}
