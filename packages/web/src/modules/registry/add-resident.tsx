import type { CareCategory, DocumentKind, ResidencyKind } from '@xiaomen/rules/registry'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { careWords, documentWords, residencyWords, useWord } from '../../desk/words.ts'
import { useCommand } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { today, useLang, useText } from '../../platform/text.ts'
import { faultOf, useDocumentFault } from './document-text.ts'
import { KnownChoice } from './known-choice.tsx'
import { workerWords } from './worker-text.ts'

/** What a worker can write down standing at a door. */
export function AddResident({ homeId, onClose }: { homeId: string; onClose: () => void }) {
  const t = useText(workerWords)
  const word = useWord()
  const sayError = useErrorText()
  const add = useCommand('registry.addResident')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [kind, setKind] = useState<ResidencyKind>('family')
  const lang = useLang()
  const faultIn = useDocumentFault()
  const [documentKind, setDocumentKind] = useState<DocumentKind>('residentId')
  const [number, setNumber] = useState('')
  const [country, setCountry] = useState('')
  const [from, setFrom] = useState(today())
  const [care, setCare] = useState<CareCategory[]>([])
  const isKnown = add.error?.code === 'registry.known_already'
  const fault = faultIn.ofNumber(documentKind, number) ?? faultIn.ofCountry(documentKind, number, country)
  const [told, setTold] = useState<'field' | 'button' | null>(null)
  const document = number.trim() === '' ? {} : { document: { kind: documentKind, number, ...(country.trim() === '' ? {} : { country: country.trim() }) } }
  const numbers = { ...(phone.trim() === '' ? {} : { phone }), ...document }
  const save = (differentFrom: string[] | null) => {
    // Said at the field; nothing is sent that the server must refuse.
    setTold('button')
    if (fault !== null) return
    add.mutate(
      { homeId, name, kind, from, care, ...numbers, evenIfKnown: differentFrom !== null, ...(differentFrom === null ? {} : { differentFrom }) },
      { onSuccess: onClose },
    )
  }
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
      {add.error !== null && <Notice tone="error">{faultOf(add.error, lang) ?? sayError(add.error)}</Notice>}
      <Field label={t('name')}>
        <input required maxLength={50} autoFocus value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t('phone')}>
        <input type="tel" maxLength={20} value={phone} onChange={(event) => setPhone(event.target.value)} />
      </Field>
      <Field label={t('documentKind')}>
        <select value={documentKind} onChange={(event) => setDocumentKind(event.target.value as DocumentKind)}>
          {(Object.keys(documentWords) as DocumentKind[]).map((one) => (
            <option key={one} value={one}>
              {word(documentWords[one])}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('documentNumber')}>
        <input maxLength={30} autoComplete="off" value={number} onChange={(event) => setNumber(event.target.value)} onBlur={() => setTold('field')} />
      </Field>
      {documentKind !== 'residentId' && (
        <Field label={t('documentCountry')}>
          <input maxLength={2} autoComplete="off" value={country} onChange={(event) => setCountry(event.target.value)} />
        </Field>
      )}
      {told === 'field' && fault !== null && <Notice tone="error">{fault}</Notice>}
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
      {told === 'button' && fault !== null && (
        <Notice tone="error">
          {t('documentNumber')}: {fault}
        </Notice>
      )}
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
