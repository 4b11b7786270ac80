// 楼栋图上的关爱标记: one letter a category, so that a black-and-white print says it too.
import type { CareCategory } from '../registry/words.ts'

export const CARE_MARKS: Record<CareCategory, { zh: string; en: string }> = {
  destitute: { zh: '困', en: 'D' },
  emptyNest: { zh: '空', en: 'E' },
  pregnant: { zh: '孕', en: 'P' },
  infant: { zh: '婴', en: 'I' },
  disabled: { zh: '残', en: 'H' },
  chronicIllness: { zh: '慢', en: 'C' },
  reducedMobility: { zh: '行', en: 'M' },
  dialysis: { zh: '透', en: 'K' },
  mentalIllness: { zh: '精', en: 'Y' },
}
