// Words of the paper that goes from door to door.
export type Lang = 'zh' | 'en'
export const TEXT = {
  list: { zh: '扫楼清单', en: 'Sweep list' },
  cards: { zh: '门卡', en: 'Door cards' },
  page: { zh: '第 {page} 页', en: 'Page {page}' },
  round: { zh: '第 {round} 轮', en: 'Round {round}' },
  until: { zh: '{day} 前完成', en: 'until {day}' },
  row: { zh: '行', en: 'Row' },
  door: { zh: '门牌', en: 'Door' },
  people: { zh: '登记人员（在 / 已搬走）', en: 'On record (here / left)' },
  found: { zh: '结果', en: 'Found' },
  newcomers: { zh: '新增人员、备注', en: 'New people, notes' },
  done: { zh: '已见', en: 'Met' },
  nobodyHome: { zh: '无人', en: 'Nobody' },
  refused: { zh: '拒绝', en: 'Refused' },
  vacant: { zh: '空置', en: 'Vacant' },
  by: { zh: '走访人 ____________  日期 ________', en: 'Walked by ____________  Date ________' },
  keep: { zh: '含住户姓名，用后交回社区，不得拍照外传。', en: 'Holds residents’ names: hand it back, take no pictures of it.' },
  cardTitle: { zh: '您好，我们来过了', en: 'We called and missed you' },
  cardLead: {
    zh: '为了不漏一户，请用手机扫码，或在打开的页面里输入编号，告诉社区谁住在这里。一分钟就好，不用注册。',
    en: 'So that no home is missed: scan this, or type the number on the page it opens, and tell the community who lives here. One minute, no account.',
  },
  cardPlace: { zh: '{place} 住户', en: 'Household of {place}' },
} as const
export const say = (key: keyof typeof TEXT, lang: Lang, values: Record<string, string | number> = {}): string =>
  TEXT[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
