// The words of answering and looking after, zh and en together, typed by the unions of the rules.
import type { AbsenceReason, CarerSlot, HandoverState, SlotChange, SlotGap } from '@xiaomen/rules/answerability'
import type { Word } from '../../desk/words.ts'

type Words<K extends string> = Record<K, Word>

/** Types only from the rules: a household's page carries nothing of them. */
export const slotWords: Words<CarerSlot> = {
  streetCadre: { zh: '街道干部', en: 'Street cadre' },
  communityCadre: { zh: '社区干部', en: 'Community cadre' },
  gridWorker: { zh: '网格员', en: 'Grid worker' },
  communityDoctor: { zh: '社区医生', en: 'Community doctor' },
  policeOfficer: { zh: '民警', en: 'Police officer' },
  volunteer: { zh: '志愿者', en: 'Volunteer' },
  threeCommitteeMember: { zh: '三委委员', en: 'Member of the three committees' },
  partyMemberHome: { zh: '党员中心户', en: 'Party-member home' },
}
export const slotGapWords: Words<SlotGap> = {
  nobodyOnDuty: { zh: '名单上没有人', en: 'nobody on the duty list' },
  allAway: { zh: '名单上的人都不在岗', en: 'everybody on the list is away' },
  allFull: { zh: '名单上的人都已满额', en: 'everybody on the list is at their most' },
}
export const absenceWords: Words<AbsenceReason> = {
  illness: { zh: '生病', en: 'Ill' },
  leave: { zh: '休假', en: 'On leave' },
  otherDuty: { zh: '抽调', en: 'On other duty' },
}
export const handoverWords: Words<HandoverState> = {
  offered: { zh: '等待接手', en: 'Waiting for an answer' },
  accepted: { zh: '已接手', en: 'Accepted' },
  declined: { zh: '未接受', en: 'Declined' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}
export const slotChangeWords: Words<SlotChange> = {
  filled: { zh: '到位', en: 'Named' },
  emptied: { zh: '空缺', en: 'Nobody any more' },
  covered: { zh: '代班', en: 'Covered' },
  coverEnded: { zh: '代班结束', en: 'Cover ended' },
  handedOver: { zh: '交接', en: 'Handed over' },
  released: { zh: '解除', en: 'Released' },
}
