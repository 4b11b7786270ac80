// 核酸比对: a result file of another system, read row by row, and whose each row is.
export * from './words.ts'
export { isEnough, recogniseForeignColumns } from './columns.ts'
export { foreignKey, readForeignRow } from './read-row.ts'
export type { ForeignRow } from './read-row.ts'
export { matchForeign } from './match.ts'
export type { Fitting } from './match.ts'
export { isTestedElsewhere } from './counts.ts'
