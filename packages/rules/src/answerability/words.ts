// 包保与责任人: the words of who answers for which place, who is on duty for what, and who looks after whom.

/** 四级包保: from the outermost inward; what each of them is called and which places it has is data. */
export const ANSWER_LEVELS = ['first', 'second', 'third', 'fourth'] as const
/** 小区管理责任人 stands on the board of a compound beside the four levels. */
export const ANSWER_POSTS = [...ANSWER_LEVELS, 'management'] as const
export type AnswerPost = (typeof ANSWER_POSTS)[number]
/** What somebody can answer for. A grid is an overlay: its places are its members. */
export const ANSWER_PLACES = ['community', 'grid', 'compound', 'building', 'unit'] as const
export type AnswerPlace = (typeof ANSWER_PLACES)[number]
/** What stands beside one's name: the place's own id is of an area or of an overlay. */
export const AT_KINDS = ['area', 'grid'] as const
export type AtKind = (typeof AT_KINDS)[number]

/** 五包一, 二对一: whom a household or a case may have. Which of them it has is data. */
export const CARER_SLOTS = [
  'streetCadre',
  'communityCadre',
  'gridWorker',
  'communityDoctor',
  'policeOfficer',
  'volunteer',
  'threeCommitteeMember',
  'partyMemberHome',
] as const
export type CarerSlot = (typeof CARER_SLOTS)[number]
/** Whom somebody is given carers for. Cases say so themselves; a household is given them by the office. */
export const CARED_KINDS = ['controlCase', 'carePerson', 'home'] as const
export type CaredKind = (typeof CARED_KINDS)[number]

/** Somebody with an account, a person of the ledger, or a name the office wrote down (a police officer, a doctor). */
export const HAND_KINDS = ['account', 'person', 'named'] as const
export type HandKind = (typeof HAND_KINDS)[number]

/** Why nobody answers: nobody was ever set, the days are over, or the account was ended or works elsewhere. */
export const ANSWER_GAPS = ['nobody', 'over', 'left'] as const
export type AnswerGap = (typeof ANSWER_GAPS)[number]
/** Why a slot is empty: nobody on the lists of the place, all of them away, or all of them at their most. */
export const SLOT_GAPS = ['nobodyOnDuty', 'allAway', 'allFull'] as const
export type SlotGap = (typeof SLOT_GAPS)[number]

export const ABSENCE_REASONS = ['illness', 'leave', 'otherDuty'] as const
export type AbsenceReason = (typeof ABSENCE_REASONS)[number]
/** Longer than a quarter is a change of duty: it is handed over, not covered. */
export const MOST_ABSENCE_DAYS = 92

export const HANDOVER_STATES = ['offered', 'accepted', 'declined', 'withdrawn'] as const
export type HandoverState = (typeof HANDOVER_STATES)[number]

/** Why the carer of a slot changed. */
export const SLOT_CHANGES = ['filled', 'emptied', 'covered', 'coverEnded', 'handedOver', 'released'] as const
export type SlotChange = (typeof SLOT_CHANGES)[number]
