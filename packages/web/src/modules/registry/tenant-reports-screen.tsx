// 房客报告 on the worker's phone: what landlords of the own houses reported, decided at the door.
import { useState } from 'react'
import type { FormEvent } from 'react'
import { documentWords, useWord } from '../../desk/words.ts'
import { useCommand, useQuery } from '../../platform/api.ts'
import { useErrorText } from '../../platform/errors-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showMoment, useText } from '../../platform/text.ts'
import { landlordText, reportKindWords } from './desk-landlord-text.ts'
import { type Choice, choiceKey, choicesOf, type TenantReport } from './report-choices.ts'
import { useChoiceWords } from './use-choice-words.ts'
import { usePages } from './use-pages.ts'

export function TenantReportsScreen() {
  const t = useText(landlordText)
  const sayError = useErrorText()
  const pages = usePages('')
  const reports = useQuery('registry.listTenantReports', { onlyWaiting: true, limit: 20, ...pages.cursor })
  const [done, setDone] = useState<string | null>(null)
  const next = reports.data?.next ?? null
  return (
    <section className="stack">
      <a href="#/buildings">‹ {t('back')}</a>
      <h1>{t('tabReports')}</h1>
      {done !== null && <Notice tone="done">{done}</Notice>}
      {reports.error !== null && <Notice tone="warn">{sayError(reports.error)}</Notice>}
      {reports.data !== undefined && <p role="status">{reports.data.waiting === 0 ? `✓ ${t('noReports')}` : t('waiting', { n: reports.data.waiting })}</p>}
      <ul className="list">
        {reports.data?.items.map((report) => (
          <ReportCard key={report.id} report={report} onDone={setDone} />
        ))}
      </ul>
      {next !== null && <button onClick={() => pages.next(next)}>{t('next')}</button>}
      {!pages.isFirst && <button onClick={pages.previous}>{t('previous')}</button>}
    </section>
  )
}

function ReportCard({ report, onDone }: { report: TenantReport; onDone: (says: string) => void }) {
  const t = useText(landlordText)
  const word = useWord()
  const sayError = useErrorText()
  const sayChoice = useChoiceWords()
  const [choices, setChoices] = useState<Choice[]>(() => report.people.map((person) => choicesOf(person)[0]!))
  const [reason, setReason] = useState<string | null>(null)
  const accept = useCommand('registry.acceptTenantReport', { alsoRefresh: ['daily', 'gate', 'tasks'] })
  const refuse = useCommand('registry.refuseTenantReport')
  const error = accept.error ?? refuse.error
  const title = `${word(reportKindWords[report.kind])} ${report.door ?? ''}`
  const submit = (event: FormEvent) => {
    event.preventDefault()
    refuse.mutate({ reportId: report.id, reason: reason ?? '' }, { onSuccess: () => onDone(t('refused')) })
  }
  return (
    <li className="card stack" aria-label={title}>
      <h2>{title}</h2>
      <p className="quiet">
        {report.areaName} · {t('by', { name: report.landlordName ?? '—', time: showMoment(report.reportedAt) })}
      </p>
      {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      {report.others > 0 && <Notice tone="warn">{t('others', { n: report.others })}</Notice>}
      {report.people.map((person, at) => (
        <div key={at} className="stack">
          <p>
            <strong>{person.name ?? '—'}</strong> {person.phone ?? ''}
            <br />
            {person.document !== null && person.documentKind !== null && (
              <>
                {word(documentWords[person.documentKind])} {person.document}
                <br />
              </>
            )}
            <span className="quiet">
              {t('since', { day: person.since })}
              {person.origin === null ? '' : ` · ${t('origin', { place: person.origin })}`}
            </span>
          </p>
          <p className="quiet">
            {person.known.length === 0
              ? t('unknown')
              : person.known
                  .map((known) => t('knownAt', { name: known.name ?? '—', door: known.livesHere ? t('knownHere') : (known.door ?? t('knownNowhere')) }))
                  .join('；')}
          </p>
          <Field label={`${t('choice')}: ${person.name ?? '—'}`}>
            <select
              value={choiceKey(choices[at]!)}
              onChange={(event) => {
                const chosen = choicesOf(person).find((one) => choiceKey(one) === event.target.value)
                if (chosen !== undefined) setChoices(choices.map((one, index) => (index === at ? chosen : one)))
              }}
            >
              {choicesOf(person).map((one) => (
                <option key={choiceKey(one)} value={choiceKey(one)}>
                  {sayChoice(one, person)}
                </option>
              ))}
            </select>
          </Field>
        </div>
      ))}
      {report.leaving.map((one) => (
        <p key={one.residencyId}>
          <strong>{one.name ?? '—'}</strong> <span className="quiet">{one.isGone ? t('gone') : t('left', { day: report.on })}</span>
        </p>
      ))}
      {reason === null ? (
        <>
          <div className="row">
            <button
              className="primary"
              disabled={accept.isPending}
              onClick={() => accept.mutate({ reportId: report.id, people: choices }, { onSuccess: (answer) => onDone(t('accepted', answer)) })}
            >
              {t('accept')}
            </button>
            <button onClick={() => setReason('')}>{t('refuse')}</button>
          </div>
          {report.homeId !== null && <a href={`#/home/${report.homeId}`}>{t('home')}</a>}
        </>
      ) : (
        <form className="stack" onSubmit={submit}>
          <Field label={t('reason')} hint={t('refuseWhy')}>
            <input required maxLength={200} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
          <div className="row">
            <button className="primary" disabled={refuse.isPending}>
              {t('refuse')}
            </button>
            <button type="button" onClick={() => setReason(null)}>
              {t('cancel')}
            </button>
          </div>
        </form>
      )}
    </li>
  )
}
