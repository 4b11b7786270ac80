import { useText } from '../../platform/text.ts'
import { landlordText } from './desk-landlord-text.ts'
import type { Arriving, Choice } from './report-choices.ts'

export function useChoiceWords() {
  const t = useText(landlordText)
  return ({ choice, personId }: Choice, person: Arriving): string => {
    const known = person.known.find((one) => one.personId === personId)
    const words = { add: t('choiceAdd'), skip: t('choiceSkip'), move: t('choiceMove'), alsoHere: t('choiceAlso') }[choice]
    return known === undefined ? words : `${words} · ${known.name ?? '—'} ${known.door ?? t('knownNowhere')}`
  }
}
