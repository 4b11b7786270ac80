import type { CommandState } from './words.ts'

/** How long a controller has for its acknowledgement. */
export const ACK_SECONDS = 5
/** A door that is held open while a card asks for it opens as long as its own time says. */
export const OPEN_SECONDS = { least: 2, most: 60, usual: 5 } as const

type Asked = { until: Date; answeredAt: Date | null; wasDone: boolean | null }

/** What may be said of a command. Without an acknowledgement in time nobody knows whether the door opened, and nobody says that it did. */
export function commandState({ until, answeredAt, wasDone }: Asked, now: Date): CommandState {
  if (answeredAt === null) return now > until ? 'notConfirmed' : 'waiting'
  if (wasDone !== true) return 'refused'
  return answeredAt > until ? 'late' : 'done'
}
