// 快递、外卖、保供车、救护消防: two taps, and the guard knows what to say.
import { type Arrival, ARRIVALS, hasPlate, readPlate } from '@xiaomen/rules/gate'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../../platform/text.ts'
import { arrivalsText, arrivalWords } from './arrivals-text.ts'
import './arrivals.css'

const SIGNS: Record<Arrival, string> = { courier: '▢', takeaway: '◒', supplyVehicle: '▣', ambulance: '✚', otherVehicle: '◎' }

export function Arrivals({ onArrive }: { onArrive: (arrival: Arrival, plate: string | undefined) => void }) {
  const t = useText(arrivalsText)
  const word = useText(arrivalWords)
  const [asks, setAsks] = useState<'nothing' | 'who' | Arrival>('nothing')
  const arrive = (arrival: Arrival, plate: string | undefined) => {
    setAsks('nothing')
    onArrive(arrival, plate)
  }
  return (
    <>
      <button className="wide" onClick={() => setAsks('who')}>
        {t('title')} ›
      </button>
      {asks === 'who' && (
        <div className="overlay arrivals" role="dialog" aria-modal="true" aria-label={t('ask')}>
          <h2>{t('ask')}</h2>
          {ARRIVALS.map((one) => (
            <button key={one} className={`wide arrival-${one}`} onClick={() => (hasPlate(one) ? setAsks(one) : arrive(one, undefined))}>
              <span aria-hidden="true">{SIGNS[one]}</span> {word(one)}
            </button>
          ))}
          <button className="plain" onClick={() => setAsks('nothing')}>
            {t('cancel')}
          </button>
        </div>
      )}
      {asks !== 'nothing' && asks !== 'who' && <PlateForm title={word(asks)} onDone={(plate) => arrive(asks, plate)} onCancel={() => setAsks('nothing')} />}
    </>
  )
}

function PlateForm({ title, onDone, onCancel }: { title: string; onDone: (plate: string | undefined) => void; onCancel: () => void }) {
  const t = useText(arrivalsText)
  const [value, setValue] = useState('')
  const [isWrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const plate = readPlate(value)
    if (plate === null) return setWrong(true)
    onDone(plate)
  }
  return (
    <form className="overlay type-in" role="dialog" aria-modal="true" aria-label={title} onSubmit={submit}>
      <label htmlFor="plate">
        {title} · {t('plate')}
      </label>
      <input
        id="plate"
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={16}
        value={value}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'plate-wrong' : undefined}
        onChange={(event) => {
          setValue(event.target.value)
          setWrong(false)
        }}
      />
      {isWrong && (
        <p id="plate-wrong" role="alert">
          {t('plateWrong')}
        </p>
      )}
      <button className="primary">{t('check')}</button>
      <button type="button" onClick={() => onDone(undefined)}>
        {t('noPlate')}
      </button>
      <button type="button" className="plain" onClick={onCancel}>
        {t('cancel')}
      </button>
    </form>
  )
}

/** Long enough to be read out, and gone before the next one comes. */
const STAYS_MS = 8000

/** The gate's own words, as big as a verdict. */
export function DropZoneScreen({ zone, onDone }: { zone: string | null; onDone: (guardSays: 'admitted' | 'turnedAway') => void }) {
  const t = useText(arrivalsText)
  const next = useRef<HTMLButtonElement>(null)
  const done = useRef(onDone)
  done.current = onDone
  useEffect(() => {
    next.current?.focus()
    const timer = setTimeout(() => done.current('turnedAway'), STAYS_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="verdict drop-zone" role="alertdialog" aria-modal="true" aria-label={t('drop')}>
      <div className="verdict-body">
        <span className="verdict-sign" aria-hidden="true">
          ⇩
        </span>
        <p className="verdict-word">{t('drop')}</p>
        <p className="verdict-now">{t('dropNow')}</p>
        <p className="drop-zone-name">{zone ?? t('dropUnset')}</p>
      </div>
      <div className="verdict-buttons">
        <button ref={next} onClick={() => onDone('turnedAway')}>
          {t('next')}
        </button>
        <button onClick={() => onDone('admitted')}>{t('admit')}</button>
      </div>
    </div>
  )
}
