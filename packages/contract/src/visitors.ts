import { CONFIRMED_BY, PASS_STATES, PRESENCES } from '@xiaomen/rules/visitors'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'

/** What a visitor says: at most six fields, on a telephone in the street. */
export const VisitForm = z.object({
  name: text(40),
  phone: z.string().regex(/^\+?\d{5,15}$/),
  /** 找哪一户, as the visitor knows it. */
  door: text(40),
  purpose: text(60),
  from: text(60),
  plate: text(12).nullable(),
})
export const VisitorView = z.object({
  id,
  state: z.enum(PASS_STATES),
  requestedAt: instant,
  /** As far as the reader may see it. */
  name: z.string().nullable(),
  /** As the visitor said it, and as far as the reader sees doors. */
  door: z.string().nullable(),
  purpose: z.string().nullable(),
  /** Whether that door was found in the ledger; else only a call can confirm. */
  hasHome: z.boolean(),
  isPresent: z.boolean(),
  presence: z.enum(PRESENCES).nullable(),
  confirmedBy: z.enum(CONFIRMED_BY).nullable(),
  /** 一问: what they said lies on the list of risk areas. */
  isFromRiskArea: z.boolean(),
  validUntil: instant.nullable(),
  usedInAt: instant.nullable(),
  usedOutAt: instant.nullable(),
  deleteOn: day,
})

export const visitors = operations('visitors', {
  /** The poster of a gate: made when it is first asked for. `renew`: the old paper leads nowhere from now on. */
  getPoster: command({ can: 'visitors.poster', input: z.object({ gateId: id, renew: z.boolean() }), output: z.object({ path: z.string(), madeAt: instant }) }),
  /** Visitors of a gate today, newest first. */
  listToday: query({ can: 'visitors.work', input: z.object({ gateId: id }), output: z.array(VisitorView), reads: ['name', 'door'] }),
  /** A visitor without a telephone, written down by the guard, who sees them stand there. The phone makes the id. */
  register: command({
    can: 'visitors.work',
    offline: true,
    input: VisitForm.extend({ id, gateId: id, phone: VisitForm.shape.phone.nullable(), at: instant }),
    output: z.object({ id, isNew: z.boolean() }),
  }),
  /** The guard called the host. */
  recordCall: command({
    can: 'visitors.work',
    input: z.object({ visitId: id, outcome: z.enum(['confirmed', 'refused', 'noAnswer']) }),
    output: VisitorView,
    reads: ['name', 'door'],
  }),
  /** The guard sees the visitor at the gate. */
  confirmPresence: command({ can: 'visitors.work', input: z.object({ visitId: id }), output: VisitorView, reads: ['name', 'door'] }),
  /** The short number that opens, for a visitor whose own phone cannot show it. */
  getNumber: query({ can: 'visitors.work', input: z.object({ visitId: id }), output: z.object({ shortCode: z.string() }) }),
  /** The rotating number for the display in the gate house. */
  displayNumber: query({ can: 'visitors.work', input: z.object({ gateId: id }), output: z.object({ digits: z.string(), secondsLeft: z.int() }) }),
  /** Who wants to visit the signed-in resident's home. */
  listMine: query({ can: 'visitors.host', input: z.object({}), output: z.array(VisitorView), reads: ['name', 'door', 'whereabouts'] }),
  answer: command({
    can: 'visitors.host',
    input: z.object({ visitId: id, isWelcome: z.boolean() }),
    output: VisitorView,
    reads: ['name', 'door', 'whereabouts'],
  }),
})

export const visitorsErrors = { 'visitors.wrong_state': 409, 'visitors.other_bytes': 409 } as const

export const visitorsEvents = {
  changed: event('visitors.changed', z.object({ communityId: id, visitId: id, areaPath: z.string(), state: z.enum(PASS_STATES) })),
}
