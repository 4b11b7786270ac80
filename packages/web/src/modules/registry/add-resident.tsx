import type { CareCategory, ResidencyKind } from '@xiaomen/rules/registry'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { careWords, residencyWords, useWord } from '../../desk/words.ts'
import { useCommand } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { today, useText } from '../../platform/text.ts'
import { KnownChoice } from './known-choice.tsx'
import { workerWords } from './worker-text.ts'

/** What a worker can write down standing at a door. Documents are entered on the desk. */
export function AddResident({ homeId, onClose }: { homeId: string; onClose: () => void }) {
  const t = useText(workerWords)
  const word = useWord()
  const sayError = useErrorText()
  const add = useCommand('registry.addResident')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [kind, setKind] = useState<ResidencyKind>('family')
  const [from, setFrom] = useState(today())
  const [care, setCare] = useState<CareCategory[]>([])
  const isKnown = add.error?.code === 'registry.known_already'
  const numbers = phone.trim() === '' ? {} : { phone }
  const save = (differentFrom: string[] | null) =>
    add.mutate(
      { homeId, name, kind, from, care, ...numbers, evenIfKnown: differentFrom !== null, ...(differentFrom === null ? {} : { differentFrom }) },
      { onSuccess: onClose },
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(null)
  }
  if (isKnown)
    return (
      <KnownChoice
        asked={{ homeId, name, ...numbers }}
        link={{ kind, from }}
        onLinked={onClose}
        onDifferent={save}
        onCancel={() => add.reset()}
        isBusy={add.isPending}
      />
    )
  return (
    <form className="card stack" onSubmit={submit}>
      <h2>{t('add')}</h2>
      {add.error !== null && <Notice tone="error">{sayError(add.error)}</Notice>}
      <Field label={t('name')}>
        <input required maxLength={50} autoFocus value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t('phone')}>
        <input type="tel" maxLength={20} value={phone} onChange={(event) => setPhone(event.target.value)} />
      </Field>
      <Field label={t('kind')}>
        <select value={kind} onChange={(event) => setKind(event.target.value as ResidencyKind)}>
          {(Object.keys(residencyWords) as ResidencyKind[]).map((one) => (
            <option key={one} value={one}>
              {word(residencyWords[one])}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('since')}>
        <input type="date" required max={today()} value={from} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <fieldset className="care-choices">
        <legend>{t('care')}</legend>
        {(Object.keys(careWords) as CareCategory[]).map((one) => (
          <label key={one} className="check">
            <input
              type="checkbox"
              checked={care.includes(one)}
              onChange={(event) => setCare(event.target.checked ? [...care, one] : care.filter((other) => other !== one))}
            />
            {word(careWords[one])}
          </label>
        ))}
      </fieldset>
      <div className="row">
        <button className="primary" disabled={add.isPending}>
          {t('save')}
        </button>
        <button type="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
