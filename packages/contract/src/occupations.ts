import { DUE_STATES, TEST_INTERVALS } from '@xiaomen/rules/occupations'
import { ENTERPRISE_TRADES, STAFF_OCCUPATIONS } from '@xiaomen/rules/registry'
import { z } from 'zod'
import { command, day, event, file, id, instant, lang, operations, query, text } from './kit.ts'
import { bilingual, itemKey, named, sourced } from './packs-kit.ts'
import { CoverageCounts } from './tasks.ts'

const interval = z.literal(TEST_INTERVALS)
const occupation = z.enum(STAFF_OCCUPATIONS)
/** packs/occupations.json: by city and day, which occupations are tested how often. `city`: the beginning of an official code, '' anywhere. */
export const OccupationsFile = z.strictObject({
  isDraft: z.boolean(),
  keepDays: sourced(z.int().min(1).max(365)),
  linkDays: sourced(z.int().min(1).max(180)),
  tables: z
    .array(
      z.strictObject({
        city: z.string().regex(/^\d{0,12}$/),
        from: day,
        classes: z.array(z.strictObject({ key: itemKey, ...named, occupations: z.array(occupation).min(1), days: sourced(interval) })).min(1),
      }),
    )
    .min(1)
    .refine((tables) => new Set(tables.map(({ city, from }) => `${city} ${from}`)).size === tables.length, 'pack.item_twice'),
})

const count = z.int().min(0)
const dueState = z.enum(DUE_STATES)
const counts = { staff: count, overdue: count, never: count, today: count }
const Employer = z.object({ enterpriseId: id, name: z.string(), trade: z.enum(ENTERPRISE_TRADES), ...counts })
const MissingEmployer = z.object({
  enterpriseId: id,
  name: z.string(),
  trade: z.enum(ENTERPRISE_TRADES),
  expected: count,
  done: count,
  excused: count,
  missing: count,
})

export const occupations = operations('occupations', {
  /** Employers of key workers, whoever has most that are late first; at most 500. */
  listEmployers: query({
    can: 'occupations.read',
    input: z.object({ areaId: id }),
    output: z.object({
      today: day,
      /** Null: nothing is asked here on this day. */
      table: z
        .object({
          city: z.string(),
          from: day,
          classes: z.array(
            z.object({
              key: z.string(),
              zh: z.string(),
              en: z.string(),
              occupations: z.array(occupation),
              days: interval,
              isDraft: z.boolean(),
              source: bilingual,
            }),
          ),
        })
        .nullable(),
      employers: z.array(Employer),
      isCut: z.boolean(),
      totals: z.object({ employers: count, ...counts }),
      /** As the standing obligation counts it: expected − done − excused = missing. */
      coverage: CoverageCounts,
    }),
  }),
  /** One employer's key workers, the latest due first. */
  getEmployer: query({
    can: 'occupations.people',
    input: z.object({ enterpriseId: id }),
    output: Employer.extend({
      workers: z.array(
        z.object({
          staffId: id,
          personId: id,
          name: z.string().nullable(),
          occupation,
          days: interval,
          lastOn: day.nullable(),
          dueOn: day,
          state: dueState,
        }),
      ),
      linkUntil: instant.nullable(),
      may: z.object({ note: z.boolean(), link: z.boolean() }),
    }),
    reads: ['name', 'health'],
  }),
  /** 凭证补录: a test somebody showed evidence of. The same id again is the same test. */
  noteTest: command({
    can: 'occupations.note',
    exists: ['watch', 'emergency'],
    input: z.object({ id, staffId: id, on: day, evidence: text(100) }),
    output: z.object({ dueOn: day.nullable() }),
  }),
  /** A link for the employer, without an account: the own staff and who is due, nothing else. The one before ends. Shown once. */
  issueLink: command({
    can: 'occupations.link',
    exists: ['watch', 'emergency'],
    input: z.object({ enterpriseId: id }),
    output: z.object({ path: z.string(), until: instant }),
  }),
  endLink: command({ can: 'occupations.link', input: z.object({ enterpriseId: id }), output: z.object({}) }),
  /** Who is missing in a round of testing, employer by employer; most first, at most 500. */
  listMissing: query({
    can: 'occupations.read',
    input: z.object({ areaId: id, campaignId: id }),
    output: z.object({ employers: z.array(MissingEmployer), isCut: z.boolean(), totals: z.object({ employers: count, expected: count, missing: count }) }),
  }),
  /** Of one employer, by name. */
  getMissing: query({
    can: 'occupations.people',
    input: z.object({ enterpriseId: id, campaignId: id }),
    output: z.array(z.object({ personId: id, name: z.string().nullable(), occupation })),
    reads: ['name'],
  }),
  /** Employers and their numbers, nobody by name: of what is due, or of a round. */
  downloadEmployers: file({ can: 'occupations.read', input: z.object({ areaId: id, campaignId: id.nullable(), lang }) }),
})

export const occupationsErrors = {
  'occupations.not_key': 409,
  'occupations.day_wrong': 400,
  'occupations.other_bytes': 409,
} as const

export const occupationsEvents = {
  /** A test was written down by hand. */
  noted: event('occupations.noted', z.object({ communityId: id })),
  /** Somebody who works here was due before today and is not tested, or is after all. `markId` is of this person in this community; a later version wins. */
  overdueChanged: event(
    'occupations.overdueChanged',
    z.object({ communityId: id, markId: id, personId: id, homeId: id.nullable(), areaPath: z.string(), isOverdue: z.boolean(), version: z.int() }),
  ),
}
