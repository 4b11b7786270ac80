// Beside the code, and only while somebody of the household is under control: which measure, and where to read why and to write down the day.
import { useEffect } from 'react'
import { useWord } from '../../desk/words.ts'
import { useAnswer } from '../../platform/answer.ts'
import { useText } from '../../platform/text.ts'
import { ownLineWords } from './own-line-text.ts'
import { sendUnsent } from './own-unsent.ts'
import './own-line.css'

const RENEW_MS = 5 * 60_000

/** The person's own, and the building's. */
export function OwnControlLine() {
  return (
    <>
      <CaseLine />
      <PlaceLines />
    </>
  )
}

/** 场所处置: works go on where one lives, and nobody is kept in for them. */
function PlaceLines() {
  const t = useText(ownLineWords)
  const word = useWord()
  const { data } = useAnswer('control.listOwnPlaces', {}, { renewEveryMs: RENEW_MS })
  return (data ?? []).map((one) => (
    <p key={one.id} className="card control-line">
      <strong>
        {one.areaName} · {word(one.measure)}
      </strong>{' '}
      {t('works', { plan: word(one.plan), until: one.until })} {one.rules.map(word).join(t('stop'))}
    </p>
  ))
}

function CaseLine() {
  const t = useText(ownLineWords)
  const word = useWord()
  const { data } = useAnswer('control.listOwn', {}, { renewEveryMs: RENEW_MS })
  // What was written down without a network goes as soon as the code is opened with one.
  useEffect(() => {
    void sendUnsent()
  }, [data])
  const open = (data ?? []).filter((one) => one.endedOn === null)
  const [first] = open
  if (first === undefined) return null
  const isToAsk = open.some((one) => one.asked.some(({ isDone }) => !isDone))
  return (
    <a className="button wide control-line" href="#/control">
      <strong>
        ! {first.isMe ? t('mine') : t('ours')}
        {first.measure === null ? '' : ` · ${word(first.measure)}`}
      </strong>
      <br />
      {isToAsk ? t('toAsk') : t('why')} ›
    </a>
  )
}
