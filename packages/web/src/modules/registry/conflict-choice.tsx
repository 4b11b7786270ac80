// Both versions side by side, one choice a field; plain enough for the phone and for a dialog of the desk.
import './known.css'
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useText } from '../../platform/text.ts'
import { type Conflict, type ConflictField, mineAtFirst } from './edit-conflict.ts'
import { careList, conflictText, historyFieldWords } from './known-text.ts'

export function ConflictChoice({ conflicts, onChange }: { conflicts: readonly Conflict[]; onChange: (mine: ReadonlySet<ConflictField>) => void }) {
  const t = useText(conflictText)
  const word = useWord()
  const [mine, setMine] = useState<ReadonlySet<ConflictField>>(() => mineAtFirst(conflicts))
  const choose = (field: ConflictField, isMine: boolean) => {
    const next = new Set(mine)
    if (isMine) next.add(field)
    else next.delete(field)
    setMine(next)
    onChange(next)
  }
  const say = (field: ConflictField, value: string | null) => (field === 'care' ? careList(value, word, t('nothing')) : (value ?? t('nothing')))
  return (
    <section className="conflict" aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <p>{t('lead')}</p>
      {conflicts.map(({ field, theirs, mine: own }) => (
        <fieldset key={field}>
          <legend>{word(historyFieldWords[field])}</legend>
          <label>
            <input type="radio" name={`conflict-${field}`} checked={!mine.has(field)} onChange={() => choose(field, false)} />{' '}
            {t('theirs', { value: say(field, theirs) })}
          </label>
          <label>
            <input type="radio" name={`conflict-${field}`} checked={mine.has(field)} onChange={() => choose(field, true)} />{' '}
            {t('mine', { value: say(field, own) })}
          </label>
        </fieldset>
      ))}
    </section>
  )
}
