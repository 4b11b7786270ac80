// The first run, through the one-time link: surroundings, account, where to begin.
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { useErrorText } from '../platform/errors-text.ts'
import { dropHash } from '../platform/hash.ts'
import { LangSwitch } from '../platform/lang-switch.tsx'
import type { In, Out } from '../platform/ops.ts'
import { Field, Notice } from '../platform/parts.tsx'
import { useText } from '../platform/text.ts'
import { useTitle } from '../platform/title.ts'
import { call } from '../platform/transport.ts'
import { setupWords } from './text.ts'

type State = Out<'setup.state'>
type Begin = In<'setup.begin'>
const ASK_AGAIN_MS = 1500

// Taken out of the address bar at once: it opens the house.
const token = location.hash.slice(1)
if (token !== '') dropHash()

export function SetupFace() {
  const t = useText(setupWords)
  useTitle(t('title'))
  const sayError = useErrorText()
  const [state, setState] = useState<State | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [begun, setBegun] = useState(false)
  const isRunning = state !== null && !state.isDone && state.progress !== null
  useEffect(() => {
    let isCurrent = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = () =>
      call('setup.state', {}).then(
        (answer) => {
          if (!isCurrent) return
          setState(answer)
          setError(null)
          if (!answer.isDone && answer.progress !== null) timer = setTimeout(() => void ask(), ASK_AGAIN_MS)
        },
        (caught: unknown) => {
          if (isCurrent) setError(caught)
        },
      )
    void ask()
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [begun])

  return (
    <main className="page narrow" id="main">
      <div className="row spread">
        <div className="brand">
          <img src="/icon.svg" alt="" width="48" height="48" />
          <h1>{t('title')}</h1>
        </div>
        <LangSwitch />
      </div>
      {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
      {state !== null && state.isDone && (
        <section className="card stack" role="status">
          <h2>✓ {begun ? t('done') : t('already')}</h2>
          {begun && <p>{t('doneLead')}</p>}
          <a className="button primary" href="/desk/">
            {begun ? t('open') : t('toSignIn')}
          </a>
        </section>
      )}
      {isRunning && (
        <section className="card stack">
          <h2>{t('progress')}</h2>
          <progress max={1} value={state.progress!.share} aria-label={t('progress')} />
          <p role="status">{t('share', { percent: Math.round(state.progress!.share * 100) })}</p>
        </section>
      )}
      {state !== null &&
        !state.isDone &&
        !isRunning &&
        (token === '' ? <Notice tone="warn">{t('noToken')}</Notice> : <Steps state={state} onBegun={() => setBegun(true)} />)}
    </main>
  )
}

function Steps({ state, onBegun }: { state: State; onBegun: () => void }) {
  const t = useText(setupWords)
  const sayError = useErrorText()
  const [at, setAt] = useState(1)
  const [account, setAccount] = useState({ login: '', name: '', password: '', again: '' })
  const [kind, setKind] = useState<Begin['start']['kind']>('empty')
  const [place, setPlace] = useState({ district: '', street: '', community: '' })
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setError(null)
    if (at === 2 && account.password !== account.again) return setError(t('differ'))
    if (at < 3) return setAt(at + 1)
    setBusy(true)
    try {
      const { login, name, password } = account
      await call('setup.begin', { token, login: login.trim(), name, password, start: kind === 'empty' ? { kind, ...place } : { kind } }, { timeoutMs: 120_000 })
      onBegun()
    } catch (caught) {
      setError(sayError(caught))
    } finally {
      setBusy(false)
    }
  }
  const accountField = (key: keyof typeof account, more: { type?: string; hint?: string; autoComplete: string; minLength?: number; maxLength: number }) => (
    <Field label={t(key)} {...(more.hint === undefined ? {} : { hint: more.hint })}>
      <input
        required
        type={more.type ?? 'text'}
        autoComplete={more.autoComplete}
        minLength={more.minLength}
        maxLength={more.maxLength}
        autoCapitalize="none"
        spellCheck={false}
        value={account[key]}
        onChange={(event) => setAccount({ ...account, [key]: event.target.value })}
      />
    </Field>
  )
  return (
    <form className="card stack" onSubmit={(event) => void submit(event)}>
      <p className="quiet" role="status">
        {t('step', { at })}
      </p>
      {error !== null && <Notice tone="error">{error}</Notice>}
      {at === 1 && (
        <>
          <h2>{t('checkTitle')}</h2>
          <Notice tone={state.isDurable ? 'done' : 'warn'}>{state.isDurable ? t('durable') : t('notDurable')}</Notice>
          <Notice tone={state.isSecureContextLikely ? 'done' : 'warn'}>{state.isSecureContextLikely ? t('secure') : t('notSecure')}</Notice>
        </>
      )}
      {at === 2 && (
        <>
          <h2>{t('whoTitle')}</h2>
          {accountField('name', { autoComplete: 'name', maxLength: 40 })}
          {accountField('login', { autoComplete: 'username', hint: t('loginHint'), minLength: 2, maxLength: 64 })}
          {accountField('password', { type: 'password', autoComplete: 'new-password', hint: t('passwordHint'), minLength: 10, maxLength: 200 })}
          {accountField('again', { type: 'password', autoComplete: 'new-password', minLength: 10, maxLength: 200 })}
        </>
      )}
      {at === 3 && (
        <>
          <h2>{t('startTitle')}</h2>
          {(['empty', 'demonstrationStreet'] as const).map((one) => (
            <label key={one} className="row card">
              <input type="radio" name="start" checked={kind === one} onChange={() => setKind(one)} />
              <span className="grow">
                <strong>{t(one === 'empty' ? 'empty' : 'demo')}</strong>
                <br />
                <span className="quiet">{t(one === 'empty' ? 'emptyHint' : 'demoHint')}</span>
              </span>
            </label>
          ))}
          {kind === 'empty' &&
            (['district', 'street', 'community'] as const).map((one) => (
              <Field key={one} label={t(one)}>
                <input required maxLength={60} value={place[one]} onChange={(event) => setPlace({ ...place, [one]: event.target.value })} />
              </Field>
            ))}
        </>
      )}
      <div className="row">
        <button className="primary grow" disabled={isBusy}>
          {isBusy ? t('working') : at === 3 ? t('begin') : t('next')}
        </button>
        {at > 1 && (
          <button
            type="button"
            disabled={isBusy}
            onClick={() => {
              setAt(at - 1)
              setError(null)
            }}
          >
            {t('back')}
          </button>
        )}
      </div>
    </form>
  )
}
