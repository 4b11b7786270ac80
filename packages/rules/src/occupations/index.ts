// 重点岗位: occupations with a test interval of their own, and who is due.
export { askedSince, DUE_STATES, dueOf, intervalOf, soonest, tableAt, TEST_INTERVALS } from './due.ts'
export type { Due, DueState, OccupationTable, TestInterval } from './due.ts'
