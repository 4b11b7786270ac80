// Who waits at this gate and for how long; and, once somebody has seen them, what the guard does now. What was found is not for the gate.
import type { HoldAnswer } from '@xiaomen/rules/gate'
import { useEffect, useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { useLive } from '../../platform/live.ts'
import type { Out } from '../../platform/ops.ts'
import { showTime, useText } from '../../platform/text.ts'
import { whyWords } from './guard-text.ts'
import { heldWords } from './held-text.ts'
import { ANSWER_SIGNS, answerWords } from './words.ts'

type Held = Out<'gate.listWaiting'>[number]
const LOOK_AGAIN_MS = 30_000

export function HeldList({ gateId, isServerThere }: { gateId: string; isServerThere: boolean }) {
  const t = useText(heldWords)
  useLive('gate')
  const { data } = useQuery('gate.listWaiting', { gateId }, { refetchIntervalMs: LOOK_AGAIN_MS })
  if (data === undefined || data.length === 0) return null
  const waiting = data.filter((one) => one.answer === 'waiting').length
  return (
    <section className="held" aria-label={t('held')}>
      <h2>
        {t('held')} {waiting === 0 ? '' : waiting}
      </h2>
      {!isServerThere && <p className="quiet">{t('away')}</p>}
      <ul>
        {data.map((one) => (
          <HeldLine key={one.passageId} held={one} />
        ))}
      </ul>
    </section>
  )
}

function HeldLine({ held }: { held: Held }) {
  const t = useText(heldWords)
  const why = useText(whyWords)
  const word = useWord()
  const waits = useWaits(held.at)
  return (
    <li className={`held-${held.answer}`}>
      <strong className="row spread">
        <span>{[held.name, held.door].filter(Boolean).join(' ') || t('unknownPerson')}</span>
        <span>{held.answer === 'waiting' ? waits : showTime(held.answeredAt ?? held.at)}</span>
      </strong>
      <span>
        {held.answer === 'waiting' ? (
          held.reasons.map((reason) => why(reason)).join(' · ')
        ) : (
          <Answer answer={held.answer} word={word(answerWords[held.answer])} />
        )}
      </span>
    </li>
  )
}

function Answer({ answer, word }: { answer: HoldAnswer; word: string }) {
  return (
    <b>
      <span aria-hidden="true">{ANSWER_SIGNS[answer]}</span> {word}
    </b>
  )
}

/** How long somebody has waited, kept current. */
export function useWaits(since: string): string {
  const t = useText(heldWords)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000)
    return () => clearInterval(timer)
  }, [])
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
  return minutes < 60 ? t('minutes', { n: minutes }) : t('hours', { h: Math.floor(minutes / 60), n: minutes % 60 })
}
