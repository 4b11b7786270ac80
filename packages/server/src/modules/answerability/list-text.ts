// Words of the printed four-level list.
export type Lang = 'zh' | 'en'
export const TEXT = {
  title: { zh: '四级包保名单', en: 'Who answers for what, at four levels' },
  day: { zh: '{day} 的名单', en: 'As of {day}' },
  draft: { zh: '各级与对应区域为拟定，待街道确认', en: 'Levels and their places are a draft to be confirmed by the street' },
  place: { zh: '区域', en: 'Place' },
  who: { zh: '责任人', en: 'Who answers' },
  unit: { zh: '单位', en: 'Office' },
  until: { zh: '至', en: 'Until' },
  signed: { zh: '签字', en: 'Signature' },
  whole: { zh: '{places} 处，无空缺', en: 'places: {places}, no gap' },
  gaps: { zh: '{places} 处，空缺 {gaps} 处', en: 'places: {places}, {gaps} without anybody' },
  none: { zh: '这里没有这一级的区域', en: 'No place of this level here' },
} as const
export const say = (key: keyof typeof TEXT, lang: Lang, values: Record<string, string | number> = {}): string =>
  TEXT[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
