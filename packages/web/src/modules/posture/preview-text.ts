import type { GateRule } from '@xiaomen/rules/gate'
import { pairs, type Word } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'

export const ruleWords: Record<GateRule, Word> = {
  asksCode: { zh: '查码', en: 'Code' },
  asksProof: { zh: '码须由本人手机出示', en: 'Code must come from its own phone' },
  asksTemperature: { zh: '测温', en: 'Temperature' },
  feverC: { zh: '发热界限', en: 'Fever from' },
  asksStatus: { zh: '看健康状态', en: 'Health status' },
  holdsCases: { zh: '病例及同户留下', en: 'Cases and their homes are held' },
  asksPerson: { zh: '报门牌须指明本人', en: 'A door number must name its person' },
  whereFrom: { zh: '问从哪里来', en: 'Where from' },
  exitQuota: { zh: '出门次数', en: 'Ways out' },
  admitsVisitors: { zh: '接待访客', en: 'Visitors admitted' },
  courier: { zh: '快递', en: 'Couriers' },
  takeaway: { zh: '外卖', en: 'Takeaway' },
  supplyVehicle: { zh: '保供车', en: 'Supply vehicles' },
  otherVehicle: { zh: '其他车辆', en: 'Other vehicles' },
}

/** Codes of what a gate does, in words. Numbers and quotas are put together by the screen. */
export const valueWords: Record<string, Word> = {
  nobody: { zh: '不问', en: 'nobody' },
  entering: { zh: '进门的人', en: 'whoever comes in' },
  everybody: { zh: '进出的人', en: 'everybody' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  none: { zh: '不限', en: 'no limit' },
  enter: { zh: '放行', en: 'let in' },
  dropZone: { zh: '送至取件点', en: 'to the drop zone' },
  ifListed: { zh: '在名单上才进', en: 'only if listed' },
}

export const countWords: Record<Out<'posture.previewOrder'>['counts'][number]['what'], Word> = {
  gates: { zh: '小门 {n} 个', en: 'gates: {n}' },
  heldPeople: { zh: '门口留下、尚未处理 {n} 人', en: 'Held at gates, not yet seen to: {n}' },
  openCases: { zh: '未结病例 {n} 个', en: 'Open cases: {n}' },
  standings: { zh: '黄码或红码 {n} 人', en: 'Yellow or red: {n}' },
  openTasks: { zh: '未办待办 {n} 件', en: 'Open tasks: {n}' },
}

export const previewText = pairs({
  changes: { zh: '会有这些变化', en: 'What would change' },
  covers: { zh: '范围', en: 'It reaches' },
  coversSays: {
    zh: '社区 {communities} 个 · 小区 {compounds} 个 · 楼栋 {buildings} 栋 · 住户 {homes} 户',
    en: 'Communities: {communities} · compounds: {compounds} · buildings: {buildings} · homes: {homes}',
  },
  ownOrders: { zh: '其中 {n} 处另有命令，仍按各自的命令', en: 'Areas beneath with an order of their own, which they keep: {n}' },
  gate: { zh: '小门', en: 'At the gates' },
  gateSame: { zh: '小门的规则不变', en: 'The gates ask the same' },
  daily: { zh: '今日无疫要看', en: 'For a day to be outbreak-free' },
  dailySame: { zh: '今日无疫的条件不变', en: 'The criteria of the day stay' },
  begins: { zh: '新增：{list}', en: 'new: {list}' },
  ceases: { zh: '不再看：{list}', en: 'no more: {list}' },
  functionsBegin: { zh: '开始有的功能', en: 'Functions that begin' },
  functionsCease: { zh: '不再有的功能', en: 'Functions that cease to exist' },
  functionsSame: { zh: '功能不变', en: 'No function begins or ceases' },
  stays: {
    zh: '查看、结案、更正和申诉始终都在。',
    en: 'Reading, closing, correcting and objecting always stay possible.',
  },
  open: { zh: '现在未办结的', en: 'Open at present' },
  openSays: { zh: '这些不会因此消失，仍须有人办结。', en: 'None of it disappears by this: somebody still has to finish it.' },
  noFever: { zh: '不看', en: 'not looked at' },
  quota: { zh: '每{per} {days} 天 {times} 次', en: '{times} in {days} days per {per}' },
  perPerson: { zh: '人', en: 'person' },
  perHome: { zh: '户', en: 'home' },
})
