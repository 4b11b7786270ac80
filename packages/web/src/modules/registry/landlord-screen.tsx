// 房东的一页: who came, who left, or that nothing changed. No account; the code comes behind the '#' and goes in bodies only.
import type { TenantReportKind } from '@xiaomen/rules/registry'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { codeOf, useCommonErrorText } from '../../platform/errors-common-text.ts'
import { goTo } from '../../platform/hash.ts'
import type { In, Out } from '../../platform/ops.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showDay, showMoment, useText } from '../../platform/text.ts'
import { call, isAway } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import './landlord.css'
import { ArrivalForm, DepartureForm } from './landlord-forms.tsx'
import { landlordWords } from './landlord-text.ts'

export type Opened = Out<'registry.openLandlordLink'>
export type LetHome = Opened['homes'][number]
export type Report = Omit<In<'registry.reportTenants'>, 'code' | 'id'>

const OWN_CODES = [
  'link_unknown',
  'report_not_own_home',
  'report_nobody_named',
  'report_not_living_there',
  'report_day_wrong',
  'report_other_bytes',
  'phone_wrong',
  'document_wrong',
] as const
export function useLandlordError(): (error: unknown) => string {
  const t = useText(landlordWords)
  const sayCommon = useCommonErrorText()
  return (error) => {
    const own = OWN_CODES.find((code) => codeOf(error) === `registry.${code}`)
    return own === undefined ? sayCommon(error) : t(own)
  }
}

/** One number for one content, however often it is sent: a double tap or a second try counts once. */
function useReport(code: string) {
  const numbers = useRef(new Map<string, string>())
  return useCallback(
    (report: Report) => {
      const content = JSON.stringify(report)
      const id = numbers.current.get(content) ?? uuidv7()
      numbers.current.set(content, id)
      return call('registry.reportTenants', { code, id, ...report }).then((answer) => {
        // The same words another day are another report.
        numbers.current.delete(content)
        return answer
      })
    },
    [code],
  )
}

export function LandlordScreen({ code }: { code: string }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [error, setError] = useState<unknown>(null)
  const open = useCallback(async () => {
    setError(null)
    try {
      setOpened(await call('registry.openLandlordLink', { code }))
    } catch (caught) {
      setError(caught)
    }
  }, [code])
  useEffect(() => {
    setOpened(null)
    if (code !== '') void open()
  }, [code, open])
  if (opened === null) return <CodeEntry code={code} error={error} onAgain={() => void open()} />
  return <Homes code={code} opened={opened} error={error} onReload={open} />
}

function CodeEntry({ code, error, onAgain }: { code: string; error: unknown; onAgain: () => void }) {
  const t = useText(landlordWords)
  const sayError = useLandlordError()
  const [typed, setTyped] = useState(code)
  if (code !== '' && error === null) return <p role="status">{t('opening')}</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed === code) onAgain()
    else goTo(`/landlord/${typed.replace(/[^0-9A-Za-z]/g, '')}`)
  }
  return (
    <form className="landlord card stack" onSubmit={submit}>
      <h1>{t('title')}</h1>
      {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      <p>{t('typeLead')}</p>
      <Field label={t('typeCode')}>
        <input
          className="card-number"
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <button className="primary">{t('openIt')}</button>
    </form>
  )
}

type Doing = { kind: 'arrival' | 'departure'; home: LetHome }
function Homes({ code, opened, error, onReload }: { code: string; opened: Opened; error: unknown; onReload: () => Promise<void> }) {
  const t = useText(landlordWords)
  const sayError = useLandlordError()
  const report = useReport(code)
  const [doing, setDoing] = useState<Doing | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [failed, setFailed] = useState<unknown>(null)
  const [said, setSaid] = useState<TenantReportKind | null>(null)
  const send = async (what: Report) => {
    if (isBusy) return
    setBusy(true)
    setFailed(null)
    try {
      await report(what)
      setSaid(what.kind)
      setDoing(null)
      await onReload()
      window.scrollTo(0, 0)
    } catch (caught) {
      setFailed(caught)
    } finally {
      setBusy(false)
    }
  }
  const begin = (next: Doing | null) => {
    setDoing(next)
    setFailed(null)
    setSaid(null)
    window.scrollTo(0, 0)
  }
  const problem = failed === null ? null : <Notice tone="error">{isAway(failed) ? t('notSent') : sayError(failed)}</Notice>
  if (doing !== null) {
    const parts = { home: doing.home, today: opened.today, isBusy, problem, onBack: () => begin(null), onSend: (what: Report) => void send(what) }
    return doing.kind === 'arrival' ? <ArrivalForm {...parts} /> : <DepartureForm {...parts} />
  }
  return (
    <section className="landlord stack">
      <h1>{t('hello', { name: opened.landlordName })}</h1>
      <p>
        {opened.communityName}
        {opened.contactName !== null && ` · ${t('contact', { name: opened.contactName })}`}
        <br />
        <span className="quiet">{t('until', { day: showDay(opened.until) })}</span>
      </p>
      {error !== null && <Notice tone="warn">{sayError(error)}</Notice>}
      {problem}
      {said !== null && (
        <Notice tone="done">
          {said === 'stillThere' ? t('doneNoted') : t('done')}
          {said !== 'stillThere' && (
            <>
              <br />
              {t('doneWait')}
            </>
          )}
        </Notice>
      )}
      <div className="card stack">
        <h2>{t('noChangeTitle')}</h2>
        <button
          className="primary"
          disabled={isBusy}
          onClick={() => void send({ kind: 'stillThere', homeId: null, on: opened.today, people: [], leaving: [] })}
        >
          ✓ {t('noChange')}
        </button>
      </div>
      <ul className="doors">
        {opened.homes.map((home) => (
          <li key={home.homeId} className="card stack">
            <p className="door">{home.door}</p>
            {home.tenants.length === 0 ? (
              <p>{t('empty')}</p>
            ) : (
              <div>
                <p className="quiet">{t('living')}</p>
                <ul className="tenants">
                  {home.tenants.map((tenant) => (
                    <li key={tenant.residencyId}>
                      <strong>{tenant.name}</strong> <span className="quiet">{t('since', { day: tenant.since })}</span>
                    </li>
                  ))}
                </ul>
              </div>
            )}
            <div className="pair">
              <button onClick={() => begin({ kind: 'arrival', home })} aria-label={`${t('cameIn')}: ${home.door}`}>
                ＋ {t('cameIn')}
              </button>
              {home.tenants.length > 0 && (
                <button onClick={() => begin({ kind: 'departure', home })} aria-label={`${t('movedOut')}: ${home.door}`}>
                  － {t('movedOut')}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Reports reports={opened.reports} />
      <button onClick={() => void onReload()}>↻ {t('refresh')}</button>
      <p className="quiet">{t('safe')}</p>
    </section>
  )
}

const SIGNS = { reported: '…', accepted: '✓', refused: '✕', noted: '✓' } as const
function Reports({ reports }: { reports: Opened['reports'] }) {
  const t = useText(landlordWords)
  return (
    <section className="stack" aria-label={t('reports')}>
      <h2>{t('reports')}</h2>
      {reports.length === 0 ? (
        <p className="quiet">{t('noReports')}</p>
      ) : (
        <ul className="list">
          {reports.map((one) => (
            <li key={one.id} className="card">
              <p>
                {t(one.kind)}
                {one.door === null ? '' : ` · ${one.door}`}
                {one.names.length === 0 ? '' : ` · ${one.names.join('、')}`}
              </p>
              <p className="state">
                <span aria-hidden="true">{SIGNS[one.state]}</span> {t(one.state)}
              </p>
              {one.reason !== null && <p>{t('reason', { reason: one.reason })}</p>}
              <p className="quiet">{showMoment(one.reportedAt)}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
