// 合并: two records side by side, which one stays, and of each field which value.
import { Modal } from 'antd'
import { useState } from 'react'
import { useDo } from '../../desk/parts.tsx'
import { useWord } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { duplicatesText } from './desk-duplicates-text.ts'
import { KnownFacts } from './known-choice.tsx'
import { careList, historyFieldWords } from './known-text.ts'

export type KnownPerson = Out<'registry.findKnown'>[number]['person']
type Fields = In<'registry.mergePeople'>['fields']
type Field = keyof Fields
type Side = 'one' | 'two'
const FIELDS: readonly Field[] = ['name', 'phone', 'document', 'lang', 'home', 'care']

/** What of this field is on record; null: nothing, or not for this reader. */
function valueOf(person: KnownPerson, field: Field): string | null {
  if (field === 'care') return person.care === null || person.care.length === 0 ? null : person.care.toSorted().join(' ')
  if (field === 'home') return person.homes.find((home) => home.isMain)?.door ?? null
  return person[field] === '' ? null : person[field]
}
/** The value there is; where both have one, that of the kept record. */
const fuller = (one: KnownPerson, two: KnownPerson, kept: Side, field: Field): Side | 'both' => {
  if (field === 'care') return 'both'
  const other = kept === 'one' ? 'two' : 'one'
  const [mine, theirs] = kept === 'one' ? [valueOf(one, field), valueOf(two, field)] : [valueOf(two, field), valueOf(one, field)]
  return mine === null && theirs !== null ? other : kept
}

export function MergeDialog({ one, two, onClose, onDone }: { one: KnownPerson; two: KnownPerson; onClose: () => void; onDone?: () => void }) {
  const t = useText(duplicatesText)
  const word = useWord()
  const [kept, setKept] = useState<Side>(one.id < two.id ? 'one' : 'two')
  const [chosen, setChosen] = useState<Partial<Record<Field, Side | 'both'>>>({})
  const merge = useDo('registry.mergePeople', { said: t('merged'), alsoRefresh: ['gate', 'control', 'tasks'] })
  const sideOf = (field: Field): Side | 'both' => chosen[field] ?? fuller(one, two, kept, field)
  const go = async () => {
    const [keep, other] = kept === 'one' ? [one, two] : [two, one]
    const to = (field: Field) => (sideOf(field) === kept ? 'keep' : 'other')
    const care = sideOf('care')
    const answer = await merge.run({
      keepId: keep.id,
      otherId: other.id,
      versionKeep: keep.version,
      versionOther: other.version,
      fields: {
        name: to('name'),
        phone: to('phone'),
        document: to('document'),
        lang: to('lang'),
        home: to('home'),
        care: care === 'both' ? 'both' : to('care'),
      },
    })
    if (answer === null) return
    onDone?.()
    onClose()
  }
  const say = (field: Field, value: string | null) => (field === 'care' ? careList(value, word, t('nothing')) : (value ?? t('nothing')))
  const labelOf = (field: Field) => (field === 'home' ? t('home') : word(historyFieldWords[field]))
  return (
    <Modal
      open
      width={760}
      title={t('mergeTitle')}
      okText={t('merge')}
      cancelText={t('cancel')}
      confirmLoading={merge.isBusy}
      onCancel={onClose}
      onOk={() => void go()}
    >
      <p>{t('mergeLead')}</p>
      <div className="merge-sides">
        {(['one', 'two'] as const).map((side) => (
          <article key={side} className="known-person" aria-label={t(side)}>
            <label>
              <input type="radio" name="kept" checked={kept === side} onChange={() => setKept(side)} /> {t('keepThis')}
            </label>
            <KnownFacts person={side === 'one' ? one : two} />
          </article>
        ))}
      </div>
      <table className="merge-fields">
        <thead>
          <tr>
            <td aria-hidden="true" />
            <th scope="col">{t('one')}</th>
            <th scope="col">{t('two')}</th>
          </tr>
        </thead>
        <tbody>
          {FIELDS.filter((field) => valueOf(one, field) !== valueOf(two, field)).map((field) => (
            <tr key={field}>
              <th scope="row">{labelOf(field)}</th>
              {(['one', 'two'] as const).map((side) => (
                <td key={side}>
                  <label>
                    <input
                      type="radio"
                      name={`field-${field}`}
                      aria-label={`${labelOf(field)} · ${t(side)}`}
                      checked={sideOf(field) === side}
                      onChange={() => setChosen({ ...chosen, [field]: side })}
                    />
                    {say(field, valueOf(side === 'one' ? one : two, field))}
                  </label>
                  {field === 'care' && side === 'two' && (
                    <label>
                      <input type="radio" name="field-care" checked={sideOf('care') === 'both'} onChange={() => setChosen({ ...chosen, care: 'both' })} />
                      {t('both')}
                    </label>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="desk-quiet">{t('homesStay')}</p>
    </Modal>
  )
}
