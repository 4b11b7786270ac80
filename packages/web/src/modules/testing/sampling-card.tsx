import { useQuery } from '../../platform/api.ts'
import { useText } from '../../platform/text.ts'
import { samplingWords } from './worker-text.ts'

const RENEW_MS = 60_000
/** Among what is to be done today, where samples are taken now. */
export function SamplingCard() {
  const t = useText(samplingWords)
  const { data } = useQuery('testing.listMyPoints', {}, { refetchIntervalMs: RENEW_MS })
  if (data === undefined || data.length === 0) return null
  return (
    <a className="button" href={data.length === 1 ? `#/sampling/${data[0]!.pointId}` : '#/sampling'}>
      ⊕ {t('card')} · {data.length === 1 ? data[0]!.name : data.length} ›
    </a>
  )
}
