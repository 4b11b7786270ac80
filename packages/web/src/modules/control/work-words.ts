import type { Work } from '@xiaomen/rules/control'
import type { Word } from '../../desk/words.ts'

export const workWords: Record<Work, Word> = {
  temperatureCall: { zh: '打电话问体温', en: 'A call about the temperature' },
  doorDelivery: { zh: '送物上门', en: 'Deliveries to the door' },
  wasteCollection: { zh: '收垃圾', en: 'Waste collection' },
  disinfection: { zh: '消毒', en: 'Disinfection' },
  indexSurvey: { zh: '监测指数', en: 'Survey of the index' },
  sourceReduction: { zh: '清积水', en: 'Standing water emptied' },
  symptomWatch: { zh: '症状监测', en: 'Watch for symptoms' },
  netCheck: { zh: '查蚊帐', en: 'Nets looked at' },
}
