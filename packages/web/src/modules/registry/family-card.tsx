import { useEffect } from 'react'
import { useCommand } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showDay, useText } from '../../platform/text.ts'
import { Qr } from '../gate/qr.tsx'
import { workerWords } from './worker-text.ts'

/** 家庭卡 at the door: the resident scans it off the worker's phone. Issuing ends the card before. */
export function FamilyCard({ homeId, onClose }: { homeId: string; onClose: () => void }) {
  const t = useText(workerWords)
  const sayError = useErrorText()
  const { mutate, data, error } = useCommand('registry.issueFamilyCard')
  useEffect(() => mutate({ homeId }), [mutate, homeId])
  return (
    <div className="card stack family-card" role="region" aria-label={t('card')}>
      <h2>{t('card')}</h2>
      {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      {data !== undefined && (
        <>
          <p>
            {data.areaName} <strong>{data.door}</strong>
          </p>
          <Qr value={new URL(data.link, location.origin).href} label={t('card')} />
          <p className="card-code" translate="no">
            {data.code}
          </p>
          <p>{t('cardHow')}</p>
          <p className="quiet">
            {t('cardUntil', { day: showDay(data.until) })} · {t('cardLead')}
          </p>
        </>
      )}
      <button onClick={onClose}>{t('back')}</button>
    </div>
  )
}
