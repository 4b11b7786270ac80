import { CHECK_ANSWERS } from '@xiaomen/rules/checklists'
import { useWord } from '../../desk/words.ts'
import { Field } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { PhotoInput } from '../photos/photo-input.tsx'
import type { Item, ItemDraft } from './check-draft.ts'
import { answerSigns, answerWords } from './words.ts'
import { checkText } from './worker-text.ts'

/** One item: there or not, with a photo where the list asks for one. */
export function ItemForm({ item, draft, onChange }: { item: Item; draft: ItemDraft; onChange: (by: (draft: ItemDraft) => ItemDraft) => void }) {
  const t = useText(checkText)
  const word = useWord()
  const name = word(item)
  return (
    <li className="check-item">
      <div>
        <strong>{name}</strong> {item.asksPhoto && <span className="tag">▣ {t('photoAsked')}</span>}
        <br />
        <span className="quiet">{word(item.hint)}</span>
      </div>
      <div className="segments" role="group" aria-label={name}>
        {CHECK_ANSWERS.map((answer) => (
          <button
            key={answer}
            type="button"
            aria-pressed={draft.answer === answer}
            aria-label={t('answer', { item: name, answer: word(answerWords[answer]) })}
            onClick={() => onChange((now) => ({ ...now, answer }))}
          >
            <span aria-hidden="true">{answerSigns[answer]}</span> {word(answerWords[answer])}
          </button>
        ))}
      </div>
      {draft.answer === 'yes' && item.asksPhoto && (
        <PhotoInput about={name} photos={draft.photos} onChange={(by) => onChange((now) => ({ ...now, photos: by(now.photos) }))} />
      )}
      {(draft.answer === 'no' || draft.answer === 'notApplicable') && (
        <Field label={t(draft.answer === 'no' ? 'note' : 'noteWhy')}>
          <input value={draft.note} maxLength={200} onChange={({ target }) => onChange((now) => ({ ...now, note: target.value }))} />
        </Field>
      )}
    </li>
  )
}
