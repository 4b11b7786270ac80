// On the first page of the day, while anybody is awaited: who has not come, who is to come.
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { arrivalsWorkerWords } from './worker-text.ts'

export function ArrivalsCard() {
  const t = useText(arrivalsWorkerWords)
  const { data } = useQuery('arrivals.listArrivals', { list: 'notArrived' }, { refetchIntervalMs: 120_000 })
  if (data === undefined) return null
  const { notArrived: missing, expected, reported } = data.counts
  const coming = expected + reported
  if (missing + coming === 0) return null
  return (
    <a className="card row spread" href="#/arrivals">
      <strong>
        {missing > 0 ? '! ' : ''}
        {t('card', { missing, coming })}
      </strong>
      <span aria-hidden="true">›</span>
    </a>
  )
}
