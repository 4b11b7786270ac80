// A test that somebody at the door shows: its result, when it was taken, and the number of its report. With a network only: it may end a restriction.
import { METHODS, type Method, type Result, RESULTS } from '@xiaomen/rules/control'
import { type FormEvent, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field } from '../../platform/parts.tsx'
import { showTime, today, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { Heard } from './record-form.tsx'
import { testFormWords } from './worker-test-text.ts'
import { methodWords, testResultWords } from './words.ts'

export function WorkerTest({ caseId, onSaved }: { caseId: string; onSaved: () => void }) {
  const t = useText(testFormWords)
  const word = useWord()
  const sayError = useErrorText()
  const [isOpen, setOpen] = useState(false)
  const [method, setMethod] = useState<Method>('antigen')
  const [result, setResult] = useState<Result | null>(null)
  const [on, setOn] = useState(() => today())
  const [clock, setClock] = useState(() => showTime(new Date()))
  const [reference, setReference] = useState('')
  const [said, setSaid] = useState<{ tone: 'done' | 'error'; text: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  // One id until it has been taken, however often it is sent.
  const [id, setId] = useState(() => uuidv7())
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (result === null) return setSaid({ tone: 'error', text: t('noResult') })
    if (reference.trim() === '') return setSaid({ tone: 'error', text: t('noReference') })
    setBusy(true)
    try {
      const at = new Date(`${on}T${clock}:00+08:00`).toISOString()
      await call('control.recordTest', { id, caseId, at, method, result, ct: null, reference: reference.trim() })
      setSaid({ tone: 'done', text: t('saved') })
      setId(uuidv7())
      setReference('')
      setResult(null)
      setOpen(false)
      onSaved()
    } catch (failure) {
      setSaid({ tone: 'error', text: sayError(failure) })
    }
    setBusy(false)
  }
  const choice = <T extends string>(label: string, all: readonly T[], chosen: T | null, nameOf: (one: T) => string, choose: (one: T) => void) => (
    <div className="segments" role="group" aria-label={label}>
      {all.map((one) => (
        <button key={one} type="button" aria-pressed={one === chosen} onClick={() => choose(one)}>
          {nameOf(one)}
        </button>
      ))}
    </div>
  )
  const heard = said !== null && <Heard tone={said.tone}>{said.text}</Heard>
  if (!isOpen)
    return (
      <>
        {heard}
        <button onClick={() => setOpen(true)}>{t('open')}</button>
      </>
    )
  return (
    <form className="card stack" onSubmit={(event) => void save(event)}>
      <h2>{t('open')}</h2>
      {choice(t('method'), METHODS, method, (one) => word(methodWords[one]), setMethod)}
      {choice(t('result'), RESULTS, result, (one) => word(testResultWords[one]), setResult)}
      <div className="row">
        <Field label={t('on')}>
          <input type="date" required max={today()} value={on} onChange={(event) => setOn(event.target.value)} />
        </Field>
        <Field label={t('clock')}>
          <input type="time" required value={clock} onChange={(event) => setClock(event.target.value)} />
        </Field>
      </div>
      <Field label={t('reference')} hint={t('referenceHint')}>
        <input maxLength={60} value={reference} onChange={(event) => setReference(event.target.value)} />
      </Field>
      {heard}
      <button className="primary" disabled={isBusy}>
        {t('save')}
      </button>
      <button type="button" className="plain" onClick={() => setOpen(false)}>
        {t('cancel')}
      </button>
    </form>
  )
}
