// 五包一: who looks after the household, by slot; what is empty says why.
import { useWord } from '../../desk/words.ts'
import type { Out } from '../../platform/ops.ts'
import { slotGapWords, slotWords } from '../answerability/words.ts'
import { namedCarerWords } from './named-carers-text.ts'

export function NamedCarers({ carers }: { carers: Out<'control.getControl'>['carers'] }) {
  const word = useWord()
  if (carers.length === 0) return null
  return (
    <>
      <h3>{word(namedCarerWords.title)}</h3>
      <ul className="control-plain">
        {carers.map(({ slot, name, unit, isCover, gap }) => (
          <li key={slot}>
            {word(slotWords[slot])}{' '}
            {name === null ? (
              <strong>
                ! {word(namedCarerWords.gap)}
                {gap !== null && ` · ${word(slotGapWords[gap])}`}
              </strong>
            ) : (
              <>
                <strong>{name}</strong> {unit}
                {isCover && ` · ${word(namedCarerWords.cover)}`}
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
