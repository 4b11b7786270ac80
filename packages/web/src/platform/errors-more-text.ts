// Sentences for errors that come with an emergency, or with work that begins with a choice: loaded right after a screen, not with it.
import { aidErrorWords } from './errors-aid-text.ts'
import { antigenErrorWords } from './errors-antigen-text.ts'
import { answerabilityErrorWords } from './errors-answerability-text.ts'
import { arrivalsErrorWords } from './errors-arrivals-text.ts'
import { controlErrorWords } from './errors-control-text.ts'
import { labErrorWords } from './errors-lab-text.ts'
import { tracingErrorWords } from './errors-tracing-text.ts'
import { foreignErrorWords } from './errors-foreign-text.ts'
import { leadsErrorWords } from './errors-leads-text.ts'
import { occupationsErrorWords } from './errors-occupations-text.ts'
import { orderErrorWords } from './errors-order-text.ts'
import { presenceErrorWords } from './errors-presence-text.ts'
import { queriesErrorWords } from './errors-queries-text.ts'
import { screeningErrorWords } from './errors-screening-text.ts'
import { sealsErrorWords } from './errors-seals-text.ts'
import { sitesErrorWords } from './errors-sites-text.ts'
import { staysErrorWords } from './errors-stays-text.ts'
import { testingErrorWords } from './errors-testing-text.ts'
import { zonesErrorWords } from './errors-zones-text.ts'

export const moreErrorWords = {
  zh: {
    ...controlErrorWords.zh,
    ...orderErrorWords.zh,
    ...answerabilityErrorWords.zh,
    ...zonesErrorWords.zh,
    ...arrivalsErrorWords.zh,
    ...sealsErrorWords.zh,
    ...staysErrorWords.zh,
    ...testingErrorWords.zh,
    ...aidErrorWords.zh,
    ...presenceErrorWords.zh,
    ...queriesErrorWords.zh,
    ...screeningErrorWords.zh,
    ...antigenErrorWords.zh,
    ...labErrorWords.zh,
    ...tracingErrorWords.zh,
    ...foreignErrorWords.zh,
    ...leadsErrorWords.zh,
    ...sitesErrorWords.zh,
    ...occupationsErrorWords.zh,
  },
  en: {
    ...controlErrorWords.en,
    ...orderErrorWords.en,
    ...answerabilityErrorWords.en,
    ...zonesErrorWords.en,
    ...arrivalsErrorWords.en,
    ...sealsErrorWords.en,
    ...staysErrorWords.en,
    ...testingErrorWords.en,
    ...aidErrorWords.en,
    ...presenceErrorWords.en,
    ...queriesErrorWords.en,
    ...screeningErrorWords.en,
    ...antigenErrorWords.en,
    ...labErrorWords.en,
    ...tracingErrorWords.en,
    ...foreignErrorWords.en,
    ...leadsErrorWords.en,
    ...sitesErrorWords.en,
    ...occupationsErrorWords.en,
  },
}
export type MoreCode = keyof typeof moreErrorWords.zh
