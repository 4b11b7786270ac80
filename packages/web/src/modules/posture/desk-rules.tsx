// Which rules change from one plan to another, subject by subject, each in one line.
import type { RuleSubject } from '@xiaomen/rules/packs'
import { useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { kindWords, verdictWords } from '../status/words.ts'
import { leavingWords } from './packs-text.ts'
import { rulesText, subjectTitles } from './shift-text.ts'

type Change = Out<'posture.previewOrder'>['rules'][number]
const COUNTED: Partial<Record<RuleSubject, 'days' | 'hours' | 'asked'>> = { track: 'days', records: 'asked', standstill: 'hours', clock: 'hours' }

function useValue(): (of: RuleSubject, value: string | null) => string {
  const t = useText(rulesText)
  const word = useWord()
  return (of, value) => {
    if (value === null || (of === 'records' && value === '0')) return t('none')
    const counted = COUNTED[of]
    if (counted !== undefined) return t(counted, { n: value })
    if (of === 'zone') return word(leavingWords[value as 'free'])
    if (of === 'checklist') return t('there')
    const [verdict = '', days] = value.split('/')
    return `${word(verdictWords[verdict as 'green'])}${days === undefined ? '' : ` ${t('days', { n: days })}`}`
  }
}

function Line({ change }: { change: Change }) {
  const t = useText(rulesText)
  const word = useWord()
  const value = useValue()
  const { of, key, name, before, after } = change
  const title = name !== null ? word(name) : of === 'colour' ? word(kindWords[key as 'codeRed']) : t('most')
  const isCounted = COUNTED[of] !== undefined && before !== null && after !== null
  return (
    <li>
      <span>{title}</span>
      <span>
        {before === after ? (
          <>
            {value(of, after)} · <strong>{t('otherwise')}</strong>
          </>
        ) : (
          <>
            <span className="desk-quiet">{value(of, before)}</span> → <strong>{value(of, after)}</strong>
            {isCounted && of !== 'records' && ` · ${t(Number(after) < Number(before) ? 'shorter' : 'longer')}`}
          </>
        )}
      </span>
    </li>
  )
}

export function RuleChanges({ rules }: { rules: readonly Change[] }) {
  const t = useText(rulesText)
  const word = useWord()
  if (rules.length === 0) return <p className="desk-quiet">{t('same')}</p>
  return [...Map.groupBy(rules, ({ of }) => of)].map(([of, changes]) => (
    <section key={of} aria-label={word(subjectTitles[of])}>
      <h3>{word(subjectTitles[of])}</h3>
      <ul className="desk-changes">
        {changes.map((change) => (
          <Line key={change.key} change={change} />
        ))}
      </ul>
    </section>
  ))
}
