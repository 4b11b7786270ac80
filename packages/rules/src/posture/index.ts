// 平急: what is in force where, under which plan pack.
export const POSTURES = ['peace', 'watch', 'emergency'] as const
export type Posture = (typeof POSTURES)[number]

/** Whether one posture asks less than another. */
export const isWeaker = (one: Posture, other: Posture): boolean => POSTURES.indexOf(one) < POSTURES.indexOf(other)

export { existsAt, nearestOrder, type OrderAt, postureAt, whereExists } from './place.ts'
export {
  addDays,
  ASSESSMENT_PARTS,
  ASSESSMENT_YEARS,
  type Assessment,
  type DraftField,
  isReinstatable,
  latestEnd,
  LONGEST_RETENTION_DAYS,
  MOST_ORDER_DAYS,
  missingOf,
  ORDER_ACTS,
  ORDER_FIELDS,
  ORDER_STEPS,
  type OrderAct,
  type OrderStep,
  REINSTATE_HOURS,
  RETENTION_DAYS,
  signaturesFor,
} from './order.ts'
