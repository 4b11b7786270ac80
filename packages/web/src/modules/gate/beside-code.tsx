// What stands beside the code and comes after it, so that the code is there first.
import { OwnControlLine } from '../control/own-control-line.tsx'
import { OwnStatusLine } from '../status/own-line.tsx'
import { GateNotice } from './gate-notice.tsx'

export function BesideCode() {
  return (
    <>
      <GateNotice />
      <OwnStatusLine />
      <OwnControlLine />
    </>
  )
}
