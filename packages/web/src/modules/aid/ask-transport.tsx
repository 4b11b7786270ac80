// On a case on the worker's phone: this person has to get to a hospital, in two touches.
import { TRANSPORT_KINDS, type TransportKind } from '@xiaomen/rules/aid'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { refresh } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import './aid.css'
import { orNull } from './transport-view.ts'
import { transportKindWords } from './words.ts'
import { transportWorkerWords } from './worker-text.ts'

export function AskTransport({ personId }: { personId: string }) {
  const t = useText(transportWorkerWords)
  const word = useWord()
  const sayError = useErrorText()
  const [id] = useState(uuidv7)
  const [kind, setKind] = useState<TransportKind | null>(null)
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const ask = async (chosen: TransportKind) => {
    try {
      await call('aid.requestTransport', { id, personId, kind: chosen, companionId: null, note: orNull(note) })
      setAsked(true)
      setProblem(null)
      void refresh('aid', 'tasks')
    } catch (failure) {
      setProblem(sayError(failure))
    }
  }
  if (isAsked)
    return (
      <a className="button wide" href={`#/transport/${id}`}>
        ✓ {t('asked')}
      </a>
    )
  return (
    <details className="card">
      <summary>
        <strong>
          <span aria-hidden="true">✚</span> {t('ask')}
        </strong>
      </summary>
      <div className="stack">
        {problem !== null && <Notice tone="error">{problem}</Notice>}
        {kind === null ? (
          <>
            <p>{t('askLead')}</p>
            <Field label={t('note')}>
              <input maxLength={200} autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />
            </Field>
            <div className="aid-choices" role="group" aria-label={t('kind')}>
              {TRANSPORT_KINDS.map((one) => (
                <button key={one} onClick={() => setKind(one)}>
                  {word(transportKindWords[one])} ›
                </button>
              ))}
            </div>
          </>
        ) : (
          <>
            <p>{t('check', { kind: word(transportKindWords[kind]) })}</p>
            <button className="primary big" onClick={() => void ask(kind)}>
              {t('yes')}
            </button>
            <button onClick={() => setKind(null)}>{t('cancel')}</button>
          </>
        )}
        <a className="button wide aid-call" href="tel:120">
          ☎ {t('call')}
        </a>
      </div>
    </details>
  )
}
