import type { SignalKind } from '@xiaomen/rules/status'

export type Lang = 'zh' | 'en'

export const PAGE = {
  title: { zh: '管控人数公开', en: 'How many are under control' },
  says: {
    zh: '由人按规则决定的管控，不含姓名和住址。少于 5 人的写“少于 5”。每个人都可以在“我家的管控”里看到原因，也可以申诉。',
    en: 'Control that people decided by a rule, without names or addresses. Fewer than five are shown as “fewer than 5”. Everybody concerned reads why on their own page, and may appeal.',
  },
  rule: { zh: '规则', en: 'Rule' },
  open: { zh: '现在', en: 'Now' },
  fresh: { zh: '24 小时内新增', en: 'New within 24 hours' },
  lifted: { zh: '30 天内因申诉撤销', en: 'Lifted on appeal within 30 days' },
  few: { zh: '少于 5', en: 'fewer than 5' },
  none: { zh: '现在没有人被管控。', en: 'Nobody is under control.' },
  statusTitle: { zh: '由人带入的黄码、红码', en: 'Yellow and red brought by people' },
  statusSays: {
    zh: '近 14 天由人录入或从文件带入、经另一单位同意后起作用的信号，按日和种类计人数。来源系统自己发来的不在内。',
    en: 'Signals of the last 14 days that people entered or brought as a file and other offices agreed to, in people by day and kind. What a source’s own system sent is not among them.',
  },
  day: { zh: '日期', en: 'Day' },
  kind: { zh: '种类', en: 'Kind' },
  colour: { zh: '颜色', en: 'Colour' },
  way: { zh: '途径', en: 'Way' },
  people: { zh: '人数', en: 'People' },
  statusNone: { zh: '近 14 天没有。', en: 'None in the last 14 days.' },
  at: { zh: '统计时间：{time}', en: 'Counted at {time}' },
  other: { zh: 'English', en: '中文' },
} as const

type Both = Record<Lang, string>
export const KINDS: Record<SignalKind, Both> = {
  clinicVisit: { zh: '发热门诊就诊', en: 'Fever clinic visit' },
  feverMedicine: { zh: '购买退热药', en: 'Fever medicine bought' },
  riskArea: { zh: '到过风险地区', en: 'Been to a risk area' },
  caseContact: { zh: '密切接触', en: 'Contact of a case' },
  testOverdue: { zh: '核酸超期', en: 'Test overdue' },
  testNegative: { zh: '核酸阴性', en: 'Test negative' },
  codeGreen: { zh: '绿码', en: 'Green code' },
  codeYellow: { zh: '黄码', en: 'Yellow code' },
  codeRed: { zh: '红码', en: 'Red code' },
}
export const COLOURS: Record<'yellow' | 'red', Both> = { yellow: { zh: '黄', en: 'Yellow' }, red: { zh: '红', en: 'Red' } }
export const WAYS: Record<'hand' | 'file', Both> = { hand: { zh: '人工录入', en: 'By hand' }, file: { zh: '文件', en: 'File' } }
