import { CARE_CATEGORIES } from '@xiaomen/rules/registry'
import {
  ARRIVAL_KINDS,
  PACES,
  POOL_REASONS,
  POOL_SIZES,
  POOLS,
  SCREENING_FIGURES,
  SCREENING_ZONES,
  type ScreeningFigure,
  type ScreeningZone,
  TOTALS,
} from '@xiaomen/rules/screening'
import { z } from 'zod'
import { clock, command, day, file, id, instant, lang, operations, query, text } from './kit.ts'
import { bilingual, sourced } from './packs-kit.ts'

const figure = sourced(z.number().min(0).max(100_000))
const pools = sourced(z.array(z.enum(POOLS)).min(1))
const care = sourced(z.array(z.enum(CARE_CATEGORIES)))
/** Read as shares: above none, at most all. */
const SHARES: readonly ScreeningFigure[] = ['largePoolsAtMost', 'dilutionBelow', 'busyAtMost', 'windowShare']
/** Nothing is divided by none. */
const DIVISORS: readonly ScreeningFigure[] = ['peoplePerPointLeast', 'peoplePerTableLeast', 'peoplePerSampler', 'perTableHour', 'doorsPerTeamHour']
/** packs/screening.json: what a mass screening is planned from. */
export const ScreeningFile = z
  .strictObject({
    isDraft: z.boolean(),
    figures: z.strictObject(Object.fromEntries(SCREENING_FIGURES.map((key) => [key, figure])) as Record<ScreeningFigure, typeof figure>),
    zonePools: z.strictObject(Object.fromEntries(SCREENING_ZONES.map((zone) => [zone, pools])) as Record<ScreeningZone, typeof pools>),
    /** How many come in each of equal parts of the time when nobody is called up, by weights. */
    freeWeights: sourced(z.array(z.number().positive().max(1000)).min(1).max(96)),
    /** Sampled at their door. */
    homeboundCare: care,
    /** Let through first. */
    specialCare: care,
  })
  .refine(({ figures }) => figures.peoplePerPointLeast.value <= figures.peoplePerPointMost.value, { path: ['figures', 'peoplePerPointMost'] })
  .refine(({ figures }) => figures.peoplePerTableLeast.value <= figures.peoplePerTableMost.value, { path: ['figures', 'peoplePerTableMost'] })
  .refine(({ figures }) => figures.perTableHour.value < figures.burstPerTableHour.value, { path: ['figures', 'burstPerTableHour'] })
  .refine(({ figures }) => SHARES.every((key) => figures[key].value > 0 && figures[key].value <= 1), { path: ['figures'] })
  .refine(({ figures }) => DIVISORS.every((key) => figures[key].value >= 1), { path: ['figures'] })
  .refine(({ figures }) => figures.slotMinutes.value >= 1 && figures.serviceSpread.value > 0, { path: ['figures'] })

/** Three days: what the guide of 2021 gave the largest cities. */
const MOST_HOURS = 72
const asked = z.object({
  hours: z.int().min(1).max(MOST_HOURS),
  /** Share of positive people that is expected. */
  positivity: z.number().min(0).max(1),
  pool: z.enum(['advised', ...POOLS]),
  /** Null: as many as the figures ask for. */
  tablesPerPoint: z.int().min(1).max(200).nullable(),
  arrivals: z.enum(ARRIVAL_KINDS),
})

const count = z.int().min(0)
const seconds = z.number().min(0)
const Waits = z.object({
  people: count,
  meanS: seconds,
  p50S: seconds,
  p95S: seconds,
  maxS: seconds,
  longestQueue: count,
  utilisation: z.number().min(0).max(1),
  lastServedS: seconds,
})
const PointWaits = z.object({ now: Waits, oneMore: Waits })
const totals = Object.fromEntries(TOTALS.map((key) => [key, count])) as Record<(typeof TOTALS)[number], typeof count>

/** A plan whole, as it was worked out: it is kept so, with the figures it came from. */
export const ScreeningPlan = z.object({
  area: z.object({ id, name: z.string() }),
  countedOn: day,
  asked,
  /** As asked, or as advised. */
  pool: z.enum(POOLS),
  advice: z.object({
    size: z.literal(POOL_SIZES),
    reason: z.enum(POOL_REASONS),
    mayDilute: z.boolean(),
    options: z.array(z.object({ size: z.literal(POOL_SIZES), testsPerPerson: z.number(), isAllowed: z.boolean() })),
  }),
  totals: z.object({ ...totals, points: count, hours: z.number() }),
  /** Null: nobody can come to a point. */
  run: z
    .object({
      waits: PointWaits,
      windowHours: z.number(),
      curve: z.object({ people: z.array(count), nowS: z.array(seconds), oneMoreS: z.array(seconds) }),
      peak: z.object({ perTableHour: z.number(), pace: z.enum(PACES) }),
      /** The last is served within the hours, as it was run. */
      isInTime: z.boolean(),
    })
    .nullable(),
  /** The hours are no more than the guide gives. */
  isInGuide: z.boolean(),
  communities: z.array(
    z.object({
      areaId: id,
      name: z.string(),
      ...totals,
      hours: z.number(),
      waits: PointWaits,
      points: z.array(z.object({ people: count, tables: count, waits: PointWaits })),
    }),
  ),
  figures: z.array(z.object({ key: z.enum(SCREENING_FIGURES), value: z.number(), isDraft: z.boolean(), source: bilingual })),
  zones: z.array(z.object({ zone: z.enum(SCREENING_ZONES), pools: z.array(z.enum(POOLS)), isDraft: z.boolean(), source: bilingual })),
})

const planned = { planId: id }
export const screening = operations('screening', {
  /** Counts the ledger as it is now, and plans. */
  previewPlan: query({ can: 'screening.plan', input: z.object({ areaId: id, asked }), output: ScreeningPlan }),
  /** Worked out anew, and kept. `version`: of the plan that is replaced, null for a new one. */
  savePlan: command({
    can: 'screening.plan',
    input: z.object({ id, areaId: id, name: text(60), version: z.int().min(1).nullable(), asked }),
    output: z.object({ id, version: z.int() }),
  }),
  /** At and beneath the area, latest first. */
  listPlans: query({
    can: 'screening.read',
    input: z.object({ areaId: id }),
    output: z.object({
      plans: z.array(
        z.object({
          id,
          name: z.string(),
          areaName: z.string(),
          people: count,
          points: count,
          tables: count,
          hours: z.int(),
          isInTime: z.boolean().nullable(),
          changedAt: instant,
          changedBy: z.string().nullable(),
          version: z.int(),
          mayEdit: z.boolean(),
        }),
      ),
      isCut: z.boolean(),
    }),
  }),
  getPlan: query({
    can: 'screening.read',
    input: z.object(planned),
    output: z.object({
      id,
      name: z.string(),
      version: z.int(),
      changedAt: instant,
      changedBy: z.string().nullable(),
      mayEdit: z.boolean(),
      mayLayOut: z.boolean(),
      plan: ScreeningPlan,
    }),
  }),
  /** 一键排成检测任务: a round with the plan's pool, hours and points. Pressed twice, it is one round. */
  layOutRound: command({
    can: 'screening.read',
    exists: ['watch', 'emergency'],
    input: z.object({ ...planned, version: z.int().min(1), campaignId: id, name: text(40), day, fromClock: clock, isReserve: z.boolean() }),
    output: z.object({ campaignId: id, communities: count, points: count }),
  }),
  removePlan: command({ can: 'screening.plan', input: z.object({ ...planned, version: z.int().min(1) }), output: z.object({}) }),
  downloadWorkbook: file({ can: 'screening.read', input: z.object({ ...planned, lang }) }),
  /** A page to be printed on A4. */
  printPlan: file({ can: 'screening.read', input: z.object({ ...planned, lang }) }),
})

export const screeningErrors = {
  /** The ledger knows nobody there. */
  'screening.nobody': 409,
  'screening.changed_meanwhile': 409,
  /** A round is of one day. */
  'screening.longer_than_day': 400,
} as const
