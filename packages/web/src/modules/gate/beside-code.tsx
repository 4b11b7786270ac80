// What stands beside the code and comes after it, so that the code is there first.
import { lazy, Suspense } from 'react'
import { OwnStatusLine } from '../status/own-line.tsx'
import { GateNotice } from './gate-notice.tsx'

const OwnControlLine = lazy(() => import('../control/own-control-line.tsx').then((line) => ({ default: line.OwnControlLine })))
const OwnZoneLine = lazy(() => import('../zones/own-zone-line.tsx').then((line) => ({ default: line.OwnZoneLine })))
const OwnTransportLine = lazy(() => import('../aid/own-line.tsx').then((line) => ({ default: line.OwnTransportLine })))
const OwnAntigenLine = lazy(() => import('../antigen/own-line.tsx').then((line) => ({ default: line.OwnAntigenLine })))

export function BesideCode() {
  return (
    <>
      <GateNotice />
      <Suspense fallback={null}>
        <OwnTransportLine />
      </Suspense>
      <OwnStatusLine />
      <Suspense fallback={null}>
        <OwnControlLine />
      </Suspense>
      <Suspense fallback={null}>
        <OwnAntigenLine />
      </Suspense>
      <Suspense fallback={null}>
        <OwnZoneLine />
      </Suspense>
    </>
  )
}
