// 开门时间: when a gate is open, by hand, by the clock, and while another one is the only one.
import { localMinute } from './local-time.ts'

/** `from` and `to` as HH:MM; past midnight where `to` is not later, all day where they are the same. `days`: on which it begins, 1 Monday … 7 Sunday. */
export type OpenHours = { days: number[]; from: string; to: string }
export type GateTimes = {
  /** Closed by hand otherwise. */
  isOpen: boolean
  /** None: always. */
  hours: OpenHours[]
  /** Another gate of the place is the only one open until then. */
  closedUntil: string | null
}

const minuteOfDay = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

export function isWithin({ days, from, to }: OpenHours, at: Date): boolean {
  const { weekday, minute } = localMinute(at)
  const [first, last] = [minuteOfDay(from), minuteOfDay(to)]
  const yesterday = weekday === 1 ? 7 : weekday - 1
  const isToday = days.includes(weekday)
  if (first < last) return isToday && minute >= first && minute < last
  return (isToday && minute >= first) || (days.includes(yesterday) && minute < last)
}

export const isOpenAt = ({ isOpen, hours, closedUntil }: GateTimes, at: Date): boolean =>
  isOpen && (closedUntil === null || new Date(closedUntil) <= at) && (hours.length === 0 || hours.some((one) => isWithin(one, at)))
