import { readShortCode } from '@xiaomen/rules/gate'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../../platform/text.ts'
import { guardWords } from './guard-text.ts'

const BURST_MS = 150
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

function Keypad({
  title,
  shown,
  problem,
  onDigit,
  onDelete,
  onCancel,
  side,
}: {
  title: string
  shown: string
  problem: string | null
  onDigit: (digit: string) => void
  onDelete: () => void
  onCancel: () => void
  side: { label: string; act: () => void } | null
}) {
  const t = useText(guardWords)
  const heard = useRef({ onDigit, onDelete, onCancel })
  heard.current = { onDigit, onDelete, onCancel }
  const dialog = useRef<HTMLDivElement>(null)
  useEffect(() => {
    dialog.current?.focus()
    let burstUntil = 0
    const hear = (event: KeyboardEvent) => {
      // Digits in the middle of a code that a hand scanner types are nobody's temperature.
      if ((event.key.length === 1 && !/^[\d.]$/.test(event.key)) || event.timeStamp < burstUntil) {
        burstUntil = event.timeStamp + BURST_MS
        return
      }
      if (/^\d$/.test(event.key)) heard.current.onDigit(event.key)
      else if (event.key === 'Backspace') heard.current.onDelete()
      else if (event.key === 'Escape') heard.current.onCancel()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  return (
    <div className="keypad" ref={dialog} tabIndex={-1} role="dialog" aria-modal="true" aria-label={title}>
      <p className="keypad-title">{title}</p>
      <output className="keypad-shown" aria-live="polite">
        {shown}
      </output>
      <p className="keypad-problem" role="alert">
        {problem ?? ''}
      </p>
      <div className="keys">
        {KEYS.map((key) => (
          <button key={key} onClick={() => onDigit(key)}>
            {key}
          </button>
        ))}
        {side === null ? (
          <button className="small" onClick={onCancel}>
            {t('cancel')}
          </button>
        ) : (
          <button className="small" onClick={side.act}>
            {side.label}
          </button>
        )}
        <button onClick={() => onDigit('0')}>0</button>
        <button className="small" onClick={onDelete}>
          {t('del')}
        </button>
      </div>
      {side !== null && (
        <button className="plain" onClick={onCancel}>
          {t('cancel')}
        </button>
      )}
    </div>
  )
}

export function ShortCodePad({ onDone, onCancel }: { onDone: (digits: string) => void; onCancel: () => void }) {
  const t = useText(guardWords)
  const [typed, setTyped] = useState('')
  const isWrong = typed.length === 9 && readShortCode(typed) === null
  const add = (digit: string) => {
    const next = typed.length >= 9 ? typed : typed + digit
    setTyped(next)
    if (next.length === 9 && readShortCode(next) !== null) onDone(next)
  }
  return (
    <Keypad
      title={t('shortTitle')}
      shown={typed.replace(/(\d{3})(?=\d)/g, '$1 ').padEnd(11, '·')}
      problem={isWrong ? t('shortWrong') : null}
      onDigit={add}
      onDelete={() => setTyped(typed.slice(0, -1))}
      onCancel={onCancel}
      side={null}
    />
  )
}

// Below a living body or above any thermometer at a gate: a slip of the finger.
const LOWEST_C = 34
const HIGHEST_C = 43
/** Three digits are a temperature: 3 6 5 is 36.5. */
export function TemperaturePad({ onDone, onCancel }: { onDone: (celsius: number | undefined) => void; onCancel: () => void }) {
  const t = useText(guardWords)
  const [typed, setTyped] = useState('')
  const celsius = typed.length === 3 ? Number(typed) / 10 : null
  const isWrong = celsius !== null && (celsius < LOWEST_C || celsius > HIGHEST_C)
  const add = (digit: string) => {
    const next = isWrong || typed.length >= 3 ? digit : typed + digit
    setTyped(next)
    const value = Number(next) / 10
    if (next.length === 3 && value >= LOWEST_C && value <= HIGHEST_C) onDone(value)
  }
  const shown = typed.length === 3 ? `${typed.slice(0, 2)}.${typed[2]}` : `${typed}${'·'.repeat(2 - Math.min(2, typed.length))}.·`
  return (
    <Keypad
      title={t('tempTitle')}
      shown={shown}
      problem={isWrong ? t('tempWrong') : null}
      onDigit={add}
      onDelete={() => setTyped(typed.slice(0, -1))}
      onCancel={onCancel}
      side={{ label: t('tempSkip'), act: () => onDone(undefined) }}
    />
  )
}
