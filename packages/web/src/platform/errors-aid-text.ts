// What can go wrong with ways to a hospital.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type AidCode = Extract<AnyErrorCode, `aid.${string}`>
export const aidErrorWords = text<AidCode>({
  zh: {
    'aid.already': '这个人已有一次急救转运在办，请看那一次。',
    'aid.not_of_home': '只能为住在这户的人申请，陪同的人也要是这户的。',
    'aid.not_kept_in': '您家现在没有管控，可以自己出门；急病请打 120。',
    'aid.wrong_state': '状态已变，请刷新。',
    'aid.changed_meanwhile': '刚才有人改过，请刷新后再办。',
    'aid.how_unfit': '办结方式不对：东西是放门口或当面交，找医生、谈心是回电。',
    'aid.next_call_past': '下次联系的日子须在今天之后。',
  },
  en: {
    'aid.already': 'This person is on the way already: see that transport.',
    'aid.not_of_home': 'Only for people who live at this home, and whoever goes along lives there too.',
    'aid.not_kept_in': 'Nobody keeps you in: go out as always, and call 120 in an emergency.',
    'aid.wrong_state': 'It has changed meanwhile: refresh.',
    'aid.changed_meanwhile': 'Somebody has just changed this: refresh and try again.',
    'aid.how_unfit': 'Things are left at the door or handed over; a doctor or a talk is a call back.',
    'aid.next_call_past': 'The next call has to be after today.',
  },
})
