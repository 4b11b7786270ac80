// 房客报告: what landlords reported, oldest first; each is accepted into the ledger or refused with a reason.
import { Button, Radio, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { Loaded, Nothing, useDo, useNotify } from '../../desk/parts.tsx'
import { ReasonDialog } from '../../desk/reason-dialog.tsx'
import { documentWords, useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import { showMoment, useText } from '../../platform/text.ts'
import './desk-registry.css'
import { landlordText, REPORT_SIGNS, reportKindWords, reportStateWords } from './desk-landlord-text.ts'
import { type Choice, choiceKey, choicesOf, type TenantReport } from './report-choices.ts'
import { useChoiceWords } from './use-choice-words.ts'
import { usePages } from './use-pages.ts'

function ReportCard({ report, onHome }: { report: TenantReport; onHome: (homeId: string) => void }) {
  const t = useText(landlordText)
  const word = useWord()
  const notify = useNotify()
  const sayChoice = useChoiceWords()
  const [choices, setChoices] = useState<Choice[]>(() => report.people.map((person) => choicesOf(person)[0]!))
  const [isRefusing, setRefusing] = useState(false)
  const accept = useDo('registry.acceptTenantReport', { alsoRefresh: ['daily', 'gate', 'tasks'] })
  const refuse = useDo('registry.refuseTenantReport', { said: t('refused') })
  const isWaiting = report.state === 'reported'
  const go = async () => {
    const done = await accept.run({ reportId: report.id, people: choices })
    if (done !== null) notify.done(t('accepted', done))
  }
  const title = `${word(reportKindWords[report.kind])} ${report.door ?? t('allHomes')}`
  return (
    <article className="desk-panel" aria-label={title}>
      <div className="desk-panel-head">
        <h3>
          {title}{' '}
          <Tag color={isWaiting ? 'blue' : 'default'}>
            {REPORT_SIGNS[report.state]} {word(reportStateWords[report.state])}
          </Tag>
        </h3>
        {report.homeId !== null && (
          <Button size="small" onClick={() => onHome(report.homeId!)}>
            {t('home')}
          </Button>
        )}
      </div>
      <p className="desk-quiet">{t('by', { name: report.landlordName ?? '—', time: showMoment(report.reportedAt) })}</p>
      {report.others > 0 && <p className="desk-note">⚠ {t('others', { n: report.others })}</p>}
      {report.people.map((person, at) => (
        <div key={at} className="desk-reported">
          <p>
            <strong>{person.name ?? '—'}</strong> {person.phone ?? ''}{' '}
            {person.document === null || person.documentKind === null ? '' : `${word(documentWords[person.documentKind])} ${person.document}`}{' '}
            <span className="desk-quiet">
              {t('since', { day: person.since })}
              {person.origin === null ? '' : ` · ${t('origin', { place: person.origin })}`}
            </span>
          </p>
          {isWaiting && (
            <>
              <p className="desk-quiet">
                {person.known.length === 0
                  ? t('unknown')
                  : person.known
                      .map((known) => t('knownAt', { name: known.name ?? '—', door: known.livesHere ? t('knownHere') : (known.door ?? t('knownNowhere')) }))
                      .join('；')}
              </p>
              <Radio.Group
                className="desk-radios"
                aria-label={`${t('choice')}: ${person.name ?? ''}`}
                value={choiceKey(choices[at]!)}
                onChange={(event) => {
                  const chosen = choicesOf(person).find((one) => choiceKey(one) === event.target.value)
                  if (chosen !== undefined) setChoices(choices.map((one, index) => (index === at ? chosen : one)))
                }}
                options={choicesOf(person).map((one) => ({ value: choiceKey(one), label: sayChoice(one, person) }))}
              />
            </>
          )}
        </div>
      ))}
      {report.leaving.map((one) => (
        <p key={one.residencyId}>
          <strong>{one.name ?? '—'}</strong> <span className="desk-quiet">{one.isGone ? t('gone') : t('left', { day: report.on })}</span>
        </p>
      ))}
      {report.reason !== null && (
        <p>
          {t('reason')}: {report.reason}
        </p>
      )}
      {isWaiting && (
        <div className="desk-row">
          <Button type="primary" loading={accept.isBusy} onClick={() => void go()}>
            {t('accept')}
          </Button>
          <Button onClick={() => setRefusing(true)}>{t('refuse')}</Button>
        </div>
      )}
      <ReasonDialog
        title={`${t('refuse')}: ${title}`}
        says={t('refuseWhy')}
        confirm={t('refuse')}
        isOpen={isRefusing}
        isBusy={refuse.isBusy}
        onClose={() => setRefusing(false)}
        onReason={(reason) =>
          void refuse.run({ reportId: report.id, reason }).then((done) => {
            if (done !== null) setRefusing(false)
          })
        }
      />
    </article>
  )
}

export function TenantReports({ areaId, onHome }: { areaId: string | undefined; onHome: (homeId: string) => void }) {
  const t = useText(landlordText)
  const [which, setWhich] = useState<'waiting' | 'all'>('waiting')
  const pages = usePages(`${areaId ?? ''} ${which}`)
  const reports = useQuery('registry.listTenantReports', {
    onlyWaiting: which === 'waiting',
    limit: 20,
    ...(areaId === undefined ? {} : { areaId }),
    ...pages.cursor,
  })
  return (
    <>
      <Segmented
        className="desk-gap-below"
        value={which}
        onChange={setWhich}
        options={[
          { value: 'waiting', label: t('onlyWaiting') },
          { value: 'all', label: t('all') },
        ]}
      />
      <Loaded of={reports}>
        {({ items, next, waiting }) => (
          <>
            {which === 'waiting' && items.length > 0 && <p role="status">{t('waiting', { n: waiting })}</p>}
            {items.length === 0 ? (
              <Nothing says={t(which === 'waiting' ? 'noReports' : 'noReportsAtAll')} />
            ) : (
              items.map((report) => <ReportCard key={report.id} report={report} onHome={onHome} />)
            )}
            <Pager pages={pages} next={next} />
          </>
        )}
      </Loaded>
    </>
  )
}

export function Pager({ pages, next }: { pages: ReturnType<typeof usePages>; next: string | null }) {
  const t = useText(landlordText)
  if (pages.isFirst && next === null) return null
  return (
    <div className="desk-row desk-more">
      <Button disabled={pages.isFirst} onClick={pages.previous}>
        {t('previous')}
      </Button>
      <Button disabled={next === null} onClick={() => next !== null && pages.next(next)}>
        {t('next')}
      </Button>
    </div>
  )
}
