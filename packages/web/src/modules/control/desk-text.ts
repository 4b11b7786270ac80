import { pairs, type Word } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'

type Case = Out<'control.listCases'>[number]
export const caseStateWords: Record<Case['state'], Word> = {
  reported: { zh: '已登记，待确认', en: 'Registered, to be confirmed' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  closed: { zh: '已结', en: 'Closed' },
}
export const evidenceWords: Record<Case['evidence']['kind'], Word> = {
  testResult: { zh: '检测结果', en: 'Test result' },
  investigationDecision: { zh: '流调结论', en: 'Decision of an investigation' },
  clinicReport: { zh: '医疗机构报告', en: 'Clinic report' },
}
export const groundWords: Record<In<'control.closeCase'>['ground'], Word> = {
  recovered: { zh: '痊愈', en: 'Recovered' },
  registeredInError: { zh: '登记有误', en: 'Registered in error' },
  movedAway: { zh: '已迁离', en: 'Moved away' },
}

export const casesText = pairs({
  title: { zh: '病例登记', en: 'Cases' },
  lead: {
    zh: '登记后公示立即撤下；须由另一单位的人确认，才对当事人产生限制。',
    en: 'Registering withdraws postings at once; it restricts nobody until a second person of another unit confirms it.',
  },
  register: { zh: '登记病例', en: 'Register a case' },
  empty: { zh: '没有病例。', en: 'No cases.' },
  who: { zh: '姓名', en: 'Who' },
  where: { zh: '住址', en: 'Where' },
  foundOn: { zh: '发现日期', en: 'Found on' },
  evidence: { zh: '依据', en: 'Evidence' },
  state: { zh: '状态', en: 'State' },
  by: { zh: '登记 / 确认', en: 'Registered / confirmed' },
  actions: { zh: '操作', en: 'Actions' },
  confirm: { zh: '确认', en: 'Confirm' },
  confirmAsk: {
    zh: '确认后，病例对该人的通行生效。您须与登记人不在同一单位。',
    en: 'The case then takes effect at the gates. You must belong to another unit than the one who registered it.',
  },
  close: { zh: '结案', en: 'Close' },
  closeTitle: { zh: '结案', en: 'Close the case' },
  ground: { zh: '原因', en: 'Ground' },
  on: { zh: '日期', en: 'On' },
  kind: { zh: '依据种类', en: 'Kind of evidence' },
  reference: { zh: '文号或编号', en: 'Reference' },
  referenceHelp: { zh: '只写编号，不写姓名或证件号', en: 'The number only; no names or document numbers' },
  issuedBy: { zh: '出具单位', en: 'Issued by' },
  findPerson: { zh: '查找当事人', en: 'Find the person' },
  pickHome: { zh: '选择住户', en: 'Choose the home' },
  pickPerson: { zh: '选择当事人', en: 'Choose the person' },
  change: { zh: '重选', en: 'Change' },
  done: { zh: '已登记，相关公示正在撤下', en: 'Registered; the postings concerned are being withdrawn' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  closed: { zh: '已结案', en: 'Closed' },
  notForYou: { zh: '无权查看', en: 'Not for you' },
  onlyOpen: { zh: '未结', en: 'Open' },
  all: { zh: '全部', en: 'All' },
})
