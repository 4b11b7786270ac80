// Who is signed in: the form of every face, the second factor, the forced change of a one-time password.
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { ApiError, call, endSession, isAway, onSessionEnd } from './transport.ts'
import { useErrorText } from './errors-text.ts'
import type { Out } from './ops.ts'
import { ownOutbox } from './queue.ts'
import { sessionWords } from './session-text.ts'
import { forgetKept, keep, kept } from './store.ts'
import { isLangChosen, setLang, useLang, useText } from './text.ts'
import { Field, Notice } from './parts.tsx'

export type Me = Out<'access.me'>
type Session = {
  me: Me
  /** True when the answer is the one kept on the device, because no server answered. */
  isKept: boolean
  /** Whether the permission is held anywhere, or at this place: buttons hide by the server's own law. */
  may(permission: string, path?: string): boolean
  signOut(): Promise<void>
  reload(): Promise<void>
}
const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('useSession outside <SessionGate>')
  return session
}

type State = { is: 'asking' } | { is: 'out' } | { is: 'away' } | { is: 'in'; me: Me; isKept: boolean }

/** Shows its children only to somebody signed in. `otherwise` replaces the sign-in form (the resident face has its own way in). */
export function SessionGate({ children, otherwise, title }: { children: ReactNode; otherwise?: (enter: () => Promise<void>) => ReactNode; title?: string }) {
  const [state, setState] = useState<State>({ is: 'asking' })
  const t = useText(sessionWords)

  const enter = useCallback((me: Me, isKept: boolean) => {
    if (!isKept) void keep('me', me)
    if (me.lang !== null && !isLangChosen()) setLang(me.lang)
    void ownOutbox(me.id)
    setState({ is: 'in', me, isKept })
  }, [])
  const reload = useCallback(async () => {
    try {
      enter(await call('access.me', {}), false)
    } catch (error) {
      if (!isAway(error) && error instanceof ApiError && error.status !== 429) return setState({ is: 'out' })
      const held = await kept<Me>('me')
      if (held === null) setState({ is: 'away' })
      else enter(held.value, true)
    }
  }, [enter])

  useEffect(() => {
    const stop = onSessionEnd(() => setState((now) => (now.is === 'asking' ? now : { is: 'out' })))
    void reload()
    return stop
  }, [reload])
  // A kept sign-in becomes a real one as soon as the server answers.
  const isOnKept = state.is === 'in' && state.isKept
  useEffect(() => {
    if (!isOnKept) return
    const timer = setInterval(() => void reload(), 15_000)
    return () => clearInterval(timer)
  }, [isOnKept, reload])

  const session = useMemo<Session | null>(() => {
    if (state.is !== 'in') return null
    const { me, isKept } = state
    return {
      me, isKept, reload,
      may: (permission, path) => (me.permissions[permission] ?? []).some((held) => path === undefined || path.startsWith(held)),
      signOut: async () => {
        await call('access.signOut', {}).catch(() => null)
        await ownOutbox(null)
        await forgetKept()
        endSession()
      },
    }
  }, [state, reload])

  if (state.is === 'asking') return <p className="page center" role="status">{t('loading')}</p>
  if (state.is === 'away') return (
    <main className="page narrow">
      <Notice tone="warn">{t('offlineFirst')}</Notice>
      <button className="primary" onClick={() => void reload()}>{t('retry')}</button>
    </main>
  )
  if (session === null) return otherwise?.(reload) ?? <SignIn {...(title === undefined ? {} : { title })} onDone={(me) => enter(me, false)} />
  if (session.me.mustChangePassword) return <ChangePassword onDone={() => void reload()} />
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
}

export function SignIn({ onDone, title }: { onDone: (me: Me) => void; title?: string }) {
  const t = useText(sessionWords)
  const lang = useLang()
  const sayError = useErrorText()
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
      <div className="brand"><img src="/icon.svg" alt="" width="56" height="56" /><h1>{title ?? t('product')}</h1></div>
      <form className="card stack" onSubmit={(event) => void submit(event)} aria-labelledby="sign-in-title">
        <h2 id="sign-in-title">{t('title')}</h2>
        {error !== null && <Notice tone="error">{sayError(error)}</Notice>}
        {asksTotp ? (
          <Field label={t('totp')} hint={t('totpHint')}>
            <input key="totp" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9]{6}" maxLength={6} required autoFocus value={totp} onChange={(event) => setTotp(event.target.value.replace(/\D/g, ''))} />
          </Field>
        ) : (
          <>
            <Field label={t('login')}><input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required value={login} onChange={(event) => setLogin(event.target.value)} /></Field>
            <Field label={t('password')}><input name="password" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} /></Field>
          </>
        )}
        <button className="primary" disabled={isBusy}>{isBusy ? t('signingIn') : t('signIn')}</button>
        {asksTotp && <button type="button" onClick={() => { setAsksTotp(false); setTotp(''); setError(null) }}>{t('back')}</button>}
        <p className="quiet">{t('help')}</p>
      </form>
      <LangSwitch />
    </main>
  )
}

/** Also used by the account menus: `isForced` false adds nothing but lets the caller close it. */
export function ChangePassword({ onDone }: { onDone: () => void }) {
  const t = useText(sessionWords)
  const sayError = useErrorText()
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
        <Field label={t('current')}><input type="password" autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.target.value)} /></Field>
        <Field label={t('next')}><input type="password" autoComplete="new-password" minLength={10} required value={next} onChange={(event) => setNext(event.target.value)} /></Field>
        <Field label={t('again')}><input type="password" autoComplete="new-password" minLength={10} required value={again} onChange={(event) => setAgain(event.target.value)} /></Field>
        <button className="primary">{t('save')}</button>
      </form>
      <LangSwitch />
    </main>
  )
}

/** Keeps the choice on the device, and on the account when somebody is signed in. */
export function LangSwitch({ isSignedIn = false }: { isSignedIn?: boolean }) {
  const t = useText(sessionWords)
  const lang = useLang()
  const other = lang === 'zh' ? 'en' : 'zh'
  const choose = () => {
    setLang(other)
    if (isSignedIn) void call('access.setLang', { lang: other }).catch(() => null)
  }
  return <button type="button" className="plain lang-switch" lang={other === 'zh' ? 'zh-CN' : 'en'} title={t('langTitle')} onClick={choose}>{t('lang')}</button>
}
