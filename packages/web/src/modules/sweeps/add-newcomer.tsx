import type { ResidencyKind } from '@xiaomen/rules/registry'
import { type FormEvent, useState } from 'react'
import { residencyWords, useWord } from '../../desk/words.ts'
import { Field } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { walkWords } from './worker-text.ts'

export type Newcomer = { name: string; kind: ResidencyKind; phone?: string }
const KINDS = ['tenant', 'family', 'owner', 'dormitory', 'shopStaff'] as const satisfies readonly ResidencyKind[]

/** Somebody met at the door whom the ledger does not have. Whether he becomes a resident is decided at the office. */
export function AddNewcomer({ newcomers, onChange }: { newcomers: Newcomer[]; onChange: (newcomers: Newcomer[]) => void }) {
  const t = useText(walkWords)
  const word = useWord()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [kind, setKind] = useState<ResidencyKind>('tenant')
  const add = (event: FormEvent) => {
    event.preventDefault()
    onChange([...newcomers, { name: name.trim(), kind, ...(phone.trim() === '' ? {} : { phone: phone.trim() }) }])
    setName('')
    setPhone('')
    setOpen(false)
  }
  return (
    <>
      {newcomers.length > 0 && <h2>{t('newcomers')}</h2>}
      {newcomers.map((one, index) => (
        <p key={`${one.name}${index}`} className="row spread">
          <span>
            + <strong>{one.name}</strong> · {word(residencyWords[one.kind])}
            {one.phone === undefined ? '' : ` · ${one.phone}`}
          </span>
          <button className="plain" onClick={() => onChange(newcomers.filter((_, at) => at !== index))}>
            {t('remove')}
          </button>
        </p>
      ))}
      {isOpen ? (
        <form className="stack" onSubmit={add}>
          <Field label={t('name')}>
            <input required maxLength={50} autoFocus value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t('phoneNumber')}>
            <input type="tel" maxLength={20} value={phone} onChange={(event) => setPhone(event.target.value)} />
          </Field>
          <Field label={t('kind')}>
            <select value={kind} onChange={(event) => setKind(event.target.value as ResidencyKind)}>
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {word(residencyWords[one])}
                </option>
              ))}
            </select>
          </Field>
          <div className="row">
            <button className="primary" disabled={name.trim() === ''}>
              {t('add')}
            </button>
            <button type="button" onClick={() => setOpen(false)}>
              {t('cancel')}
            </button>
          </div>
        </form>
      ) : (
        <button disabled={newcomers.length >= 20} onClick={() => setOpen(true)}>
          + {t('addNewcomer')}
        </button>
      )}
    </>
  )
}
