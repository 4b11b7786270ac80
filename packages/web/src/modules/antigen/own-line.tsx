// Beside the code, and only while a round asks something of this household.
import { useAnswer } from '../../platform/answer.ts'
import { useText } from '../../platform/text.ts'
import '../control/own-line.css'
import { ownLineWords } from './own-line-text.ts'

const RENEW_MS = 60_000

export function OwnAntigenLine() {
  const t = useText(ownLineWords)
  const { data } = useAnswer('antigen.listOwn', {}, { renewEveryMs: RENEW_MS })
  const rounds = data ?? []
  const toReport = rounds.flatMap(({ people }) => people).filter((one) => one.mayReport).length
  const isToSign = rounds.some(({ handed }) => handed.some((one) => one.confirmedAt === null))
  if (toReport === 0 && !isToSign) return null
  return (
    <a className="button wide control-line" href="#/antigen">
      <strong>{t('line')}</strong> · {isToSign ? t('toSign') : t('toReport', { n: toReport })} ›
    </a>
  )
}
