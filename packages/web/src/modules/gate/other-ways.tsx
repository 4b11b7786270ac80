// When there is no code to scan: number, door, document, or nothing at all.
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useText } from '../../platform/text.ts'
import { guardWords, meansWords } from './guard-text.ts'

export function OtherWays({ onChoose, onNone }: { onChoose: (kind: 'short' | 'document' | 'door') => void; onNone: () => void }) {
  const t = useText(guardWords)
  const means = useText(meansWords)
  return (
    <div className="other-ways" role="group" aria-label={t('otherWays')}>
      <button onClick={() => onChoose('short')}>
        123<span>{means('short')}</span>
      </button>
      <button onClick={() => onChoose('door')}>
        ⌂<span>{means('door')}</span>
      </button>
      <button onClick={() => onChoose('document')}>
        ▤<span>{means('document')}</span>
      </button>
      <button onClick={onNone}>
        ∅<span>{means('none')}</span>
      </button>
    </div>
  )
}

export function TypeIn({ kind, onDone, onCancel }: { kind: 'document' | 'door'; onDone: (value: string) => void; onCancel: () => void }) {
  const t = useText(guardWords)
  const [value, setValue] = useState('')
  const title = t(kind === 'document' ? 'documentTitle' : 'doorTitle')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (value.trim() !== '') onDone(value.trim())
  }
  return (
    <form className="overlay type-in" role="dialog" aria-modal="true" aria-label={title} onSubmit={submit}>
      <label htmlFor="type-in">{title}</label>
      <input
        id="type-in"
        autoFocus
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <button className="primary">{t('find')}</button>
      <button type="button" className="plain" onClick={onCancel}>
        {t('cancel')}
      </button>
    </form>
  )
}
