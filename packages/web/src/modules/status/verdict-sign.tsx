import type { StatusVerdict } from '@xiaomen/rules/status'
import { useWord } from '../../desk/words.ts'
import { VERDICT_SIGNS, verdictWords } from './words.ts'

const TONES = { green: 'desk-sign-free', yellow: 'desk-sign-unknown', red: 'desk-sign-notFree' } as const

/** Colour, sign and word together: none of them alone. */
export function VerdictSign({ verdict }: { verdict: StatusVerdict }) {
  const word = useWord()
  return (
    <span className={`desk-sign ${TONES[verdict]}`}>
      <span aria-hidden="true">{VERDICT_SIGNS[verdict]}</span> {word(verdictWords[verdict])}
    </span>
  )
}
