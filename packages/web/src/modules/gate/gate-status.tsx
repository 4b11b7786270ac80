// What the guard should know besides the person in front: is the server there, how old is the list, what waits, who passed.
import { useEffect, useState } from 'react'
import { useOutbox } from '../../platform/queue.ts'
import { canStore } from '../../platform/store.ts'
import { showTime, useText } from '../../platform/text.ts'
import { guardWords, verdictWords, wayOutWords, whyWords } from './guard-text.ts'
import type { GateLink } from './offline-list.ts'
import type { Passed } from './use-passage.ts'
import { OUTCOME_SIGNS } from './verdict.tsx'

function useAge(since: string | null): string | null {
  const t = useText(guardWords)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000)
    return () => clearInterval(timer)
  }, [])
  if (since === null) return null
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
  return minutes < 1 ? t('listNow') : t('listAge', { age: minutes < 120 ? t('minutes', { count: minutes }) : t('hours', { count: Math.floor(minutes / 60) }) })
}

export function LinkState({ link }: { link: GateLink }) {
  const t = useText(guardWords)
  const outbox = useOutbox()
  return (
    <span className={`link-state ${link.isServerThere ? 'there' : 'lost'}`} role="status">
      {link.isServerThere ? `● ${t('online')}` : `○ ${t('lost')}`}
      {outbox.waiting > 0 && <b> · {t('waiting', { count: outbox.waiting })}</b>}
    </span>
  )
}

export function LostBanner({ link }: { link: GateLink }) {
  const t = useText(guardWords)
  const outbox = useOutbox()
  const age = useAge(link.list?.list.issuedAt ?? null)
  const parts = [
    ...(link.isServerThere ? [] : [t('lost'), age ?? t('noList'), t('waiting', { count: outbox.waiting })]),
    ...(outbox.refused > 0 ? [t('refused', { count: outbox.refused })] : []),
    ...(!canStore() ? [t('memoryOnly')] : []),
  ]
  return parts.length === 0 ? null : (
    <p className="banner" role="status">
      ⚠ {parts.join(' · ')}
      {outbox.waiting + outbox.refused > 0 && !link.isServerThere && (
        <>
          {' '}
          <a href="#/me">{t('keepFile')} ›</a>
        </>
      )}
    </p>
  )
}

export function Recent({ passed, gateId }: { passed: Passed[]; gateId: string }) {
  const t = useText(guardWords)
  const word = { in: useText(verdictWords), out: useText(wayOutWords) }
  const why = useText(whyWords)
  return (
    <section className="recent" aria-label={t('recent')}>
      <div className="row spread">
        <h2>{t('recent')}</h2>
        <a href={`#/gate/${gateId}/log`}>{t('seeAll')}</a>
      </div>
      {passed.length === 0 && <p className="quiet">{t('none')}</p>}
      <ul>
        {passed.slice(0, 5).map((one) => (
          <li key={one.id}>
            <time>{showTime(one.at)}</time> {t(one.direction)}{' '}
            <b>
              {OUTCOME_SIGNS[one.verdict.outcome]} {word[one.direction](one.verdict.outcome)}
            </b>{' '}
            <span className="quiet">
              {one.temperatureC === undefined ? '' : t('temperature', { value: one.temperatureC.toFixed(1) })}{' '}
              {one.verdict.reasons.map((reason) => why(reason)).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
