// 凭用途查看, at the door: a masked field in full for five minutes.
import { REVEAL_PURPOSES, type RevealPurpose } from '@xiaomen/rules/access'
import { type FormEvent, useState } from 'react'
import { purposeWords, useWord } from '../../desk/words.ts'
import { useCommand } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { useRevealLeft } from './reveal-clock.ts'
import { workerWords } from './worker-text.ts'

type DataClass = 'phone' | 'document'
type Props = { personId: string; dataClass: DataClass; value: string | null; mayReveal: boolean }

export function Revealable({ personId, dataClass, value, mayReveal }: Props) {
  const t = useText(workerWords)
  const [isAsking, setAsking] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  if (shown !== null) return <InFull value={shown} dataClass={dataClass} onOver={() => setShown(null)} />
  return (
    <span>
      {value ?? t('none')}{' '}
      {value?.includes('*') === true && mayReveal && !isAsking && (
        <button className="plain" onClick={() => setAsking(true)}>
          {t('reveal')}
        </button>
      )}
      {isAsking && (
        <PurposeForm
          personId={personId}
          dataClass={dataClass}
          onClose={() => setAsking(false)}
          onShown={(full) => {
            setShown(full ?? t('none'))
            setAsking(false)
          }}
        />
      )}
    </span>
  )
}

function InFull({ value, dataClass, onOver }: { value: string; dataClass: DataClass; onOver: () => void }) {
  const t = useText(workerWords)
  const left = useRevealLeft(onOver)
  return (
    <span>
      {value}{' '}
      <span className="quiet" role="timer">
        {t('revealLeft', { left })}
      </span>{' '}
      {dataClass === 'phone' && /^\+?\d+$/.test(value) && (
        <a className="button" href={`tel:${value}`}>
          {t('call')}
        </a>
      )}{' '}
      <button className="plain" onClick={onOver}>
        {t('revealHide')}
      </button>
    </span>
  )
}

type FormProps = { personId: string; dataClass: DataClass; onClose: () => void; onShown: (value: string | null) => void }
function PurposeForm({ personId, dataClass, onClose, onShown }: FormProps) {
  const t = useText(workerWords)
  const word = useWord()
  const sayError = useErrorText()
  const reveal = useCommand('registry.revealPerson')
  const [purpose, setPurpose] = useState<RevealPurpose | ''>('')
  const [note, setNote] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (purpose === '') return
    const said = note.trim()
    reveal.mutate({ personId, dataClass, purpose, ...(said === '' ? {} : { note: said }) }, { onSuccess: ({ value }) => onShown(value) })
  }
  return (
    <form className="stack" onSubmit={submit}>
      {reveal.error !== null && <Notice tone="error">{sayError(reveal.error)}</Notice>}
      <Field label={t('revealPurpose')} hint={t('revealKept')}>
        <select required autoFocus value={purpose} onChange={(event) => setPurpose(event.target.value as RevealPurpose | '')}>
          <option value="" disabled>
            {t('revealChoose')}
          </option>
          {REVEAL_PURPOSES.map((one) => (
            <option key={one} value={one}>
              {word(purposeWords[one])}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('revealNote')}>
        <input maxLength={200} autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <div className="row">
        <button className="primary" disabled={reveal.isPending}>
          {t('revealGo')}
        </button>
        <button type="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
