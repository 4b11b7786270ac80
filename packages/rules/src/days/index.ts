// 日: local days as people count them, YYYY-MM-DD. A day has no hour and no zone; which day an instant belongs to is asked of the zone's keeper.
const DAY_MS = 86_400_000
// At noon, so that no rounding falls to the neighbour.
const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`)

export const addDays = (day: string, count: number): string => new Date(noonOf(day) + count * DAY_MS).toISOString().slice(0, 10)
/** Days from one to the other; negative when `to` lies before `from`. */
export const daysBetween = (from: string, to: string): number => Math.round((noonOf(to) - noonOf(from)) / DAY_MS)
export const laterDay = (one: string, other: string): string => (one > other ? one : other)
export const earlierDay = (one: string, other: string): string => (one < other ? one : other)
