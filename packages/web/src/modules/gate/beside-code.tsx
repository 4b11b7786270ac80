// What stands beside the code and comes after it, so that the code is there first.
import { lazy, Suspense } from 'react'
import { OwnStatusLine } from '../status/own-line.tsx'
import { GateNotice } from './gate-notice.tsx'

const OwnControlLine = lazy(() => import('../control/own-control-line.tsx').then((line) => ({ default: line.OwnControlLine })))

export function BesideCode() {
  return (
    <>
      <GateNotice />
      <OwnStatusLine />
      <Suspense fallback={null}>
        <OwnControlLine />
      </Suspense>
    </>
  )
}
