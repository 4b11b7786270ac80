// On the first page of the day: seals with an alarm before all others.
import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { sealWorkerWords } from './worker-text.ts'

export function SealsCard() {
  const t = useText(sealWorkerWords)
  const { data } = useQuery('seals.listSeals', {}, { refetchIntervalMs: 60_000 })
  if (data === undefined || data.seals.length === 0) return null
  const { alarms } = data.counts
  return (
    <a className="card row spread" href="#/seals">
      <strong>{alarms > 0 ? `! ${t('cardAlarm', { n: alarms })}` : t('card', { n: data.seals.length })}</strong>
      <span aria-hidden="true">›</span>
    </a>
  )
}
