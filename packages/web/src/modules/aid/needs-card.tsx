import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { needCardWords } from './need-card-text.ts'

const RENEW_MS = 60_000

/** On the first page of the day, while there is any. */
export function NeedsCard() {
  const t = useText(needCardWords)
  const { data } = useQuery('aid.listNeeds', {}, { refetchIntervalMs: RENEW_MS })
  if (data === undefined || data.needs.length === 0) return null
  return (
    <a className="card row spread" href="#/need">
      <strong>{data.counts.late > 0 ? `! ${t('cardLate', { n: data.counts.late })}` : t('card', { n: data.needs.length })}</strong>
      <span aria-hidden="true">›</span>
    </a>
  )
}
