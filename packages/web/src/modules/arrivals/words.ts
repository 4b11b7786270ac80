// The words of an arrival, typed by the unions of the rules.
import type { ArrivalFault, ArrivalState, CancelArrivalGround, ClearGround, Comes, Reporter, SeenBy, Transport } from '@xiaomen/rules/arrivals'
import type { RiskLevel } from '@xiaomen/rules/risk'
import type { Word } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'

type Words<K extends string> = Record<K, Word>

export const arrivalStateWords: Words<ArrivalState> = {
  reported: { zh: '待核对', en: 'To be matched' },
  expected: { zh: '待到', en: 'Expected' },
  arrived: { zh: '已到，待定', en: 'Here, to decide' },
  controlCase: { zh: '已纳管', en: 'Under control' },
  cleared: { zh: '已解除', en: 'Cleared' },
  notArrived: { zh: '未到', en: 'Not come' },
  elsewhere: { zh: '住在别处', en: 'Lives elsewhere' },
}
export const ARRIVAL_SIGNS: Record<ArrivalState, string> = {
  reported: '?',
  expected: '⇥',
  arrived: '!',
  controlCase: '■',
  cleared: '✓',
  notArrived: '✕',
  elsewhere: '↗',
}
export const arrivalListWords: Words<In<'arrivals.listArrivals'>['list']> = {
  reported: { zh: '待核对', en: 'To match' },
  expected: { zh: '待到', en: 'Expected' },
  arrived: { zh: '待定', en: 'To decide' },
  notArrived: { zh: '未到', en: 'Not come' },
  controlCase: { zh: '已纳管', en: 'Under control' },
  elsewhere: { zh: '转出中', en: 'Handed over' },
  closed: { zh: '已办结', en: 'Closed' },
}
export const reporterWords: Words<Reporter> = {
  self: { zh: '本人报', en: 'By themselves' },
  family: { zh: '家人报', en: 'By family' },
  employer: { zh: '单位报', en: 'By the employer' },
  landlord: { zh: '房东报', en: 'By the landlord' },
  office: { zh: '社区登记', en: 'By the community' },
  list: { zh: '名单导入', en: 'From a list' },
  community: { zh: '外社区转来', en: 'From another community' },
}
export const transportWords: Words<Transport> = {
  train: { zh: '火车', en: 'Train' },
  plane: { zh: '飞机', en: 'Plane' },
  coach: { zh: '客车', en: 'Coach' },
  car: { zh: '自驾', en: 'Car' },
  ship: { zh: '船', en: 'Ship' },
  other: { zh: '其他', en: 'Other' },
}
export const seenWords: Words<SeenBy> = {
  gate: { zh: '小门记录', en: 'seen at the gate' },
  door: { zh: '上门核实', en: 'seen at the door' },
  office: { zh: '社区登记', en: 'noted by the office' },
  list: { zh: '名单', en: 'by a list' },
}
export const arrivalLevelWords: Words<RiskLevel> = {
  high: { zh: '高风险区', en: 'High-risk area' },
  medium: { zh: '中风险区', en: 'Medium-risk area' },
  low: { zh: '低风险区', en: 'Low-risk area' },
}
export const comesWords: Words<Comes> = {
  control: { zh: '须管控', en: 'A measure' },
  tests: { zh: '只检测', en: 'Tests only' },
  none: { zh: '无措施', en: 'No measure' },
}
export const clearWords: Words<ClearGround> = {
  noMeasure: { zh: '按预案无措施', en: 'No measure by the plan' },
  servedElsewhere: { zh: '已在外地解除', en: 'Served elsewhere' },
  underControl: { zh: '已在管控中', en: 'Under control already' },
  leftAgain: { zh: '又离开了', en: 'Left again' },
  reportedInError: { zh: '报错了', en: 'Reported in error' },
}
export const cancelWords: Words<CancelArrivalGround> = {
  notComing: { zh: '不来了', en: 'Not coming' },
  wentElsewhere: { zh: '去了别处', en: 'Went elsewhere' },
  reportedInError: { zh: '报错了', en: 'Reported in error' },
}
export const arrivalNoteWords: Words<Out<'arrivals.getArrival'>['notes'][number]['what']> = {
  reported: { zh: '报备', en: 'Reported' },
  again: { zh: '又有人报了同一人', en: 'Reported again' },
  accepted: { zh: '核对到户', en: 'Matched' },
  arrived: { zh: '到了', en: 'Arrived' },
  missed: { zh: '到期未到', en: 'Did not come in time' },
  called: { zh: '已联系', en: 'Called' },
  cancelled: { zh: '不来', en: 'Not coming' },
  cleared: { zh: '解除', en: 'Cleared' },
  proposed: { zh: '提出管控', en: 'Measure proposed' },
  declined: { zh: '另一单位未同意', en: 'The other office declined' },
  opened: { zh: '管控已确认', en: 'Measure confirmed' },
  ended: { zh: '管控结束', en: 'Measure ended' },
  handedOver: { zh: '转给', en: 'Handed over' },
  outside: { zh: '系统外社区，已登记', en: 'Outside this system, written down' },
  taken: { zh: '对方已接收', en: 'Taken over' },
  returned: { zh: '对方退回', en: 'Given back' },
}
export const arrivalFaultWords: Words<ArrivalFault> = {
  no_name: { zh: '没有姓名', en: 'no name' },
  no_contact: { zh: '没有电话也没有证件号', en: 'neither telephone nor document' },
  bad_phone: { zh: '电话只能是数字', en: 'a telephone is digits only' },
  bad_document: { zh: '证件号不对', en: 'the document number is wrong' },
  no_from: { zh: '没有出发地', en: 'no place they come from' },
  bad_code: { zh: '代码应是 6、9 或 12 位数字', en: 'a code has 6, 9 or 12 digits' },
  bad_day: { zh: '到达日期读不出来', en: 'the date cannot be read' },
  too_long: { zh: '有一格太长', en: 'a cell is too long' },
  twice: { zh: '与上面某行重复', en: 'the same as a row above' },
}
