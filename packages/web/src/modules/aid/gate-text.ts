import { text } from '../../platform/text.ts'

export const gateTransportWords = text({
  zh: { title: '急救转运', letPass: '马上放行' },
  en: { title: 'To hospital', letPass: 'let through at once' },
})
