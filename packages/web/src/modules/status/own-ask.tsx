import { useState } from 'react'
import { codeOf, useCommonErrorText } from '../../platform/errors-common-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { ownWords } from './own-text.ts'

/** 不对，请更正: with a sentence or without one. */
export function AskCorrection({ signalId, onAsked }: { signalId: string; onAsked: () => void }) {
  const t = useText(ownWords)
  const sayError = useCommonErrorText()
  const [isOpen, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  // One id however often it is pressed.
  const [id] = useState(() => uuidv7())
  const send = async () => {
    setBusy(true)
    try {
      const text = said.trim()
      await call('status.askCorrection', { id, signalId, text: text === '' ? null : text })
      setError(null)
      onAsked()
    } catch (refusal) {
      setError(refusal)
    }
    setBusy(false)
  }
  const code = error === null ? null : codeOf(error)
  if (!isOpen)
    return (
      <button className="primary" onClick={() => setOpen(true)}>
        {t('ask')}
      </button>
    )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Field label={t('what')} hint={t('whatHint')}>
        <textarea rows={3} maxLength={300} value={said} onChange={(event) => setSaid(event.target.value)} />
      </Field>
      {error !== null && (
        <Notice tone="warn">{code === 'status.correction_asked' ? t('alreadyAsked') : code === 'status.wrong_state' ? t('ended') : sayError(error)}</Notice>
      )}
      <button className="primary" disabled={isBusy}>
        {t('send')}
      </button>
      <button type="button" className="plain" onClick={() => setOpen(false)}>
        {t('cancel')}
      </button>
    </form>
  )
}
