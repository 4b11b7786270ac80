// 大规模核酸筛查的测算: from how many live where to points, tables, hands, tubes, tests and hours.
import type { AreaRun, PointSize } from './area-run.ts'
import type { Figures } from './figures.ts'
import type { Arrivals, Service } from './point.ts'
import { type Pool, testsPerPerson } from './pool.ts'

export const ARRIVAL_KINDS = ['slots', 'free'] as const
export type ArrivalKind = (typeof ARRIVAL_KINDS)[number]

/** As the ledger counts them. `homes`: those where somebody lives; `homebound` are sampled at their door, `special` are let through first: both are among `people`. */
export type Heads = { people: number; homes: number; homebound: number; special: number }
export type Asked = {
  hours: number
  /** Share of positive people that is expected. */
  positivity: number
  pool: Pool
  /** Null: as many as the figures ask for. */
  tablesPerPoint: number | null
}

export type CommunityPlan = Heads & {
  points: PointSize[]
  tables: number
  samplers: number
  others: number
  doorTeams: number
  tubes: number
  swabs: number
  tests: number
  /** By the planned pace of the tables, at the slowest point. */
  hours: number
  yuan: number
}
export const TOTALS = [
  'people',
  'homes',
  'homebound',
  'special',
  'tables',
  'samplers',
  'others',
  'doorTeams',
  'tubes',
  'swabs',
  'tests',
  'yuan',
] as const satisfies readonly (keyof CommunityPlan)[]
export type Totals = Record<(typeof TOTALS)[number], number> & { points: number; hours: number }

/** Into parts of about the middle of the two, none larger than `most`. */
export const partsOf = (count: number, least: number, most: number): number =>
  count <= 0 ? 0 : Math.max(1, Math.ceil(count / most), Math.round(count / ((least + most) / 2)))

/** So many tables that the people are served within the hours with the tables busy for no larger a share than the figures allow. */
const tablesFor = (people: number, hours: number, figures: Figures): number => Math.ceil(people / (figures.perTableHour * hours * figures.busyAtMost))

function pointsOf(people: number, { hours, tablesPerPoint }: Asked, figures: Figures): PointSize[] {
  const count = partsOf(people, figures.peoplePerPointLeast, figures.peoplePerPointMost)
  return Array.from({ length: count }, (_, at) => {
    const own = Math.floor(((at + 1) * people) / count) - Math.floor((at * people) / count)
    const advised = Math.max(partsOf(own, figures.peoplePerTableLeast, figures.peoplePerTableMost), tablesFor(own, hours, figures))
    return { people: own, tables: tablesPerPoint ?? advised }
  })
}

/** `household`: the mean size of a home stands for all of them. */
const poolSizeOf = (pool: Pool, { people, homes }: Heads): number => (pool === 'household' ? Math.max(1, people / Math.max(1, homes)) : Number(pool))
const tubesAt = (people: number, size: number): number => Math.ceil(people / size)
const withSpare = (count: number, { reserveShare }: Figures): number => Math.ceil(count * (1 + reserveShare))

export function planCommunity(heads: Heads, asked: Asked, figures: Figures): CommunityPlan {
  const atPoints = Math.max(0, heads.people - heads.homebound)
  const points = pointsOf(atPoints, asked, figures)
  const tables = points.reduce((sum, point) => sum + point.tables, 0)
  // As many as the guide asks for, and somebody at each table at any time.
  const samplers = points.reduce((sum, point) => sum + Math.max(point.tables, Math.ceil(point.people / figures.peoplePerSampler)), 0)
  const others = points.length * figures.othersPerPoint + tables * figures.othersPerTable
  const doorTeams = heads.homebound === 0 ? 0 : Math.ceil(heads.homebound / (figures.doorsPerTeamHour * asked.hours))
  const size = poolSizeOf(asked.pool, heads)
  // At a door everybody has a tube of their own: nobody else is there to share it.
  const tubes = withSpare(points.reduce((sum, point) => sum + tubesAt(point.people, size), 0) + heads.homebound, figures)
  const swabs = withSpare(heads.people, figures)
  const tests = Math.ceil(atPoints * testsPerPerson(size, asked.positivity)) + heads.homebound
  const staff = samplers + others + doorTeams * figures.peoplePerTeam
  return {
    ...heads,
    points,
    tables,
    samplers,
    others,
    doorTeams,
    tubes,
    swabs,
    tests,
    hours: Math.max(0, ...points.map((point) => point.people / (point.tables * figures.perTableHour))),
    yuan: Math.round(swabs * figures.swabYuan + tubes * figures.tubeYuan + tests * figures.testYuan + staff * figures.staffYuan),
  }
}

export function totalsOf(plans: readonly CommunityPlan[]): Totals {
  const sums = Object.fromEntries(TOTALS.map((key) => [key, plans.reduce((sum, plan) => sum + plan[key], 0)])) as Record<(typeof TOTALS)[number], number>
  return {
    ...sums,
    points: plans.reduce((sum, { points }) => sum + points.length, 0),
    hours: Math.max(0, ...plans.map(({ hours }) => hours)),
  }
}

const HOUR_S = 3600
/** What the points of a plan are run with. People are called up, or come, in the first part of the hours; the rest is for whoever still waits. */
export function runOf(
  plans: readonly Pick<CommunityPlan, 'points'>[],
  { hours, kind, weights, seed }: { hours: number; kind: ArrivalKind; weights: readonly number[]; seed: number },
  figures: Figures,
): AreaRun {
  const windowS = hours * HOUR_S * figures.windowShare
  const arrivals: Arrivals = kind === 'free' ? { kind, windowS, weights } : { kind, windowS, slotS: Math.min(windowS, figures.slotMinutes * 60) }
  // No table is quicker than a burst, whoever comes.
  const service: Service = {
    kind: 'lognormal',
    meanS: HOUR_S / figures.perTableHour,
    leastS: HOUR_S / figures.burstPerTableHour,
    spread: figures.serviceSpread,
  }
  return { communities: plans.map(({ points }) => points), arrivals, service, seed }
}

export const PACES = ['planned', 'burst', 'beyond'] as const
export type Pace = (typeof PACES)[number]
/** How many come to a table in the busiest part of the window, and what that asks of it. */
export function peakOf(
  { communities, arrivals }: AreaRun,
  { perTableHour, burstPerTableHour }: Pick<Figures, 'perTableHour' | 'burstPerTableHour'>,
): { perTableHour: number; pace: Pace } {
  const weights = arrivals.kind === 'free' ? arrivals.weights : [1]
  const share = (Math.max(...weights) / weights.reduce((sum, weight) => sum + weight, 0)) * weights.length
  const mostPerTable = communities.flat().reduce((most, point) => Math.max(most, point.people / point.tables), 0)
  const peak = (mostPerTable / (arrivals.windowS / HOUR_S)) * share
  return { perTableHour: peak, pace: peak <= perTableHour ? 'planned' : peak <= burstPerTableHour ? 'burst' : 'beyond' }
}
