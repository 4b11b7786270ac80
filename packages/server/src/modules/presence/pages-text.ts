// 场所码的页面: the sentences somebody without an account reads, and those on paper and on the place's screen, side by side.
import type { SpotKind } from '@xiaomen/rules/presence'

export type Lang = 'zh' | 'en'
type Word = Record<Lang, string>

export const KINDS: Record<SpotKind, Word> = {
  shop: { zh: '商铺', en: 'Shop' },
  market: { zh: '农贸市场、超市', en: 'Market' },
  clinic: { zh: '诊所、医院', en: 'Clinic' },
  pharmacy: { zh: '药店', en: 'Pharmacy' },
  restaurant: { zh: '餐饮', en: 'Restaurant' },
  office: { zh: '办公楼', en: 'Office building' },
  lobby: { zh: '楼道、电梯厅', en: 'Lobby' },
  activity: { zh: '活动室', en: 'Activity room' },
  transport: { zh: '车站、班车', en: 'Station or bus' },
  otherSpot: { zh: '其他场所', en: 'Other place' },
}

export const TEXT = {
  title: { zh: '到访登记', en: 'Check in' },
  withAccount: { zh: '我是居民，用小门签到', en: 'I live here: check in with my account' },
  or: { zh: '没有账号，填两项：', en: 'Without an account, two fields:' },
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '手机号', en: 'Mobile number' },
  send: { zh: '登记', en: 'Check in' },
  kept: {
    zh: '登记内容加密保存，平时谁也看不到；只有流调时经两个单位的人签署才能打开。{day} 自动销毁。不影响您的健康状态。',
    en: 'What you write is kept sealed and nobody reads it; only people of two offices who both sign may open it to trace an infection. Destroyed by itself on {day}. It never changes your health status.',
  },
  paper: {
    zh: '您扫的是纸质码。登记后请把页面上的三位数字告诉店员或门岗，确认后才算到访。',
    en: 'You scanned the paper. After sending, tell the three digits on the page to somebody of the place: it counts once they have confirmed.',
  },
  wrong: { zh: '请改正标出的几处：', en: 'Please correct what is marked:' },
  badName: { zh: '姓名：1 到 40 个字', en: 'Name: 1 to 40 characters' },
  badPhone: { zh: '手机号：只写数字，5 到 15 位', en: 'Mobile number: digits only, 5 to 15' },
  stale: { zh: '页面打开太久了，请再提交一次。', en: 'This page was open for too long. Please send it once more.' },
  over: { zh: '这个码已经换了，请对着屏幕再扫一次。', en: 'The screen shows another code by now: scan it again.' },
  tooMany: { zh: '提交太频繁，请过十分钟再试。', en: 'Too many in a short time. Try again in ten minutes.' },
  gone: { zh: '这个码用不了', en: 'This code is not in use' },
  goneSays: { zh: '场所码已停用，或当前不需要登记。可以直接进入。', en: 'The code has been ended, or nobody has to check in now. You may simply enter.' },
  claimed: { zh: '请把这三位数字告诉店员或门岗', en: 'Tell these digits to somebody of the place' },
  claimedWhy: { zh: '还没有确认，还不算到访。', en: 'Not confirmed yet, and not yet a visit.' },
  look: { zh: '看看确认了没有', en: 'See whether it is' },
  rotating: { zh: '已登记', en: 'Checked in' },
  confirmed: { zh: '已登记，现场已确认', en: 'Checked in, confirmed here' },
  at: { zh: '{time} 到达', en: 'Came at {time}' },
  left: { zh: '{time} 离开', en: 'Left at {time}' },
  leave: { zh: '我离开了', en: 'I am leaving' },
  leaveWhy: { zh: '离开时点一下，记录就不会多算时间。', en: 'Tap when you leave, so that no more time is counted than you stayed.' },
  deleted: { zh: '{day} 自动销毁。', en: 'Destroyed by itself on {day}.' },
  noOwn: { zh: '没有这条登记', en: 'There is no such check-in' },
  noOwnSays: { zh: '链接不完整，或登记已到期销毁。', en: 'The link is incomplete, or the check-in has been destroyed.' },
  posterTitle: { zh: '到访请扫码', en: 'Scan to check in' },
  posterSays: {
    zh: '扫码后把手机上的三位数字告诉店员或门岗。没有手机也能进，请当面登记。',
    en: 'Then tell the three digits on your phone to somebody of the place. Without a phone you may enter too: ask to be written down.',
  },
  posterNot: { zh: '转发的照片不算到访。', en: 'A photograph sent on is no visit.' },
  screenTitle: { zh: '请扫这个码', en: 'Scan this code' },
  screenSays: { zh: '每半分钟换一次，拍照转发无效。', en: 'It changes every half minute: a photograph is of no use.' },
  waiting: { zh: '等您确认的人（核对手机上的数字）', en: 'To be confirmed (compare the digits on the phone)' },
  confirm: { zh: '在场', en: 'Is here' },
  nobody: { zh: '没有等待确认的人。', en: 'Nobody waits to be confirmed.' },
} as const satisfies Record<string, Word>

export const fill = (text: string, values: Record<string, string>): string => text.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
