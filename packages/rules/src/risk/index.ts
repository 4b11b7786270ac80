// 风险地区: where an outbreak is, by name and official code, with dates. The guard's phone asks the same questions without network.
export * from './match.ts'
export * from './read-list.ts'
export * from './words.ts'
