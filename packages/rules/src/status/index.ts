// 亮码与预警: what sources say of somebody, and the one word of it that leaves the office.
export * from './words.ts'
export * from './verdict.ts'
export { afterAnswer, CORRECTION_HOURS, correctionDue, isAnswered, mayUphold } from './correction.ts'
export { IMPORT_STATES, type ImportState, mayHurt, waits } from './list.ts'
export { compactChanges } from './digest.ts'
export { readKind, recogniseStatusColumns } from './columns.ts'
