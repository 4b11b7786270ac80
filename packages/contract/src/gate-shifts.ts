// 交接班 and practice: what one guard leaves to the next, and the rules to practise by. Part of `gate`.
import { z } from 'zod'
import { GatePolicyFile } from './gate-policy.ts'
import { command, id, instant, query, text } from './kit.ts'

const Handover = z.object({
  id,
  at: instant,
  /** Who left it. */
  by: z.string(),
  isMine: z.boolean(),
  /** Passages since the one before, and people who were waiting then. */
  entered: z.int(),
  left: z.int(),
  held: z.int(),
  note: z.string().nullable(),
  takenAt: instant.nullable(),
  takenBy: z.string().nullable(),
})

export const shiftOps = {
  /** The last ones of a gate, newest first, and how much has passed since. */
  listHandovers: query({
    can: 'gate.record',
    input: z.object({ gateId: id }),
    output: z.object({ since: instant.nullable(), entered: z.int(), left: z.int(), held: z.int(), handovers: z.array(Handover) }),
  }),
  /** The counts are taken by the server when it arrives; `at`: time of the phone. */
  handOver: command({
    can: 'gate.record',
    offline: true,
    input: z.object({ id, gateId: id, at: instant, note: text(500).optional() }),
    output: z.object({}),
  }),
  /** By another than who left it; the first one stands. */
  takeOver: command({ can: 'gate.record', input: z.object({ gateId: id, handoverId: id }), output: z.object({}) }),
  /** What a gate asks under each pack there is, so that it can be practised before it is in force. */
  listPracticeRules: query({
    can: 'gate.record',
    input: z.object({ gateId: id }),
    output: z.array(z.object({ packId: z.string(), edition: z.string(), zh: z.string(), en: z.string(), isInForce: z.boolean(), policy: GatePolicyFile })),
  }),
}

export const shiftErrors = { 'gate.own_handover': 409 } as const
