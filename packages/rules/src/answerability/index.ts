// 包保与责任人: who answers for which place at four levels, who is on duty, and who looks after a household.
export {
  ABSENCE_REASONS,
  ANSWER_GAPS,
  ANSWER_LEVELS,
  ANSWER_PLACES,
  ANSWER_POSTS,
  AT_KINDS,
  CARED_KINDS,
  CARER_SLOTS,
  HAND_KINDS,
  HANDOVER_STATES,
  MOST_ABSENCE_DAYS,
  SLOT_CHANGES,
  SLOT_GAPS,
} from './words.ts'
export type { AbsenceReason, AnswerGap, AnswerPlace, AnswerPost, AtKind, CaredKind, CarerSlot, HandKind, HandoverState, SlotChange, SlotGap } from './words.ts'
export { holdsOn, overlap } from './days.ts'
export type { Span } from './days.ts'
export { answerFor, placesOf } from './places.ts'
export type { Answering, Place } from './places.ts'
export { onDuty, pickCarer } from './pick.ts'
export type { Duty, Lists } from './pick.ts'
export { settleSlots } from './settle.ts'
export type { Settled, Slot } from './settle.ts'
export { ANSWER_GAP_WORDS, ANSWER_PLACE_WORDS } from './texts.ts'
