import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { PhotoInput, type TakenPhoto } from '../photos/photo-input.tsx'
import type { GateDetail } from './check-draft.ts'
import { checkText } from './worker-text.ts'

type Fault = GateDetail['gate']['faults'][number]

/** What is missing, until a photo shows it is there. */
export function MendCard({ fault, onMended }: { fault: Fault; onMended: (photos: TakenPhoto[]) => Promise<void> }) {
  const t = useText(checkText)
  const word = useWord()
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  const [isBusy, setBusy] = useState(false)
  const name = word(fault)
  const mended = async () => {
    setBusy(true)
    await onMended(photos)
    setBusy(false)
  }
  return (
    <li className="check-item">
      <div className="row spread">
        <strong>✕ {name}</strong>
        <span className={`tag${fault.isOverdue ? ' check-faults' : ''}`}>
          {fault.isOverdue ? `! ${t('overdue')}` : t('dueAt', { time: showMoment(fault.dueAt) })}
        </span>
      </div>
      <PhotoInput about={name} photos={photos} onChange={setPhotos} />
      {photos.length === 0 ? (
        <p className="quiet">{t('mendPhoto')}</p>
      ) : (
        <button className="primary" disabled={isBusy} aria-label={`${name}: ${t('mended')}`} onClick={() => void mended()}>
          ✓ {t('mended')}
        </button>
      )}
    </li>
  )
}
