// 日: local days as people count them, YYYY-MM-DD. A day has no hour and no zone; which day an instant belongs to is asked of the zone's keeper.
const DAY_MS = 86_400_000
// A day is named and numbered again and again, for a hundred thousand people in a night: what was worked out once is remembered. The contract knows
// days from 1850 to 2199, so these never hold more than 128,000.
const numbers = new Map<string, number>()
const names = new Map<number, string>()

/** Days since 1 January 1970. */
function numberOf(day: string): number {
  let number = numbers.get(day)
  if (number === undefined) {
    number = Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
    numbers.set(day, number)
  }
  return number
}
function nameOf(number: number): string {
  let name = names.get(number)
  if (name === undefined) {
    name = new Date(number * DAY_MS).toISOString().slice(0, 10)
    names.set(number, name)
  }
  return name
}

export const addDays = (day: string, count: number): string => nameOf(numberOf(day) + count)
/** Days from one to the other; negative when `to` lies before `from`. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from)
export const laterDay = (one: string, other: string): string => (one > other ? one : other)
export const earlierDay = (one: string, other: string): string => (one < other ? one : other)
