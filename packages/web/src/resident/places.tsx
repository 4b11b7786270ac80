// What is one tap away from the code: the home, the posting, who looked, the cards, and the settings.
import { lazy } from 'react'
import { LangSwitch } from '../platform/lang-switch.tsx'
import { SizeSwitch } from '../platform/parts.tsx'
import { useSession } from '../platform/session.tsx'
import { useText } from '../platform/text.ts'
import { placesWords } from './places-text.ts'
import { faceWords } from './text.ts'

const PostingScreen = lazy(() => import('../modules/daily/posting-screen.tsx').then((screen) => ({ default: screen.PostingScreen })))
const LookedScreen = lazy(() => import('../modules/privacy/looked-screen.tsx').then((screen) => ({ default: screen.LookedScreen })))
const HouseholdScreen = lazy(() => import('../modules/registry/household-screen.tsx').then((screen) => ({ default: screen.HouseholdScreen })))
const CardsScreen = lazy(() => import('../modules/doors/cards-screen.tsx').then((screen) => ({ default: screen.CardsScreen })))

export function OtherPlace({ place }: { place: '/home' | '/posting' | '/more' | '/looked' | '/cards' }) {
  switch (place) {
    case '/home':
      return <HouseholdScreen />
    case '/posting':
      return <PostingScreen />
    case '/looked':
      return <LookedScreen />
    case '/cards':
      return <CardsScreen />
    case '/more':
      return <More />
  }
}

function More() {
  const t = useText(placesWords)
  const f = useText(faceWords)
  const { signOut } = useSession()
  return (
    <section className="stack">
      <h1>{t('moreTitle')}</h1>
      <div className="card stack">
        <h2>{t('size')}</h2>
        <p className="quiet">{t('sizeLead')}</p>
        <SizeSwitch />
      </div>
      <div className="card row spread">
        <h2>{t('language')}</h2>
        <LangSwitch isSignedIn />
      </div>
      <a className="button wide" href="#/cards">
        {t('cards')}
      </a>
      <a className="button wide" href="#/looked">
        {t('looked')}
      </a>
      <div className="card stack">
        <button onClick={() => void signOut()}>{t('signOut')}</button>
        <p className="quiet">{t('signOutWhy')}</p>
      </div>
      <p className="row center-row quiet">
        {f('staff')}：<a href="/work/">{f('staffWork')}</a>
        <a href="/desk/">{f('staffDesk')}</a>
      </p>
    </section>
  )
}
