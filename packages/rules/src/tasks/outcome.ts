// What an outcome makes of a task.
import type { Excuse, Outcome, TaskState } from './words.ts'

export type Settled = { state: TaskState; excuse: Excuse | null }
/** Nobody home, refused and not possible leave it open: somebody must try again or decide. */
export function settle(outcome: Outcome): Settled {
  switch (outcome) {
    case 'done':
      return { state: 'done', excuse: null }
    case 'vacant':
      return { state: 'excused', excuse: 'vacant' }
    case 'nobodyHome':
    case 'refused':
    case 'notPossible':
      return { state: 'open', excuse: null }
  }
}

/** Two outcomes of one door that cannot both be true: done by one, vacant by the other. A try before or after contradicts nothing. */
export const contradicts = (settled: TaskState, next: Outcome): boolean => {
  const would = settle(next).state
  return (settled === 'done' && would === 'excused') || (settled === 'excused' && would === 'done')
}
