// 我关爱的人: those whom the reader was named for, longest owed first.
import { useState } from 'react'
import { useWord } from '../../desk/words.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { call } from '../../platform/transport.ts'
import { CareCategories, CareStandingLine } from './care-line.tsx'
import { type InCare, useMyCare } from './my-care.ts'
import { careWorkerWords } from './worker-text.ts'
import { resultWords } from './words.ts'
import '../tasks/tasks.css'

export function CareListScreen() {
  const t = useText(careWorkerWords)
  const word = useWord()
  const sayError = useErrorText()
  const { data, keptAt, noted, error } = useMyCare()
  const [more, setMore] = useState<{ rows: InCare[]; next: string | null } | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const rows = [...(data?.rows ?? []), ...(more?.rows ?? [])]
  const next = more === null ? (data?.next ?? null) : more.next
  const goOn = async (after: string) => {
    try {
      const page = await call('care.listMine', { after, limit: 100 })
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
      <ul className="list">
        {rows.map((person) => (
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
