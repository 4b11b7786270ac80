// What became of somebody held: for those who may know it, and the little of it that a guard is told.
import type { Finding, HoldAnswer } from '@xiaomen/rules/gate'
import type { Word } from '../../desk/words.ts'

export const findingWords: Record<Finding, Word> = {
  noFever: { zh: '复测未发热', en: 'No fever on second measurement' },
  otherIllness: { zh: '有其他原因的不适', en: 'Other illness' },
  sentToClinic: { zh: '已送发热门诊', en: 'Sent to the fever clinic' },
  takenOver: { zh: '社区已接手', en: 'Taken over by the community' },
  turnedBack: { zh: '已劝返', en: 'Turned back' },
  nothingInIt: { zh: '核实后无关', en: 'Checked: nothing in it' },
  leftUnseen: { zh: '未处理前离开', en: 'Left before being seen' },
}
export const ANSWER_SIGNS: Record<HoldAnswer, string> = { waiting: '…', mayPass: '✓', takenOver: '→', left: '–' }
export const answerWords: Record<HoldAnswer, Word> = {
  waiting: { zh: '等人来看', en: 'Waiting to be seen' },
  mayPass: { zh: '已看过，可以进', en: 'Seen: may pass' },
  takenOver: { zh: '已看过，不放行，社区已处理', en: 'Seen: do not let in, the community has seen to it' },
  left: { zh: '没看就走了', en: 'Left before being seen' },
}
