import { Input } from 'antd'
import { useState } from 'react'
import { useText } from '../platform/text.ts'
import { deskText } from './text.ts'

type Props = {
  id?: string
  value?: string | null
  onChange?: (day: string | null) => void
  allowClear?: boolean
  latest?: string
  earliest?: string
  'aria-label'?: string
  placeholder?: string
}

/** A year is typed digit by digit, and 0202 is a day as well: none here is meant. */
const FIRST = '1900-01-01'
const LAST = '9999-12-31'

/**
 * A local day as the contract has it, YYYY-MM-DD. The browser's own field: it speaks the browser's language, is worked by keyboard, and costs no byte.
 * Whoever asks hears of whole days within the range only; one left outside it is not taken, and the field says so.
 */
export function DayInput({ value, onChange, allowClear = false, latest = LAST, earliest = FIRST, placeholder, ...rest }: Props) {
  const t = useText(deskText)
  const [draft, setDraft] = useState<string>()
  const [refused, setRefused] = useState<string>()
  const kept = value ?? ''
  const isTold = (day: string) => (day === '' ? allowClear : day >= earliest && day <= latest)
  return (
    <>
      <Input
        {...rest}
        type="date"
        min={earliest}
        max={latest}
        value={draft ?? kept}
        status={refused === undefined ? '' : 'error'}
        suffix={placeholder === undefined ? undefined : <span className="desk-quiet">{kept === '' ? placeholder : ''}</span>}
        onChange={({ target }) => {
          setDraft(target.value)
          setRefused(undefined)
          if (isTold(target.value)) onChange?.(target.value === '' ? null : target.value)
        }}
        onBlur={() => {
          if (draft !== undefined && draft !== '' && !isTold(draft)) setRefused(draft)
          setDraft(undefined)
        }}
      />
      {refused !== undefined && (
        <span role="alert" className="desk-refused">
          {t('dayRefused', { day: refused, from: earliest === FIRST ? '…' : earliest, to: latest === LAST ? '…' : latest })}
        </span>
      )}
    </>
  )
}
