// What can go wrong with seals on doors.
import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

type SealsCode = Extract<AnyErrorCode, `seals.${string}`>
export const sealsErrorWords = text<SealsCode>({
  zh: {
    'seals.not_allowed': '这里现行的预案不贴封条。',
    'seals.nobody_under_control': '这户没有人在居家管控中，不能贴封条。',
    'seals.number_taken': '这个封条编号已经用过。',
    'seals.home_has_one': '这户已有一张封条。',
    'seals.not_told': '还没有告知住户。先告知，再贴。',
    'seals.escape': '只能贴住户自己的门，门要能从里面打开，消防通道、楼梯、单元门、小区门一律不贴。',
    'seals.photo_missing': '请拍一张贴好后的照片。',
    'seals.wrong_state': '封条的状态已变，请刷新。',
    'seals.no_consent': '住户没有同意装门磁。',
    'seals.no_sensor': '这户没有门磁。',
    'seals.wrong_hours': '时间不对：须晚于现在，最长 12 小时。',
    'seals.alarm_answered': '这条报警已有人处置。',
    'seals.other_bytes': '同一编号的内容不同，没有收下。',
  },
  en: {
    'seals.not_allowed': 'The plan pack in force here has no seals.',
    'seals.nobody_under_control': 'Nobody at this home is isolated there: no seal.',
    'seals.number_taken': 'This number of the roll is used already.',
    'seals.home_has_one': 'This home has a seal already.',
    'seals.not_told': 'The household was not told yet. Tell them first.',
    'seals.escape': 'Only a home’s own door that opens from inside; never a fire exit, stairs, a unit door or a compound gate.',
    'seals.photo_missing': 'Take a photo of the seal on the door.',
    'seals.wrong_state': 'The seal has changed meanwhile: refresh.',
    'seals.no_consent': 'The household did not agree to a sensor.',
    'seals.no_sensor': 'This home has no sensor.',
    'seals.wrong_hours': 'It has to end after now, at most twelve hours after it begins.',
    'seals.alarm_answered': 'Somebody has settled this alarm already.',
    'seals.other_bytes': 'The same id came with other content: not taken.',
  },
})
