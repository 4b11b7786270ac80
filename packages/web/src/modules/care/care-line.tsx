import { careWords, useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import type { InCare } from './my-care.ts'
import { careWorkerWords } from './worker-text.ts'
import { STANDING_SIGNS, standingWords } from './words.ts'

/** Where somebody stands, with sign and word; how long it is owed. */
export function CareStandingLine({ person }: { person: InCare }) {
  const t = useText(careWorkerWords)
  const word = useWord()
  return (
    <span className={person.standing === 'overdue' ? 'task-overdue' : 'quiet'}>
      <span aria-hidden="true">{STANDING_SIGNS[person.standing]}</span>{' '}
      {person.standing === 'overdue' ? t('overdue', { count: person.overdueDays }) : word(standingWords[person.standing])}
    </span>
  )
}

export function CareCategories({ care }: { care: InCare['care'] }) {
  const word = useWord()
  if (care === null || care.length === 0) return null
  return <span className="quiet">♥ {care.map((one) => word(careWords[one])).join(' · ')}</span>
}
