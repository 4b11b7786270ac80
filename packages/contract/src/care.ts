import { CARER_SLOTS, SLOT_CHANGES, SLOT_GAPS } from '@xiaomen/rules/answerability'
import { CARE_ALARMS, CARE_CHANGES, CARE_NEEDS, CARE_RESULTS, CARE_STANDINGS, CARE_STATES, CARE_WAYS, MOST_INTERVAL_DAYS } from '@xiaomen/rules/care'
import { CARE_CATEGORIES } from '@xiaomen/rules/registry'
import { ROLES } from '@xiaomen/rules/access'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'

const category = z.enum(CARE_CATEGORIES)
const days = z.int().min(1).max(MOST_INTERVAL_DAYS)
const cursor = z.string().max(80)

/** Somebody in care as this reader may see them. `care` null: not for you; the rest says who, where and when. */
export const InCareView = z.object({
  personId: id,
  homeId: id,
  name: z.string().nullable(),
  door: z.string().nullable(),
  care: z.array(category).nullable(),
  /** `coverName`: who stands in while the carer is away. */
  carer: z.object({ accountId: id.nullable(), name: z.string(), unit: z.string(), coverName: z.string().nullable() }).nullable(),
  /** 党员中心户: an account of its own, or a person of the ledger. */
  second: z.object({ name: z.string(), isAccount: z.boolean(), coverName: z.string().nullable() }).nullable(),
  /** Why somebody is missing; null where nobody is. */
  gaps: z.object({ first: z.enum(SLOT_GAPS).nullable(), second: z.enum(SLOT_GAPS).nullable() }),
  /** 轮到谁: whose the next contact is, though either may make it. Null: nobody has an account. */
  turn: z.enum(['first', 'second']).nullable(),
  /** Whom the home's grid suggests, where nobody is named. */
  suggestion: z.object({ accountId: id, name: z.string() }).nullable(),
  intervalDays: z.int(),
  lastContact: day.nullable(),
  lastResult: z.enum(CARE_RESULTS).nullable(),
  nextDue: day,
  standing: z.enum(CARE_STANDINGS),
  overdueDays: z.int(),
  alarm: z.enum(CARE_ALARMS),
  version: z.int(),
})
const page = z.object({ rows: z.array(InCareView), next: cursor.nullable() })
export const CareContactView = z.object({
  id,
  at: instant,
  by: z.string(),
  way: z.enum(CARE_WAYS),
  result: z.enum(CARE_RESULTS),
  needs: z.array(z.enum(CARE_NEEDS)),
  note: z.string().nullable(),
})
const CareCountsView = z.object({
  people: z.int(),
  ok: z.int(),
  due: z.int(),
  overdue: z.int(),
  noCarer: z.int(),
  byCategory: z.record(category, z.int()),
})

export const care = operations('care', {
  /** Longest owed first. `next` is the cursor of the page after. */
  listCare: query({
    can: 'care.read',
    input: z.object({
      areaId: id.optional(),
      category: category.optional(),
      state: z.enum(CARE_STATES).optional(),
      after: cursor.optional(),
      limit: z.int().min(1).max(200).optional(),
    }),
    output: page,
    reads: ['name', 'door', 'care'],
  }),
  /** Those the caller looks after, as first or second, and those of whom he stands in for. */
  listMine: query({
    can: 'care.contact',
    input: z.object({ after: cursor.optional(), limit: z.int().min(1).max(200).optional() }),
    output: page,
    reads: ['name', 'door', 'care'],
  }),
  /** For whoever keeps the care of the place, and for the two who look after this person. */
  getCare: query({
    can: 'care.contact',
    input: z.object({ personId: id }),
    output: z.object({
      person: InCareView,
      override: z.object({ days: z.int(), reason: z.string().nullable() }).nullable(),
      since: day,
      /** Latest first, at most 50. */
      contacts: z.array(CareContactView),
      changes: z.array(
        z.object({
          at: instant,
          by: z.string().nullable(),
          why: z.enum([...CARE_CHANGES, ...SLOT_CHANGES]),
          slot: z.enum(CARER_SLOTS).nullable(),
          who: z.string().nullable(),
        }),
      ),
      mayKeep: z.boolean(),
    }),
    reads: ['name', 'door', 'care'],
  }),
  /** For the building chart: homes where somebody is owed a contact, with the worst of them, longest owed first, at most 2,000. */
  listDueHomes: query({
    can: 'care.read',
    input: z.object({ areaId: id }),
    output: z.object({
      homes: z.array(z.object({ homeId: id, standing: z.enum(CARE_STANDINGS).exclude(['ok']), overdueDays: z.int() })),
      isCut: z.boolean(),
    }),
    reads: ['care'],
  }),
  /** How many of each category and how they stand: of the area and of each grid in it. Numbers only. */
  getCounts: query({
    can: 'care.count',
    input: z.object({ areaId: id }),
    output: z.object({ day, total: CareCountsView, grids: z.array(CareCountsView.extend({ gridId: id, name: z.string() })) }),
    reads: ['care'],
  }),
  /** Who may be named beneath this area, and where they work. */
  listCarers: query({
    can: 'care.assign',
    input: z.object({ areaId: id }),
    output: z.array(z.object({ accountId: id, name: z.string(), unit: z.string(), role: z.enum(ROLES), people: z.int() })),
  }),
  assignCarer: command({
    can: 'care.assign',
    input: z.object({ personIds: z.array(id).min(1).max(500), accountId: id.nullable() }),
    output: z.object({ assigned: z.int() }),
  }),
  /** Everybody in care of a grid to one carer; those who have one already only when asked. */
  assignGrid: command({
    can: 'care.assign',
    input: z.object({ gridId: id, accountId: id, evenIfTaken: z.boolean() }),
    output: z.object({ assigned: z.int() }),
  }),
  /** 二对一: the second of the two, an account or a person of the ledger; nobody when both are left out. */
  setSecondCarer: command({
    can: 'care.assign',
    input: z.object({ personId: id, version: z.int(), accountId: id.optional(), secondPersonId: id.optional() }),
    output: z.object({ version: z.int() }),
  }),
  /** How often this one person is contacted, with a reason; null gives the interval of the categories back. */
  setPersonInterval: command({
    can: 'care.assign',
    input: z.object({ personId: id, version: z.int(), days: days.nullable(), reason: text(200).nullable() }),
    output: z.object({ version: z.int(), nextDue: day }),
  }),
  listIntervals: query({
    can: 'care.read',
    input: z.object({ communityId: id }),
    output: z.object({
      /** In an emergency nobody waits longer than this. */
      emergencyMostDays: z.int(),
      urgentAfterDays: z.int(),
      isDraft: z.boolean(),
      categories: z.array(
        z.object({
          category,
          days: z.int(),
          proposed: z.int(),
          isDraft: z.boolean(),
          source: z.object({ zh: z.string(), en: z.string() }),
          isOwn: z.boolean(),
        }),
      ),
    }),
  }),
  /** Null: what the house proposes. Everybody of the category is due by the new interval at once. */
  setInterval: command({
    can: 'care.assign',
    input: z.object({ communityId: id, category, days: days.nullable() }),
    output: z.object({ changed: z.int() }),
  }),
  /** The same id with the same bytes is accepted again; with other bytes it is kept and refused. */
  recordContact: command({
    can: 'care.contact',
    offline: true,
    input: z.object({
      id,
      personId: id,
      at: instant,
      way: z.enum(CARE_WAYS),
      result: z.enum(CARE_RESULTS),
      needs: z.array(z.enum(CARE_NEEDS)).max(CARE_NEEDS.length),
      note: text(300).nullable(),
    }),
    output: z.object({ id, isNew: z.boolean(), nextDue: day }),
  }),
})

export const careErrors = {
  /** The same id came with other content: kept for review, not counted. */
  'care.other_bytes': 409,
  'care.not_a_carer_there': 409,
  'care.changed_meanwhile': 409,
  'care.same_carer_twice': 409,
  'care.reason_missing': 400,
  'care.needs_unfit': 400,
} as const

const of = z.object({ communityId: id, personId: id })
export const careEvents = {
  contactRecorded: event('care.contactRecorded', of.extend({ contactId: id })),
  helpNeeded: event('care.helpNeeded', of.extend({ contactId: id })),
  /** Once for each day somebody was due. */
  contactOverdue: event('care.contactOverdue', of.extend({ dueOn: day })),
  carerChanged: event('care.carerChanged', z.object({ communityId: id, people: z.int() })),
}
