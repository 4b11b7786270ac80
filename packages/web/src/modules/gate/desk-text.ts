import { pairs, type Word } from '../../desk/words.ts'
import type { In } from '../../platform/ops.ts'

export const findingWords: Record<In<'gate.resolveHold'>['finding'], Word> = {
  noFever: { zh: '复测未发热', en: 'No fever on second measurement' },
  otherIllness: { zh: '有其他原因的不适', en: 'Other illness' },
  sentToClinic: { zh: '已送发热门诊', en: 'Sent to the fever clinic' },
  leftUnseen: { zh: '未处理前离开', en: 'Left before being seen' },
}

export const gatesText = pairs({
  title: { zh: '守小门', en: 'Gates' },
  lead: { zh: '大门的开关，和在门口留下、等待处理的人。', en: 'Gates open and closed, and the people held at them.' },
  holds: { zh: '待处理', en: 'Held' },
  gates: { zh: '大门', en: 'Gates' },
  holdsEmpty: { zh: '没有人在门口等待处理。', en: 'Nobody is waiting at a gate.' },
  gatesEmpty: { zh: '还没有大门。添加后，门岗就能在手机上开始工作。', en: 'No gates yet. Add one, and guards can start on their phones.' },
  gate: { zh: '大门', en: 'Gate' },
  when: { zh: '时间', en: 'When' },
  who: { zh: '姓名', en: 'Who' },
  door: { zh: '门牌', en: 'Door' },
  temperature: { zh: '体温', en: 'Temperature' },
  why: { zh: '原因', en: 'Reason' },
  actions: { zh: '操作', en: 'Actions' },
  resolve: { zh: '处理', en: 'Resolve' },
  resolveTitle: { zh: '处理结果', en: 'Resolve the hold' },
  resolveSays: { zh: '处理结果会记入今日无疫的判定。', en: 'The finding counts for outbreak-free today.' },
  finding: { zh: '结果', en: 'Finding' },
  note: { zh: '备注（可不填，不写姓名）', en: 'Note (optional, no names)' },
  resolved: { zh: '已处理', en: 'Resolved' },
  unknownPerson: { zh: '身份不明', en: 'Unknown person' },
  addGate: { zh: '添加大门', en: 'Add a gate' },
  gateName: { zh: '大门名称', en: 'Name of the gate' },
  gateHint: { zh: '如 东门', en: 'e.g. East gate' },
  at: { zh: '所在区域', en: 'At' },
  state: { zh: '状态', en: 'State' },
  open: { zh: '开放', en: 'Open' },
  closed: { zh: '关闭', en: 'Closed' },
  openIt: { zh: '开放此门', en: 'Open it' },
  closeIt: { zh: '关闭此门', en: 'Close it' },
  closeAsk: { zh: '关闭后，持码人员会被引导走其他大门；就医通道不受影响。', en: 'People are sent to another gate; medical ways out stay open.' },
  toPhone: { zh: '打开门岗页面', en: 'Open the guard page' },
})
