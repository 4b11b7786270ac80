import type { Certainty, Doubt, SpotKind, TraceGround, TraceState } from '@xiaomen/rules/presence'
import type { Word } from '../../desk/words.ts'

export const spotKindWords: Record<SpotKind, Word> = {
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
export const groundWords: Record<TraceGround, Word> = {
  case: { zh: '确诊病例', en: 'A confirmed case' },
  lead: { zh: '协查线索', en: 'A lead' },
  positive: { zh: '阳性结果', en: 'A positive result' },
  instruction: { zh: '上级指令', en: 'An instruction' },
}
export const traceStateWords: Record<TraceState, Word> = {
  asked: { zh: '等另一单位签署', en: 'Waits for a signature' },
  open: { zh: '已打开', en: 'Open' },
  closed: { zh: '已关闭', en: 'Closed' },
  lapsed: { zh: '逾期未签', en: 'Lapsed' },
  withdrawn: { zh: '已撤回', en: 'Taken back' },
}
export const certaintyWords: Record<Certainty, Word> = {
  high: { zh: '高', en: 'High' },
  medium: { zh: '中', en: 'Medium' },
  low: { zh: '低', en: 'Low' },
}
export const certaintySigns: Record<Certainty, string> = { high: '●●●', medium: '●●○', low: '●○○' }
export const doubtWords: Record<Doubt, Word> = {
  named: { zh: '有一方由门岗点选或报号', en: 'one of them named at the gate, not read' },
  said: { zh: '有一方身份为自填', en: 'one of them only as they wrote it' },
  rotating: { zh: '有一方凭动态码，无人当面确认', en: 'one of them by the screen’s code, seen by nobody' },
  assumedStay: { zh: '有一方未签离，停留为推定', en: 'one stay of assumed length' },
  otherDirection: { zh: '方向相反', en: 'in opposite directions' },
  apart: { zh: '间隔较大', en: 'some while apart' },
}
