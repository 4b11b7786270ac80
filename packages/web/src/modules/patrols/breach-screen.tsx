// 越界报告: what it is, and sent. Where it is stands there already; place, photo and words may follow.
import { BREACH_KINDS, type BreachKind } from '@xiaomen/rules/patrols'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { addToOutbox, useOutbox } from '../../platform/queue.ts'
import { useSession } from '../../platform/session.tsx'
import { useText } from '../../platform/text.ts'
import { useKept } from '../../platform/use-kept.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { PhotoInput, type TakenPhoto } from '../photos/photo-input.tsx'
import { photoWords } from '../photos/photo-text.ts'
import { sendPhotos } from '../photos/send-photos.ts'
import { OpenBreaches } from './open-breaches.tsx'
import { nowHere } from './walk.ts'
import { breachSigns, breachWords } from './words.ts'
import { walkText } from './worker-text.ts'
import './patrols.css'

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

export function BreachScreen() {
  const t = useText(walkText)
  const p = useText(photoWords)
  const word = useWord()
  const sayError = useErrorText()
  const { may } = useSession()
  const { waiting } = useOutbox()
  const { data: places, error } = useKept('patrols.places', 'patrols.listPlaces', {})
  const [chosen, setChosen] = useState<string | null>(null)
  const [kind, setKind] = useState<BreachKind | null>(null)
  const [place, setPlace] = useState('')
  const [note, setNote] = useState('')
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  const [isReported, setReported] = useState(false)
  const [isLost, setLost] = useState(false)
  const areaId = chosen ?? places?.[0]?.areaId ?? null
  const report = async () => {
    if (areaId === null || kind === null) return
    try {
      const at = new Date(nowHere()).toISOString()
      await sendPhotos(areaId, photos)
      const photoIds = photos.map(({ id }) => id)
      await addToOutbox('patrols.reportBreach', { id: uuidv7(), areaId, at, kind, place: orNull(place), note: orNull(note), photoIds })
      setReported(true)
      setLost(false)
      setKind(null)
      setPlace('')
      setNote('')
      setPhotos([])
      window.scrollTo(0, 0)
    } catch {
      setLost(true)
    }
  }
  return (
    <section className="stack">
      <h1>{t('breach')}</h1>
      {isReported && <Notice tone={waiting > 0 ? 'warn' : 'info'}>{t(waiting > 0 ? 'reportedKept' : 'reported')}</Notice>}
      {isLost && <Notice tone="error">{t('lost')}</Notice>}
      {places === null && error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      {!isReported && <p className="quiet">{t('breachLead')}</p>}
      <div className="breach-kinds" role="group" aria-label={t('what')}>
        {BREACH_KINDS.map((one) => (
          <button key={one} aria-pressed={kind === one} onClick={() => setKind(one)}>
            <span aria-hidden="true">{breachSigns[one]}</span> {word(breachWords[one])}
          </button>
        ))}
      </div>
      <button className="primary breach-send" disabled={kind === null || areaId === null} onClick={() => void report()}>
        {t(kind === null ? 'choose' : 'report')}
      </button>
      <Field label={t('where')}>
        <select value={areaId ?? ''} onChange={(event) => setChosen(event.target.value)}>
          {places?.map((one) => (
            <option key={one.areaId} value={one.areaId}>
              {one.name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('place')} hint={t('placeHint')}>
        <input value={place} maxLength={60} onChange={(event) => setPlace(event.target.value)} />
      </Field>
      <PhotoInput about={t('breach')} photos={photos} onChange={setPhotos} />
      <p className="quiet">{p('noFaces')}</p>
      <Field label={t('note')}>
        <input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
      </Field>
      {may('patrols.answer') && <OpenBreaches />}
    </section>
  )
}
