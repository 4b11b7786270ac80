import { z } from 'zod'
import { event, id, instant, operations, query } from './kit.ts'

const Signature = z.object({ name: z.string(), unit: z.string(), at: instant })
/** An act that one person does not do alone, as those see it who may sign it. */
export const ActView = z.object({
  id,
  kind: z.string(),
  /** What it is about: an order, a signal. */
  subjectId: id,
  author: Signature,
  expiresAt: instant,
  /** How many people it touches together with its like of the last day: above twenty a third person signs. */
  people: z.int(),
  needed: z.int(),
  signatures: z.array(Signature),
  /** Whether the one who asks may still sign it: another person, of another unit. */
  maySign: z.boolean(),
  isOwn: z.boolean(),
})
export const approvals = operations('approvals', {
  /** 待我签署: what waits at the caller's areas for a signature that the caller could give. */
  listWaiting: query({
    can: 'approvals.read',
    input: z.object({}),
    output: z.array(ActView.extend({ areaName: z.string() })),
  }),
})
export const approvalsErrors = {
  /** What would be signed is no longer what was opened. */
  'approvals.changed': 409,
  'approvals.expired': 409,
  'approvals.signed_already': 409,
  /** Done or taken back. */
  'approvals.closed': 409,
} as const
export const approvalsEvents = {
  /** Opened, signed or taken back: lists of what waits are asked again. */
  actMoved: event('approvals.actMoved', z.object({ communityId: id, actId: id, areaPath: z.string() })),
}
