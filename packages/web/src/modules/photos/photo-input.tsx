import { MOST_PHOTOS } from '@xiaomen/rules/photos'
import { useRef, useState } from 'react'
import { Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { photoWords } from './photo-text.ts'
import { shrink } from './shrink.ts'
import './photos.css'

/** A photo on this phone: `bytes` is a JPEG in base64. `takenAt` in milliseconds. */
export type TakenPhoto = { id: string; takenAt: number; bytes: string }

/** Takes photos and shows those taken; `about` says of what, for whoever does not see the screen. */
export function PhotoInput({
  about,
  photos,
  onChange,
}: {
  about: string
  photos: readonly TakenPhoto[]
  onChange: (by: (photos: readonly TakenPhoto[]) => TakenPhoto[]) => void
}) {
  const t = useText(photoWords)
  const input = useRef<HTMLInputElement>(null)
  const [isWrong, setWrong] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    setBusy(true)
    try {
      const photo = { id: uuidv7(), takenAt: Date.now(), bytes: await shrink(file) }
      onChange((now) => [...now, photo])
      setWrong(false)
    } catch {
      setWrong(true)
    } finally {
      setBusy(false)
      // The same file may be chosen again after it was removed.
      if (input.current !== null) input.current.value = ''
    }
  }
  return (
    <div className="stack-tight">
      <div className="photo-row">
        {photos.map((photo, at) => (
          <div key={photo.id} className="photo-taken">
            <img src={`data:image/jpeg;base64,${photo.bytes}`} alt={`${about} ${t('photo', { number: at + 1 })}`} />
            <button
              type="button"
              aria-label={`${about} ${t('remove', { number: at + 1 })}`}
              onClick={() => onChange((now) => now.filter((one) => one.id !== photo.id))}
            >
              ✕
            </button>
          </div>
        ))}
        {photos.length < MOST_PHOTOS && (
          <label className={`button photo-button${isBusy ? ' busy' : ''}`}>
            <span aria-hidden="true">▣</span> {t(photos.length === 0 ? 'take' : 'another')}
            <input
              ref={input}
              className="photo-file"
              type="file"
              accept="image/*"
              capture="environment"
              disabled={isBusy}
              aria-label={`${about} ${t('take')}`}
              onChange={(event) => void take(event.target.files?.[0])}
            />
          </label>
        )}
      </div>
      {isWrong && <Notice tone="warn">{t('notOne')}</Notice>}
    </div>
  )
}
