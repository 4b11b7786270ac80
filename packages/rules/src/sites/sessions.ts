// 工地检测场次: teams with their tables go from site to site; how long each session lasts, and how long people wait there, by the simulation of a point.
import { type PointRun, type Service, simulatePoint } from '../screening/index.ts'

export const SESSION_KINDS = ['onSite', 'nearby', 'thirdParty'] as const
export type SessionKind = (typeof SESSION_KINDS)[number]
export const SESSION_STATES = ['planned', 'cancelled'] as const
export type SessionState = (typeof SESSION_STATES)[number]

/** Of packs/screening.json and packs/sites.json. `busyAtMost`: the share of its time a table works; `windowShare`: that in which people are called. */
export type Pace = { perTableHour: number; burstPerTableHour: number; serviceSpread: number; busyAtMost: number; windowShare: number; slotMinutes: number }
const HOUR_S = 3600
const STEP = 15

const serviceOf = ({ perTableHour, burstPerTableHour, serviceSpread }: Pace): Service => ({
  kind: 'lognormal',
  meanS: HOUR_S / perTableHour,
  leastS: HOUR_S / burstPerTableHour,
  spread: serviceSpread,
})
/** Minutes a session takes, in steps of a quarter of an hour. */
export const minutesFor = (people: number, tables: number, { perTableHour, busyAtMost }: Pace): number =>
  Math.max(STEP, Math.ceil((people * 60) / (tables * perTableHour * busyAtMost) / STEP) * STEP)
/** People a session of so many minutes takes. */
const peopleIn = (minutes: number, tables: number, { perTableHour, busyAtMost }: Pace): number =>
  Math.floor((minutes * tables * perTableHour * busyAtMost) / 60)

export type SessionWaits = { p95S: number; maxS: number; longestQueue: number; lastServedS: number }
/** Called up in slots over the first part of the session; the rest is for whoever still waits. `comes`: or everybody when they like. */
export function sessionWaits(
  { people, tables, minutes, comes = 'slots' }: { people: number; tables: number; minutes: number; comes?: 'slots' | 'free' },
  pace: Pace,
): SessionWaits {
  const windowS = minutes * 60 * pace.windowShare
  const arrivals: PointRun['arrivals'] =
    comes === 'free' ? { kind: 'free', windowS, weights: [1] } : { kind: 'slots', windowS, slotS: Math.min(windowS, pace.slotMinutes * 60) }
  const { p95S, maxS, longestQueue, lastServedS } = simulatePoint({ people, tables, arrivals, service: serviceOf(pace), seed: SEED }).now
  return { p95S, maxS, longestQueue, lastServedS }
}
/** Whoever asks the same is answered the same. */
const SEED = 20_220_710

export type Site = { id: string; people: number }
export type Session = { siteId: string; team: number; day: number; fromMinute: number; untilMinute: number; tables: number; people: number }
export type Teams = { teams: number; tables: number; fromMinute: number; untilMinute: number; travelMinutes: number; mostDays: number }

/**
 * The largest sites first, each to the team that is free first. A site too large for what is left of a team's day goes on the next morning.
 * `day` counts from 0. @returns sessions in the order of their time, and the people of each site who find no time
 */
export function planSessions(
  sites: readonly Site[],
  { teams, tables, fromMinute, untilMinute, travelMinutes, mostDays }: Teams,
  pace: Pace,
): { sessions: Session[]; left: Site[] } {
  const crews = Array.from({ length: Math.min(teams, tables) }, (_, team) => ({
    team,
    tables: Math.floor(((team + 1) * tables) / Math.min(teams, tables)) - Math.floor((team * tables) / Math.min(teams, tables)),
    day: 0,
    minute: fromMinute,
  }))
  const sessions: Session[] = []
  const left: Site[] = []
  const isOver = (day: number) => day >= mostDays
  for (const { id, people } of sites.toSorted((a, b) => b.people - a.people || a.id.localeCompare(b.id))) {
    if (people <= 0) continue
    // Free first; of those free at once the one with the most tables.
    const crew = crews.toSorted((a, b) => a.day - b.day || a.minute - b.minute || b.tables - a.tables || a.team - b.team)[0]
    let rest = people
    while (crew !== undefined && rest > 0 && !isOver(crew.day)) {
      const now = Math.min(rest, peopleIn(untilMinute - crew.minute, crew.tables, pace))
      // Nobody travels for a handful, unless it is all there is.
      if (now < Math.min(rest, peopleIn(2 * STEP, crew.tables, pace)) || now === 0) {
        crew.day += 1
        crew.minute = fromMinute
        if (peopleIn(untilMinute - fromMinute, crew.tables, pace) === 0) break
        continue
      }
      const until = Math.min(untilMinute, crew.minute + minutesFor(now, crew.tables, pace))
      sessions.push({ siteId: id, team: crew.team, day: crew.day, fromMinute: crew.minute, untilMinute: until, tables: crew.tables, people: now })
      rest -= now
      crew.minute = until + travelMinutes
      if (crew.minute >= untilMinute) {
        crew.day += 1
        crew.minute = fromMinute
      }
    }
    if (rest > 0) left.push({ id, people: rest })
  }
  return { sessions: sessions.toSorted((a, b) => a.day - b.day || a.fromMinute - b.fromMinute || a.team - b.team), left }
}

/** The fewest tables with which nobody waits longer than so many minutes; null where not even `most` are enough. */
export function leastTables(
  of: { people: number; minutes: number; comes: 'slots' | 'free' },
  { waitMinutes, most }: { waitMinutes: number; most: number },
  pace: Pace,
): number | null {
  for (let tables = 1; tables <= most; tables += 1) {
    if (peopleIn(of.minutes, tables, { ...pace, busyAtMost: 1 }) < of.people) continue
    if (sessionWaits({ ...of, tables }, pace).maxS <= waitMinutes * 60) return tables
  }
  return null
}
