// 重复与合并: one person written twice, and the way back. Part of `registry`.
import { CARE_CATEGORIES, DOCUMENT_KINDS, DUPLICATE_MATCHES, RESIDENCY_KINDS } from '@xiaomen/rules/registry'
import { z } from 'zod'
import { command, day, event, id, instant, query, text } from './kit.ts'

const DocumentTyped = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  number: text(30),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .optional(),
})
/** One of two records that may be one person, as this reader may see it. */
export const KnownPerson = z.object({
  id,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  document: z.string().nullable(),
  documentKind: z.enum(DOCUMENT_KINDS).nullable(),
  care: z.array(z.enum(CARE_CATEGORIES)).nullable(),
  lang: z.string().nullable(),
  version: z.int(),
  communityName: z.string(),
  /** Where this person lives now; `residencyId` says in which capacity. */
  homes: z.array(z.object({ homeId: id, residencyId: id, door: z.string(), kind: z.enum(RESIDENCY_KINDS), from: day, isMain: z.boolean() })),
})
const matches = z.array(z.enum(DUPLICATE_MATCHES))
const DuplicatePair = z.object({
  id,
  matches,
  /** The same document in two communities: nothing is merged, the street sees to it. */
  isAcross: z.boolean(),
  foundAt: instant,
  one: KnownPerson,
  other: KnownPerson,
})
const side = z.enum(['keep', 'other'])
const FieldChoice = z.object({ name: side, phone: side, document: side, care: z.enum(['keep', 'other', 'both']), lang: side, home: side })

export const mergeOps = {
  /**
   * Who of the ledger the typed person may be. Asked before adding or correcting; what lies outside the own area is found by the queue.
   * `exceptPersonId`: of whom it is a correction; what is not typed is as on record.
   */
  findKnown: query({
    can: 'registry.edit',
    input: z.object({ homeId: id, name: text(50).optional(), phone: text(20).optional(), document: DocumentTyped.optional(), exceptPersonId: id.optional() }),
    output: z.array(z.object({ person: KnownPerson, matches })),
    reads: ['name', 'phone', 'document', 'door', 'care'],
  }),
  /** "It is the same person": somebody known gets a residency here; with `endsOthers` the earlier homes end that day. */
  linkResident: command({
    can: 'registry.edit',
    input: z.object({ personId: id, homeId: id, kind: z.enum(RESIDENCY_KINDS), from: day, endsOthers: z.boolean() }),
    output: z.object({ residencyId: id }),
  }),
  /** Pairs nobody has decided on yet, oldest first. */
  listDuplicates: query({
    can: 'registry.duplicates',
    input: z.object({ areaId: id, after: id.optional(), limit: z.int().min(1).max(50) }),
    output: z.object({
      pairs: z.array(DuplicatePair),
      next: id.nullable(),
      /** People of this area whose document stands in a community the reader does not see: the street has been told. First page only. */
      toldStreet: z.array(z.object({ personId: id, name: z.string().nullable(), homeId: id.nullable(), door: z.string() })),
    }),
    reads: ['name', 'phone', 'document', 'door', 'care'],
  }),
  /** `different` is never asked again. `same` merges what is in one community, keeping the fuller value of each field. */
  decideDuplicate: command({
    can: 'registry.duplicates',
    input: z.object({ pairId: id, decision: z.enum(['same', 'different']) }),
    output: z.object({ mergeId: id.nullable() }),
  }),
  /** The other record stays as a row that points on; everything that hung on it hangs on the kept one. */
  mergePeople: command({
    can: 'registry.merge',
    input: z.object({ keepId: id, otherId: id, versionKeep: z.int(), versionOther: z.int(), fields: FieldChoice }),
    output: z.object({ mergeId: id }),
  }),
  /** The exact inverse, as long as nothing was changed since. */
  unmergePeople: command({ can: 'registry.merge', input: z.object({ mergeId: id }), output: z.object({}) }),
  /** What was merged or split, newest first, and whether it can be taken back. */
  listReshapings: query({
    can: 'registry.merge',
    input: z.object({ areaId: id, after: id.optional(), limit: z.int().min(1).max(50) }),
    output: z.object({
      entries: z.array(
        z.object({
          id,
          kind: z.enum(['mergePeople', 'splitHome', 'mergeHomes']),
          at: instant,
          by: z.string().nullable(),
          kept: z.string(),
          other: z.string(),
          undoUntil: instant.nullable(),
          undoneAt: instant.nullable(),
        }),
      ),
      next: id.nullable(),
    }),
    reads: ['name', 'door'],
  }),
}

export const mergeErrors = {
  'registry.merge_changed_since': 409,
  'registry.merge_undone': 409,
} as const

export const mergeEvents = {
  /** `otherId` points to `personId` from now on: what hangs on it elsewhere comes over. */
  personMerged: event('registry.personMerged', z.object({ communityId: id, mergeId: id, personId: id, otherId: id })),
  personUnmerged: event('registry.personUnmerged', z.object({ communityId: id, mergeId: id, personId: id, otherId: id })),
}
