// On the first page of the day: how many are under control here and who is still to be asked, and the places under works.
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { controlWorkerWords } from './control-worker-text.ts'
import { placeWorkerWords } from './place-worker-text.ts'

export function ControlCard() {
  return (
    <>
      <PeopleCard />
      <PlacesCard />
    </>
  )
}

/** Places under works, also when all of today is done there. */
function PlacesCard() {
  const t = useText(placeWorkerWords)
  const listed = useQuery('control.listControl', { list: 'open', about: 'place' }, { refetchIntervalMs: 120_000 })
  const places = listed.data?.cases ?? []
  if (places.length === 0) return null
  const toDo = places.reduce((sum, one) => sum + one.worksDue, 0)
  return (
    <a className="card row spread" href="#/control">
      <strong>
        {toDo > 0 ? '! ' : '✓ '}
        {t('places', { count: places.length })} · {toDo > 0 ? t('toDo', { count: toDo }) : t('allDone')}
      </strong>
      <span aria-hidden="true">›</span>
    </a>
  )
}

function PeopleCard() {
  const t = useText(controlWorkerWords)
  const listed = useQuery('control.listControl', { list: 'open' }, { refetchIntervalMs: 120_000 })
  const cases = listed.data?.cases ?? []
  // Without a network the way to the list that is kept on this phone stays open.
  if (listed.data === undefined && listed.error === null) return null
  if (listed.data !== undefined && cases.length === 0) return null
  const toAsk = cases.filter((one) => one.recordsToday < one.recordsAsked).length
  return (
    <a className="card row spread" href="#/control">
      <strong>{listed.data === undefined ? t('cardNone') : `${toAsk > 0 ? '! ' : '✓ '}${t('card', { open: cases.length, toAsk })}`}</strong>
      <span aria-hidden="true">›</span>
    </a>
  )
}
