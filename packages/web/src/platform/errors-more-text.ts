// Sentences for errors that come with an emergency: loaded right after a screen, not with it.
import { answerabilityErrorWords } from './errors-answerability-text.ts'
import { controlErrorWords } from './errors-control-text.ts'
import { orderErrorWords } from './errors-order-text.ts'
import { zonesErrorWords } from './errors-zones-text.ts'

export const moreErrorWords = {
  zh: { ...controlErrorWords.zh, ...orderErrorWords.zh, ...answerabilityErrorWords.zh, ...zonesErrorWords.zh },
  en: { ...controlErrorWords.en, ...orderErrorWords.en, ...answerabilityErrorWords.en, ...zonesErrorWords.en },
}
export type MoreCode = keyof typeof moreErrorWords.zh
