import type { AlarmKind, CardState, CommandState, DoorEventKind, DoorKind } from '@xiaomen/rules/doors'
import { text } from '../../platform/text.ts'

export const alarmWords = text<AlarmKind>({
  zh: {
    heldOpen: '门未关好',
    forced: '门被强行打开',
    offline: '控制器离线',
    fire: '火警开门',
    cardTwice: '同一张卡在两处刷卡，可能被复制',
    otherBytes: '上报内容前后不一致',
  },
  en: {
    heldOpen: 'Held open',
    forced: 'Forced open',
    offline: 'Controller offline',
    fire: 'Open for fire',
    cardTwice: 'One card at two doors at once: perhaps a copy',
    otherBytes: 'It told two things under one number',
  },
})
/** Never "opened" without an acknowledgement. */
export const commandWords = text<CommandState>({
  zh: { waiting: '已发出，等门确认', done: '门已确认打开', refused: '门拒绝执行', notConfirmed: '未确认：不知道门是否打开', late: '逾时后才确认' },
  en: {
    waiting: 'Sent, waiting for the door',
    done: 'The door confirms it opened',
    refused: 'The door refused',
    notConfirmed: 'Not confirmed: nobody knows whether it opened',
    late: 'Confirmed after its time',
  },
})
export const cardWords = text<CardState>({
  zh: { active: '使用中', lost: '已挂失', replaced: '已换新卡', ended: '已停用' },
  en: { active: 'In use', lost: 'Lost', replaced: 'Replaced', ended: 'Ended' },
})
export const doorKindWords = text<DoorKind>({
  zh: { gate: '小区大门', building: '楼门', unit: '单元门', other: '其他' },
  en: { gate: 'Compound entrance', building: 'Building', unit: 'Stair', other: 'Other' },
})
export const doorEventWords = text<DoorEventKind>({
  zh: { read: '刷卡或亮码', decided: '离线刷卡', opened: '门已打开', closed: '门已关上', heldOpen: '门未关好', forced: '强行打开', fire: '消防报警' },
  en: { read: 'Card or code', decided: 'Card, offline', opened: 'Opened', closed: 'Closed', heldOpen: 'Held open', forced: 'Forced', fire: 'Fire contact' },
})
