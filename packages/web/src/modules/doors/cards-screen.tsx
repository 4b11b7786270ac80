// 我的门卡: which cards are mine, and one that is lost.
import { useState } from 'react'
import { useAnswer } from '../../platform/answer.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showDay, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { cardsWords } from './cards-text.ts'
import { cardWords } from './words.ts'

export function CardsScreen() {
  const t = useText(cardsWords)
  const sayState = useText(cardWords)
  const sayError = useCommonErrorText()
  const cards = useAnswer('doors.listMyCards', {})
  const [losing, setLosing] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const report = async (cardId: string) => {
    setLosing(null)
    try {
      await call('doors.reportMyCardLost', { cardId })
      setError(null)
    } catch (refusal) {
      setError(refusal)
    }
    cards.ask()
  }
  const shown = error ?? (cards.data === null ? cards.error : null)
  return (
    <section className="stack">
      <h1>{t('title')}</h1>
      {shown !== null && <Notice tone="warn">{sayError(shown)}</Notice>}
      {cards.data?.length === 0 && <p>{t('none')}</p>}
      {cards.data?.map((card) => (
        <div key={card.id} className="card stack">
          <div className="row spread">
            <span>
              <strong>{t('card', { tail: card.tail })}</strong>
              <br />
              <span className="quiet">{t('since', { day: showDay(card.issuedAt) })}</span>
            </span>
            <span>
              {card.state === 'active' ? '✓' : '✕'} {sayState(card.state)}
            </span>
          </div>
          {card.state === 'active' && losing !== card.id && <button onClick={() => setLosing(card.id)}>{t('lost')}</button>}
          {losing === card.id && (
            <>
              <p role="alert">{t('lostSure')}</p>
              <button className="primary" onClick={() => void report(card.id)}>
                {t('yes')}
              </button>
              <button className="plain" onClick={() => setLosing(null)}>
                {t('cancel')}
              </button>
            </>
          )}
        </div>
      ))}
      <p className="quiet">{t('reader')}</p>
    </section>
  )
}
