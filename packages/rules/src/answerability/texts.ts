// How carers are called, on screens and on paper.
import type { InBoth } from '../text/index.ts'
import type { AnswerGap, AnswerPlace, CarerSlot } from './words.ts'

export const SLOT_WORDS: InBoth<CarerSlot> = {
  streetCadre: { zh: '街道干部', en: 'Street cadre' },
  communityCadre: { zh: '社区干部', en: 'Community cadre' },
  gridWorker: { zh: '网格员', en: 'Grid worker' },
  communityDoctor: { zh: '社区医生', en: 'Community doctor' },
  policeOfficer: { zh: '民警', en: 'Police officer' },
  volunteer: { zh: '志愿者', en: 'Volunteer' },
  threeCommitteeMember: { zh: '三委委员', en: 'Member of the three committees' },
  partyMemberHome: { zh: '党员中心户', en: 'Party-member home' },
}
export const ANSWER_PLACE_WORDS: InBoth<AnswerPlace> = {
  community: { zh: '社区', en: 'Community' },
  grid: { zh: '网格', en: 'Grid' },
  compound: { zh: '小区', en: 'Compound' },
  building: { zh: '楼栋', en: 'Building' },
  unit: { zh: '单元', en: 'Unit' },
}
export const ANSWER_GAP_WORDS: InBoth<AnswerGap> = {
  nobody: { zh: '空缺：还没有人', en: 'Gap: nobody yet' },
  over: { zh: '空缺：期限已过', en: 'Gap: the days are over' },
  left: { zh: '空缺：账号已停用或不再负责此处', en: 'Gap: account ended, or works elsewhere' },
}
