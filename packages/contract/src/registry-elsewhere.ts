// 人户分离: registered here and living elsewhere, and the reverse. Part of `registry`.
import { DOCUMENT_KINDS, ELSEWHERE_DIRECTIONS, ELSEWHERE_STATES, ELSEWHERE_WAYS, RESIDENCY_KINDS } from '@xiaomen/rules/registry'
import { z } from 'zod'
import { command, day, event, file, id, instant, lang, query, text } from './kit.ts'

/** One note as this reader may see it; in the inbox of the other community, as that community may. */
export const ElsewhereView = z.object({
  id,
  box: z.enum(['out', 'in']),
  direction: z.enum(ELSEWHERE_DIRECTIONS),
  state: z.enum(ELSEWHERE_STATES),
  way: z.enum(ELSEWHERE_WAYS).nullable(),
  personId: id.nullable(),
  homeId: id.nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  document: z.string().nullable(),
  documentKind: z.enum(DOCUMENT_KINDS).nullable(),
  /** The other community: where it was told, or who tells. */
  communityName: z.string(),
  place: z.string().nullable(),
  since: day,
  until: day.nullable(),
  notedAt: instant,
  reportedAt: instant.nullable(),
  answeredAt: instant.nullable(),
  reason: z.string().nullable(),
  version: z.int(),
})

export const elsewhereOps = {
  /** `community`: name of the other one, "荷风社区" or "文澜街道 荷风社区". */
  noteElsewhere: command({
    can: 'registry.edit',
    input: z.object({ personId: id, direction: z.enum(ELSEWHERE_DIRECTIONS), community: text(60), place: text(100).optional(), since: day }),
    output: ElsewhereView,
    reads: ['name', 'phone', 'document', 'door'],
  }),
  /** Puts a note right before it is told (again). */
  editElsewhere: command({
    can: 'registry.edit',
    input: z.object({ elsewhereId: id, version: z.int(), community: text(60), place: text(100).optional(), since: day }),
    output: ElsewhereView,
    reads: ['name', 'phone', 'document', 'door'],
  }),
  /** Tells the other community: into its inbox where it is in this system, else as a line of the list to hand over. */
  reportElsewhere: command({ can: 'registry.edit', input: z.object({ elsewhereId: id, version: z.int() }), output: z.object({}) }),
  /** It is so no longer. */
  endElsewhere: command({ can: 'registry.edit', input: z.object({ elsewhereId: id, version: z.int(), on: day }), output: z.object({}) }),
  listElsewhere: query({
    can: 'registry.edit',
    input: z.object({
      areaId: id,
      box: z.enum(['out', 'in']),
      state: z.enum(ELSEWHERE_STATES).optional(),
      after: id.optional(),
      limit: z.int().min(1).max(100),
    }),
    output: z.object({ rows: z.array(ElsewhereView), after: id.nullable() }),
    reads: ['name', 'phone', 'document', 'door'],
  }),
  /** By the community that was told. `homeId`: the person is added to this home of its own, unless the ledger knows somebody like it. */
  answerElsewhere: command({
    can: 'registry.edit',
    input: z.object({
      reportId: id,
      version: z.int(),
      answer: z.enum(['acknowledged', 'returned']),
      reason: text(200).optional(),
      home: z.object({ homeId: id, kind: z.enum(RESIDENCY_KINDS), evenIfKnown: z.boolean() }).optional(),
    }),
    output: z.object({}),
  }),
  /** Notes whose community is not in this system, to be handed over. */
  exportElsewhere: file({
    can: 'registry.export',
    input: z.object({ areaId: id, lang, format: z.enum(['xlsx', 'csv']) }),
    reads: ['name', 'phone', 'document', 'door'],
  }),
}

export const elsewhereErrors = {
  'registry.elsewhere_noted': 409,
  'registry.elsewhere_wrong_state': 409,
  'registry.elsewhere_needs_reason': 400,
} as const

export const elsewhereEvents = {
  elsewhereReported: event('registry.elsewhereReported', z.object({ communityId: id, elsewhereId: id })),
  elsewhereAnswered: event('registry.elsewhereAnswered', z.object({ communityId: id, reportId: id })),
}
