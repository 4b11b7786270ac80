import type { DocumentKind } from '@xiaomen/rules/registry'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { documentWords, useWord } from '../../desk/words.ts'
import { Field } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import type { LetHome, Report } from './landlord-screen.tsx'
import { landlordWords } from './landlord-text.ts'

type Props = { home: LetHome; today: string; isBusy: boolean; problem: ReactNode; onBack: () => void; onSend: (report: Report) => void }
const MOST_PEOPLE = 10

function Actions({ isBusy, isReady = true, onBack }: { isBusy: boolean; isReady?: boolean; onBack: () => void }) {
  const t = useText(landlordWords)
  return (
    <>
      <button className="primary" disabled={isBusy || !isReady}>
        {isBusy ? t('sending') : t('send')}
      </button>
      <button type="button" className="plain" onClick={onBack}>
        {t('back')}
      </button>
    </>
  )
}

type Typed = { key: number; name: string; phone: string; since: string; origin: string; documentKind: DocumentKind; documentNumber: string }
const given = (value: string): string | null => (value.trim() === '' ? null : value.trim())

/** Who came: a name and a day are enough, the rest if it is known. */
export function ArrivalForm({ home, today, isBusy, problem, onBack, onSend }: Props) {
  const t = useText(landlordWords)
  const word = useWord()
  const fresh = (key: number): Typed => ({ key, name: '', phone: '', since: today, origin: '', documentKind: 'residentId', documentNumber: '' })
  const [people, setPeople] = useState<Typed[]>([fresh(0)])
  const change = (key: number, part: Partial<Typed>) => setPeople(people.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend({
      kind: 'arrival',
      homeId: home.homeId,
      on: today,
      leaving: [],
      people: people.map((one) => ({
        name: one.name.trim(),
        phone: given(one.phone),
        documentKind: given(one.documentNumber) === null ? null : one.documentKind,
        documentNumber: given(one.documentNumber),
        origin: given(one.origin),
        since: one.since,
      })),
    })
  }
  return (
    <form className="landlord stack" onSubmit={submit}>
      <h1>{t('cameIn')}</h1>
      <p className="door">{home.door}</p>
      {problem}
      {people.map((one, at) => (
        <fieldset key={one.key} className="stack">
          <legend>{t('person', { n: at + 1 })}</legend>
          <Field label={t('who')}>
            <input required maxLength={50} autoComplete="off" value={one.name} onChange={(event) => change(one.key, { name: event.target.value })} />
          </Field>
          <Field label={t('phone')}>
            <input type="tel" maxLength={20} autoComplete="off" value={one.phone} onChange={(event) => change(one.key, { phone: event.target.value })} />
          </Field>
          <Field label={t('since2')}>
            <input type="date" required max={today} value={one.since} onChange={(event) => change(one.key, { since: event.target.value })} />
          </Field>
          <details>
            <summary>{t('more')}</summary>
            <div className="stack">
              <Field label={t('origin')}>
                <input maxLength={60} autoComplete="off" value={one.origin} onChange={(event) => change(one.key, { origin: event.target.value })} />
              </Field>
              <Field label={t('documentKind')}>
                <select value={one.documentKind} onChange={(event) => change(one.key, { documentKind: event.target.value as DocumentKind })}>
                  {(Object.keys(documentWords) as DocumentKind[]).map((kind) => (
                    <option key={kind} value={kind}>
                      {word(documentWords[kind])}
                    </option>
                  ))}
                </select>
              </Field>
              <Field label={t('document')}>
                <input
                  maxLength={30}
                  autoComplete="off"
                  autoCapitalize="characters"
                  value={one.documentNumber}
                  onChange={(event) => change(one.key, { documentNumber: event.target.value })}
                />
              </Field>
            </div>
          </details>
          {people.length > 1 && (
            <button type="button" onClick={() => setPeople(people.filter((other) => other.key !== one.key))}>
              － {t('remove')}
            </button>
          )}
        </fieldset>
      ))}
      {people.length < MOST_PEOPLE && (
        <button type="button" onClick={() => setPeople([...people, fresh(Math.max(...people.map((one) => one.key)) + 1)])}>
          ＋ {t('another')}
        </button>
      )}
      <Actions isBusy={isBusy} onBack={onBack} />
    </form>
  )
}

export function DepartureForm({ home, today, isBusy, problem, onBack, onSend }: Props) {
  const t = useText(landlordWords)
  const [leaving, setLeaving] = useState<string[]>([])
  const [on, setOn] = useState(today)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend({ kind: 'departure', homeId: home.homeId, on, people: [], leaving })
  }
  return (
    <form className="landlord stack" onSubmit={submit}>
      <h1>{t('movedOut')}</h1>
      <p className="door">{home.door}</p>
      {problem}
      <fieldset className="stack">
        <legend>{t('whoLeft')}</legend>
        {home.tenants.map((tenant) => (
          <label key={tenant.residencyId} className="pick">
            <input
              type="checkbox"
              checked={leaving.includes(tenant.residencyId)}
              onChange={(event) => setLeaving(event.target.checked ? [...leaving, tenant.residencyId] : leaving.filter((one) => one !== tenant.residencyId))}
            />
            <strong>{tenant.name}</strong>
          </label>
        ))}
      </fieldset>
      <Field label={t('leftOn')}>
        <input type="date" required max={today} value={on} onChange={(event) => setOn(event.target.value)} />
      </Field>
      <Actions isBusy={isBusy} isReady={leaving.length > 0} onBack={onBack} />
    </form>
  )
}
