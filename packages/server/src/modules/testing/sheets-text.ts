// Words of the labels and of the stair head's list.
export type Lang = 'zh' | 'en'
const TEXT = {
  calls: { zh: '核酸叫号表', en: 'Call-up list' },
  tube: { zh: '试管条码', en: 'Tube labels' },
  box: { zh: '转运箱条码', en: 'Box labels' },
  point: { zh: '采样点：{point}', en: 'Sampling point: {point}' },
  time: { zh: '{from}–{until}，{people} 人', en: '{from}–{until}, {people} people' },
  door: { zh: '门牌', en: 'Door' },
  people: { zh: '应检人员', en: 'Expected' },
  done: { zh: '已下楼', en: 'Came down' },
  note: { zh: '备注（行动不便、外出）', en: 'Notes (cannot come, away)' },
  nobody: { zh: '这栋楼没有应检人员。', en: 'Nobody of this building is expected.' },
  by: { zh: '楼道长 ____________  电话 ____________', en: 'Stair head ____________  Phone ____________' },
  keep: { zh: '含住户姓名，用后交回社区，不得拍照外传。', en: 'Holds residents’ names: hand it back, take no pictures of it.' },
  none: { zh: '这个采样点还没有安排叫号。', en: 'No buildings are called to this point yet.' },
} as const
export const say = (key: keyof typeof TEXT, lang: Lang, values: Record<string, string | number> = {}): string =>
  TEXT[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
