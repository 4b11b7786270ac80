// 检测机构、混阳召回: results that take two where they weigh, and everybody of a positive pool answered for.
export * from './words.ts'
export { noResult, stepResult, takesTwo } from './result.ts'
export type { ResultAct, ResultRefusal, Standing } from './result.ts'
export { isOpen, isTold, staysHome, stepRecall } from './recall.ts'
export type { RecallAct } from './recall.ts'
export { readCt, readVerdict, recogniseResultColumns } from './sheet.ts'
export type { ResultField } from './sheet.ts'
