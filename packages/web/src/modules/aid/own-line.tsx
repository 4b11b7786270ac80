// Beside the code, and only while the household is kept in: the way to a hospital is one touch away, and so is 120.
import { useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { useText } from '../../platform/text.ts'
import '../control/own-line.css'
import './aid.css'
import { ownTransportWords } from './own-text.ts'
import { TRANSPORT_SIGNS, transportStateWords } from './words.ts'

const RENEW_MS = 60_000
const UNDER_WAY: readonly string[] = ['requested', 'arranged', 'left', 'arrived']

export function OwnTransportLine() {
  const t = useText(ownTransportWords)
  const word = useWord()
  const { data } = useAnswer('aid.listOwn', {}, { renewEveryMs: RENEW_MS })
  const open = data?.transports.find(({ state }) => UNDER_WAY.includes(state))
  if (data === null || (!data.mayRequest && open === undefined)) return null
  return (
    <>
      <a className="button wide control-line" href="#/control">
        <strong>
          <span aria-hidden="true">✚</span> {open === undefined ? t('line') : t('lineOpen')}
        </strong>
        {open !== undefined && (
          <>
            {' '}
            · {TRANSPORT_SIGNS[open.state]} {word(transportStateWords[open.state])}
          </>
        )}{' '}
        ›
      </a>
      <a className="button wide aid-call" href="tel:120">
        ☎ {t('call')}
      </a>
    </>
  )
}
