// What is one tap away from the code: the home, the posting, who looked, the cards, and the settings.
import { lazy } from 'react'
import { MoreScreen } from './more-screen.tsx'

const PostingScreen = lazy(() => import('../modules/daily/posting-screen.tsx').then((screen) => ({ default: screen.PostingScreen })))
const OwnStatusScreen = lazy(() => import('../modules/status/own-screen.tsx').then((screen) => ({ default: screen.OwnStatusScreen })))
const OwnControlScreen = lazy(() => import('../modules/control/own-control-screen.tsx').then((screen) => ({ default: screen.OwnControlScreen })))
const LookedScreen = lazy(() => import('../modules/privacy/looked-screen.tsx').then((screen) => ({ default: screen.LookedScreen })))
const HouseholdScreen = lazy(() => import('../modules/registry/household-screen.tsx').then((screen) => ({ default: screen.HouseholdScreen })))
const CardsScreen = lazy(() => import('../modules/doors/cards-screen.tsx').then((screen) => ({ default: screen.CardsScreen })))

export function OtherPlace({ place }: { place: '/home' | '/posting' | '/more' | '/looked' | '/cards' | '/status' | '/control' }) {
  switch (place) {
    case '/home':
      return <HouseholdScreen />
    case '/posting':
      return <PostingScreen />
    case '/looked':
      return <LookedScreen />
    case '/cards':
      return <CardsScreen />
    case '/status':
      return <OwnStatusScreen />
    case '/control':
      return <OwnControlScreen />
    case '/more':
      return <MoreScreen />
  }
}
