// Sentences for the errors of answering for places and households.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

export const answerabilityErrorWords = text<Extract<AnyErrorCode, `answerability.${string}`>>({
  zh: {
    'answerability.not_one_community': '请选择一个社区内的区域。',
    'answerability.place_unfit': '这一级不包这种区域。',
    'answerability.ends_before_start': '结束日期早于开始日期或今天。',
    'answerability.starts_before_today': '已经过去的日子不能改，请从今天起。',
    'answerability.absence_too_long': '离岗最长 92 天，更久请办交接。',
    'answerability.unknown_set': '没有这一组责任人。',
    'answerability.reason_missing': '不接受请写明原因。',
    'answerability.on_duty_already': '此人这些日子已在这份名单上。',
    'answerability.absent_already': '此人这些日子已登记离岗。',
    'answerability.changed_meanwhile': '资料刚被别人改过，请刷新后再改。',
    'answerability.no_rights_there': '此人在那里没有岗位，不能负责那里。',
    'answerability.same_person': '不能交接给同一个人。',
    'answerability.two_slots': '此人已是其中一户的另一位责任人。',
    'answerability.offered_already': '其中有的已在等待接手。',
    'answerability.nothing_to_hand_over': '此人名下没有可以交接的住户。',
    'answerability.answered_already': '这次交接已有答复。',
  },
  en: {
    'answerability.not_one_community': 'Choose an area within one community.',
    'answerability.place_unfit': 'This level does not answer for places of this kind.',
    'answerability.ends_before_start': 'The last day is before the first, or before today.',
    'answerability.starts_before_today': 'Days that are over stay as they were: begin today or later.',
    'answerability.absence_too_long': 'An absence lasts 92 days at most; for longer, hand over.',
    'answerability.unknown_set': 'There is no such set of carers.',
    'answerability.reason_missing': 'Say why it is declined.',
    'answerability.on_duty_already': 'This person is on that list on these days already.',
    'answerability.absent_already': 'An absence on these days is on record already.',
    'answerability.changed_meanwhile': 'Somebody has just changed this. Reload and try again.',
    'answerability.no_rights_there': 'This person holds no post there and cannot answer for it.',
    'answerability.same_person': 'This is the same person.',
    'answerability.two_slots': 'This person is another carer of one of these households.',
    'answerability.offered_already': 'Some of these wait for an answer already.',
    'answerability.nothing_to_hand_over': 'There is nothing of this person to hand over.',
    'answerability.answered_already': 'This hand-over has been answered.',
  },
})
