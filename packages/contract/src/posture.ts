import { POSTURES } from '@xiaomen/rules/posture'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'

export const PostureOrder = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  posture: z.enum(POSTURES),
  packId: z.string(),
  edition: z.string(),
  legalBasis: z.string(),
  purpose: z.string(),
  state: z.enum(['drafted', 'inForce', 'ended']),
  draftedBy: z.string(),
  approvedBy: z.string().nullable(),
  from: instant.nullable(),
  until: day,
})

export const posture = operations('posture', {
  /** What is in force at an area: the nearest order upward, or peace. */
  current: query({
    can: 'posture.read',
    input: z.object({ areaId: id }),
    output: z.object({ posture: z.enum(POSTURES), packId: z.string(), edition: z.string(), order: PostureOrder.nullable() }),
  }),
  listOrders: query({ can: 'posture.read', input: z.object({}), output: z.array(PostureOrder) }),
  listPacks: query({
    can: 'posture.read',
    input: z.object({}),
    output: z.array(z.object({ packId: z.string(), edition: z.string(), zh: z.string(), en: z.string(), isDraft: z.boolean() })),
  }),
  draftOrder: command({
    can: 'posture.draft',
    input: z.object({
      areaId: id,
      posture: z.enum(POSTURES),
      packId: z.string().max(60),
      edition: z.string().max(60),
      legalBasis: text(200),
      purpose: text(200),
      until: day,
    }),
    output: PostureOrder,
  }),
  /** By another person than the one who drafted it, of another unit; so is an order in force ended. */
  approveOrder: command({ can: 'posture.approve', input: z.object({ orderId: id }), output: PostureOrder }),
  endOrder: command({ can: 'posture.approve', input: z.object({ orderId: id, reason: text(200) }), output: PostureOrder }),
})
export const postureErrors = { 'posture.same_person': 409, 'posture.weaker_than_above': 409, 'posture.unknown_pack': 400, 'posture.wrong_state': 409 } as const
export const postureEvents = { changed: event('posture.changed', z.object({ orderId: id, areaId: id })) }
