import type { Figures } from './figures.ts'

/** Figures of a test: those of the guide, and round numbers for the rest. */
export const FIGURES: Figures = {
  peoplePerPointLeast: 2000,
  peoplePerPointMost: 3000,
  peoplePerTableLeast: 600,
  peoplePerTableMost: 800,
  peoplePerSampler: 360,
  finishHours: 24,
  perTableHour: 40,
  burstPerTableHour: 120,
  largePoolsAtMost: 0.03,
  smallPoolAtMost: 5,
  dilutionBelow: 0.001,
  busyAtMost: 0.8,
  windowShare: 0.9,
  slotMinutes: 30,
  serviceSpread: 0.5,
  othersPerPoint: 4,
  othersPerTable: 1,
  doorsPerTeamHour: 6,
  peoplePerTeam: 2,
  reserveShare: 0.05,
  swabYuan: 1,
  tubeYuan: 2,
  testYuan: 30,
  staffYuan: 100,
}
