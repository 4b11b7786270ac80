// 门卫室的显示屏: a number that changes with the minute. Whoever types it stands, or stood two minutes ago, before this screen.
import { useEffect, useState } from 'react'
import { useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { visitorWords } from './words.ts'
import './visitors.css'

const AGAIN_MS = 10_000

export function DisplayScreen({ gateId }: { gateId: string }) {
  const t = useText(visitorWords)
  const [digits, setDigits] = useState<string | null>(null)
  const [isLost, setLost] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isCurrent = true
    const ask = () =>
      call('visitors.displayNumber', { gateId }).then(
        (answer) => {
          if (!isCurrent) return
          setDigits(answer.digits)
          setLost(false)
          timer = setTimeout(() => void ask(), Math.min(AGAIN_MS, answer.secondsLeft * 1000))
        },
        () => {
          if (!isCurrent) return
          // An old number would only send people away.
          setDigits(null)
          setLost(true)
          timer = setTimeout(() => void ask(), AGAIN_MS)
        },
      )
    void ask()
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [gateId])
  return (
    <main className="visitor-display" id="main">
      <a href={`#/gate/${gateId}/visitors`} aria-label={t('back')}>
        ‹
      </a>
      <h1>{t('displayTitle')}</h1>
      <p className="visitor-digits" role="status">
        {digits === null ? '······' : `${digits.slice(0, 3)} ${digits.slice(3)}`}
      </p>
      <p>{t(isLost ? 'noNetwork' : 'displayHint')}</p>
    </main>
  )
}
