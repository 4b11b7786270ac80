// 到访与时空交集: whoever was in one place with somebody, for how long, how sure that is, and who may know it.
export * from './words.ts'
export * from './co-presence.ts'
export * from './code.ts'
export * from './trace.ts'
