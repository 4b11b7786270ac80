// 我关爱的人: those whom the reader was named for, longest owed first.
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { CareCategories, CareStandingLine } from './care-line.tsx'
import { type InCare, useMyCare } from './my-care.ts'
import { careWorkerWords } from './worker-text.ts'
import { resultWords } from './words.ts'
import '../tasks/tasks.css'

/** Past this many a name is looked for faster than scrolled to. */
const MANY = 20

export function CareListScreen() {
  const t = useText(careWorkerWords)
  const word = useWord()
  const sayError = useErrorText()
  const { data, keptAt, noted, error } = useMyCare()
  const [more, setMore] = useState<{ rows: InCare[]; next: string | null } | null>(null)
  const [sought, setSought] = useState('')
  const [failure, setFailure] = useState<unknown>(null)
  const rows = [...(data?.rows ?? []), ...(more?.rows ?? [])]
  const shown = rows.filter((person) => `${person.name ?? ''} ${person.door ?? ''}`.toLowerCase().includes(sought.trim().toLowerCase()))
  const next = more === null ? (data?.next ?? null) : more.next
  const goOn = async (after: string) => {
    try {
      const page = await call('care.listMine', { after, limit: 200 })
      setMore((before) => ({ rows: [...(before?.rows ?? []), ...page.rows], next: page.next }))
    } catch (problem) {
      setFailure(problem)
    }
  }
  return (
    <section className="stack">
      <h1>♥ {t('mine')}</h1>
      <p className="quiet">{t('mineHint')}</p>
      {[error, failure].map(
        (one, at) =>
          one !== null && (
            <Notice key={at} tone="warn">
              {sayError(one)}
            </Notice>
          ),
      )}
      {keptAt !== null && <Notice tone="warn">{t('kept', { time: showMoment(new Date(keptAt)) })}</Notice>}
      {data !== null && rows.length === 0 && (
        <div className="card stack-tight">
          <strong className="big">{t('none')}</strong>
          <span className="quiet">{t('noneHint')}</span>
        </div>
      )}
      {rows.length > MANY && (
        <Field label={t('find')}>
          <input type="search" maxLength={40} value={sought} onChange={(event) => setSought(event.target.value)} />
        </Field>
      )}
      <ul className="list">
        {shown.map((person) => (
          <li key={person.personId} className="card">
            <a className="task-line" href={`#/care/${person.personId}`}>
              <span className="row spread">
                <strong className="big">{person.name ?? '—'}</strong>
                <span className="tag">{person.door ?? '—'}</span>
              </span>
              <CareCategories care={person.care} />
              <span className="row spread">
                <CareStandingLine person={person} />
                <span className="quiet">
                  {person.lastContact === null ? t('never') : t('last', { day: person.lastContact.slice(5) })} · {t('next', { day: person.nextDue.slice(5) })}
                </span>
              </span>
              {noted[person.personId] !== undefined && (
                <span className="quiet">
                  {word(resultWords[noted[person.personId]!.result])} · {t('unsent')}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
      {next !== null && <button onClick={() => void goOn(next)}>{t('more')}</button>}
    </section>
  )
}
