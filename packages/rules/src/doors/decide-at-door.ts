// 扫码开门: what a lock does with a card or a code. The verdict is the gate's own; a lock adds only that it cannot look a person in the face.
import { decidePassage, type GateHolder, type GatePolicy, type GateReading, type Verdict } from '../gate/index.ts'

export type DoorSnapshot = {
  holder: GateHolder | null
  /** Whether this door is on the holder's own way. */
  opensHere: boolean
  isGateOpen: boolean
  /** Somebody stands here who can take a temperature. */
  hasGuard: boolean
}

export function decideAtDoor(policy: GatePolicy, { holder, opensHere, isGateOpen, hasGuard }: DoorSnapshot, reading: GateReading, now: Date): Verdict {
  const known = opensHere ? holder : null
  const asked: GatePolicy = hasGuard ? policy : { ...policy, asksTemperature: 'nobody' }
  const verdict = decidePassage(asked, { holder: known, isGateOpen, asOf: now }, reading, now)
  if (known !== null && reading.problem === null) return verdict
  // Where nobody is asked who they are, the gate stands open and the guard nods; a lock still needs a key.
  return { ...verdict, outcome: verdict.outcome === 'enter' ? 'refuse' : verdict.outcome, openDoor: false }
}
