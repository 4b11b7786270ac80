import type { GateRule } from '@xiaomen/rules/gate'
import { useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import { previewText, valueWords } from './preview-text.ts'

/** What a gate does by a rule, in words: a quota is `times/days/per`, a fever a number of degrees. */
export function useGateValue(): (rule: GateRule, value: string) => string {
  const t = useText(previewText)
  const word = useWord()
  return (rule, value) => {
    if (rule === 'feverC') return value === 'none' ? t('noFever') : `${value} ℃`
    const known = valueWords[value]
    if (known !== undefined) return word(known)
    const [times = '', days = '', per] = value.split('/')
    return t('quota', { times, days, per: t(per === 'home' ? 'perHome' : 'perPerson') })
  }
}
