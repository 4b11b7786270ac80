import { Button, Input, type InputRef } from 'antd'
import type { Ref } from 'react'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  onScan: (code: string) => void
  says: string
  isBusy: boolean
  inputRef?: Ref<InputRef>
}
/** One field that a hand scanner writes into: it ends with Enter. */
export const ScanField = ({ label, value, onChange, onScan, says, isBusy, inputRef }: Props) => (
  <form
    className="desk-row"
    onSubmit={(event) => {
      event.preventDefault()
      if (value.trim() !== '') onScan(value)
    }}
  >
    <Input
      ref={inputRef ?? null}
      className="desk-search"
      autoComplete="off"
      spellCheck={false}
      maxLength={40}
      placeholder={label}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
    <Button type="primary" htmlType="submit" loading={isBusy}>
      {says}
    </Button>
  </form>
)
