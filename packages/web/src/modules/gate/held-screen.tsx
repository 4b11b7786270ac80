// 门口留人: whoever was sent to somebody held at a gate writes down what was found; the hold and the task end together.
import { type Finding, findingsFor } from '@xiaomen/rules/gate'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { refresh, useQuery } from '../../platform/api.ts'
import { codeOf } from '../../platform/errors-common-text.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { useLive } from '../../platform/live.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showTime, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { whyWords } from './guard-text.ts'
import { useWaits } from './held-list.tsx'
import { heldWords } from './held-text.ts'
import { findingWords } from './words.ts'

type Hold = Out<'gate.listHolds'>[number]

export function HeldScreen({ passageId }: { passageId: string }) {
  const t = useText(heldWords)
  const sayError = useErrorText()
  useLive('gate')
  const holds = useQuery('gate.listHolds', {})
  const [isSaved, setSaved] = useState(false)
  const hold = holds.data?.find((one) => one.passageId === passageId)
  return (
    <section className="stack">
      <a href="#/today">‹ {t('back')}</a>
      <h1>{t('title')}</h1>
      {holds.error !== null && <Notice tone="warn">{sayError(holds.error)}</Notice>}
      {isSaved && <Notice tone="done">{t('saved')}</Notice>}
      {!isSaved && holds.data !== undefined && hold === undefined && <Notice>{t('gone')}</Notice>}
      {!isSaved && hold !== undefined && <Found hold={hold} onSaved={() => setSaved(true)} />}
    </section>
  )
}

function Found({ hold, onSaved }: { hold: Hold; onSaved: () => void }) {
  const t = useText(heldWords)
  const why = useText(whyWords)
  const word = useWord()
  const sayError = useErrorText()
  const waits = useWaits(hold.at)
  const [finding, setFinding] = useState<Finding | null>(null)
  const [note, setNote] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const save = async (found: Finding) => {
    setBusy(true)
    try {
      const said = note.trim()
      await call('gate.resolveHold', { passageId: hold.passageId, finding: found, ...(said === '' ? {} : { note: said }) })
      onSaved()
      void refresh('gate', 'tasks')
    } catch (failure) {
      // The office was quicker: their answer stands, and is shown.
      if (codeOf(failure) === 'gate.already_resolved') void refresh('gate', 'tasks')
      setError(failure)
      setBusy(false)
    }
  }
  return (
    <>
      <div className="card stack-tight">
        <div className="row spread">
          <strong className="big">{hold.name ?? t('unknownPerson')}</strong>
          {hold.door !== null && <span className="tag">{hold.door}</span>}
        </div>
        <span>{t('where', { gate: hold.gateName, time: showTime(hold.at) })}</span>
        {hold.isolationArea !== null && <strong>{t('waitsAt', { place: hold.isolationArea })}</strong>}
        <span>
          {hold.reasons.map((reason) => why(reason)).join(' · ')}
          {hold.temperatureC === null ? '' : ` ${t('temperature', { value: hold.temperatureC.toFixed(1) })}`}
        </span>
        {hold.whereFrom !== null && <span>{t('whereFrom', { place: hold.whereFrom })}</span>}
        <span className="quiet">{waits}</span>
      </div>
      {error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      <div className="stack-tight" role="radiogroup" aria-label={t('finding')}>
        <h2>{t('finding')}</h2>
        {findingsFor(hold.reasons).map((one) => (
          <button key={one} className="wide" role="radio" aria-checked={finding === one} onClick={() => setFinding(one)}>
            <span aria-hidden="true">{finding === one ? '●' : '○'}</span> {word(findingWords[one])}
          </button>
        ))}
      </div>
      <Field label={t('note')}>
        <textarea rows={2} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <button className="primary" disabled={finding === null || isBusy} onClick={() => finding !== null && void save(finding)}>
        {t('save')}
      </button>
      <p className="quiet">{t('hint')}</p>
    </>
  )
}
