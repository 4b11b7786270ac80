import { controlEvents, gateEvents, tasksEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { fromCase, fromDoor, fromGate } from './from-others.ts'

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(gateEvents.riskAreaFound, 'leadFromGate', fromGate),
  on(controlEvents.caseRegistered, 'leadFromCase', fromCase),
  on(tasksEvents.outcomeRecorded, 'leadFromDoor', fromDoor),
]
