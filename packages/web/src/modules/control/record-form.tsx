// 一天一问一记录 in two taps: the temperature that was read, and "nothing wrong". The same for a carer and for the household. No temperature stands there before somebody says it.
import { type DayHalf, halfOf, NEEDS, type Need, type Symptom } from '@xiaomen/rules/control'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showTime, useText } from '../../platform/text.ts'
import { recordWords } from './record-text.ts'
import { controlNeedWords, halfWords, symptomWords } from './words.ts'
import './control.css'

export type Asked = { half: DayHalf; temperatureC: number | null; symptoms: Symptom[]; needs: Need[]; note: string | null }
const USUAL = [36.3, 36.5, 36.7, 36.9, 37.1]
const isBody = (value: number): boolean => value >= 34 && value <= 43

/** What became of it, brought into sight: the button pressed stands below it, off the screen of a phone with large type. */
export function Heard({ tone, children }: { tone: 'done' | 'error'; children: ReactNode }) {
  const at = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which is no way to clean up.
    at.current?.scrollIntoView({ block: 'center' })
  }, [children])
  return (
    <div ref={at}>
      <Notice tone={tone}>{children}</Notice>
    </div>
  )
}

/** The half of now, where it is among those that are asked. */
const halfNow = (halves: readonly DayHalf[]): DayHalf => {
  const now = halfOf(showTime(new Date()))
  return halves.includes(now) ? now : (halves[0] ?? now)
}

export function RecordForm({
  halves,
  symptoms,
  onSave,
}: {
  halves: readonly DayHalf[]
  symptoms: readonly Symptom[]
  onSave: (asked: Asked) => Promise<void>
}) {
  const t = useText(recordWords)
  const word = useWord()
  const [half, setHalf] = useState<DayHalf>(() => halfNow(halves))
  const [typed, setTyped] = useState('')
  const [isTaken, setTaken] = useState(true)
  const [isUnwell, setUnwell] = useState(false)
  const [which, setWhich] = useState<readonly Symptom[]>([])
  const [needs, setNeeds] = useState<readonly Need[]>([])
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const value = Number(typed.replace(',', '.'))
  const step = (by: number) => {
    setProblem(null)
    setTaken(true)
    setTyped((isBody(value) ? value + by : 36.5).toFixed(1))
  }
  const save = async (isWell: boolean) => {
    if (isTaken && typed.trim() === '') return setProblem(t('missing'))
    if (isTaken && !isBody(value)) return setProblem(t('odd', { value: typed }))
    if (!isWell && which.length === 0) return setProblem(t('whichMissing'))
    setBusy(true)
    await onSave({
      half,
      temperatureC: isTaken ? Math.round(value * 10) / 10 : null,
      symptoms: isWell ? [] : [...which],
      needs: [...needs],
      note: note.trim() === '' ? null : note.trim(),
    })
    setBusy(false)
  }
  const toggled = <T,>(list: readonly T[], one: T): readonly T[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one])
  return (
    <div className="stack control-form">
      {halves.length > 1 && (
        <div className="segments" role="group" aria-label={t('half')}>
          {halves.map((one) => (
            <button key={one} type="button" aria-pressed={one === half} onClick={() => setHalf(one)}>
              {word(halfWords[one])}
            </button>
          ))}
        </div>
      )}
      <div className="control-temperature" role="group" aria-label={t('temperature')}>
        <button type="button" aria-label={t('lower')} onClick={() => step(-0.1)}>
          −
        </button>
        <output>{!isTaken ? t('notTaken') : typed === '' ? '—' : `${typed} ℃`}</output>
        <button type="button" aria-label={t('higher')} onClick={() => step(0.1)}>
          +
        </button>
      </div>
      <div className="chips" role="group" aria-label={t('usual')}>
        {USUAL.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={isTaken && value === one}
            onClick={() => {
              setProblem(null)
              setTaken(true)
              setTyped(one.toFixed(1))
            }}
          >
            {one.toFixed(1)}
          </button>
        ))}
        <button type="button" aria-pressed={!isTaken} onClick={() => setTaken(!isTaken)}>
          {t('notTaken')}
        </button>
      </div>
      <div className="row">
        <Field label={t('typed')}>
          <input
            inputMode="decimal"
            maxLength={5}
            value={isTaken ? typed : ''}
            onChange={(event) => {
              setProblem(null)
              setTaken(true)
              setTyped(event.target.value)
            }}
          />
        </Field>
      </div>
      <fieldset className="stack-tight">
        <legend>{t('needs')}</legend>
        <div className="chips">
          {NEEDS.map((one) => (
            <button key={one} type="button" aria-pressed={needs.includes(one)} onClick={() => setNeeds(toggled(needs, one))}>
              {word(controlNeedWords[one])}
            </button>
          ))}
        </div>
        {needs.length > 0 && <p className="quiet">{t('needsGo')}</p>}
      </fieldset>
      {isUnwell && (
        <fieldset className="stack-tight">
          <legend>{t('which')}</legend>
          <div className="chips">
            {symptoms.map((one) => (
              <button key={one} type="button" aria-pressed={which.includes(one)} onClick={() => setWhich(toggled(which, one))}>
                {word(symptomWords[one])}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      {(isUnwell || needs.length > 0) && (
        <Field label={t('note')}>
          <input maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      )}
      {problem !== null && <Heard tone="error">{problem}</Heard>}
      <div className="control-answers" role="group" aria-label={t('symptoms')}>
        {isUnwell ? (
          <button type="button" className="primary big" disabled={isBusy} onClick={() => void save(false)}>
            {t('save')}
          </button>
        ) : (
          <button type="button" className="primary big" disabled={isBusy} onClick={() => void save(true)}>
            ✓ {t('well')}
          </button>
        )}
        <button
          type="button"
          className="big"
          aria-pressed={isUnwell}
          onClick={() => {
            setProblem(null)
            setUnwell(!isUnwell)
          }}
        >
          ! {t('some')}
        </button>
      </div>
    </div>
  )
}
