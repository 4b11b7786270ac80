// 监测指数: two counts as the pack names them; the index stands beside them while they are typed, with whether it lies below the limit.
import { indexValue, MOST_INDEX, type Work } from '@xiaomen/rules/control'
import { type FormEvent, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'
import { Field } from '../../platform/parts.tsx'
import { addToOutbox } from '../../platform/queue.ts'
import { useText } from '../../platform/text.ts'
import { PhotoInput, type TakenPhoto } from '../photos/photo-input.tsx'
import { placeWorkerWords } from './place-worker-text.ts'
import { Heard } from './record-form.tsx'

type Done = Pick<In<'control.recordWork'>, 'id' | 'caseId' | 'at' | 'photoIds'>
/** Makes what a form adds to it into what is sent. */
export type Send = (work: Work, photos: readonly TakenPhoto[], make: (done: Done) => Promise<void>) => Promise<void>
type Index = Out<'control.getControl'>['indexes'][number]
const counted = (typed: string): number | null => (/^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : null)

export function PlaceSurvey({ indexes, caseId, onSend }: { indexes: readonly Index[]; caseId: string; onSend: Send }) {
  return indexes.map((index) => <OneIndex key={`${caseId} ${index.key}`} index={index} onSend={onSend} />)
}

function OneIndex({ index, onSend }: { index: Index; onSend: Send }) {
  const t = useText(placeWorkerWords)
  const word = useWord()
  const [found, setFound] = useState('')
  const [among, setAmong] = useState('')
  const [photos, setPhotos] = useState<TakenPhoto[]>([])
  const [lacks, setLacks] = useState<'noCount' | 'odd' | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [one, all] = [counted(found), counted(among)]
  const value = one === null || all === null || all === 0 ? null : indexValue(index.per, one, all)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (one === null || all === null || value === null) return setLacks('noCount')
    if (value > MOST_INDEX) return setLacks('odd')
    setLacks(null)
    setBusy(true)
    await onSend('indexSurvey', photos, (done) => addToOutbox('control.recordSurvey', { ...done, index: index.key, counted: one, among: all }))
    setBusy(false)
    setFound('')
    setAmong('')
    setPhotos([])
  }
  return (
    <form className="stack" onSubmit={(event) => void save(event)} aria-label={word(index.name)}>
      <Field label={word(index.counted)}>
        <input inputMode="numeric" maxLength={6} value={found} onChange={(event) => setFound(event.target.value)} />
      </Field>
      <Field label={word(index.among)}>
        <input inputMode="numeric" maxLength={6} value={among} onChange={(event) => setAmong(event.target.value)} />
      </Field>
      {value !== null && (
        <output className="big">
          {t('value', { name: word(index.name), value })}
          {index.below !== null && (value < index.below ? ` ✓ ${t('below', { below: index.below })}` : ` ! ${t('notBelow', { below: index.below })}`)}
        </output>
      )}
      {index.below !== null && <p className="quiet">{t('limit', { surveys: index.surveys ?? 1, below: index.below })}</p>}
      {index.isDraft && <p className="quiet">{t('draft')}</p>}
      <PhotoInput about={word(index.name)} photos={photos} onChange={setPhotos} />
      {lacks !== null && <Heard tone="error">{t(lacks)}</Heard>}
      <button className="primary" disabled={isBusy}>
        {t('save')}
      </button>
    </form>
  )
}
