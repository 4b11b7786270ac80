// Beside the code, and only while something stands against its holder: the colour in a word, and where to read why.
import { useAnswer } from '../../platform/answer.ts'
import { useText } from '../../platform/text.ts'
import { ownWords } from './own-text.ts'
import './own-status.css'
import { VERDICT_SIGNS } from './words.ts'

const RENEW_MS = 5 * 60_000

export function OwnStatusLine() {
  const t = useText(ownWords)
  const { data } = useAnswer('status.getMine', {}, { renewEveryMs: RENEW_MS })
  if (data === null || data.verdict === 'green') return null
  return (
    <a className="button wide own-line" href="#/status">
      <strong className="grow">
        <span aria-hidden="true">{VERDICT_SIGNS[data.verdict]}</span> {t(data.verdict)}
      </strong>
      {t('lineWhy')} ›
    </a>
  )
}
