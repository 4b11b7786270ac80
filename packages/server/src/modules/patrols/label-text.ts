// Words of the labels that hang at check points.
export type Lang = 'zh' | 'en'
export const TEXT = {
  title: { zh: '巡防点', en: 'Check point' },
  scan: { zh: '巡防人员：用“小门 · 值守”扫这个码', en: 'On patrol: scan this with Xiaomen at work' },
  keep: { zh: '请勿遮挡、撕下。码坏了请告诉社区。', en: 'Please leave it here. If it is damaged, tell the community.' },
  sheet: { zh: '巡防点码', en: 'Check point codes' },
} as const
export const say = (key: keyof typeof TEXT, lang: Lang): string => TEXT[key][lang]
