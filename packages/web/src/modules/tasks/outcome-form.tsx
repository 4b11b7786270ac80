// What was found at the door, in a few touches: large enough for a glove, kept on the phone before it says so.
import { addDays } from '@xiaomen/rules/days'
import { DAY_PARTS, OUTCOME_REASONS, OUTCOMES, WAYS } from '@xiaomen/rules/tasks'
import type { DayPart, Outcome, Reason, Way } from '@xiaomen/rules/tasks'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { noteOutcome, type Task } from './my-tasks.ts'
import { taskWords } from './worker-text.ts'
import { outcomeWords, partWords, reasonWords, wayWords } from './words.ts'

const SIGNS = { done: '✓', nobodyHome: '◌', refused: '✕', notPossible: '–', vacant: '○' } as const

export function OutcomeForm({ task, day, onNoted }: { task: Task; day: string; onNoted: () => void }) {
  const t = useText(taskWords)
  const word = useWord()
  const sayError = useErrorText()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [reason, setReason] = useState<Reason | null>(null)
  const [way, setWay] = useState<Way>('visit')
  const [tryOn, setTryOn] = useState<string | null>(null)
  const [tryPart, setTryPart] = useState<DayPart | null>(null)
  const [note, setNote] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const save = async (said: Outcome) => {
    setBusy(true)
    try {
      await noteOutcome({
        id: uuidv7(),
        taskId: task.id,
        at: new Date().toISOString(),
        way,
        outcome: said,
        reason,
        tryOn: said === 'nobodyHome' ? tryOn : null,
        tryPart: said === 'nobodyHome' ? tryPart : null,
        note: note.trim() === '' ? null : note.trim(),
      })
      onNoted()
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  const choose = (one: Outcome) => {
    // The usual end takes one touch; what needs a reason or another day is asked on.
    if (one === 'done' && outcome === null && note === '') return void save(one)
    setOutcome(one)
    setReason(null)
  }
  const reasons: readonly Reason[] = outcome === null ? [] : OUTCOME_REASONS[outcome]
  return (
    <div className="stack">
      {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      <div className="segments" role="group" aria-label={t('way')}>
        {WAYS.filter((one) => one !== 'ownReport').map((one) => (
          <button key={one} type="button" aria-pressed={one === way} onClick={() => setWay(one)}>
            {word(wayWords[one])}
          </button>
        ))}
      </div>
      <div className="outcomes" role="group" aria-label={t('outcome')}>
        {OUTCOMES.map((one) => (
          <button
            key={one}
            type="button"
            className={one === 'done' && (outcome === null || outcome === 'done') ? 'primary' : ''}
            aria-pressed={one === outcome}
            disabled={isBusy}
            onClick={() => choose(one)}
          >
            <span aria-hidden="true">{SIGNS[one]}</span> {word(outcomeWords[one])}
          </button>
        ))}
      </div>
      {outcome !== null && (
        <>
          {reasons.length > 0 && (
            <div className="chips" role="group" aria-label={t('reason')}>
              {reasons.map((one) => (
                <button key={one} type="button" aria-pressed={one === reason} onClick={() => setReason(one === reason ? null : one)}>
                  {word(reasonWords[one])}
                </button>
              ))}
            </div>
          )}
          {outcome === 'nobodyHome' && (
            <fieldset className="stack-tight task-when">
              <legend>{t('when')}</legend>
              <div className="chips">
                {(
                  [
                    ['today', 0],
                    ['tomorrow', 1],
                    ['dayAfter', 2],
                  ] as const
                ).map(([name, days]) => {
                  const on = addDays(day, days)
                  return (
                    <button key={name} type="button" aria-pressed={tryOn === on} onClick={() => setTryOn(tryOn === on ? null : on)}>
                      {t(name)}
                    </button>
                  )
                })}
              </div>
              <div className="chips">
                {DAY_PARTS.map((one) => (
                  <button key={one} type="button" aria-pressed={tryPart === one} onClick={() => setTryPart(tryPart === one ? null : one)}>
                    {word(partWords[one])}
                  </button>
                ))}
              </div>
            </fieldset>
          )}
          <Field label={t('note')}>
            <input maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
          <button type="button" className="primary big" disabled={isBusy} onClick={() => void save(outcome)}>
            {t('save')}：{word(outcomeWords[outcome])}
          </button>
        </>
      )}
    </div>
  )
}
