// An order: what it needs before it is drafted, how many sign for what, how long it may run and be taken up again.
import type { Posture } from './vocabulary.ts'

/** Our own limit, whatever the pack: who needs longer asks again, with the reasons of that day. */
export const MOST_ORDER_DAYS = 90
/** Days that what was gathered under an order is kept after its end, where the draft names no other number. */
export const RETENTION_DAYS = 30
export const LONGEST_RETENTION_DAYS = 365
/** 个人信息保护法 56: an impact assessment is kept at least three years. */
export const ASSESSMENT_YEARS = 3
/** An order ended by people may be taken up again within this time, exactly as it was. */
export const REINSTATE_HOURS = 24

/** 个人信息保护影响评估, 个人信息保护法 55 and 56: what is processed, why it is lawful, necessary and no more than that, what it does to people, what protects them. */
export const ASSESSMENT_PARTS = ['processed', 'necessity', 'risks', 'measures', 'assessedBy'] as const
export type Assessment = Record<(typeof ASSESSMENT_PARTS)[number], string> & { assessedOn: string }

/** The acts on an order that one person does not do alone. */
export const ORDER_ACTS = ['posture.order', 'posture.shorten', 'posture.prolong', 'posture.end', 'posture.reinstate'] as const
export type OrderAct = (typeof ORDER_ACTS)[number]
/** Two approve beside the drafter whatever restricts people anew or for longer; what gives back or takes up again as it was takes a second person. */
export const signaturesFor = (act: OrderAct): number => (act === 'posture.order' || act === 'posture.prolong' ? 2 : 1)

/** The life of an order, step by step. */
export const ORDER_STEPS = [
  'drafted',
  'signed',
  'inForce',
  'endAsked',
  'ended',
  'amendAsked',
  'amended',
  'reinstateAsked',
  'reinstated',
  'takenBack',
  'superseded',
  'expired',
] as const
export type OrderStep = (typeof ORDER_STEPS)[number]

export const ORDER_FIELDS = ['legalBasis', 'purpose', 'until', 'assessment'] as const
export type DraftField = (typeof ORDER_FIELDS)[number]
type Draft = { posture: Posture; legalBasis?: string | undefined; purpose?: string | undefined; until?: string | undefined; assessment?: unknown }
/** The first field without which this order is not drafted, or null. Peace asks nothing of people: it needs no assessment. */
export function missingOf(draft: Draft): DraftField | null {
  if (draft.legalBasis === undefined) return 'legalBasis'
  if (draft.purpose === undefined) return 'purpose'
  if (draft.until === undefined) return 'until'
  return draft.posture !== 'peace' && (draft.assessment === undefined || draft.assessment === null) ? 'assessment' : null
}

const DAY_MS = 86_400_000
/** A local day so many days on. */
export const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
/** The latest last day of an order drafted, or prolonged, on this day. */
export const latestEnd = (day: string): string => addDays(day, MOST_ORDER_DAYS)

/** Ended by people and not by its day, not long ago, and with days left. */
export const isReinstatable = (order: { endedAt: Date | null; isEndedByPeople: boolean; until: string }, now: Date, today: string): boolean =>
  order.endedAt !== null && order.isEndedByPeople && order.until >= today && now.getTime() - order.endedAt.getTime() <= REINSTATE_HOURS * 3_600_000
