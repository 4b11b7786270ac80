import { ASIDE_PROBLEMS, ASIDE_STATES, FOREIGN_FAULTS, FOREIGN_FIELDS, FOREIGN_METHODS, FOREIGN_RESULTS, FOREIGN_WAYS } from '@xiaomen/rules/foreign'
import { z } from 'zod'
import { command, event, id, instant, operations, query, text, upload } from './kit.ts'
import { sourced } from './packs-kit.ts'

/** packs/foreign.json: how long before a round a test elsewhere counts for it, how long results are kept, how old they may be. */
export const ForeignFile = z.strictObject({
  isDraft: z.boolean(),
  /** Nought: a test elsewhere counts for no round. */
  countsHours: sourced(z.int().min(0).max(168)),
  keepDays: sourced(z.int().min(1).max(365)),
  oldestDays: sourced(z.int().min(1).max(365)),
})

const count = z.int().min(0)
const field = z.enum(FOREIGN_FIELDS).nullable()
const method = z.enum(FOREIGN_METHODS)
const result = z.enum(FOREIGN_RESULTS)
const giver = z.object({ id, name: z.string() })
const GiverView = giver.extend({ areaId: id, method, isLearnt: z.boolean(), lastAt: instant.nullable() })
const said = { sampledAt: instant, method, lab: z.string().nullable() }
/** Null for whoever sees nothing of anybody's health there. */
const seen = { result: result.nullable() }
/** As far as the reader may see what the file said. */
const shown = { name: z.string().nullable(), phone: z.string().nullable(), document: z.string().nullable() }
const ResultView = z.object({
  id,
  personId: id,
  name: z.string().nullable(),
  door: z.string().nullable(),
  giver,
  ...said,
  result,
  way: z.enum(FOREIGN_WAYS),
  receivedAt: instant,
  seenToAt: instant.nullable(),
  seenToBy: z.string().nullable(),
  maySeeTo: z.boolean(),
})
const AsideView = z.object({
  id,
  giver,
  row: z.int(),
  ...shown,
  ...said,
  ...seen,
  problem: z.enum(ASIDE_PROBLEMS),
  state: z.enum(ASIDE_STATES),
  receivedAt: instant,
})

export const foreign = operations('foreign', {
  /** Of this area, those above it and those beneath. */
  listGivers: query({ can: 'foreign.read', input: z.object({ areaId: id }), output: z.array(GiverView) }),
  /** `method`: what the giver's files are of, where a row does not say. */
  addGiver: command({ can: 'foreign.take', exists: ['watch', 'emergency'], input: z.object({ id, areaId: id, name: text(60), method }), output: GiverView }),
  /** XLSX or CSV. `isPreview`: says what would happen and keeps nothing. `columns`: the meaning of each column, once somebody has looked; remembered for the giver. */
  importFile: upload({
    can: 'foreign.take',
    exists: ['watch', 'emergency'],
    input: z.object({ id, giverId: id, areaId: id, columns: z.array(field).max(100).optional(), isPreview: z.boolean() }),
    output: z.object({
      headers: z.array(z.string()),
      columns: z.array(field),
      /** Whom and what it says can be read from these columns. */
      isEnough: z.boolean(),
      rows: count,
      /** New, and of somebody of the ledger here. */
      matched: count,
      positives: count,
      /** Taken in before, by this file or another. */
      known: count,
      unmatched: count,
      ambiguous: count,
      faults: z.array(z.object({ row: z.int(), fault: z.enum(FOREIGN_FAULTS) })),
      /** The same bytes were taken in before. */
      isAgain: z.boolean(),
      /** The first rows, as they were understood. */
      sample: z.array(
        z.object({ row: z.int(), ...shown, ...said, ...seen, door: z.string().nullable(), found: z.enum([...FOREIGN_WAYS, ...ASIDE_PROBLEMS, 'known']) }),
      ),
    }),
    reads: ['name', 'phone', 'document', 'door', 'health'],
  }),
  /** Files that were taken in, latest first, at most 100. */
  listFiles: query({
    can: 'foreign.read',
    input: z.object({ areaId: id }),
    output: z.array(
      z.object({ id, giver, takenAt: instant, takenBy: z.string().nullable(), rows: count, matched: count, known: count, aside: count, faults: count }),
    ),
  }),
  /** What waits, the oldest first; or what was decided, the latest first. At most 300. */
  listAside: query({
    can: 'foreign.read',
    input: z.object({ areaId: id, state: z.enum(ASIDE_STATES) }),
    output: z.object({ rows: z.array(AsideView), isCut: z.boolean(), open: count }),
    reads: ['name', 'phone', 'document', 'health'],
  }),
  /** One of them, with whom of the ledger it may mean. */
  getAside: query({
    can: 'foreign.read',
    input: z.object({ asideId: id }),
    output: AsideView.extend({
      reason: z.string().nullable(),
      settledBy: z.string().nullable(),
      candidates: z.array(
        z.object({ personId: id, name: z.string().nullable(), door: z.string().nullable(), fits: z.array(z.enum(['document', 'name', 'phone', 'birthday'])) }),
      ),
      maySettle: z.boolean(),
    }),
    reads: ['name', 'phone', 'document', 'door', 'health'],
  }),
  /** It is somebody of the ledger after all; or of nobody here, and why. */
  settleAside: command({
    can: 'foreign.take',
    input: z.object({
      asideId: id,
      as: z.discriminatedUnion('kind', [z.object({ kind: z.literal('person'), personId: id }), z.object({ kind: z.literal('elsewhere'), reason: text(200) })]),
    }),
    output: z.object({ state: z.enum(ASIDE_STATES) }),
  }),
  /** Tests elsewhere of people here: positives nobody has seen to first, then the latest. At most 300. */
  listResults: query({
    can: 'foreign.see',
    input: z.object({ areaId: id, only: z.enum(['all', 'positive']) }),
    output: z.object({ rows: z.array(ResultView), isCut: z.boolean(), countsHours: count, isDraft: z.boolean() }),
    reads: ['name', 'door', 'health'],
  }),
  /** 已接手: the office has taken a positive on; its task is done. No case is made by it. */
  seeTo: command({ can: 'foreign.see', input: z.object({ resultId: id }), output: z.object({}) }),
})

export const foreignErrors = {
  'foreign.file_unreadable': 400,
  'foreign.file_too_long': 400,
  'foreign.file_empty': 400,
  'foreign.columns_missing': 400,
  'foreign.giver_known': 409,
  'foreign.settled': 409,
  'foreign.not_positive': 409,
} as const

export const foreignEvents = {
  /** Tests elsewhere of people of a community came in. */
  placed: event('foreign.placed', z.object({ communityId: id })),
}
