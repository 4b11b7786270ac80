// 不对，请核查: with a sentence or without one, and what became of it.
import { useState } from 'react'
import { codeOf, useCommonErrorText } from '../../platform/errors-common-text.ts'
import type { Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { ownControlWords } from './own-control-text.ts'

type Own = Out<'control.listOwn'>[number]
type Appeal = Own['appeals'][number]

export function OwnAppeals({ of, onAppealed }: { of: Own; onAppealed: () => void }) {
  const t = useText(ownControlWords)
  return (
    <>
      {of.appeals.map((one) => (
        <AppealLine key={one.id} of={one} />
      ))}
      {of.mayAppeal && (
        <>
          <p className="quiet">{t('wrong')}</p>
          <Ask caseId={of.id} onAppealed={onAppealed} />
        </>
      )}
    </>
  )
}

function AppealLine({ of }: { of: Appeal }) {
  const t = useText(ownControlWords)
  const isLate = of.state === 'open' && new Date(of.dueAt) < new Date()
  return (
    <div className="stack-tight">
      {of.text !== null && <div>{t('saidYou', { text: of.text })}</div>}
      <strong>{of.state === 'open' ? t(isLate ? 'late' : 'waiting', { time: showMoment(of.dueAt) }) : t(of.state)}</strong>
      {of.answer !== null && of.answeredAt !== null && (
        <div>{t('answer', { text: of.answer, unit: of.answeredBy ?? '', time: showMoment(of.answeredAt) })}</div>
      )}
    </div>
  )
}

function Ask({ caseId, onAppealed }: { caseId: string; onAppealed: () => void }) {
  const t = useText(ownControlWords)
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
      await call('control.appealCase', { id, caseId, text: text === '' ? null : text })
      setError(null)
      onAppealed()
    } catch (refusal) {
      setError(refusal)
    }
    setBusy(false)
  }
  if (!isOpen)
    return (
      <button className="wide" onClick={() => setOpen(true)}>
        {t('appeal')}
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
      <Field label={t('appealWhat')} hint={t('appealHint')}>
        <textarea rows={3} maxLength={300} value={said} onChange={(event) => setSaid(event.target.value)} />
      </Field>
      {error !== null && <Notice tone="warn">{codeOf(error) === 'control.appeal_asked' ? t('already') : sayError(error)}</Notice>}
      <button className="primary" disabled={isBusy}>
        {t('send')}
      </button>
      <button type="button" className="plain" onClick={() => setOpen(false)}>
        {t('cancel')}
      </button>
    </form>
  )
}
