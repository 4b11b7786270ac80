import { useAnswer } from '../../platform/answer.ts'
import { useText } from '../../platform/text.ts'
import { careResidentWords } from './resident-text.ts'

/** 谁在关心我们: shown to a household that somebody looks after, to nobody else. */
export function CarersCard() {
  const t = useText(careResidentWords)
  const { data } = useAnswer('care.listMyCarers', {})
  if (data === null || data.length === 0) return null
  return (
    <section className="card stack" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {data.map((one, at) => (
        <dl className="facts" key={at}>
          <dt>{t('carer')}</dt>
          <dd>{one.carer === null ? t('notYet') : `${one.carer}${one.unit === null ? '' : ` · ${one.unit}`}`}</dd>
          {one.second !== null && (
            <>
              <dt>{t('second')}</dt>
              <dd>{one.second}</dd>
            </>
          )}
        </dl>
      ))}
      <p className="quiet">{t('office')}</p>
    </section>
  )
}
