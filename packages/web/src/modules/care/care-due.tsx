// 该联系: where a care contact is due or overdue, on the building chart of desk and phone. Sign and word, never a colour alone.
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { contactWords, STANDING_SIGNS, standingWords } from './words.ts'

export type DueHome = Out<'care.listDueHomes'>['homes'][number]
const NOBODY: ReadonlyMap<string, DueHome> = new Map()

/** By home. Empty for whoever may not read care there: they are not even asked about. */
export function useDueHomes(areaId: string, path: string | undefined, isAsked: boolean): ReadonlyMap<string, DueHome> {
  const { may } = useSession()
  const asked = useQuery('care.listDueHomes', { areaId }, { enabled: isAsked && may('care.read', path) })
  return isAsked && asked.data !== undefined ? new Map(asked.data.homes.map((home) => [home.homeId, home])) : NOBODY
}

export function DueMark({ standing }: { standing: DueHome['standing'] }) {
  const word = useWord()
  return (
    <b>
      <i aria-hidden="true">{STANDING_SIGNS[standing]}</i>
      {word(standingWords[standing])}
    </b>
  )
}
/** For an accessible name, which takes no elements. */
export function useDueWord(): (home: DueHome | undefined) => string {
  const word = useWord()
  return (home) => (home === undefined ? '' : `, ${word(standingWords[home.standing])}`)
}

/** The items of a legend: those standings that are on the chart. */
export function DueLegend({ due, sampleClass }: { due: ReadonlyMap<string, DueHome>; sampleClass: string }) {
  const word = useWord()
  const shown = new Set([...due.values()].map(({ standing }) => standing))
  return (['due', 'overdue'] as const)
    .filter((one) => shown.has(one))
    .map((one) => (
      <li key={one}>
        <span className={sampleClass} aria-hidden="true">
          {STANDING_SIGNS[one]}
        </span>
        {word(contactWords[one])}
      </li>
    ))
}
