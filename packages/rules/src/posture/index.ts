// 平急: what is in force where, under which plan pack.
export { isWeaker, type Posture, POSTURES } from './vocabulary.ts'
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
