// What is one tap away from the code: the home, the posting, who looked, the cards, and the settings.
import { lazy } from 'react'
import { useHash } from '../platform/hash.ts'
import { MoreScreen } from './more-screen.tsx'

const PostingScreen = lazy(() => import('../modules/daily/posting-screen.tsx').then((screen) => ({ default: screen.PostingScreen })))
const OwnStatusScreen = lazy(() => import('../modules/status/own-screen.tsx').then((screen) => ({ default: screen.OwnStatusScreen })))
const OwnControlScreen = lazy(() => import('../modules/control/own-control-screen.tsx').then((screen) => ({ default: screen.OwnControlScreen })))
const OwnArrivalsScreen = lazy(() => import('../modules/arrivals/own-arrivals-screen.tsx').then((screen) => ({ default: screen.OwnArrivalsScreen })))
const OwnAntigenScreen = lazy(() => import('../modules/antigen/own-antigen-screen.tsx').then((screen) => ({ default: screen.OwnAntigenScreen })))
const OwnTestsScreen = lazy(() => import('../modules/lab/own-tests-screen.tsx').then((screen) => ({ default: screen.OwnTestsScreen })))
const TellScreen = lazy(() => import('../modules/leads/report-screen.tsx').then((screen) => ({ default: screen.TellScreen })))
const LookedScreen = lazy(() => import('../modules/privacy/looked-screen.tsx').then((screen) => ({ default: screen.LookedScreen })))
const HouseholdScreen = lazy(() => import('../modules/registry/household-screen.tsx').then((screen) => ({ default: screen.HouseholdScreen })))
const CardsScreen = lazy(() => import('../modules/doors/cards-screen.tsx').then((screen) => ({ default: screen.CardsScreen })))
const VisitsScreen = lazy(() => import('../modules/presence/visits-screen.tsx').then((screen) => ({ default: screen.VisitsScreen })))

const SCANNED = '/more/s/'

export function OtherPlace({
  place,
}: {
  place: '/home' | '/posting' | '/more' | '/looked' | '/cards' | '/status' | '/control' | '/arrivals' | '/antigen' | '/tests' | '/tell'
}) {
  const hash = useHash()
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
    case '/arrivals':
      return <OwnArrivalsScreen />
    case '/antigen':
      return <OwnAntigenScreen />
    case '/tests':
      return <OwnTestsScreen />
    case '/tell':
      return <TellScreen />
    case '/more':
      // Beneath 更多, so that the first view of everybody else weighs no more: a scanned code, and the own check-ins.
      return hash.startsWith(SCANNED) || hash === '/more/visits' ? (
        <VisitsScreen place={hash.startsWith(SCANNED) ? hash.slice(SCANNED.length) : null} />
      ) : (
        <MoreScreen />
      )
  }
}
