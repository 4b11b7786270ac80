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
  at: { zh: '统计时间：{time}', en: 'Counted at {time}' },
  other: { zh: 'English', en: '中文' },
} as const
