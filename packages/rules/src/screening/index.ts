// 大规模核酸筛查预案: how many points, tables, hands, tubes and hours an area needs, which pool, and how long people wait.
export { CURVE_PARTS, simulateArea, simulatePoint } from './area-run.ts'
export type { AreaRun, AreaWaits, Curve, PointSize } from './area-run.ts'
export { poolRulesOf, SCREENING_FIGURES, SCREENING_ZONES } from './figures.ts'
export type { Figures, ScreeningFigure, ScreeningZone, ZonePools } from './figures.ts'
export { ARRIVAL_KINDS, PACES, peakOf, planCommunity, runOf, TOTALS, totalsOf } from './plan.ts'
export type { ArrivalKind, Asked, CommunityPlan, Heads, Pace, Totals } from './plan.ts'
export type { PointRun, PointWaits, Service, Waits } from './point.ts'
export { advisePool, POOL_REASONS, POOL_SIZES, POOLS, testsPerPerson } from './pool.ts'
export type { Pool, PoolAdvice, PoolReason } from './pool.ts'
export {
  ARRIVAL_WORDS,
  countText,
  FIGURE_WORDS,
  figureText,
  hoursText,
  minutesText,
  PACE_WORDS,
  percent,
  POOL_REASON_WORDS,
  POOL_WORDS,
  SCREENING_ZONE_WORDS,
} from './words.ts'
