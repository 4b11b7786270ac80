import { Input } from 'antd'
import { useState } from 'react'

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

/**
 * A local day as the contract has it, YYYY-MM-DD. The browser's own field: it speaks the reader's language, is worked by keyboard, and costs no byte.
 * A day half typed or out of range stays the field's own; whoever asks hears of whole days within the range only.
 */
export function DayInput({ value, onChange, allowClear = false, latest, earliest, placeholder, ...rest }: Props) {
  const [draft, setDraft] = useState<string>()
  const kept = value ?? ''
  const isTold = (day: string) => (day === '' ? allowClear : (latest === undefined || day <= latest) && (earliest === undefined || day >= earliest))
  return (
    <Input
      {...rest}
      type="date"
      min={earliest}
      max={latest ?? '9999-12-31'}
      value={draft ?? kept}
      suffix={placeholder === undefined ? undefined : <span className="desk-quiet">{kept === '' ? placeholder : ''}</span>}
      onChange={({ target }) => {
        setDraft(target.value)
        if (isTold(target.value)) onChange?.(target.value === '' ? null : target.value)
      }}
      onBlur={() => setDraft(undefined)}
    />
  )
}
