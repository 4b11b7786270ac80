import { ROLES } from '@xiaomen/rules/access'
import { LEVELS } from '@xiaomen/rules/areas'
import { CARE_STATES } from '@xiaomen/rules/care'
import { FILL_SOURCES, SOURCE_KEYS } from '@xiaomen/rules/queries'
import { CARE_CATEGORIES, HOME_USES, RESIDENCY_KINDS } from '@xiaomen/rules/registry'
import { STOP_STATES } from '@xiaomen/rules/sweeps'
import { z } from 'zod'
import { command, day, file, id, instant, lang, operations, query, text, upload } from './kit.ts'

const source = z.enum(SOURCE_KEYS)
const care = z.enum(CARE_CATEGORIES)
const format = z.enum(['xlsx', 'csv'])
/** 'serial' is a running number, 'fixed' the same text in every row. */
const column = z.object({ key: z.string().max(40), header: text(60), text: text(100).optional() })
export const QueryFilter = z.object({
  use: z.array(z.enum(HOME_USES)).max(HOME_USES.length).optional(),
  care: z.array(care).max(CARE_CATEGORIES.length).optional(),
  residency: z.array(z.enum(RESIDENCY_KINDS)).max(RESIDENCY_KINDS.length).optional(),
  level: z
    .array(z.enum([...LEVELS, 'grid']))
    .max(LEVELS.length + 1)
    .optional(),
  day: day.optional(),
  /** One obligation, one sweep; without it all that are open. */
  obligation: id.optional(),
  sweep: id.optional(),
  stopState: z.array(z.enum(STOP_STATES)).max(STOP_STATES.length).optional(),
  careState: z.array(z.enum(CARE_STATES)).max(CARE_STATES.length).optional(),
})
export const QuerySpec = z.object({ source, title: text(80).nullable(), columns: z.array(column).min(1).max(60), filter: QueryFilter })
/** A place, or a grid of it: then only the grid's buildings. */
const place = { areaId: id, gridId: id.optional() }
/** What the file is for: stands in its last line, its properties and above every printed page. */
const purpose = text(100)

export const LayoutView = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  name: z.string(),
  spec: QuerySpec,
  sharedWith: z.array(z.enum(ROLES)),
  version: z.int(),
  mayEdit: z.boolean(),
  /** Ships with the house: is copied, not changed. */
  isOurs: z.boolean(),
})
export const EXPORT_STATES = ['building', 'reasonNeeded', 'waiting', 'ready', 'taken', 'refused', 'expired', 'failed'] as const
export const ExportView = z.object({
  id,
  kind: z.enum(['list', 'sheet', 'chain']),
  areaName: z.string(),
  title: z.string(),
  purpose: z.string(),
  reason: z.string().nullable(),
  state: z.enum(EXPORT_STATES),
  failure: z.string().nullable(),
  progress: z.number(),
  rows: z.int(),
  counts: z.object({ whereabouts: z.int(), health: z.int(), care: z.int() }),
  /** Of these it takes more than one person may take out. */
  over: z.array(z.enum(['whereabouts', 'health', 'care'])),
  /** Of a filled sheet. */
  filled: z.object({ rows: z.int(), unmatched: z.int(), several: z.int() }).nullable(),
  code: z.string(),
  by: z.string(),
  decidedBy: z.string().nullable(),
  requestedAt: instant,
  until: instant.nullable(),
})
export const SheetView = z.object({
  id,
  fileName: z.string(),
  format,
  /** The row of the header, from 1. */
  headerRow: z.int(),
  columns: z.array(z.object({ label: z.string(), field: z.string().nullable(), text: z.string().nullable(), samples: z.array(z.string()) })),
  source: z.enum(FILL_SOURCES),
  /** Rows beneath the header that stand there already. */
  rows: z.int(),
  /** Somebody here mapped this form before. */
  isRemembered: z.boolean(),
})
const candidate = z.object({ homeId: id, personId: id.nullable(), place: z.string(), door: z.string().nullable(), name: z.string().nullable() })
export const CHAIN_CERTAINTIES = ['certain', 'likely', 'several', 'none'] as const
export const ChainMatch = z.object({
  line: z.int(),
  number: z.int().nullable(),
  text: z.string(),
  door: z.string().nullable(),
  name: z.string().nullable(),
  phoneTail: z.string().nullable(),
  count: z.int().nullable(),
  rest: z.string(),
  sameAs: z.int().nullable(),
  certainty: z.enum(CHAIN_CERTAINTIES),
  candidates: z.array(candidate),
})

export const queries = operations('queries', {
  listLayouts: query({ can: 'queries.read', input: z.object({ areaId: id, lang }), output: z.array(LayoutView) }),
  /** A new one, or the next version of one that was read at `version`. */
  saveLayout: command({
    can: 'queries.save',
    input: z.object({
      areaId: id,
      id: id.optional(),
      version: z.int().optional(),
      name: text(60),
      spec: QuerySpec,
      sharedWith: z.array(z.enum(ROLES)).max(ROLES.length),
    }),
    output: LayoutView,
  }),
  removeLayout: command({ can: 'queries.save', input: z.object({ layoutId: id, version: z.int() }), output: z.object({}) }),
  /** The first rows as the file would show them. */
  preview: query({
    can: 'queries.read',
    input: z.object({ ...place, spec: QuerySpec, lang }),
    output: z.object({ rows: z.array(z.array(z.string().nullable())), hasMore: z.boolean() }),
    reads: ['name', 'phone', 'document', 'door', 'care', 'health', 'whereabouts'],
  }),
  /** 网格人头表: the counts, and the buildings drawn with their care marks. */
  getHeadCount: query({
    can: 'queries.read',
    input: z.object({ ...place, lang }),
    output: z.object({
      title: z.string(),
      day,
      headers: z.array(z.string()),
      rows: z.array(z.array(z.string().nullable())),
      buildings: z.array(
        z.object({
          name: z.string(),
          floors: z.array(
            z.object({ floor: z.int().nullable(), cells: z.array(z.object({ door: z.string(), use: z.enum(HOME_USES), marks: z.array(care).nullable() })) }),
          ),
        }),
      ),
      legend: z.array(z.object({ mark: z.string(), says: z.string() })),
    }),
    reads: ['door', 'care'],
  }),

  /** Makes the file aside; poll `getExport`. Above the limits it waits for a reason and a second person. */
  requestExport: command({ can: 'queries.export', input: z.object({ ...place, spec: QuerySpec, lang, format, purpose }), output: ExportView }),
  getExport: query({ can: 'self', input: z.object({ exportId: id }), output: ExportView }),
  listExports: query({ can: 'self', input: z.object({}), output: z.array(ExportView) }),
  giveReason: command({ can: 'self', input: z.object({ exportId: id, reason: text(200) }), output: ExportView }),
  listApprovals: query({ can: 'queries.approve', input: z.object({}), output: z.array(ExportView) }),
  /** By another person than the one who asks, of another unit. */
  decideExport: command({ can: 'queries.approve', input: z.object({ exportId: id, isApproved: z.boolean() }), output: ExportView }),
  /** Once, by the one who asked for it: the ticket opens the file for ten minutes, then it is gone. */
  takeExport: command({
    can: 'self',
    input: z.object({ exportId: id }),
    output: z.object({ ticket: z.string() }),
    reads: ['name', 'phone', 'document', 'door', 'care', 'health', 'whereabouts'],
  }),
  downloadExport: file({ can: 'self', input: z.object({ exportId: id, ticket: z.string().max(60) }) }),

  /** A department's sheet (part `file`): where its header stands and what its columns ask for. Kept for a day. */
  readSheet: upload({ can: 'queries.export', input: z.object({ areaId: id }), output: SheetView, reads: ['name'] }),
  /** The same sheet back, filled. `fields` by column; null leaves it to the office. Remembered for this form and community. */
  fillSheet: command({
    can: 'queries.export',
    input: z.object({
      ...place,
      sheetId: id,
      source: z.enum(FILL_SOURCES),
      filter: QueryFilter,
      fields: z.array(z.object({ key: z.string().max(40).nullable(), text: text(100).optional() })).max(200),
      /** `append`: rows of the ledger beneath the header; `match`: the rows that stand there already. */
      how: z.enum(['append', 'match']),
      purpose,
      lang,
    }),
    output: ExportView,
  }),

  /** 接龙: each line of a pasted chain, and who it may be. A name or a number is compared only where the reader may have it whole. */
  matchChain: query({
    can: 'queries.read',
    input: z.object({ areaId: id, text: z.string().max(60_000) }),
    output: z.object({
      title: z.string().nullable(),
      /** The reader sees names masked here: lines were matched by their doors, whatever name they bear. */
      isByDoorOnly: z.boolean(),
      items: z.array(ChainMatch),
      unread: z.array(z.object({ line: z.int(), text: z.string() })),
    }),
    reads: ['name', 'phone', 'door'],
  }),
  exportChain: command({
    can: 'queries.export',
    input: z.object({
      areaId: id,
      title: text(80),
      items: z
        .array(
          z.object({
            number: z.int().min(0).max(99_999).nullable(),
            homeId: id.nullable(),
            personId: id.nullable(),
            /** As typed, where no home was found. */
            said: z.string().max(400),
            count: z.int().min(0).max(9_999).nullable(),
            rest: z.string().max(400),
          }),
        )
        .min(1)
        .max(1_000),
      purpose,
      lang,
      format,
    }),
    output: ExportView,
  }),
})

export const queriesErrors = {
  'queries.unknown_column': 400,
  'queries.name_taken': 409,
  'queries.changed_meanwhile': 409,
  'queries.wrong_state': 409,
  'queries.same_person': 409,
  'queries.file_gone': 409,
  /** Whoever sees names masked cannot have a list of names compared: each row would say whether the name is right. */
  'queries.names_masked': 403,
  'queries.too_many_rows': 409,
  'queries.no_header': 400,
  'queries.unreadable_file': 400,
  'queries.file_too_large': 413,
  'queries.not_a_workbook': 400,
  'queries.zip_bomb': 400,
} as const
