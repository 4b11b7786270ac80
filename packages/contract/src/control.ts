import { z } from 'zod'
import { controlCaseErrors, controlCaseEvents } from './control-cases.ts'
import { controlEditionErrors, controlEditionEvents } from './control-editions.ts'
import { Evidence } from './control-views.ts'
import { controlTransferErrors, controlTransferEvents } from './control-transfers.ts'
import { command, day, event, id, instant, operations, query } from './kit.ts'

export const InfectionCase = z.object({
  id,
  areaName: z.string(),
  door: z.string().nullable(),
  name: z.string().nullable(),
  foundOn: day,
  evidence: Evidence,
  state: z.enum(['reported', 'confirmed', 'closed']),
  reportedBy: z.string(),
  confirmedBy: z.string().nullable(),
  closedOn: day.nullable(),
  registeredAt: instant,
})
export const control = operations('control', {
  /** A case among residents. It withdraws postings at once; it restricts nobody until a second person of another unit confirms it. */
  registerCase: command({
    can: 'control.register',
    exists: ['watch', 'emergency'],
    input: z.object({ personId: id, foundOn: day, evidence: Evidence }),
    output: InfectionCase,
    reads: ['name', 'door', 'health'],
  }),
  confirmCase: command({
    can: 'control.confirm',
    exists: ['watch', 'emergency'],
    input: z.object({ caseId: id }),
    output: InfectionCase,
    reads: ['name', 'door', 'health'],
  }),
  closeCase: command({
    can: 'control.confirm',
    input: z.object({ caseId: id, on: day, ground: z.enum(['recovered', 'registeredInError', 'movedAway']), evidence: Evidence }),
    output: InfectionCase,
    reads: ['name', 'door', 'health'],
  }),
  listCases: query({ can: 'control.read', input: z.object({ areaId: id.optional() }), output: z.array(InfectionCase), reads: ['name', 'door', 'health'] }),
})
export const controlErrors = {
  'control.same_unit': 409,
  'control.wrong_state': 409,
  'control.open_case_exists': 409,
  ...controlCaseErrors,
  ...controlEditionErrors,
  ...controlTransferErrors,
} as const
const caseEvent = z.object({ communityId: id, caseId: id, personId: id, homeId: id, areaPath: z.string(), foundOn: day })
export const controlEvents = {
  ...controlCaseEvents,
  ...controlEditionEvents,
  ...controlTransferEvents,
  caseRegistered: event('control.caseRegistered', caseEvent),
  caseConfirmed: event('control.caseConfirmed', caseEvent),
  caseClosed: event('control.caseClosed', caseEvent.extend({ closedOn: day, ground: z.enum(['recovered', 'registeredInError', 'movedAway']) })),
}
