// 预警 on the worker's phone: the mornings and the reds of the own places, and whom to go to with what.
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useLive } from '../../platform/live.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { alertWords } from './worker-text.ts'
import { reasonClassWords, VERDICT_SIGNS, verdictWords } from './words.ts'

export function AlertsScreen() {
  const t = useText(alertWords)
  const sayError = useErrorText()
  useLive('status')
  const digests = useQuery('status.listDigests', {})
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      <p className="quiet">{t('hint')}</p>
      {digests.error !== null && <Notice tone="warn">{sayError(digests.error)}</Notice>}
      {digests.data?.length === 0 && (
        <div className="card">
          <strong className="big">{t('none')}</strong>
        </div>
      )}
      <ul className="list">
        {(digests.data ?? []).map((one) => (
          <li key={one.id} className="card">
            <a className="task-line" href={`#/alerts/${one.communityId}/${one.id}`}>
              <span className="row spread">
                <strong className="big">
                  {one.kind === 'red' ? '✕ ' : ''}
                  {t(one.kind)}
                </strong>
                <span className="tag">{t('people', { n: one.people })}</span>
              </span>
              <span className="quiet">
                {showMoment(new Date(one.madeAt))} · {one.communityName}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function AlertScreen({ communityId, digestId }: { communityId: string; digestId: string }) {
  const t = useText(alertWords)
  const word = useWord()
  const sayError = useErrorText()
  const digest = useQuery('status.getDigest', { communityId, digestId })
  return (
    <section className="stack">
      <a href="#/alerts">‹ {t('back')}</a>
      <h1>{digest.data === undefined ? t('title') : `${t(digest.data.kind)} ${digest.data.day}`}</h1>
      {digest.error !== null && <Notice tone="warn">{sayError(digest.error)}</Notice>}
      {digest.data?.lines.length === 0 && <p>{t('nobody')}</p>}
      <ul className="list">
        {(digest.data?.lines ?? []).map((line) => (
          <li key={line.personId} className="card stack-tight">
            <a className="row spread" href={`#/home/${line.homeId}`}>
              <strong className="big">{line.name ?? '—'}</strong>
              <span className="tag">{line.door ?? '—'}</span>
            </a>
            <span>
              {word(verdictWords[line.was])} → <strong>{`${VERDICT_SIGNS[line.verdict]} ${word(verdictWords[line.verdict])}`}</strong>
              {line.reason !== null && ` · ${word(reasonClassWords[line.reason])}`}
            </span>
            <span className="quiet">{line.carer === null ? t('noCarer') : t('carer', { name: line.carer })}</span>
            {line.supplies.length > 0 && <span>{t('bring', { what: line.supplies.map(word).join(' · ') })}</span>}
          </li>
        ))}
      </ul>
      {digest.data !== undefined && digest.data.people > digest.data.lines.length && (
        <p className="quiet">{t('others', { n: digest.data.people - digest.data.lines.length })}</p>
      )}
    </section>
  )
}

/** At the top of what is to do today: how many of the last day, one tap away. */
export function AlertsCard() {
  const t = useText(alertWords)
  useLive('status')
  const digests = useQuery('status.listDigests', {})
  const since = Date.now() - 86_400_000
  const recent = (digests.data ?? []).filter((one) => one.people > 0 && new Date(one.madeAt).getTime() > since)
  if (recent.length === 0) return null
  return (
    <a className="card row spread" href="#/alerts">
      <strong>{`${recent.some((one) => one.kind === 'red') ? '✕ ' : '! '}${t('newAlerts', { n: recent.length })}`}</strong>
      <span aria-hidden="true">›</span>
    </a>
  )
}
