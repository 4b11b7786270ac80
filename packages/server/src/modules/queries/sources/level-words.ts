const WORDS: Record<string, { zh: string; en: string }> = {
  district: { zh: '区', en: 'District' },
  street: { zh: '街道', en: 'Street' },
  cutArea: { zh: '切割区域', en: 'Cut area' },
  community: { zh: '社区', en: 'Community' },
  grid: { zh: '网格', en: 'Grid' },
  compound: { zh: '小区', en: 'Compound' },
  building: { zh: '楼栋', en: 'Building' },
  unit: { zh: '单元', en: 'Unit' },
}
export const levelWord = (level: string, lang: 'zh' | 'en'): string => WORDS[level]?.[lang] ?? level
