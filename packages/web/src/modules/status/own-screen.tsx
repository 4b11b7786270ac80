// 我的健康状态: one's own colour, what it is made of, and the request that people look at it again.
import { useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { showDay, showMoment, useText } from '../../platform/text.ts'
import { AskCorrection } from './own-ask.tsx'
import { handsWords } from './own-hands-text.ts'
import { ownWords } from './own-text.ts'
import './own-status.css'
import { kindWords, reasonClassWords, trustWords, VERDICT_SIGNS } from './words.ts'

type Mine = Out<'status.getMine'>
/** Residents hear no live news of status: while the page is open it is asked for. */
const LOOK_AGAIN_MS = 20_000

export function OwnStatusScreen() {
  const t = useText(ownWords)
  const word = useWord()
  const sayError = useCommonErrorText()
  const { data, error, ask } = useAnswer('status.getMine', {}, { renewEveryMs: LOOK_AGAIN_MS })
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      {error !== null && data === null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data !== null && (
        <div className="card stack own-status">
          <strong className="big">
            <span aria-hidden="true">{VERDICT_SIGNS[data.verdict]}</span> {t(data.verdict)}
          </strong>
          {data.verdict === 'green' && <p>{t('nothing')}</p>}
          {data.reason !== null && <span>{t('reason', { reason: word(reasonClassWords[data.reason]) })}</span>}
          {data.since !== null && <span>{t('since', { time: showMoment(data.since) })}</span>}
          {data.until !== null && <span>{t('until', { time: showMoment(data.until) })}</span>}
        </div>
      )}
      {data !== null && data.signals.length > 0 && (
        <>
          <h2>{t('restsOn')}</h2>
          {data.signals.map((signal) => (
            <Signal key={signal.id} signal={signal} onAsked={ask} />
          ))}
          <p className="quiet">{t('right')}</p>
        </>
      )}
      {data !== null && data.requests.length > 0 && <Requests list={data.requests} />}
    </section>
  )
}

function Signal({ signal, onAsked }: { signal: Mine['signals'][number]; onAsked: () => void }) {
  const t = useText(ownWords)
  const word = useWord()
  const hands = useText(handsWords)
  const { source, rule } = signal
  const trust = word(trustWords[source.trust])
  return (
    <article className="card stack own-status">
      <strong>{word(kindWords[signal.kind])}</strong>
      <span>{source.name === null ? t('fromNotice', { trust }) : t('from', { name: source.name, trust })}</span>
      <span>{t('days', { from: showDay(signal.from), until: showMoment(signal.until) })}</span>
      {signal.hands?.isList !== true && <span>{t(signal.isAutomatic ? 'automatic' : 'looked')}</span>}
      {signal.hands !== null && (
        <span>
          {hands(signal.hands.isList ? 'list' : 'hand', {
            by: signal.hands.by ?? hands('unknown'),
            agreed: signal.hands.agreed.join(hands('and')),
          })}
        </span>
      )}
      <span className="quiet">
        {t('rule', { kind: word(kindWords[signal.kind]), colour: t(signal.verdict), days: rule.days, edition: `${rule.packId} ${rule.edition}` })}{' '}
        {t('ruleFrom', { source: word(rule.source) })}
      </span>
      {rule.isDraft && <span className="quiet">{t('draft')}</span>}
      {signal.mayAsk && <AskCorrection signalId={signal.id} onAsked={onAsked} />}
    </article>
  )
}

function Requests({ list }: { list: Mine['requests'] }) {
  const t = useText(ownWords)
  const word = useWord()
  return (
    <>
      <h2>{t('requests')}</h2>
      <ul className="list">
        {list.map((one) => (
          <li key={one.id} className="card stack own-status">
            <strong>{word(kindWords[one.kind])}</strong>
            <span className="quiet">{t('asked', { time: showMoment(one.askedAt) })}</span>
            {one.text !== null && <span>{t('said', { text: one.text })}</span>}
            {one.state === 'open' ? (
              <span>{t(new Date(one.dueAt).getTime() < Date.now() ? 'late' : 'open', { time: showMoment(one.dueAt) })}</span>
            ) : (
              <>
                <strong>
                  {one.state === 'corrected' ? '✓' : '='} {t(one.state)}
                </strong>
                {one.answer !== null && <span>{t('answer', { text: one.answer })}</span>}
                {one.answeredAt !== null && <span className="quiet">{t('answeredBy', { unit: one.answeredBy ?? '', time: showMoment(one.answeredAt) })}</span>}
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
