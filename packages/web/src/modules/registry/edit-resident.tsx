import type { CareCategory } from '@xiaomen/rules/registry'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { careWords, useWord } from '../../desk/words.ts'
import { call, useCommand } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import type { In, Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { useText } from '../../platform/text.ts'
import { ConflictChoice } from './conflict-choice.tsx'
import { type Change, type Conflict, type ConflictField, chosenOf, conflictsOf, mineAtFirst } from './edit-conflict.ts'
import { conflictText } from './known-text.ts'
import { KnownChoice } from './known-choice.tsx'
import { workerWords } from './worker-text.ts'

type Person = Out<'registry.getHome'>['residents'][number]

/** What a worker can put right standing at a door. A number left empty is kept. */
export function EditResident({ homeId, person, onClose }: { homeId: string; person: Person; onClose: () => void }) {
  const t = useText(workerWords)
  const c = useText(conflictText)
  const word = useWord()
  const sayError = useErrorText()
  const edit = useCommand('registry.editResident')
  const [name, setName] = useState(person.name ?? '')
  const [phone, setPhone] = useState('')
  const [care, setCare] = useState<CareCategory[]>(person.care ?? [])
  const [now, setNow] = useState<{ person: Person; conflicts: Conflict[] } | null>(null)
  const [mine, setMine] = useState<ReadonlySet<ConflictField>>(new Set())
  const [isKnown, setKnown] = useState(false)
  // A masked name is not sent back as if it were one.
  const typed = (): Change => ({
    ...(name !== person.name && !name.includes('*') ? { name } : {}),
    ...(phone.trim() === '' ? {} : { phone }),
    ...(person.care === null || person.care.toSorted().join() === care.toSorted().join() ? {} : { care }),
  })
  const save = async (more: Partial<In<'registry.editResident'>> = {}) => {
    const change = now === null ? typed() : chosenOf(typed(), mine)
    try {
      if (Object.keys(change).length > 0) await edit.mutateAsync({ personId: person.id, version: (now?.person ?? person).version, ...change, ...more })
      onClose()
    } catch (error) {
      const code = (error as { code?: string }).code
      if (code === 'registry.known_already') setKnown(true)
      if (code === 'registry.changed_meanwhile') {
        const home = await call('registry.getHome', { homeId }).catch(() => null)
        const standing = home?.residents.find((one) => one.id === person.id)
        if (standing === undefined) return
        const conflicts = conflictsOf(person, standing, typed())
        setMine(mineAtFirst(conflicts))
        setNow({ person: standing, conflicts })
      }
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  if (isKnown)
    return (
      <KnownChoice
        asked={{ homeId, exceptPersonId: person.id, ...(name.includes('*') ? {} : { name }), ...(phone.trim() === '' ? {} : { phone }) }}
        link={null}
        onLinked={onClose}
        onDifferent={(ids) => void save({ evenIfKnown: true, differentFrom: ids })}
        onCancel={onClose}
        isBusy={edit.isPending}
      />
    )
  return (
    <form className="stack" onSubmit={submit} aria-label={t('edit')}>
      {edit.error !== null && now === null && <Notice tone="error">{sayError(edit.error)}</Notice>}
      {now === null ? (
        <>
          <Field label={t('name')}>
            <input required maxLength={50} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t('phoneKeep')}>
            <input type="tel" maxLength={20} placeholder={person.phone ?? ''} value={phone} onChange={(event) => setPhone(event.target.value)} />
          </Field>
          {person.care !== null && (
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
          )}
        </>
      ) : (
        <ConflictChoice key={now.person.version} conflicts={now.conflicts} onChange={setMine} />
      )}
      <div className="row">
        <button className="primary" disabled={edit.isPending}>
          {now === null ? t('save') : c('save')}
        </button>
        <button type="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
