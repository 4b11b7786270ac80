// 我的核酸: the own results, and what to do when another sample is asked for.
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { ownTestWords } from './own-text.ts'

const RENEW_MS = 60_000
const SIGNS = { waiting: '◌', negative: '✓', positive: '＋', again: '!' } as const

export function OwnTestsScreen() {
  const t = useText(ownTestWords)
  const sayCommon = useCommonErrorText()
  const { data, error } = useAnswer('lab.listOwn', {}, { renewEveryMs: RENEW_MS })
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      {error !== null && data === null && <Notice tone="warn">{sayCommon(error)}</Notice>}
      {data?.recall != null && (
        <article className="card stack" role="alert">
          <strong className="big">! {t(data.recall.state === 'positive' ? 'done' : 'recall')}</strong>
          <span className="quiet">{t('since', { time: showMoment(new Date(data.recall.since)) })}</span>
          {data.recall.state !== 'positive' && <p>{t('recallWhy')}</p>}
          <p>{t('recallOut')}</p>
        </article>
      )}
      {data !== null && data.tests.length === 0 && <p>{t('none')}</p>}
      {data !== null && data.tests.length > 0 && (
        <ul className="list">
          {data.tests.map((one, at) => (
            <li key={at} className="card row spread">
              <span>
                {one.day} <span className="quiet">{one.size === 1 ? t('single') : t('pool', { n: one.size })}</span>
              </span>
              <strong>
                <span aria-hidden="true">{SIGNS[one.end]}</span> {t(one.end)}
              </strong>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
