import { DATA_CLASSES, REVEAL_PURPOSES, ROLES } from '@xiaomen/rules/access'
import { z } from 'zod'
import { id, instant, operations, query } from './kit.ts'

export const AuditRow = z.object({
  id,
  at: instant,
  actor: z.string(),
  role: z.enum(ROLES).nullable(),
  operation: z.string(),
  classes: z.array(z.enum(DATA_CLASSES)),
  subjects: z.int(),
  purpose: z.enum(REVEAL_PURPOSES).nullable(),
  reason: z.string().nullable(),
})
export const privacy = operations('privacy', {
  listAudit: query({
    can: 'privacy.audit',
    input: z.object({
      before: instant.optional(),
      operation: z
        .string()
        .max(80)
        .regex(/^[\w.]*$/)
        .optional(),
      accountId: id.optional(),
    }),
    output: z.array(AuditRow),
  }),
  /** 谁看过我: role, office, purpose and time; no names. */
  listWhoLooked: query({
    can: 'self',
    input: z.object({}),
    output: z.array(
      z.object({
        at: instant,
        role: z.enum(ROLES).nullable(),
        unit: z.string(),
        operation: z.string(),
        classes: z.array(z.enum(DATA_CLASSES)),
        purpose: z.enum(REVEAL_PURPOSES).nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
})
