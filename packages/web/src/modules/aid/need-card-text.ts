import { text } from '../../platform/text.ts'

export const needCardWords = text({
  zh: { card: '住户需求 {n} 件', cardLate: '住户需求：{n} 件超时' },
  en: { card: 'Needs of households: {n}', cardLate: 'Needs of households: {n} late' },
})
