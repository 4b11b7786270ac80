// Who is signed in, on every face: asked of the server, kept on the device for the time without one.
import { Suspense, createContext, lazy, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { ApiError, call, endSession, isAway, onSessionEnd, setAccount } from './transport.ts'
import type { Out } from './ops.ts'
import { sessionWords } from './session-text.ts'
import { forgetKept, keep, kept } from './store.ts'
import { isLangChosen, setLang, useText } from './text.ts'
import { Notice } from './parts.tsx'

const SignIn = lazy(() => import('./sign-in.tsx').then((screen) => ({ default: screen.SignIn })))
const ChangePassword = lazy(() => import('./sign-in.tsx').then((screen) => ({ default: screen.ChangePassword })))

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

const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('xm-account')

type State = { is: 'asking' } | { is: 'out' } | { is: 'away' } | { is: 'in'; me: Me; isKept: boolean }

/** Shows its children only to somebody signed in. `otherwise` replaces the sign-in form (the resident face has its own way in). */
export function SessionGate({ children, otherwise, title }: { children: ReactNode; otherwise?: (enter: () => Promise<void>) => ReactNode; title?: string }) {
  const [state, setState] = useState<State>({ is: 'asking' })
  const t = useText(sessionWords)
  const signedIn = useRef<string | null>(null)
  signedIn.current = state.is === 'in' ? state.me.id : null

  const enter = useCallback(async (me: Me, isKept: boolean) => {
    if (!isKept) {
      // What was kept for another person is not shown to this one, not even for a moment.
      if ((await kept<Me>('me'))?.value.id !== me.id) await forgetKept()
      void keep('me', me)
      tabs?.postMessage(me.id)
    }
    if (me.lang !== null && !isLangChosen()) setLang(me.lang)
    setAccount(me.id)
    setState({ is: 'in', me, isKept })
  }, [])
  const reload = useCallback(async () => {
    try {
      await enter(await call('access.me', {}), false)
    } catch (error) {
      if (!isAway(error) && error instanceof ApiError && error.status !== 429) return setState({ is: 'out' })
      const held = await kept<Me>('me')
      if (held === null) setState({ is: 'away' })
      else await enter(held.value, true)
    }
  }, [enter])

  useEffect(() => {
    // The cookie is one for all tabs: whoever signs in elsewhere is who this tab speaks as, so it must say so.
    const hear = (message: MessageEvent<string>) => {
      if (signedIn.current !== null && message.data !== signedIn.current) location.reload()
    }
    tabs?.addEventListener('message', hear)
    const stop = onSessionEnd(() => setState((now) => (now.is === 'asking' ? now : { is: 'out' })))
    void reload()
    return () => {
      stop()
      tabs?.removeEventListener('message', hear)
    }
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
      me,
      isKept,
      reload,
      may: (permission, path) => (me.permissions[permission] ?? []).some((held) => path === undefined || path.startsWith(held)),
      signOut: async () => {
        await call('access.signOut', {}).catch(() => null)
        await forgetKept()
        endSession()
      },
    }
  }, [state, reload])

  const waiting = (
    <p className="page center" role="status">
      {t('loading')}
    </p>
  )
  if (state.is === 'asking') return waiting
  if (state.is === 'away')
    return (
      <main className="page narrow">
        <Notice tone="warn">{t('offlineFirst')}</Notice>
        <button className="primary" onClick={() => void reload()}>
          {t('retry')}
        </button>
      </main>
    )
  if (session === null)
    return (
      otherwise?.(reload) ?? (
        <Suspense fallback={waiting}>
          <SignIn {...(title === undefined ? {} : { title })} onDone={(me) => void enter(me, false)} />
        </Suspense>
      )
    )
  if (session.me.mustChangePassword)
    return (
      <Suspense fallback={waiting}>
        <ChangePassword onDone={() => void reload()} />
      </Suspense>
    )
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
}
