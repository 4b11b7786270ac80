import { useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useLive } from '../../platform/live.ts'
import { Notice } from '../../platform/parts.tsx'
import { showTime, useText } from '../../platform/text.ts'
import { guardWords, verdictWords, wayOutWords, whyWords } from './guard-text.ts'
import { OUTCOME_SIGNS } from './verdict.tsx'

/** What the server has of this gate, without names. */
export function LogScreen({ gateId }: { gateId: string }) {
  const t = useText(guardWords)
  const word = { in: useText(verdictWords), out: useText(wayOutWords) }
  const why = useText(whyWords)
  const sayError = useErrorText()
  useLive('gate')
  const { data, error } = useQuery('gate.listPassages', { gateId })
  return (
    <main className="page" id="main">
      <a href={`#/gate/${gateId}`}>‹ {t('back')}</a>
      <h1>{t('log')}</h1>
      {error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data?.length === 0 && <p>{t('none')}</p>}
      <ul className="list">
        {data?.map((one) => (
          <li key={one.id} className="card row spread">
            <span>
              <time dateTime={one.at}>{showTime(one.at)}</time> {t(one.direction)}
            </span>
            <b>
              {OUTCOME_SIGNS[one.outcome]} {word[one.direction](one.outcome)}
            </b>
            <span className="quiet">
              {one.temperatureC === null ? '' : t('temperature', { value: one.temperatureC.toFixed(1) })} {one.reasons.map((reason) => why(reason)).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </main>
  )
}
