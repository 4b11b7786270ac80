// 巡防的账: expected rounds × check points − visited. No clock and no zone: days come in as the instants they begin at.
import type { RoundState } from './words.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60
/** One round in a quarter of an hour at most. */
export const MOST_TIMES = 96
export const MOST_POINTS = 40

/** Minutes of the day of 'HH:MM'. */
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const timeOf = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Every so many minutes through the day, from midnight. `minutes`: whole, from 15 to 1440. */
export const timesEvery = (minutes: number): string[] => Array.from({ length: Math.floor(DAY_MINUTES / minutes) }, (_, at) => timeOf(at * minutes))

/** True when no visit could belong to two rounds, also over midnight: any two times are more than twice the tolerance apart. */
export function areApart(times: readonly string[], toleranceMinutes: number): boolean {
  const sorted = times.map(minutesOf).toSorted((a, b) => a - b)
  return sorted.every((minutes, at) => {
    const next = sorted[at + 1] ?? sorted[0]! + DAY_MINUTES
    return next - minutes > 2 * toleranceMinutes
  })
}

/** What a route asked for from an instant (milliseconds) on, until the next one. */
export type Timetable = { from: number; times: readonly string[]; toleranceMinutes: number }
export type Slot = { at: number; from: number; until: number }

/**
 * The rounds of these days, in order. `dayStarts`: instants local days begin at. A timetable asks for the rounds that are due in its own time and over
 * before the next one; none of them begins before it does, so that no visit counts for an old round and a new one.
 */
export function slotsOf(timetables: readonly Timetable[], dayStarts: readonly number[]): Slot[] {
  const inOrder = timetables.toSorted((a, b) => a.from - b.from)
  return inOrder
    .flatMap(({ from, times, toleranceMinutes }, index) => {
      const end = inOrder[index + 1]?.from ?? Number.POSITIVE_INFINITY
      const tolerance = toleranceMinutes * MINUTE_MS
      return dayStarts
        .flatMap((start) => times.map((time) => start + minutesOf(time) * MINUTE_MS))
        .filter((at) => at >= from)
        .map((at) => ({ at, from: Math.max(at - tolerance, from), until: at + tolerance }))
        .filter((slot) => slot.until < end)
    })
    .toSorted((a, b) => a.at - b.at)
}

/** A check point, from when until when it was one. */
export type Point = { id: string; from: number; until: number | null }
export type Visit = { pointId: string; at: number }
export type Round = Slot & {
  state: RoundState
  /** The first visit to each point, in milliseconds. */
  visited: ReadonlyMap<string, number>
  missing: readonly string[]
}

/** Each round with the points that were there when it was due and until it was over. A visit counts for the one round whose time it falls in. */
export function roundsOf(slots: readonly Slot[], points: readonly Point[], visits: readonly Visit[], now: number): Round[] {
  return slots.map((slot) => {
    const expected = points.filter(({ from, until }) => from <= slot.at && (until === null || until > slot.until)).map(({ id }) => id)
    const visited = new Map<string, number>()
    for (const { pointId, at } of visits)
      if (at >= slot.from && at <= slot.until && expected.includes(pointId)) visited.set(pointId, Math.min(at, visited.get(pointId) ?? at))
    const missing = expected.filter((id) => !visited.has(id))
    return { ...slot, state: stateOf(slot, missing.length, expected.length, now), visited, missing }
  })
}

function stateOf({ from, until }: Slot, missing: number, expected: number, now: number): RoundState {
  if (now < from) return 'ahead'
  if (missing === 0 && expected > 0) return 'done'
  if (now <= until) return 'open'
  return missing === 0 ? 'done' : 'missed'
}
