// Somebody held at a gate, as the guard there may know it: that they wait, and what to do once somebody has seen them. No finding reaches a gate.
import type { Finding } from './vocabulary.ts'

export const HOLD_ANSWERS = ['waiting', 'mayPass', 'takenOver', 'left'] as const
export type HoldAnswer = (typeof HOLD_ANSWERS)[number]

const ANSWERS: Record<Finding, HoldAnswer> = {
  noFever: 'mayPass',
  otherIllness: 'mayPass',
  nothingInIt: 'mayPass',
  sentToClinic: 'takenOver',
  takenOver: 'takenOver',
  turnedBack: 'takenOver',
  leftUnseen: 'left',
}
/** @param finding null while nobody has seen them */
export const answerFor = (finding: Finding | null): HoldAnswer => (finding === null ? 'waiting' : ANSWERS[finding])

/** So long a guard still sees what became of somebody. */
export const ANSWER_SHOWN_MINUTES = 60
