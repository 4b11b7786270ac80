// 排场次: every site that has no session to come is given one, or several, by teams that go from one to the next.
import { type sites, sitesErrors } from '@xiaomen/contract'
import { addDays } from '@xiaomen/rules/days'
import { leastTables, planSessions, sessionWaits } from '@xiaomen/rules/sites'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import { clockOf, minuteOf } from '../../../platform/time.ts'
import { figures, pace } from '../figures.ts'
import * as repo from '../repo.ts'
import { type Roster, rostersAt } from '../rosters.ts'
import type { SessionRow } from '../tables.ts'
import { areaFor, official } from './place.ts'

type Sites = Handlers<typeof sites>
const MOST = 500
const siteOf = ({ enterprise, personIds }: Roster) => ({ enterpriseId: enterprise.id, name: enterprise.name, workers: personIds.length })

export const listSites: Sites['listSites'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'sites.read', areaId)
  const today = localDay(ctx.now)
  const holding = Map.groupBy(await repo.listHolding(ctx, area.path), (row) => row.enterprise_id)
  const rosters = [...(await rostersAt(ctx, area.path, new Set(holding.keys()))).values()]
  const lines = rosters.map((roster) => {
    const of = holding.get(roster.enterprise.id) ?? []
    const next = of.find(({ day }) => day >= today)
    const past = of.filter(({ day }) => day < today).at(-1)
    return {
      ...siteOf(roster),
      next: next === undefined ? null : { sessionId: next.id, day: next.day, fromClock: next.from_clock, untilClock: next.until_clock },
      lastDay: past?.day ?? null,
    }
  })
  const sorted = lines.toSorted((a, b) => Number(a.next !== null) - Number(b.next !== null) || b.workers - a.workers || a.name.localeCompare(b.name, 'zh'))
  const { waitMinutes } = figures()
  return {
    today,
    sites: sorted.slice(0, MOST),
    workers: lines.reduce((sum, { workers }) => sum + workers, 0),
    isCut: sorted.length > MOST,
    waitMinutes: waitMinutes.value,
    isDraft: waitMinutes.isDraft,
  }
}

type Planned = Parameters<Sites['previewPlan']>[1]
async function propose(ctx: Ctx, { areaId, fromDay, fromClock, untilClock, teams, tables, mostDays }: Planned) {
  const area = await areaFor(ctx, 'sites.plan', areaId)
  if (fromDay < localDay(ctx.now)) throw fail(sitesErrors, 'sites.day_past')
  const busy = new Set((await repo.listHolding(ctx, area.path)).filter(({ day }) => day >= localDay(ctx.now)).map((row) => row.enterprise_id))
  const rosters = new Map([...(await rostersAt(ctx, area.path))].filter(([id]) => !busy.has(id)))
  const known = pace()
  const plan = planSessions(
    [...rosters].map(([id, { personIds }]) => ({ id, people: personIds.length })),
    { teams, tables, fromMinute: minuteOf(fromClock), untilMinute: minuteOf(untilClock), travelMinutes: figures().travelMinutes.value, mostDays },
    known,
  )
  const sessions = plan.sessions.map((one) => {
    const waits = sessionWaits({ people: one.people, tables: one.tables, minutes: one.untilMinute - one.fromMinute }, known)
    return { ...one, roster: rosters.get(one.siteId)!, on: addDays(fromDay, one.day), waits }
  })
  return { sessions, left: plan.left.map(({ id, people }) => ({ ...siteOf(rosters.get(id)!), workers: people })) }
}

export const previewPlan: Sites['previewPlan'] = async (ctx, input) => {
  const { sessions, left } = await propose(ctx, input)
  const most = figures().waitMinutes.value
  return {
    sessions: sessions.map(({ roster, on, fromMinute, untilMinute, tables, people, team, waits }) => ({
      enterpriseId: roster.enterprise.id,
      name: roster.enterprise.name,
      day: on,
      fromClock: clockOf(fromMinute),
      untilClock: clockOf(untilMinute),
      tables,
      people,
      team: team + 1,
      maxWaitMinutes: Math.ceil(waits.maxS / 60),
      longestQueue: waits.longestQueue,
      isInTime: waits.maxS <= most * 60,
    })),
    left,
    people: sessions.reduce((sum, { people }) => sum + people, 0),
    days: new Set(sessions.map(({ day }) => day)).size,
    maxWaitMinutes: Math.ceil(sessions.reduce((max, { waits }) => Math.max(max, waits.maxS), 0) / 60),
  }
}

export const savePlan: Sites['savePlan'] = async (ctx, { id, ...input }) => {
  const { sessions, left } = await propose(ctx, input)
  // A plan is one wherever it runs, also where the caller sees nothing.
  const known = await seeingAll(ctx, () => repo.countOfPlan(ctx, id))
  if (known > 0) return { sessions: known, left: left.length }
  if (sessions.length === 0) throw fail(sitesErrors, 'sites.nobody')
  const by = official(ctx)
  const rows = sessions.map(({ roster: { enterprise }, on, fromMinute, untilMinute, tables, people, waits }): SessionRow => ({
    community_id: enterprise.communityId,
    id: uuidv7(),
    area_path: enterprise.path,
    enterprise_id: enterprise.id,
    plan_id: id,
    kind: 'onSite',
    day: on,
    from_clock: clockOf(fromMinute),
    until_clock: clockOf(untilMinute),
    tables,
    people,
    point_name: null,
    provider: null,
    sealed_contact: null,
    provider_staff: null,
    max_wait_s: Math.ceil(waits.maxS),
    longest_queue: waits.longestQueue,
    state: 'planned',
    made_by: by,
    made_at: ctx.now,
    delete_on: addDays(on, figures().keepDays.value),
    version: 1,
  }))
  return { sessions: await repo.insertSessions(ctx, rows), left: left.length }
}

/** As many as one point ever has. */
const MOST_TABLES = 50
export const tryPoint: Sites['tryPoint'] = async (ctx, { areaId, people, fromClock, untilClock, comes }) => {
  await areaFor(ctx, 'sites.plan', areaId)
  const waitMinutes = figures().waitMinutes.value
  const of = { people, minutes: minuteOf(untilClock) - minuteOf(fromClock), comes }
  const tables = leastTables(of, { waitMinutes, most: MOST_TABLES }, pace())
  const waits = tables === null ? null : sessionWaits({ ...of, tables }, pace())
  return { tables, maxWaitMinutes: waits === null ? 0 : Math.ceil(waits.maxS / 60), longestQueue: waits?.longestQueue ?? 0, waitMinutes }
}
