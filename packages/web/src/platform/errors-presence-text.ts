import { text } from './text.ts'
import type { AnyErrorCode } from './transport.ts'

// 场所码与时空交集: what a check-in or a trace is refused for.
type PresenceCode = Extract<AnyErrorCode, `presence.${string}`>
export const presenceErrorWords = text<PresenceCode>({
  zh: {
    'presence.spot_known': '这里已经有同名的场所，请换个名称或直接用原来的。',
    'presence.spot_closed': '这个场所码已经停用。',
    'presence.other_bytes': '同一编号已有不同内容，请重新打开页面再试。',
    'presence.code_over': '这个码已经换了，请对着场所的屏幕再扫一次。',
    'presence.pass_over': '页面打开太久了，请再点一次签到。',
    'presence.with_session': '签到不能带着账号发送：请更新页面再试。',
    'presence.not_waiting': '这一条已过确认时间，请本人再扫一次。',
    'presence.code_unreadable': '这个码认不出是谁：请本人刷新通行码后再扫。',
    'presence.left_already': '已经登记过离开了。',
    'presence.window_reversed': '时间段不对：结束要晚于开始。',
    'presence.window_future': '时间段不能超过现在。',
    'presence.window_too_long': '时间段太长：最多查 {days} 天。',
    'presence.window_too_old': '太早了：记录只保存 {days} 天，之前的已经销毁。',
    'presence.same_unit': '须由另一单位的另一个人签署。',
    'presence.not_open': '现在不能办：查询未签署、已撤回或名单已关闭，请刷新查看。',
    'presence.needs_third': '超过 49 人，导出前要再有一个单位的人签署。',
  },
  en: {
    'presence.spot_known': 'There is a place of this name here already: choose another name or use that one.',
    'presence.spot_closed': 'The code of this place has been ended.',
    'presence.other_bytes': 'The same number stands for something else already: open the page again.',
    'presence.code_over': 'The screen shows another code by now: scan it again.',
    'presence.pass_over': 'The page was open for too long: tap check in once more.',
    'presence.with_session': 'A check-in is sent without the account: reload the page and try again.',
    'presence.not_waiting': 'The time to confirm is over: they may scan once more.',
    'presence.code_unreadable': 'This code does not say who it is: ask them to renew their code.',
    'presence.left_already': 'They have said already that they left.',
    'presence.window_reversed': 'The times are the wrong way round.',
    'presence.window_future': 'The times may not lie ahead.',
    'presence.window_too_long': 'Too long: at most {days} days can be asked about.',
    'presence.window_too_old': 'Too long ago: records are kept {days} days, what was before is destroyed.',
    'presence.same_unit': 'Another person of another unit has to sign.',
    'presence.not_open': 'Not now: the query is not signed, was taken back, or its list has closed. Refresh.',
    'presence.needs_third': 'More than 49 people: somebody of one more unit has to sign before it is taken out.',
  },
})
