// The points at which this worker may take samples now.
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { useKept } from '../../platform/use-kept.ts'
import { samplingWords } from './worker-text.ts'

export const useMyPoints = () => useKept('testing.points', 'testing.listMyPoints', {})

export function SamplingScreen() {
  const t = useText(samplingWords)
  const sayError = useErrorText()
  const { data, keptAt, isFresh, error } = useMyPoints()
  return (
    <section className="stack">
      <a href="#/today">‹ {t('today')}</a>
      <h1>{t('title')}</h1>
      {data === null && error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {data !== null && !isFresh && error !== null && (
        <Notice tone="warn">
          {t('offline')} {showMoment(new Date(keptAt))}
        </Notice>
      )}
      {data?.length === 0 && <p>{t('none')}</p>}
      <ul className="list">
        {data?.map((point) => (
          <li key={point.pointId} className="card stack-tight">
            <strong className="big">{t('point', { name: point.name, area: point.areaName })}</strong>
            <span>
              {point.campaignName} · {point.day} {t('hours', { from: point.fromClock, until: point.untilClock })} ·{' '}
              {point.poolSize === 1 ? t('single') : t('pool', { n: point.poolSize })}
            </span>
            <a className="button primary" href={`#/sampling/${point.pointId}`}>
              {t('open')} ›
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
