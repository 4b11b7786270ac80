// 住户自报: whoever found the card at the door says who lives there. Large, plain, without an account.
import type { ResidencyKind } from '@xiaomen/rules/registry'
import { type FormEvent, useEffect, useState } from 'react'
import type { Out } from '../../platform/ops.ts'
import { useCommonErrorText } from '../../platform/errors-common-text.ts'
import { Field, Notice } from '../../platform/parts.tsx'
import { showDay, useText } from '../../platform/text.ts'
import { ApiError, call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { reportWords } from './report-text.ts'

type Opened = Out<'sweeps.openReport'>
type Answer = 'stillHere' | 'leftHere'
type Newcomer = { name: string; kind: ResidencyKind; phone?: string }
const KINDS = ['owner', 'family', 'tenant'] as const

/** A family downloads the few errors it can meet, not everybody's. */
function useReportError(): (error: unknown) => string {
  const t = useText(reportWords)
  const common = useCommonErrorText()
  return (error) => {
    const code = error instanceof ApiError ? error.code : null
    if (code === 'sweeps.code_unknown') return t('codeUnknown')
    if (code === 'sweeps.report_over') return t('over')
    if (code === 'sweeps.too_many_reports') return t('tooMany')
    return common(error)
  }
}

export function ReportScreen({ code: brought }: { code: string }) {
  const t = useText(reportWords)
  const sayError = useReportError()
  const [code, setCode] = useState(brought)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const open = async (number: string) => {
    setBusy(true)
    setError(null)
    try {
      setOpened(await call('sweeps.openReport', { code: number }))
    } catch (caught) {
      setError(caught)
    }
    setBusy(false)
  }
  // A scanned card opens without another tap.
  useEffect(() => {
    setOpened(null)
    setCode(brought)
    if (brought !== '') void open(brought)
  }, [brought])
  if (opened !== null) return <ReportForm key={code} code={code} opened={opened} />
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        void open(code)
      }}
    >
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      <Field label={t('code')}>
        <input
          className="card-number"
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.target.value.trim())}
        />
      </Field>
      <button className="primary" disabled={isBusy}>
        {isBusy ? t('opening') : t('open')}
      </button>
    </form>
  )
}

function ReportForm({ code, opened }: { code: string; opened: Opened }) {
  const t = useText(reportWords)
  const sayError = useReportError()
  // One id a form: sent twice on a bad line, it counts once.
  const [id] = useState(() => uuidv7())
  const [at] = useState(() => new Date().toISOString())
  const [answers, setAnswers] = useState<Record<string, Answer>>({})
  const [newcomers, setNewcomers] = useState<Newcomer[]>([])
  const [note, setNote] = useState('')
  const [isSent, setSent] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  if (!opened.isOpen)
    return (
      <section className="card stack">
        <h1>{opened.sweepName}</h1>
        <Notice>{t('over')}</Notice>
      </section>
    )
  if (isSent)
    return (
      <section className="card stack" role="status">
        <h1>✓ {t('thanks')}</h1>
        <p>{t('thanksLead')}</p>
      </section>
    )
  const isReady = opened.people.every(({ personId }) => answers[personId] !== undefined) && (opened.people.length > 0 || newcomers.length > 0)
  const send = async () => {
    setBusy(true)
    setError(null)
    try {
      const people = opened.people.map(({ personId }) => ({ personId, answer: answers[personId] ?? ('notAsked' as const) }))
      await call('sweeps.reportHome', { id, code, at, people, newcomers, note: note.trim() === '' ? null : note.trim() })
      setSent(true)
    } catch (caught) {
      setError(caught)
    }
    setBusy(false)
  }
  return (
    <section className="card stack">
      <h1>{t('title')}</h1>
      <p className="quiet">{t('until', { community: opened.communityName, day: showDay(opened.dueOn) })}</p>
      {opened.isReported && <Notice>{t('reported')}</Notice>}
      {opened.people.length === 0 ? <p>{t('nobody')}</p> : <h2>{t('who')}</h2>}
      {opened.people.map(({ personId, name }) => (
        <div key={personId} className="stack-tight">
          <strong>{name}</strong>
          <div className="segments" role="group" aria-label={name}>
            {(['stillHere', 'leftHere'] as const).map((answer) => (
              <button key={answer} type="button" aria-pressed={answers[personId] === answer} onClick={() => setAnswers({ ...answers, [personId]: answer })}>
                {t(answer === 'stillHere' ? 'here' : 'left')}
              </button>
            ))}
          </div>
        </div>
      ))}
      {opened.people.length > 0 && <p className="quiet">{t('masked')}</p>}
      <h2>{t('others')}</h2>
      {newcomers.map((one, index) => (
        <p key={`${one.name}${index}`} className="row spread">
          <strong>{one.name}</strong>
          <button className="plain" onClick={() => setNewcomers(newcomers.filter((_, place) => place !== index))}>
            {t('remove')}
          </button>
        </p>
      ))}
      <AddOther isFull={newcomers.length >= 20} onAdd={(one) => setNewcomers([...newcomers, one])} />
      <Field label={t('note')}>
        <textarea rows={2} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      <button className="primary" disabled={!isReady || isBusy} onClick={() => void send()}>
        {isBusy ? t('sending') : t('send')}
      </button>
    </section>
  )
}

function AddOther({ isFull, onAdd }: { isFull: boolean; onAdd: (one: Newcomer) => void }) {
  const t = useText(reportWords)
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [kind, setKind] = useState<(typeof KINDS)[number]>('family')
  if (!isOpen)
    return (
      <button disabled={isFull} onClick={() => setOpen(true)}>
        + {t('add')}
      </button>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAdd({ name: name.trim(), kind, ...(phone.trim() === '' ? {} : { phone: phone.trim() }) })
    setName('')
    setPhone('')
    setOpen(false)
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Field label={t('name')}>
        <input required maxLength={50} autoFocus value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t('phone')}>
        <input type="tel" maxLength={20} value={phone} onChange={(event) => setPhone(event.target.value)} />
      </Field>
      <div className="segments" role="group" aria-label={t('kind')}>
        {KINDS.map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
            {t(one)}
          </button>
        ))}
      </div>
      <div className="row">
        <button className="primary" disabled={name.trim() === ''}>
          {t('addNow')}
        </button>
        <button type="button" onClick={() => setOpen(false)}>
          {t('cancel')}
        </button>
      </div>
    </form>
  )
}
