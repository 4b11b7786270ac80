// 记一户: four large buttons, then only what that outcome asks. Safe on the phone before the page says so.
import type { HomeUse } from '@xiaomen/rules/registry'
import type { Answer, SweepOutcome } from '@xiaomen/rules/sweeps'
import type { DayPart, Reason } from '@xiaomen/rules/tasks'
import { useState } from 'react'
import { homeUseWords, useWord } from '../../desk/words.ts'
import type { In } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showTime, today, useText } from '../../platform/text.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { type Door, type LocalVisit, recordHere } from './kept-doors.ts'
import { AddNewcomer, type Newcomer } from './add-newcomer.tsx'
import { outcomeWords, partWords, reasonWords, stateSigns } from './words.ts'
import { walkWords } from './worker-text.ts'

type Visit = In<'sweeps.recordVisit'>
const OUTCOMES = ['done', 'nobodyHome', 'refused', 'vacant'] as const satisfies readonly SweepOutcome[]
const REASONS = {
  nobodyHome: ['noAnswer', 'atWork', 'travelling', 'inHospital'],
  refused: ['privacy', 'busy', 'dispute', 'unwell', 'otherReason'],
} as const satisfies Partial<Record<SweepOutcome, readonly Reason[]>>
const PARTS = ['morning', 'noon', 'afternoon', 'evening'] as const satisfies readonly DayPart[]
const addDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

export function StopForm({ sweepId, door, last, onSaved }: { sweepId: string; door: Door; last: LocalVisit | null; onSaved: () => void }) {
  const t = useText(walkWords)
  const word = useWord()
  const [way, setWay] = useState<'visit' | 'phone'>('visit')
  const [outcome, setOutcome] = useState<SweepOutcome | null>(null)
  const [answers, setAnswers] = useState<Record<string, Answer>>({})
  const [newcomers, setNewcomers] = useState<Newcomer[]>([])
  const [homeUse, setHomeUse] = useState<HomeUse | ''>('')
  const [reason, setReason] = useState<Reason | null>(null)
  const [tryOn, setTryOn] = useState<string | null>(null)
  const [tryPart, setTryPart] = useState<DayPart | null>(null)
  const [note, setNote] = useState('')
  const [isCorrection, setCorrection] = useState(true)
  const [isLost, setLost] = useState(false)
  const [isBusy, setBusy] = useState(false)

  const save = async (people: Record<string, Answer>) => {
    if (outcome === null) return
    setBusy(true)
    const visit: Visit = {
      sweepId,
      id: uuidv7(),
      homeId: door.homeId,
      at: new Date().toISOString(),
      way,
      outcome,
      reason,
      tryOn: outcome === 'nobodyHome' || outcome === 'refused' ? tryOn : null,
      tryPart: outcome === 'nobodyHome' || outcome === 'refused' ? tryPart : null,
      people: outcome === 'done' ? door.people.map(({ personId }) => ({ personId, answer: people[personId] ?? 'notAsked' })) : [],
      newcomers: outcome === 'done' ? newcomers : [],
      homeUse: outcome === 'done' && homeUse !== '' ? homeUse : null,
      note: note.trim() === '' ? null : note.trim(),
      corrects: last !== null && isCorrection ? last.id : null,
    }
    try {
      await recordHere(visit)
      onSaved()
    } catch {
      // No room, or the browser took its store away: the walker must know, and use paper.
      setLost(true)
    } finally {
      setBusy(false)
    }
  }
  const reasons = outcome === 'nobodyHome' || outcome === 'refused' ? REASONS[outcome] : []
  return (
    <div className="stack">
      {isLost && <Notice tone="error">{t('lost')}</Notice>}
      <div className="segments" role="group" aria-label={t('how')}>
        {(['visit', 'phone'] as const).map((one) => (
          <button key={one} aria-pressed={way === one} onClick={() => setWay(one)}>
            {t(one)}
          </button>
        ))}
      </div>
      <div className="sweep-outcomes">
        {OUTCOMES.map((one) => (
          <button
            key={one}
            aria-pressed={outcome === one}
            onClick={() => {
              setOutcome(one)
              setReason(null)
            }}
          >
            <span aria-hidden="true">{stateSigns[one]}</span>
            {word(outcomeWords[one])}
          </button>
        ))}
      </div>
      {outcome === 'done' && (
        <div className="card stack">
          {door.people.length > 0 && (
            <>
              <h2>{t('who')}</h2>
              <ul className="asked">
                {door.people.map(({ personId, name }) => (
                  <li key={personId}>
                    <span className="asked-name">{name}</span>
                    <div className="segments" role="group" aria-label={name}>
                      {(['stillHere', 'leftHere'] as const).map((answer) => (
                        <button key={answer} aria-pressed={answers[personId] === answer} onClick={() => setAnswers({ ...answers, [personId]: answer })}>
                          {t(answer === 'stillHere' ? 'here' : 'left')}
                        </button>
                      ))}
                    </div>
                  </li>
                ))}
              </ul>
              {Object.keys(answers).length === 0 && newcomers.length === 0 && (
                <button
                  className="primary"
                  disabled={isBusy}
                  onClick={() => void save(Object.fromEntries(door.people.map(({ personId }) => [personId, 'stillHere'])))}
                >
                  {t('allHere')}
                </button>
              )}
            </>
          )}
          <AddNewcomer newcomers={newcomers} onChange={setNewcomers} />
          <Field label={t('use')}>
            <select value={homeUse} onChange={(event) => setHomeUse(event.target.value as HomeUse | '')}>
              <option value="">{t('useSame')}</option>
              {(Object.keys(homeUseWords) as HomeUse[])
                .filter((one) => one !== door.use && one !== 'vacant')
                .map((one) => (
                  <option key={one} value={one}>
                    {word(homeUseWords[one])}
                  </option>
                ))}
            </select>
          </Field>
        </div>
      )}
      {reasons.length > 0 && (
        <div className="card stack">
          <h2>{t('why')}</h2>
          <div className="sweep-choices" role="group" aria-label={t('why')}>
            {reasons.map((one) => (
              <button key={one} aria-pressed={reason === one} onClick={() => setReason(reason === one ? null : one)}>
                {word(reasonWords[one])}
              </button>
            ))}
          </div>
          <h2>{t('whenAgain')}</h2>
          <div className="sweep-choices" role="group" aria-label={t('whenAgain')}>
            {([null, today(), addDay(today())] as const).map((day, index) => (
              <button key={index} aria-pressed={tryOn === day} onClick={() => setTryOn(day)}>
                {t(index === 0 ? 'anyDay' : index === 1 ? 'today' : 'tomorrow')}
              </button>
            ))}
          </div>
          <div className="sweep-choices" role="group" aria-label={t('whenAgain')}>
            {([null, ...PARTS] as const).map((part) => (
              <button key={part ?? 'any'} aria-pressed={tryPart === part} onClick={() => setTryPart(part)}>
                {part === null ? t('anyPart') : word(partWords[part])}
              </button>
            ))}
          </div>
        </div>
      )}
      {outcome === 'vacant' && <Notice>{t('vacantSure')}</Notice>}
      {outcome !== null && (
        <>
          <Field label={t('note')}>
            <textarea rows={2} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
          {last !== null && (
            <label className="check">
              <input type="checkbox" checked={isCorrection} onChange={(event) => setCorrection(event.target.checked)} />
              {t('corrects', { outcome: word(outcomeWords[last.outcome]), time: showTime(last.at) })}
            </label>
          )}
          <button className="primary big" disabled={isBusy} onClick={() => void save(answers)}>
            {t('save')}
          </button>
        </>
      )}
    </div>
  )
}
