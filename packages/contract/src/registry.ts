import { REVEAL_PURPOSES } from '@xiaomen/rules/access'
import { CARE_CATEGORIES, DOCUMENT_KINDS, HOME_QUESTIONS, HOME_USES, IMPORT_FIELDS, IMPORT_PROBLEMS, RESIDENCY_KINDS } from '@xiaomen/rules/registry'
import { z } from 'zod'
import { command, day, event, file, id, instant, lang, operations, query, text, upload } from './kit.ts'
import { elsewhereErrors, elsewhereEvents, elsewhereOps } from './registry-elsewhere.ts'
import { previewOps } from './registry-preview.ts'
import { mergeErrors, mergeEvents, mergeOps } from './registry-merge.ts'
import { reshapeErrors, reshapeEvents, reshapeOps } from './registry-reshape.ts'
import { registryStayErrors } from './registry-stays.ts'

const residency = z.enum(RESIDENCY_KINDS)
const care = z.enum(CARE_CATEGORIES)
const document = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  number: text(30),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .optional(),
})

/** A person as this reader may see them: null is "not for you", a mask has stars. */
export const PersonView = z.object({
  id,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  document: z.string().nullable(),
  documentKind: z.enum(DOCUMENT_KINDS).nullable(),
  care: z.array(care).nullable(),
  lang: z.string().nullable(),
  version: z.int(),
  residency: z.object({ id, kind: residency, from: day, until: day.nullable() }),
})
/** Somebody who lived here: until when, and where to, as far as this reader sees it. */
export const PastPersonView = PersonView.extend({ movedTo: z.object({ homeId: id, areaId: id, areaName: z.string(), door: z.string() }).nullable() })
export const HomeView = z.object({
  id,
  communityId: id,
  path: z.string(),
  areaId: id,
  areaName: z.string(),
  door: z.string(),
  floor: z.int().nullable(),
  use: z.enum(HOME_USES),
  version: z.int(),
})
/** What is still owed at a door. */
export const HOME_DUES = ['nobodyRecorded', 'phoneMissing', 'documentMissing', 'notInvited', 'careWithoutContact'] as const
const Due = z.object({ kind: z.enum(HOME_DUES), personId: id.nullable() })
const uses = z.object({ permanent: z.int(), rented: z.int(), vacant: z.int(), shop: z.int(), dormitory: z.int(), yard: z.int() })
const contradictions = z.object({
  vacantInhabited: z.int(),
  rentedWithoutTenant: z.int(),
  rentedWithoutLandlord: z.int(),
  permanentNobody: z.int(),
  shopNobody: z.int(),
  dormitoryNobody: z.int(),
})

export const IMPORT_STATES = ['reading', 'ready', 'committing', 'committed', 'undoing', 'undone', 'failed'] as const
export { IMPORT_PROBLEMS }
export { ElsewhereView } from './registry-elsewhere.ts'
export { KnownPerson } from './registry-merge.ts'
export const ImportProblem = z.object({
  row: z.int(),
  column: z.string().nullable(),
  field: z.enum(IMPORT_FIELDS).nullable(),
  problem: z.enum(IMPORT_PROBLEMS),
  /** Row of this file or door of the ledger it collides with, as the reader may see it. */
  other: z.string().nullable(),
})
export const DUPLICATE_CHOICES = ['skip', 'update', 'addAnyway'] as const
export const ImportView = z.object({
  id,
  fileName: z.string(),
  state: z.enum(IMPORT_STATES),
  failure: z.string().nullable(),
  createdAt: instant,
  committedAt: instant.nullable(),
  undoUntil: instant.nullable(),
  /** Share of the current step, 0 to 1. */
  progress: z.number(),
  columns: z.array(z.object({ header: z.string(), field: z.enum(IMPORT_FIELDS).nullable(), samples: z.array(z.string()) })),
  counts: z.object({
    rows: z.int(),
    wrongRows: z.int(),
    compounds: z.int(),
    buildings: z.int(),
    units: z.int(),
    homes: z.int(),
    people: z.int(),
    duplicates: z.int(),
  }),
  /** The first 500 problems; the returned workbook holds all of them. */
  problems: z.array(ImportProblem),
  duplicates: z.array(z.object({ row: z.int(), name: z.string(), matches: z.enum(['document', 'phoneAndName', 'row']), other: z.string() })),
})

export const registry = operations('registry', {
  ...elsewhereOps,
  ...mergeOps,
  ...reshapeOps,
  ...previewOps,
  downloadTemplate: file({ can: 'registry.import', input: z.object({ lang, format: z.enum(['xlsx', 'csv']) }) }),
  /** Reads and checks a workbook (part `file`); writes nothing to the ledger. Poll `getImport` until it is `ready`. */
  startImport: upload({ can: 'registry.import', input: z.object({ communityId: id }), output: z.object({ importId: id }) }),
  /** Same file, other meaning of its columns; remembered for this community. Index of column → field. */
  remapImport: command({
    can: 'registry.import',
    input: z.object({ importId: id, fields: z.array(z.enum(IMPORT_FIELDS).nullable()).max(100) }),
    output: ImportView,
  }),
  getImport: query({ can: 'registry.import', input: z.object({ importId: id }), output: ImportView, reads: ['name'] }),
  listImports: query({
    can: 'registry.import',
    input: z.object({ communityId: id }),
    output: z.array(ImportView.omit({ columns: true, problems: true, duplicates: true })),
  }),
  /** One transaction, or nothing. Wrong rows must be left out explicitly. */
  commitImport: command({
    can: 'registry.import',
    input: z.object({
      importId: id,
      leaveOutWrongRows: z.boolean(),
      duplicates: z.enum(DUPLICATE_CHOICES),
      rows: z.record(z.string().regex(/^\d{1,7}$/), z.enum(DUPLICATE_CHOICES)).optional(),
    }),
    output: ImportView,
  }),
  undoImport: command({ can: 'registry.import', input: z.object({ importId: id }), output: ImportView }),
  /** The uploaded workbook again, with a column that says what is wrong. */
  downloadImportErrors: file({ can: 'registry.import', input: z.object({ importId: id, lang }), reads: ['name', 'phone', 'document', 'door'] }),
  exportLedger: file({
    can: 'registry.export',
    input: z.object({ areaId: id, lang, format: z.enum(['xlsx', 'csv']) }),
    reads: ['name', 'phone', 'document', 'door'],
  }),

  /** 楼栋图. One cell a home; `asks` chooses what the cell answers. */
  getBuildingChart: query({
    can: 'registry.chart',
    input: z.object({ areaId: id, asks: z.enum(['use', 'people', 'care', 'due']) }),
    output: z.object({
      areaId: id,
      name: z.string(),
      units: z.array(
        z.object({
          areaId: id,
          name: z.string(),
          floors: z.array(
            z.object({
              floor: z.int().nullable(),
              cells: z.array(
                z.object({
                  homeId: id,
                  door: z.string(),
                  use: z.enum(HOME_USES),
                  people: z.int().nullable(),
                  care: z.array(care).nullable(),
                  dues: z.int().nullable(),
                }),
              ),
            }),
          ),
        }),
      ),
    }),
    reads: ['door', 'care'],
  }),
  getHome: query({
    can: 'registry.read',
    input: z.object({ homeId: id }),
    output: z.object({ home: HomeView, residents: z.array(PersonView), past: z.array(PastPersonView), dues: z.array(Due) }),
    reads: ['name', 'phone', 'document', 'door', 'care'],
  }),
  /** Homes in the order one reads a building. A page may be shorter than its limit and still have a next one: so much was looked through. */
  listHomes: query({
    can: 'registry.read',
    input: z.object({
      areaId: id,
      use: z.enum(HOME_USES).optional(),
      has: z.enum(HOME_QUESTIONS).optional(),
      care: care.optional(),
      /** Home the page before ended with: its `after`. */
      after: id.optional(),
      limit: z.int().min(1).max(100),
    }),
    output: z.object({
      homes: z.array(
        z.object({
          home: HomeView,
          people: z.int(),
          names: z.array(z.string()),
          care: z.array(care).nullable(),
          /** Other than Chinese. */
          langs: z.array(z.string()),
          lacks: z.array(z.enum(HOME_DUES)),
        }),
      ),
      after: id.nullable(),
    }),
    reads: ['name', 'door', 'care'],
  }),
  /** Who lives where now, home by home in the same order. */
  listPeople: query({
    can: 'registry.read',
    input: z.object({
      areaId: id,
      kind: residency.optional(),
      care: care.optional(),
      withoutDocument: z.boolean().optional(),
      foreign: z.boolean().optional(),
      /** Link the page before ended with: its `after`. */
      after: id.optional(),
      limit: z.int().min(1).max(100),
    }),
    output: z.object({ people: z.array(z.object({ person: PersonView, home: HomeView })), after: id.nullable() }),
    reads: ['name', 'phone', 'document', 'door', 'care'],
  }),
  /** 出租空置总览: homes by use, and what contradicts, of an area and two levels beneath it. Every number is a list of `listHomes`. */
  getOccupancy: query({
    can: 'registry.read',
    input: z.object({ areaId: id }),
    output: z.object({
      areas: z.array(z.object({ areaId: id, parentId: id.nullable(), name: z.string(), homes: z.int(), people: z.int(), uses, contradictions })),
    }),
  }),
  /**
   * By name, its initials in pinyin ("zxm"), door ("3-2-501"), last four of the phone, a whole phone or document number, a care category or a language by
   * its word. A class is searched only where its reader may have it whole.
   */
  findHomes: query({
    can: 'registry.read',
    input: z.object({ areaId: id.optional(), text: text(60) }),
    output: z.array(z.object({ home: HomeView, names: z.array(z.string()) })),
    reads: ['name', 'door', 'care'],
  }),
  /** A masked field in full for five minutes, for one of the known purposes; the resident sees who looked and what for. */
  revealPerson: command({
    can: 'registry.reveal',
    input: z.object({ personId: id, dataClass: z.enum(['phone', 'document']), purpose: z.enum(REVEAL_PURPOSES), note: text(200).optional() }),
    output: z.object({ value: z.string().nullable(), until: instant }),
    reads: ['phone', 'document'],
  }),
  addHome: command({
    can: 'registry.edit',
    input: z.object({ areaId: id, door: text(30), floor: z.int().min(-9).max(200).nullable(), use: z.enum(HOME_USES) }),
    output: HomeView,
  }),
  setHomeUse: command({ can: 'registry.edit', input: z.object({ homeId: id, use: z.enum(HOME_USES), version: z.int() }), output: HomeView }),
  addResident: command({
    can: 'registry.edit',
    input: z.object({
      homeId: id,
      name: text(50),
      phone: text(20).optional(),
      document: document.optional(),
      care: z.array(care).max(9),
      kind: residency,
      from: day,
      lang: z
        .string()
        .regex(/^[A-Za-z-]{2,20}$/)
        .optional(),
      evenIfKnown: z.boolean(),
      /** Candidates of `findKnown` who are somebody else: never asked again. */
      differentFrom: z.array(id).max(20).optional(),
    }),
    output: PersonView,
    reads: ['name', 'phone', 'document'],
  }),
  /** Only what is given changes; `version` is the one that was read. */
  editResident: command({
    can: 'registry.edit',
    input: z.object({
      personId: id,
      version: z.int(),
      evenIfKnown: z.boolean().optional(),
      differentFrom: z.array(id).max(20).optional(),
      name: text(50).optional(),
      phone: text(20).nullable().optional(),
      document: document.nullable().optional(),
      care: z.array(care).max(9).optional(),
      lang: z
        .string()
        .regex(/^[A-Za-z-]{2,20}$/)
        .optional(),
    }),
    output: PersonView,
    reads: ['name', 'phone', 'document'],
  }),
  /** Ends the link to this home; with `toHomeId` begins one there. Nothing is deleted. */
  moveResident: command({ can: 'registry.edit', input: z.object({ residencyId: id, on: day, toHomeId: id.nullable() }), output: z.object({}) }),

  /** 家庭卡: a fresh invitation for a home; the old one dies. Printed, it needs no telephone. */
  issueFamilyCard: command({
    can: 'registry.invite',
    input: z.object({ homeId: id }),
    output: z.object({
      homeId: id,
      areaName: z.string(),
      door: z.string(),
      code: z.string(),
      link: z.string(),
      until: instant,
      residents: z.array(z.string()),
    }),
    reads: ['name', 'door'],
  }),
  /** The same invitation by text message, where the house has a gateway: a fresh code to the telephone on record. */
  sendFamilyCard: command({
    can: 'registry.invite',
    input: z.object({ personId: id }),
    output: z.object({ state: z.enum(['queued', 'noGateway', 'noPhone']) }),
  }),
  /** Who the card invites; names masked. `code` travels in the body, never in the address. */
  openInvitation: command({
    can: 'public',
    input: z.object({ code: z.string().max(40) }),
    output: z.object({
      communityName: z.string(),
      people: z.array(z.object({ personId: id, name: z.string(), proof: z.enum(['phone', 'document', 'none']) })),
    }),
  }),
  /** `proof`: last four characters of the phone or document number on record. Signs in. */
  acceptInvitation: command({ can: 'public', input: z.object({ code: z.string().max(40), personId: id, proof: z.string().max(8) }), output: z.object({}) }),
  myHousehold: query({
    can: 'self',
    input: z.object({}),
    output: z.object({ home: HomeView.nullable(), communityName: z.string(), members: z.array(PersonView) }),
    reads: ['name', 'phone', 'document', 'door', 'care'],
  }),
})

export const registryErrors = {
  ...elsewhereErrors,
  ...mergeErrors,
  ...reshapeErrors,
  ...registryStayErrors,
  'registry.unreadable_file': 400,
  'registry.file_too_large': 413,
  'registry.not_a_workbook': 400,
  'registry.zip_bomb': 400,
  'registry.import_not_ready': 409,
  'registry.import_has_wrong_rows': 409,
  'registry.undo_too_late': 409,
  'registry.undo_changed_since': 409,
  'registry.import_running': 409,
  'registry.known_already': 409,
  'registry.phone_wrong': 400,
  'registry.document_wrong': 400,
  'registry.changed_meanwhile': 409,
  'registry.door_taken': 409,
  'registry.area_holds_no_homes': 400,
  'registry.other_community': 409,
  'registry.chart_too_large': 400,
  'registry.card_unknown': 404,
  'registry.card_proof_wrong': 403,
  'registry.card_has_account': 409,
  /** More fields in full within a few minutes than work at doors needs. */
  'registry.too_many_reveals': 429,
} as const

export const registryEvents = {
  ...elsewhereEvents,
  ...mergeEvents,
  ...reshapeEvents,
  ledgerImported: event('registry.ledgerImported', z.object({ communityId: id, importId: id })),
  ledgerImportUndone: event('registry.ledgerImportUndone', z.object({ communityId: id, importId: id })),
  /** One more door; what an import brings is told by `ledgerImported`. */
  homeAdded: event('registry.homeAdded', z.object({ communityId: id, homeId: id })),
  /** Somebody left a home, for another one here or for good. */
  personMoved: event(
    'registry.personMoved',
    z.object({
      communityId: id,
      personId: id,
      fromHomeId: id,
      /** Of a home that was split; taken back, nobody has left. */
      reshapingId: id.optional(),
    }),
  ),
  /** Somebody is of other care categories than before, of the first or of none any more. Of which is asked of the ledger. */
  careChanged: event('registry.careChanged', z.object({ communityId: id, personId: id })),
}
