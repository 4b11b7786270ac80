// One contact in a few touches: how, how they are, what is needed. Kept on the phone before it says so.
import { CARE_NEEDS, CARE_RESULTS, CARE_WAYS } from '@xiaomen/rules/care'
import type { CareNeed, CareResult, CareWay } from '@xiaomen/rules/care'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { noteContact } from './my-care.ts'
import { careWorkerWords } from './worker-text.ts'
import { needWords, resultWords, wayWords } from './words.ts'

const SIGNS = { well: '✓', needsHelp: '!', notReached: '◌', inHospital: '＋', away: '→', movedAway: '✕' } as const

export function ContactForm({ personId, onNoted }: { personId: string; onNoted: () => void }) {
  const t = useText(careWorkerWords)
  const word = useWord()
  const sayError = useErrorText()
  const [way, setWay] = useState<CareWay>('phone')
  const [result, setResult] = useState<CareResult | null>(null)
  const [needs, setNeeds] = useState<readonly CareNeed[]>([])
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const save = async (said: CareResult) => {
    if (said === 'needsHelp' && needs.length === 0) return setProblem(t('needsMissing'))
    setBusy(true)
    try {
      await noteContact({
        id: uuidv7(),
        personId,
        at: new Date().toISOString(),
        way,
        result: said,
        needs: said === 'needsHelp' ? [...needs] : [],
        note: note.trim() === '' ? null : note.trim(),
      })
      onNoted()
    } catch (failure) {
      setProblem(sayError(failure))
      setBusy(false)
    }
  }
  const choose = (one: CareResult) => {
    setProblem(null)
    // The usual end takes one touch; everything else may need a word.
    if (one === 'well' && result === null && note === '') return void save(one)
    setResult(one)
  }
  return (
    <div className="stack">
      {problem !== null && <Notice tone="error">{problem}</Notice>}
      <div className="segments" role="group" aria-label={t('way')}>
        {CARE_WAYS.map((one) => (
          <button key={one} type="button" aria-pressed={one === way} onClick={() => setWay(one)}>
            {word(wayWords[one])}
          </button>
        ))}
      </div>
      <div className="outcomes" role="group" aria-label={t('result')}>
        {CARE_RESULTS.map((one) => (
          <button
            key={one}
            type="button"
            className={one === 'well' && (result === null || result === 'well') ? 'primary' : ''}
            aria-pressed={one === result}
            disabled={isBusy}
            onClick={() => choose(one)}
          >
            <span aria-hidden="true">{SIGNS[one]}</span> {word(resultWords[one])}
          </button>
        ))}
      </div>
      {result === 'needsHelp' && (
        <fieldset className="stack-tight task-when">
          <legend>{t('needs')}</legend>
          <div className="chips">
            {CARE_NEEDS.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={needs.includes(one)}
                onClick={() => setNeeds(needs.includes(one) ? needs.filter((other) => other !== one) : [...needs, one])}
              >
                {word(needWords[one])}
              </button>
            ))}
          </div>
          <p className="quiet">{t('helpGoes')}</p>
        </fieldset>
      )}
      <Field label={t('note')}>
        <input maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      {result !== null && (
        <button type="button" className="primary big" disabled={isBusy} onClick={() => void save(result)}>
          {t('save', { result: word(resultWords[result]) })}
        </button>
      )}
    </div>
  )
}
