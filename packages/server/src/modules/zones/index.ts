// zones 三区与临时静默: which buildings are sealed, controlled or watched, who signed it, how long they have been quiet, and what is missing before it is lowered.
// Owns the tables zones.*. Stands on tasks, registry, posture, approvals, access and areas; gates go by what it tells.
// Tells zones.changed and zones.asked; hears control.caseRegistered, caseClosed and posture.changed.
import { zones } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { useShift } from '../posture/index.ts'
import { shiftOf } from './orders.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { changeZone, drawStandstill, drawZone, lowerZone, signZone, stateEvidence, takeBack } from './service/draw.ts'
import { listHere, listKinds, listOwn, listZones } from './service/lists.ts'

export const zonesModule = defineModule('zones', {
  ops: zones,
  handlers: { listKinds, listZones, listHere, listOwn, drawZone, drawStandstill, changeZone, lowerZone, stateEvidence, signZone, takeBack },
  policy,
  reactions,
  jobs,
  start: async () => useShift('zones', shiftOf),
})
export { endDue, morning } from './jobs.ts'
