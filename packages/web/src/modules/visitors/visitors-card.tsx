// 我家的访客: somebody wants to come; the host says yes or no on the own phone. Shown only when there is somebody.
import { useCallback, useEffect, useState } from 'react'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import { hearOf } from '../../platform/hear.ts'
import type { Out } from '../../platform/ops.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { STATE_SIGNS, stateWords, visitorWords } from './words.ts'

type Visit = Out<'visitors.listMine'>[number]
const AGAIN_MS = 20_000

export function VisitorsCard() {
  const t = useText(visitorWords)
  const state = useText(stateWords)
  const sayError = useCommonErrorText()
  const [visits, setVisits] = useState<Visit[]>([])
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const ask = useCallback(() => call('visitors.listMine', {}).then(setVisits, () => null), [])
  useEffect(() => {
    void ask()
    const timer = setInterval(() => {
      if (!document.hidden) void ask()
    }, AGAIN_MS)
    // Told at once where the line holds, asked by the clock where it does not.
    const stopHearing = hearOf('visitors', () => void ask())
    return () => {
      clearInterval(timer)
      stopHearing()
    }
  }, [ask])
  const answer = async (visitId: string, isWelcome: boolean) => {
    setBusy(true)
    try {
      await call('visitors.answer', { visitId, isWelcome })
      setError(null)
    } catch (caught) {
      setError(caught)
    }
    await ask()
    setBusy(false)
  }
  if (visits.length === 0) return null
  return (
    <section className="stack" aria-label={t('mine')}>
      <h2>{t('mine')}</h2>
      <p className="quiet">{t('mineHint')}</p>
      {error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      <ul className="list">
        {visits.map((visit) => (
          <li key={visit.id} className="card stack-tight">
            <div className="row spread">
              <strong className="big">{visit.name}</strong>
              <span>{showMoment(visit.requestedAt)}</span>
            </div>
            <span>{t('comesFor', { purpose: visit.purpose ?? '' })}</span>
            <span>
              <span aria-hidden="true">{STATE_SIGNS[visit.state]}</span> {state(visit.state)}
            </span>
            {visit.state === 'requested' && (
              <div className="row">
                <button className="primary grow" disabled={isBusy} onClick={() => void answer(visit.id, true)}>
                  {t('welcome')}
                </button>
                <button className="grow" disabled={isBusy} onClick={() => void answer(visit.id, false)}>
                  {t('notWelcome')}
                </button>
              </div>
            )}
            {(visit.state === 'hostConfirmed' || visit.state === 'issued') && (
              <button disabled={isBusy} onClick={() => void answer(visit.id, false)}>
                {t('mind')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
