// 导出的限度: how much leaves by one hand. The figures are those of the issue "Registry, tasks and coverage: not one home missed":
// "a reason and a second person above 49 rows of whereabouts or 499 of health". Care marks are special-care data (class C3 of the
// protection design) and are held to the figure of health.
import type { DataClass } from '../access/index.ts'

/** Rows of a class that one account may take out in a day without a reason and a second person. */
export const ROWS_ALONE: Partial<Record<DataClass, number>> = { whereabouts: 49, health: 499, care: 499 }
/** Small exports after one another are one export. */
export const SUMMED_HOURS = 24
/** So long a finished file waits to be fetched, once. */
export const FETCH_HOURS = 24
/** Rows of one export: a street has 65,000 people. */
export const MOST_ROWS = 120_000
export const PREVIEW_ROWS = 50

export const LIMITED_CLASSES = ['whereabouts', 'health', 'care'] as const satisfies readonly DataClass[]
export type ClassCounts = Record<(typeof LIMITED_CLASSES)[number], number>
export const NO_COUNTS: ClassCounts = { whereabouts: 0, health: 0, care: 0 }

/** The classes of which this export, with what the account took out alone before, takes more than one person may. An export without rows of a class adds nothing to it. */
export const overLimit = (now: ClassCounts, before: ClassCounts): (keyof ClassCounts)[] =>
  LIMITED_CLASSES.filter((one) => now[one] > 0 && now[one] + before[one] > ROWS_ALONE[one]!)
