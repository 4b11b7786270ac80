// The way in with an account, its second factor, and the change of a one-time password. Loaded when needed: residents come in by card.
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useSignInErrorText } from './errors-sign-in-text.ts'
import { LangSwitch } from './lang-switch.tsx'
import { Field, Notice } from './parts.tsx'
import type { Me } from './session.tsx'
import { sessionWords } from './session-text.ts'
import { signInWords } from './sign-in-text.ts'
import { isLangChosen, useLang, useText } from './text.ts'
import { ApiError, call } from './transport.ts'

export function SignIn({ onDone, title }: { onDone: (me: Me) => void; title?: string }) {
  const t = useText(signInWords)
  const product = useText(sessionWords)
  const lang = useLang()
  const sayError = useSignInErrorText()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [asksTotp, setAsksTotp] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const answer = await call('access.signIn', { login: login.trim(), password, ...(asksTotp ? { totp } : {}) })
      if (answer.state === 'totpNeeded') setAsksTotp(true)
      else {
        if (isLangChosen() && answer.me.lang !== lang) void call('access.setLang', { lang }).catch(() => null)
        onDone(answer.me)
      }
    } catch (caught) {
      setError(caught)
      if (caught instanceof ApiError && caught.code === 'access.wrong_totp') setTotp('')
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="page narrow sign-in">
      <div className="brand">
        <img src="/icon.svg" alt="" width="56" height="56" />
        <h1>{title ?? product('product')}</h1>
      </div>
      <form className="card stack" onSubmit={(event) => void submit(event)} aria-labelledby="sign-in-title">
        <h2 id="sign-in-title">{t('title')}</h2>
        {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
        {asksTotp ? (
          <Field label={t('totp')} hint={t('totpHint')}>
            <input
              key="totp"
              inputMode="numeric"
              autoComplete="one-time-code"
              pattern="[0-9]{6}"
              maxLength={6}
              required
              autoFocus
              value={totp}
              onChange={(event) => setTotp(event.target.value.replace(/\D/g, ''))}
            />
          </Field>
        ) : (
          <>
            <Field label={t('login')}>
              <input
                name="username"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                value={login}
                onChange={(event) => setLogin(event.target.value)}
              />
            </Field>
            <Field label={t('password')}>
              <input
                name="password"
                type="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            </Field>
          </>
        )}
        <button className="primary" disabled={isBusy}>
          {isBusy ? t('signingIn') : t('signIn')}
        </button>
        {asksTotp && (
          <button
            type="button"
            onClick={() => {
              setAsksTotp(false)
              setTotp('')
              setError(null)
            }}
          >
            {t('back')}
          </button>
        )}
        <p className="quiet">{t('help')}</p>
      </form>
      <LangSwitch />
    </main>
  )
}

/** Also used by the account menus: `isForced` false adds nothing but lets the caller close it. */
export function ChangePassword({ onDone }: { onDone: () => void }) {
  const t = useText(signInWords)
  const sayError = useSignInErrorText()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [error, setError] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (next !== again) return setError(t('differ'))
    try {
      await call('access.changePassword', { current, next })
      onDone()
    } catch (caught) {
      setError(sayError(caught))
    }
  }
  return (
    <main className="page narrow">
      <form className="card stack" onSubmit={(event) => void submit(event)} aria-labelledby="new-password-title">
        <h1 id="new-password-title">{t('newPassword')}</h1>
        <p>{t('newPasswordWhy')}</p>
        {error !== null && <Notice tone="error">{error}</Notice>}
        <Field label={t('current')}>
          <input type="password" autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.target.value)} />
        </Field>
        <Field label={t('next')}>
          <input type="password" autoComplete="new-password" minLength={10} required value={next} onChange={(event) => setNext(event.target.value)} />
        </Field>
        <Field label={t('again')}>
          <input type="password" autoComplete="new-password" minLength={10} required value={again} onChange={(event) => setAgain(event.target.value)} />
        </Field>
        <button className="primary">{t('save')}</button>
      </form>
      <LangSwitch />
    </main>
  )
}
