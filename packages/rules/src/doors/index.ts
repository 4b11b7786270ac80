// 门禁: locks, cards and the controllers between them.
export type { Direction, Outcome, Reason } from '../gate/index.ts'
export * from './words.ts'
export * from './card.ts'
export * from './command.ts'
export * from './decide-at-door.ts'
export * from './list.ts'
