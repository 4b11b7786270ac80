// The figures a plan is worked out from; which they are stands in packs/screening.json, each with its source.
import type { Pool, PoolRules } from './pool.ts'

export const SCREENING_FIGURES = [
  'peoplePerPointLeast',
  'peoplePerPointMost',
  'peoplePerTableLeast',
  'peoplePerTableMost',
  'peoplePerSampler',
  'finishHours',
  'perTableHour',
  'burstPerTableHour',
  'largePoolsAtMost',
  'smallPoolAtMost',
  'dilutionBelow',
  'busyAtMost',
  'windowShare',
  'slotMinutes',
  'serviceSpread',
  'othersPerPoint',
  'othersPerTable',
  'doorsPerTeamHour',
  'peoplePerTeam',
  'reserveShare',
  'swabYuan',
  'tubeYuan',
  'testYuan',
  'staffYuan',
] as const
export type ScreeningFigure = (typeof SCREENING_FIGURES)[number]
export type Figures = Record<ScreeningFigure, number>

/** Kinds of zone the guide gives a pool for. */
export const SCREENING_ZONES = ['sealed', 'controlled', 'precaution'] as const
export type ScreeningZone = (typeof SCREENING_ZONES)[number]
export type ZonePools = Record<ScreeningZone, readonly Pool[]>

export const poolRulesOf = ({ largePoolsAtMost, smallPoolAtMost, dilutionBelow }: Figures): PoolRules => ({ largePoolsAtMost, smallPoolAtMost, dilutionBelow })
