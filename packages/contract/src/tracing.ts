import {
  CASE_KINDS,
  CERTAINTIES,
  CLOSE_REASONS,
  CURVE_DAYS,
  DELAYS,
  EXPOSURE_KINDS,
  LINE_FAULTS,
  LINE_FIELDS,
  LINE_LAYOUTS,
  ORIGINS,
  SEXES,
  STANDINGS,
} from '@xiaomen/rules/tracing'
import { z } from 'zod'
import { command, day, event, file, id, instant, operations, query, text, upload } from './kit.ts'
import { bilingual, sourced } from './packs-kit.ts'

/** packs/tracing.json: how far back of a case others and its source are looked for, by pack; and what a contact is told. */
export const TracingFile = z.strictObject({
  isDraft: z.boolean(),
  windows: z.record(
    z.string().regex(/^[a-z0-9-]{1,60}$/),
    z.strictObject({ infectiousDays: sourced(z.int().min(0).max(60)), sourceDays: sourced(z.int().min(1).max(120)) }),
  ),
  /** Of a pack that names none of its own. */
  otherwise: z.strictObject({ infectiousDays: sourced(z.int().min(0).max(60)), sourceDays: sourced(z.int().min(1).max(120)) }),
  /** How long a line of the investigation is kept after it was closed, while its order lasts. */
  keepDays: sourced(z.int().min(1).max(365)),
  /** Line by line, on the telephone or at the door. */
  tell: z.array(bilingual).min(1).max(12),
})

const count = z.int().min(0)
const standing = z.enum(STANDINGS)
const caseKind = z.enum(CASE_KINDS)
const dates = { onsetOn: day.nullable(), sampledOn: day.nullable(), reportedOn: day, isolatedOn: day.nullable() }
const version = z.int().min(1)
const line = z.object({
  id,
  label: z.string(),
  standing,
  caseKind: caseKind.nullable(),
  personId: id.nullable(),
  name: z.string().nullable(),
  door: z.string().nullable(),
  areaName: z.string(),
  ...dates,
  lastMetOn: day.nullable(),
  toldAt: instant.nullable(),
  /** Until when the pack wants them seen to; null where it names no clock, or what it waits for is done. */
  dueAt: instant.nullable(),
  isOverdue: z.boolean(),
  controlId: id.nullable(),
  closedOn: day.nullable(),
  closeReason: z.enum(CLOSE_REASONS).nullable(),
  version,
})
const span = z.object({ from: day, to: day })
const meeting = z.object({
  id,
  otherId: id,
  otherLabel: z.string(),
  otherStanding: standing.nullable(),
  otherName: z.string().nullable(),
  kind: z.enum(EXPOSURE_KINDS),
  certainty: z.enum(CERTAINTIES),
  origin: z.enum(ORIGINS),
  day,
  dayTo: day,
  minutes: count.nullable(),
  place: z.string().nullable(),
  isInfection: z.boolean(),
  isActive: z.boolean(),
  version,
})
const TURNS = ['entered', 'standing', 'dates', 'told', 'control', 'closed', 'reopened', 'source', 'bulk', 'undone'] as const
const detail = line.extend({
  phone: z.string().nullable(),
  address: z.string().nullable(),
  sex: z.enum(SEXES),
  origin: z.enum(ORIGINS),
  windows: z.object({ others: span, source: span }).nullable(),
  /** Whom they may have caught it from, and whom they met. */
  sources: z.array(meeting),
  met: z.array(meeting),
  /** By the days: who most likely gave it to them; `isClear` where nobody else fits as surely. */
  likely: z.object({ exposureId: id, otherId: id, otherLabel: z.string(), days: z.int(), isClear: z.boolean() }).nullable(),
  turns: z.array(
    z.object({
      id,
      at: instant,
      by: z.string(),
      unit: z.string(),
      kind: z.enum(TURNS),
      from: z.string().nullable(),
      to: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  tell: z.array(z.object({ zh: z.string(), en: z.string() })),
  /** 线索里说的: where they were and with whom, as it was told on the telephone. */
  told: z.array(
    z.object({
      id,
      where: z.string(),
      from: instant,
      until: instant.nullable(),
      with: z.array(z.object({ name: z.string().nullable(), phone: z.string().nullable() })),
    }),
  ),
  may: z.object({ work: z.boolean(), control: z.boolean() }),
})

const somebody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ledger'), personId: id }),
  z.object({
    kind: z.literal('other'),
    name: text(40),
    phone: text(30).nullable(),
    document: text(30).nullable(),
    address: text(120).nullable(),
    sex: z.enum(SEXES),
    birthday: day.nullable(),
  }),
])
const node = z.object({ id, label: z.string(), standing, caseKind: caseKind.nullable(), ...dates, isClosed: z.boolean() })
const exists = ['watch', 'emergency'] as const
/** Where they were told to have been, and where they met somebody, stands in it too. */
const DETAIL_READS = ['name', 'phone', 'door', 'health', 'whereabouts'] as const

export const tracing = operations('tracing', {
  /** Latest reported first, a page of 50. `search`: a number, or exactly a name, telephone or document. */
  listTraced: query({
    can: 'tracing.read',
    input: z.object({
      areaId: id,
      standing: standing.nullable(),
      only: z.enum(['open', 'closed', 'untold', 'all']),
      search: text(60).nullable(),
      after: z.string().max(80).optional(),
    }),
    output: z.object({ rows: z.array(line), after: z.string().nullable() }),
    reads: ['name', 'door', 'health'],
  }),
  countTraced: query({
    can: 'tracing.read',
    input: z.object({ areaId: id }),
    output: z.object({ cases: count, contacts: count, secondaryContacts: count, untold: count, overdue: count, closed: count }),
  }),
  getTraced: query({ can: 'tracing.read', input: z.object({ tracedId: id }), output: detail, reads: DETAIL_READS }),
  /** `areaId`: of the centre that looks into it; whoever is of the ledger stands where they live. */
  addTraced: command({
    can: 'tracing.work',
    exists,
    input: z.object({ id, areaId: id, who: somebody, standing: z.enum(['case', 'contact', 'secondaryContact']), caseKind: caseKind.nullable(), ...dates }),
    output: detail,
    reads: DETAIL_READS,
  }),
  editTraced: command({
    can: 'tracing.work',
    input: z.object({ tracedId: id, version, caseKind: caseKind.nullable(), ...dates }),
    output: detail,
    reads: DETAIL_READS,
  }),
  /** A contact fell ill, a case was none: what they were stays written. */
  turnTraced: command({
    can: 'tracing.work',
    input: z.object({
      tracedId: id,
      version,
      to: z.enum(['case', 'contact', 'secondaryContact']),
      caseKind: caseKind.nullable(),
      sampledOn: day.nullable(),
      reason: text(200),
    }),
    output: detail,
    reads: DETAIL_READS,
  }),
  closeTraced: command({
    can: 'tracing.work',
    input: z.object({ tracedId: id, version, reason: z.enum(CLOSE_REASONS), on: day }),
    output: detail,
    reads: DETAIL_READS,
  }),
  reopenTraced: command({
    can: 'tracing.work',
    input: z.object({ tracedId: id, version, reason: text(200) }),
    output: detail,
    reads: DETAIL_READS,
  }),
  /** Those of the same home, of the same tubes, and of the same gates and places by an open trace, in the days that count. Nothing is written. */
  listSuggestions: query({
    can: 'tracing.work',
    input: z.object({ tracedId: id }),
    output: z.array(
      z.object({
        key: z.string(),
        personId: id,
        name: z.string().nullable(),
        door: z.string().nullable(),
        kind: z.enum(EXPOSURE_KINDS),
        certainty: z.enum(CERTAINTIES),
        day,
        dayTo: day,
        /** In the investigation already. */
        tracedId: id.nullable(),
        standing: standing.nullable(),
      }),
    ),
    reads: ['name', 'door', 'whereabouts'],
  }),
  /** They become contacts as the edition in force knows them; the keys are those of `listSuggestions`, looked for again. */
  takeSuggestions: command({
    can: 'tracing.work',
    exists,
    input: z.object({ tracedId: id, keys: z.array(z.string().max(120)).min(1).max(500) }),
    output: z.object({ added: count, met: count }),
  }),
  /** Somebody met this one. `how` they met; null for a minute nobody knows. */
  addMeeting: command({
    can: 'tracing.work',
    exists,
    input: z.object({
      id,
      tracedId: id,
      who: z.union([somebody, z.object({ kind: z.literal('traced'), tracedId: id })]),
      /** `they`: whoever is added caught it, or may have, from this one; `this`: the other way round. */
      whoMayHaveCaughtIt: z.enum(['they', 'this']),
      how: z.enum(EXPOSURE_KINDS),
      certainty: z.enum(CERTAINTIES),
      day,
      dayTo: day,
      minutes: z.int().min(0).max(20_160).nullable(),
      place: text(80).nullable(),
    }),
    output: detail,
    reads: DETAIL_READS,
  }),
  /** Whether they met, how surely, and whether one caught it from the other: of those who may have given it to somebody, one did. */
  setMeeting: command({
    can: 'tracing.work',
    input: z.object({ exposureId: id, version, isActive: z.boolean(), certainty: z.enum(CERTAINTIES), isInfection: z.boolean() }),
    output: z.object({}),
  }),
  /** 已告知: they know what they are, and what follows. */
  tellTraced: command({
    can: 'tracing.work',
    input: z.object({ tracedId: id, version, way: z.enum(['phone', 'visit', 'letter']) }),
    output: detail,
    reads: DETAIL_READS,
  }),
  /** Proposed on this investigation's decision; a second person of another unit confirms it, as always. */
  proposeControl: command({
    can: 'tracing.work',
    exists,
    input: z.object({ tracedId: id, version, caseId: id, reference: text(60), issuedBy: text(60), hasOwnSuite: z.boolean() }),
    output: detail,
    reads: DETAIL_READS,
  }),
  /** At most 500 at once, in a few statements; undone as a whole while nobody has touched them since. */
  editMany: command({
    can: 'tracing.lead',
    input: z.object({
      id,
      areaId: id,
      tracedIds: z.array(id).min(1).max(500),
      change: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('isolated'), on: day }),
        z.object({ kind: z.literal('close'), reason: z.enum(CLOSE_REASONS), on: day }),
        z.object({ kind: z.literal('told'), way: z.enum(['phone', 'visit', 'letter']) }),
      ]),
    }),
    output: z.object({ changed: count, skipped: count }),
  }),
  listEdits: query({
    can: 'tracing.lead',
    input: z.object({ areaId: id }),
    output: z.array(
      z.object({
        id,
        at: instant,
        by: z.string(),
        kind: z.enum(['isolated', 'close', 'told']),
        changed: count,
        undoneAt: instant.nullable(),
        mayUndo: z.boolean(),
      }),
    ),
  }),
  undoEdit: command({ can: 'tracing.lead', input: z.object({ editId: id }), output: z.object({ restored: count, kept: count }) }),
  /** Cases of these days, with whom they are said to have caught it from; contacts where they are asked for. At most 5,000 people. No names: they are asked for one by one. */
  getChains: query({
    can: 'tracing.read',
    input: z.object({ areaId: id, from: day, to: day, withContacts: z.boolean() }),
    output: z.object({
      people: z.array(node),
      meetings: z.array(
        z.object({
          id,
          from: id,
          to: id,
          day,
          dayTo: day,
          kind: z.enum(EXPOSURE_KINDS),
          certainty: z.enum(CERTAINTIES),
          isInfection: z.boolean(),
          isActive: z.boolean(),
        }),
      ),
      isCut: z.boolean(),
    }),
    reads: ['health'],
  }),
  /** 流行曲线与时效. */
  getFigures: query({
    can: 'tracing.read',
    input: z.object({ areaId: id, by: z.enum(CURVE_DAYS) }),
    output: z.object({
      curve: z.array(z.object({ day, counts: z.record(caseKind, count) })),
      unknown: count,
      delays: z.array(
        z.object({ delay: z.enum(DELAYS), count, median: z.int().nullable(), p90: z.int().nullable(), most: z.int().nullable(), wrongOrder: count }),
      ),
      generations: z.array(z.object({ generation: count, cases: count, perCase: z.number().nullable() })),
    }),
  }),
  /** XLSX or CSV in our layout or Go.Data's. `isPreview`: says what would happen and keeps nothing. */
  importLines: upload({
    can: 'tracing.lead',
    exists,
    input: z.object({ id, areaId: id, otherwise: z.enum(['case', 'contact', 'secondaryContact']), isPreview: z.boolean() }),
    output: z.object({
      columns: z.array(z.object({ header: z.string(), field: z.enum(LINE_FIELDS).nullable() })),
      isEnough: z.boolean(),
      rows: count,
      added: count,
      known: count,
      matched: count,
      meetings: count,
      faults: z.array(z.object({ row: z.int(), fault: z.enum(LINE_FAULTS), field: z.enum(LINE_FIELDS) })),
      faulty: count,
      isAgain: z.boolean(),
    }),
  }),
  getTemplate: file({ can: 'tracing.lead', input: z.object({ areaId: id, layout: z.enum(LINE_LAYOUTS) }) }),
  /** `withNames`: above 49 people it takes a reason and a second person of another unit, who signs `signExport`; numbers and days go out without. */
  askExport: command({
    can: 'tracing.lead',
    input: z.object({ id, areaId: id, format: z.enum([...LINE_LAYOUTS, 'fhir']), withNames: z.boolean(), reason: text(200) }),
    output: z.object({ id, people: count, needsSecond: z.boolean() }),
  }),
  listExports: query({
    can: 'tracing.lead',
    input: z.object({ areaId: id }),
    output: z.array(
      z.object({
        id,
        at: instant,
        by: z.string(),
        unit: z.string(),
        format: z.enum([...LINE_LAYOUTS, 'fhir']),
        withNames: z.boolean(),
        people: count,
        reason: z.string().nullable(),
        state: z.enum(['waiting', 'ready', 'over']),
        maySign: z.boolean(),
        isOwn: z.boolean(),
      }),
    ),
  }),
  signExport: command({ can: 'tracing.lead', input: z.object({ exportId: id }), output: z.object({}) }),
  /** By whoever asked, for a day. `fhir` is JSON, whatever is asked for. */
  fetchExport: file({ can: 'tracing.lead', input: z.object({ exportId: id, as: z.enum(['xlsx', 'csv']) }), reads: ['name', 'phone', 'document', 'health'] }),
})

export const tracingErrors = {
  'tracing.known': 409,
  'tracing.wrong_state': 409,
  'tracing.himself': 400,
  'tracing.cycle': 409,
  'tracing.not_case': 409,
  'tracing.later_source': 409,
  'tracing.day_ahead': 400,
  'tracing.days_turned': 400,
  'tracing.no_level': 409,
  'tracing.not_in_ledger': 409,
  'tracing.file_unreadable': 400,
  'tracing.file_too_long': 400,
  'tracing.file_empty': 400,
  'tracing.columns_missing': 400,
  'tracing.same_person': 403,
  'tracing.export_waits': 409,
  'tracing.export_over': 409,
} as const

export const tracingEvents = {
  /** Somebody of a community stands otherwise in the investigation than before. */
  changed: event('tracing.changed', z.object({ communityId: id })),
}
