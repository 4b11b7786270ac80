// 居民端: the code first, everything else one tap away.
import { Suspense, lazy, useState } from 'react'
import { dropHash, goTo, useHash } from '../platform/hash.ts'
import { LangSwitch } from '../platform/lang-switch.tsx'
import { sessionWords } from '../platform/session-text.ts'
import { SizeSwitch } from '../platform/parts.tsx'
import { SessionGate, useSession } from '../platform/session.tsx'
import { SIZES, setSize, useSize } from '../platform/size.ts'
import { useText } from '../platform/text.ts'
import { useTitle } from '../platform/title.ts'
import { faceWords } from './text.ts'

// Whoever has a code never downloads the way in, and the other way round; what is one tap away comes with the tap.
const CodeScreen = lazy(() => import('../modules/gate/code-screen.tsx').then((screen) => ({ default: screen.CodeScreen })))
const JoinScreen = lazy(() => import('../modules/registry/join-screen.tsx').then((screen) => ({ default: screen.JoinScreen })))
const SignIn = lazy(() => import('../platform/sign-in.tsx').then((screen) => ({ default: screen.SignIn })))
const LandlordScreen = lazy(() => import('../modules/registry/landlord-screen.tsx').then((screen) => ({ default: screen.LandlordScreen })))
const OtherPlace = lazy(() => import('./places.tsx').then((part) => ({ default: part.OtherPlace })))
const ReportScreen = lazy(() => import('../modules/sweeps/report-screen.tsx').then((screen) => ({ default: screen.ReportScreen })))

const PLACES = ['/code', '/home', '/posting', '/more'] as const
const MORE = ['/looked', '/cards', '/status', '/control', '/arrivals', '/antigen', '/tests', '/tell'] as const
type Tab = (typeof PLACES)[number]
const nameOf = (one: Tab) => one.slice(1) as Tab extends `/${infer N}` ? N : never
const SIGNS = { '/code': '▦', '/home': '⌂', '/posting': '☑', '/more': '☰' } as const

export function ResidentFace() {
  const t = useText(sessionWords)
  useTitle(t('product'))
  const hash = useHash()
  // A link from a card brings its number in the fragment: it wins over whoever is signed in on this phone.
  const [brought, setBrought] = useState(() => (hash !== '' && !hash.startsWith('/') ? decodeURIComponent(hash) : null))
  // 自报卡、房东链接: no account, and whoever is signed in on this phone does not matter.
  const page = hash.startsWith('/report') ? (
    <ReportScreen code={decodeURIComponent(hash.slice('/report/'.length))} />
  ) : hash.startsWith('/landlord') ? (
    <LandlordScreen code={hash.slice('/landlord/'.length)} />
  ) : null
  if (page !== null)
    return (
      <main className="page narrow" id="main">
        <Top />
        <Suspense fallback={<p role="status">…</p>}>{page}</Suspense>
        <SizeSwitch />
      </main>
    )
  if (brought !== null)
    return (
      <Join
        code={brought}
        onJoined={() => {
          dropHash('/')
          setBrought(null)
        }}
        onCancel={() => {
          dropHash('/')
          setBrought(null)
        }}
      />
    )
  return (
    <SessionGate
      otherwise={(enter) => (
        <Join
          code=""
          onJoined={() => {
            goTo('/code')
            void enter()
          }}
          onCancel={null}
        />
      )}
    >
      <Inside />
    </SessionGate>
  )
}

function Join({ code, onJoined, onCancel }: { code: string; onJoined: () => void; onCancel: (() => void) | null }) {
  const t = useText(faceWords)
  const [hasAccount, setHasAccount] = useState(false)
  if (hasAccount)
    return (
      <Suspense fallback={<p role="status">…</p>}>
        <SignIn onDone={onJoined} />
        <p className="center-text">
          <button className="plain" onClick={() => setHasAccount(false)}>
            {t('withCard')}
          </button>
        </p>
      </Suspense>
    )
  return (
    <main className="page narrow" id="main">
      <Top />
      <Suspense fallback={<p role="status">…</p>}>
        <JoinScreen code={code} onJoined={onJoined} />
      </Suspense>
      {onCancel !== null && (
        <button className="plain" onClick={onCancel}>
          {t('cancelJoin')}
        </button>
      )}
      <button className="plain" onClick={() => setHasAccount(true)}>
        {t('withAccount')}
      </button>
      <SizeSwitch />
      <nav className="row center-row quiet" aria-label={t('staff')}>
        {t('staff')}：<a href="/work/">{t('staffWork')}</a>
        <a href="/desk/">{t('staffDesk')}</a>
      </nav>
    </main>
  )
}

function Top() {
  return (
    <header className="row spread top">
      <span className="row">
        <img src="/icon.svg" width="32" height="32" alt="" />
        <strong>小门</strong>
      </span>
      <LangSwitch />
    </header>
  )
}

function Inside() {
  const t = useText(faceWords)
  const hash = useHash()
  const { me } = useSession()
  const more = MORE.find((one) => one === hash)
  const place = PLACES.find((one) => hash.startsWith(one)) ?? more ?? '/code'
  // What is opened from 更多 stays under it.
  const tab = more === undefined ? place : '/more'
  // Staff without a home of their own come here by mistake or to join theirs.
  if (me.personId === null && place === '/code') return <Join code="" onJoined={() => location.reload()} onCancel={null} />
  return (
    <>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('main')?.focus()
        }}
      >
        {t('skip')}
      </a>
      <header className="resident-top">
        <strong className="grow">小门</strong>
        <SizeButton />
        <LangSwitch isSignedIn />
      </header>
      <main className="page resident" id="main" tabIndex={-1}>
        <Suspense fallback={<p role="status">…</p>}>{place === '/code' ? <CodeScreen /> : <OtherPlace place={place} />}</Suspense>
      </main>
      <nav className="bottom" aria-label={t('nav')}>
        {PLACES.map((one) => (
          <a key={one} href={`#${one}`} aria-current={one === tab ? 'page' : undefined}>
            <span aria-hidden="true">{SIGNS[one]}</span>
            {t(nameOf(one))}
          </a>
        ))}
      </nav>
    </>
  )
}

/** 长辈版 within reach on every page: each tap is the next size. */
function SizeButton() {
  const t = useText(faceWords)
  const size = useSize()
  const next = SIZES[(SIZES.indexOf(size) + 1) % SIZES.length]!
  return (
    <button className="size-button" aria-label={`${t('sizeSign')} · ${t('sizeNext')}`} onClick={() => setSize(next)}>
      <span aria-hidden="true">{t('sizeSign')}</span>
    </button>
  )
}
