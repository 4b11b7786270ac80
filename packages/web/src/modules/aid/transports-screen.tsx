// 急救转运 on the worker's phone: what nobody has arranged first.
import { useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useWord } from '../../desk/words.ts'
import { Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import '../tasks/tasks.css'
import './aid.css'
import { doorOf } from './transport-view.ts'
import { TRANSPORT_SIGNS, transportKindWords, transportStateWords } from './words.ts'
import { transportWorkerWords } from './worker-text.ts'

const RENEW_MS = 30_000

/** On the first page of the day, while there is any. */
export function TransportsCard() {
  const t = useText(transportWorkerWords)
  const { data } = useQuery('aid.listTransports', {}, { refetchIntervalMs: RENEW_MS })
  if (data === undefined || data.transports.length === 0) return null
  const { requested } = data.counts
  return (
    <a className="card row spread" href="#/transport">
      <strong>
        <span aria-hidden="true">✚</span> {requested > 0 ? t('cardNew', { n: requested }) : t('card', { n: data.transports.length })}
      </strong>
      <span aria-hidden="true">›</span>
    </a>
  )
}

export function TransportsScreen() {
  const t = useText(transportWorkerWords)
  const word = useWord()
  const sayError = useErrorText()
  const { data, error } = useQuery('aid.listTransports', {}, { refetchIntervalMs: RENEW_MS })
  return (
    <section className="stack">
      <a href="#/today">‹ {t('today')}</a>
      <h1>{t('title')}</h1>
      {data === undefined && error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data?.transports.length === 0 && <p>{t('none')}</p>}
      <ul className="list">
        {data?.transports.map((one) => (
          <li key={one.id} className="card">
            <a className="task-line" href={`#/transport/${one.id}`}>
              <span>
                <strong>{doorOf(one)}</strong> {one.name} {one.kind !== null && <span className="tag">{word(transportKindWords[one.kind])}</span>}
              </span>
              <span className={one.isOverdue || one.state === 'requested' ? 'aid-late' : 'quiet'}>
                <span aria-hidden="true">{TRANSPORT_SIGNS[one.state]}</span> {word(transportStateWords[one.state])}
                {one.isOverdue && ` · ${t('overdue')}`}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
