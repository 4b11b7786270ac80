import { describe, expect, test } from 'vitest'
import { leastTables, minutesFor, type Pace, planSessions, sessionWaits } from './index.ts'

const PACE: Pace = { perTableHour: 40, burstPerTableHour: 120, serviceSpread: 0.6, busyAtMost: 0.85, windowShare: 0.9, slotMinutes: 30 }
const DAY = { fromMinute: 8 * 60, untilMinute: 18 * 60, travelMinutes: 30, mostDays: 14 }

/** 58 sites of very different sizes, 10,369 workers in all. */
function sitesOf(count: number, people: number) {
  const weights = Array.from({ length: count }, (_, at) => 1 + ((at * 37) % 23))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let left = people
  return weights.map((weight, at) => {
    const own = at === count - 1 ? left : Math.round((people * weight) / total)
    left -= own
    return { id: `site-${String(at).padStart(2, '0')}`, people: own }
  })
}
const sum = (list: readonly { people: number }[]) => list.reduce((total, { people }) => total + people, 0)

describe('TEST-07 sessions of sites', () => {
  test('A6 58 sites with 10,369 workers, 10 points and 15 staff: everybody has a session, and nobody waits half an hour', () => {
    const sites = sitesOf(58, 10_369)
    expect(sum(sites)).toBe(10_369)
    const { sessions, left } = planSessions(sites, { ...DAY, teams: 10, tables: 15 }, PACE)
    expect(left).toEqual([])
    expect(sum(sessions)).toBe(10_369)
    for (const { id, people } of sites) expect(sum(sessions.filter(({ siteId }) => siteId === id)), id).toBe(people)
    expect(Math.max(...sessions.map(({ day }) => day))).toBeLessThan(4)
    for (const session of sessions) {
      const minutes = session.untilMinute - session.fromMinute
      const waits = sessionWaits({ people: session.people, tables: session.tables, minutes }, PACE)
      expect(waits.maxS, JSON.stringify(session)).toBeLessThan(30 * 60)
    }
  })
  test('a team is at one site at a time, within the hours, with time to travel; its tables are those there are', () => {
    const { sessions } = planSessions(sitesOf(58, 10_369), { ...DAY, teams: 10, tables: 15 }, PACE)
    for (const of of Map.groupBy(sessions, ({ team, day }) => `${team} ${day}`).values()) {
      for (const [at, one] of of.entries()) {
        expect(one.fromMinute).toBeGreaterThanOrEqual(DAY.fromMinute)
        expect(one.untilMinute).toBeLessThanOrEqual(DAY.untilMinute)
        if (at > 0) expect(one.fromMinute - of[at - 1]!.untilMinute).toBeGreaterThanOrEqual(DAY.travelMinutes)
      }
    }
    expect([...new Map(sessions.map(({ team, tables }) => [team, tables])).values()].reduce((total, tables) => total + tables, 0)).toBe(15)
  })
  test('who finds no time in the days there are is told, not dropped', () => {
    const sites = [
      { id: 'a', people: 2_000 },
      { id: 'b', people: 100 },
    ]
    const { sessions, left } = planSessions(sites, { ...DAY, teams: 1, tables: 1, mostDays: 1 }, PACE)
    expect(sum(sessions) + sum(left)).toBe(2_100)
    expect(left.length).toBeGreaterThan(0)
    expect(planSessions([{ id: 'a', people: 0 }], { ...DAY, teams: 1, tables: 1 }, PACE)).toEqual({ sessions: [], left: [] })
    expect(planSessions(sites, { ...DAY, teams: 0, tables: 0 }, PACE)).toEqual({ sessions: [], left: [sites[0], sites[1]] })
  })
  test('more tables never make a session longer', () => {
    for (const people of [1, 20, 300, 2_500])
      for (let tables = 1; tables < 12; tables += 1) expect(minutesFor(people, tables + 1, PACE)).toBeLessThanOrEqual(minutesFor(people, tables, PACE))
  })
  test('A6 a thousand couriers a day at one point, whenever they like: with the tables that are found nobody waits half an hour, with fewer somebody does', () => {
    const of = { people: 1_000, minutes: 14 * 60, comes: 'free' as const }
    const tables = leastTables(of, { waitMinutes: 30, most: 20 }, PACE)!
    expect(tables).toBeLessThanOrEqual(3)
    expect(sessionWaits({ ...of, tables }, PACE).maxS).toBeLessThanOrEqual(1_800)
    expect(sessionWaits({ ...of, tables: tables - 1 }, PACE).maxS).toBeGreaterThan(1_800)
    expect(leastTables({ ...of, people: 100_000 }, { waitMinutes: 30, most: 5 }, PACE)).toBeNull()
  })
})
