import { useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import { RevealCall } from '../../platform/reveal-call.tsx'
import { useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { carersWords } from './resident-text.ts'
import { slotWords } from './words.ts'

/** 谁在关心我们: shown to a household that somebody looks after, to nobody else; by role and name, with one touch to call. */
export function CarersCard() {
  const t = useText(carersWords)
  const word = useWord()
  const sayError = useCommonErrorText()
  const { data } = useAnswer('answerability.listMyCarers', {})
  if (data === null || data.length === 0) return null
  return (
    <section className="card stack" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <ul className="list">
        {data.map((one) => (
          <li key={one.slotId} className="stack-tight">
            <div className="quiet">{word(slotWords[one.slot])}</div>
            <div className="big">
              <strong>{one.name ?? t('notYet')}</strong>
            </div>
            {one.name !== null && (
              <div>
                {one.unit}
                {one.isCover && ` · ${t('standsIn')}`}
              </div>
            )}
            {one.hasPhone && <RevealCall ask={() => call('answerability.callCarer', { slotId: one.slotId })} sayError={sayError} of={one.name ?? ''} />}
          </li>
        ))}
      </ul>
      <p className="quiet">{t('office')}</p>
    </section>
  )
}
