import { SESSION_KINDS, SESSION_STATES } from '@xiaomen/rules/sites'
import { z } from 'zod'
import { command, day, id, operations, query, text } from './kit.ts'
import { sourced } from './packs-kit.ts'

/** packs/sites.json: how long anybody may wait, how long a team takes from one site to the next, how long sessions are kept. */
export const SitesFile = z.strictObject({
  isDraft: z.boolean(),
  waitMinutes: sourced(z.int().min(1).max(240)),
  travelMinutes: sourced(z.int().min(0).max(240)),
  keepDays: sourced(z.int().min(1).max(365)),
})

/** HH:MM of a local day. */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const count = z.int().min(0)
const tables = z.int().min(1).max(50)
const kind = z.enum(SESSION_KINDS)
const hours = { fromClock: clock, untilClock: clock }
const isInOrder = ({ fromClock, untilClock }: { fromClock: string; untilClock: string }) => fromClock < untilClock
const HOURS = { path: ['untilClock'], message: 'sites.hours' }
/** As the session was run through, person by person. */
const waits = { maxWaitMinutes: count, longestQueue: count, isInTime: z.boolean() }
const Site = z.object({ enterpriseId: id, name: z.string(), workers: count })
const Proposed = Site.omit({ workers: true }).extend({ day, ...hours, tables, people: count, team: count, ...waits })
const SessionView = z.object({
  id,
  enterpriseId: id,
  name: z.string(),
  kind,
  day,
  ...hours,
  tables,
  people: count,
  pointName: z.string().nullable(),
  provider: z.string().nullable(),
  providerStaff: z.int().nullable(),
  ...waits,
  state: z.enum(SESSION_STATES),
  /** Of those who work there now: tested on the day of the session or since, and not. */
  workers: count,
  tested: count,
  missing: count,
  version: z.int(),
  may: z.object({ plan: z.boolean() }),
})
const planned = {
  areaId: id,
  fromDay: day,
  ...hours,
  /** Teams or points that work at the same time, and the tables they have together. */
  teams: z.int().min(1).max(50),
  tables: z.int().min(1).max(200),
  mostDays: z.int().min(1).max(14),
}

export const sites = operations('sites', {
  /** Sites and how many work there; those without a session to come first. */
  listSites: query({
    can: 'sites.read',
    input: z.object({ areaId: id }),
    output: z.object({
      today: day,
      sites: z.array(Site.extend({ next: z.object({ sessionId: id, day, ...hours }).nullable(), lastDay: day.nullable() })),
      workers: count,
      isCut: z.boolean(),
      waitMinutes: z.int(),
      isDraft: z.boolean(),
    }),
  }),
  /** Sessions for every site that has none to come, over teams, tables and days. Writes nothing. */
  previewPlan: query({
    can: 'sites.plan',
    input: z.object(planned).refine(isInOrder, HOURS),
    output: z.object({ sessions: z.array(Proposed), left: z.array(Site), people: count, days: count, maxWaitMinutes: count }),
  }),
  /** The same, written. Pressed twice it is one plan. */
  savePlan: command({
    can: 'sites.plan',
    exists: ['watch', 'emergency'],
    input: z.object({ id, ...planned }).refine(isInOrder, HOURS),
    output: z.object({ sessions: count, left: count }),
  }),
  /** How many tables a point needs for so many people in these hours, called up or whenever they like, and how long they wait. Null: no point has as many. */
  tryPoint: query({
    can: 'sites.plan',
    input: z.object({ areaId: id, people: z.int().min(1).max(20_000), ...hours, comes: z.enum(['slots', 'free']) }).refine(isInOrder, HOURS),
    output: z.object({ tables: tables.nullable(), maxWaitMinutes: count, longestQueue: count, waitMinutes: count }),
  }),
  /** One by hand: a team comes, the workers go to a point nearby, or a third party is booked. */
  addSession: command({
    can: 'sites.plan',
    exists: ['watch', 'emergency'],
    input: z
      .object({
        id,
        enterpriseId: id,
        day,
        ...hours,
        tables,
        how: z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('onSite') }),
          z.object({ kind: z.literal('nearby'), pointName: text(40) }),
          z.object({ kind: z.literal('thirdParty'), provider: text(60), contact: text(60), staff: z.int().min(1).max(200) }),
        ]),
      })
      .refine(isInOrder, HOURS),
    output: SessionView,
  }),
  cancelSession: command({ can: 'sites.plan', input: z.object({ sessionId: id, version: z.int() }), output: SessionView }),
  /** From a day on, in their order; at most 300. */
  listSessions: query({
    can: 'sites.read',
    input: z.object({ areaId: id, fromDay: day }),
    output: z.object({ sessions: z.array(SessionView), isCut: z.boolean() }),
  }),
  /** One, with who of the site is missing and whom to call at the third party. */
  getSession: query({
    can: 'sites.people',
    input: z.object({ sessionId: id }),
    output: SessionView.extend({ contact: z.string().nullable(), missingWorkers: z.array(z.object({ personId: id, name: z.string().nullable() })) }),
    reads: ['name', 'phone'],
  }),
})

export const sitesErrors = {
  'sites.not_a_site': 409,
  'sites.nobody': 409,
  'sites.day_past': 400,
  'sites.hours_short': 409,
  'sites.changed_meanwhile': 409,
} as const
