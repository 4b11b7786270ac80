// checklists 小门自查: whether each gate has what the plan pack asks of it, shown by photos; a fault is a task until it is seen mended.
// Owns the tables checklists.*. Stands on gate, posture, photos and tasks.
// Tells checklists.checked, faultFound, faultMended, and hears the latter two: they make and end the task.
import { checklists } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { policy } from './policy.ts'
import { reactions } from './reactions.ts'
import { getCheck, getGate, listGates } from './service/lists.ts'
import { recordCheck } from './service/record-check.ts'

export const checklistsModule = defineModule('checklists', {
  ops: checklists,
  handlers: { listGates, getGate, getCheck, recordCheck },
  policy,
  reactions,
})

export { listedGateChecks } from './offers.ts'
