import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { antigenCardWords } from './worker-text.ts'

const RENEW_MS = 60_000

/** On the first page of the day, while a round is open. */
export function AntigenCard() {
  const t = useText(antigenCardWords)
  const { data } = useQuery('antigen.listRounds', {}, { refetchIntervalMs: RENEW_MS })
  const open = data?.filter((round) => !round.isClosed) ?? []
  if (open.length === 0) return null
  return (
    <a className="card row spread" href="#/antigen">
      <strong>{t('card', { n: open.reduce((sum, round) => sum + round.missing, 0) })}</strong>
      <span aria-hidden="true">›</span>
    </a>
  )
}
