import { DatePicker } from 'antd'
import dayjs from 'dayjs'

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

/** A local day as the contract has it, YYYY-MM-DD. */
export function DayInput({ value, onChange, allowClear = false, latest, earliest, ...rest }: Props) {
  return (
    <DatePicker
      {...rest}
      allowClear={allowClear}
      format="YYYY-MM-DD"
      style={{ width: '100%' }}
      inputReadOnly={false}
      value={value === null || value === undefined ? null : dayjs(value)}
      onChange={(chosen) => onChange?.(chosen?.format('YYYY-MM-DD') ?? null)}
      disabledDate={(day) => (latest !== undefined && day.format('YYYY-MM-DD') > latest) || (earliest !== undefined && day.format('YYYY-MM-DD') < earliest)}
    />
  )
}
