// How needs are said on all three faces. What is needed is said by control, whose record asks for it.
import type { NeedHow, NeedState } from '@xiaomen/rules/aid'
import type { Word } from '../../desk/words.ts'

export const needStateWords: Record<NeedState, Word> = {
  open: { zh: '等人办', en: 'Open' },
  taken: { zh: '已有人办', en: 'Somebody has it' },
  done: { zh: '已办', en: 'Done' },
  cannot: { zh: '办不了', en: 'Cannot be had' },
}
export const NEED_SIGNS: Record<NeedState, string> = { open: '!', taken: '…', done: '✓', cannot: '✕' }
export const needHowWords: Record<NeedHow, Word> = {
  atDoor: { zh: '放门口', en: 'Left at the door' },
  handed: { zh: '当面办好', en: 'Handed over' },
  calledBack: { zh: '已回电', en: 'Called back' },
}
