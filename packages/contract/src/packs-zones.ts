// 预案·三区、时限、来返人员、指数、话术: zones.json, clocks.json, arrivals.json, indexes.json and scripts.json of a plan pack.
import { LEVELS } from '@xiaomen/rules/areas'
import { ARRIVAL_TRIGGERS, type ArrivalPolicy } from '@xiaomen/rules/arrivals'
import { RISK_LEVELS } from '@xiaomen/rules/risk'
import { z } from 'zod'
import { bilingual, itemKey, named, type PackFault, sourced } from './packs-kit.ts'

const isDraft = z.boolean()
/** 三区 and their like, strictest first. A pack uses those its rules know. */
export const ZONE_KINDS = ['sealed', 'controlled', 'precaution', 'high', 'medium', 'low', 'core', 'warning'] as const
const zoneKind = z.enum(ZONE_KINDS)

const ZoneFile = z.strictObject({
  kind: zoneKind,
  ...named,
  isDraft,
  source: bilingual,
  /** Drawn of areas of these levels, or of whatever lies within a distance of a place. */
  shape: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('units'), levels: z.array(z.enum(LEVELS)).min(1) }),
    z.strictObject({ kind: z.literal('radius'), metres: z.int().min(10).max(5000) }),
  ]),
  /** Who of its residents may leave: nobody but for medical need, one of each home for errands, everybody. */
  leaving: z.enum(['medicalOnly', 'errands', 'free']),
  admitsVisitors: z.boolean(),
  /** Where goods are handed over. */
  deliveries: z.enum(['toDoor', 'toGate', 'free']),
  testEveryDays: z.int().min(1).max(30).nullable(),
  disinfectEveryDays: z.int().min(1).max(30).nullable(),
  rules: z.array(bilingual).min(1).max(12),
  /** What it becomes, after so many days without a case; `to` null: it is lifted. */
  downgrade: z.strictObject({
    to: zoneKind.nullable(),
    quietDays: z.int().min(0).max(60),
    /** Everybody in it tested negative on one of the last so many days. */
    allTestedWithinDays: z.int().min(1).max(14).nullable(),
    indexBelow: z.strictObject({ index: itemKey, below: z.number().min(0), surveys: z.int().min(1).max(20) }).nullable(),
  }),
})

/** zones.json */
export const ZonesFile = z
  .strictObject({
    isDraft,
    zones: z.array(ZoneFile).max(ZONE_KINDS.length),
    /** 临时静默: what everybody stays in for, and for how long at most. Null: these rules know none. */
    standstill: z.strictObject({ mostHours: sourced(z.int().min(1).max(168)), rules: z.array(bilingual).min(1).max(12) }).nullable(),
  })
  .superRefine(({ zones }, ctx) => {
    const kinds = zones.map(({ kind }) => kind)
    for (const [at, { kind, downgrade }] of zones.entries()) {
      if (kinds.indexOf(kind) !== at) ctx.addIssue({ code: 'custom', path: ['zones', at, 'kind'], message: 'pack.zone_twice' satisfies PackFault })
      if (downgrade.to === null) continue
      if (!kinds.includes(downgrade.to))
        ctx.addIssue({ code: 'custom', path: ['zones', at, 'downgrade', 'to'], message: 'pack.zone_missing' satisfies PackFault })
      // Down is down: following the downgrades always comes to an end.
      else if (ZONE_KINDS.indexOf(downgrade.to) <= ZONE_KINDS.indexOf(kind))
        ctx.addIssue({ code: 'custom', path: ['zones', at, 'downgrade', 'to'], message: 'pack.cycle' satisfies PackFault })
    }
  })

export const CLOCK_EVENTS = ['positiveReported', 'coreTrace', 'firstReport', 'contactsMoved', 'secondaryContactsMoved', 'appealAnswered'] as const
/** clocks.json: within how many hours something must be done. */
export const ClocksFile = z.strictObject({
  clocks: z.array(z.strictObject({ event: z.enum(CLOCK_EVENTS), ...named, hours: sourced(z.number().min(0.5).max(240)) })).max(CLOCK_EVENTS.length),
})

/** arrivals.json: whom a listed place they come from brings under a track, how far back it counts, and by when somebody asks after whoever has not come. */
export const ArrivalsFile = z
  .strictObject({
    isDraft,
    lookBackDays: sourced(z.int().min(0).max(60)),
    reportWithinHours: sourced(z.int().min(1).max(72)),
    chaseAfterHours: sourced(z.int().min(0).max(72)),
    /** Hours after the first question until the next level hears of it. */
    nextLevelAfterHours: sourced(z.int().min(1).max(72)),
    levels: z.array(z.strictObject({ level: z.enum(RISK_LEVELS), trigger: z.enum(ARRIVAL_TRIGGERS), isDraft, source: bilingual })).max(RISK_LEVELS.length),
  })
  .superRefine(({ levels, isDraft: whole, ...figures }, ctx) => {
    for (const [at, { level }] of levels.entries())
      if (levels.findIndex((one) => one.level === level) !== at)
        ctx.addIssue({ code: 'custom', path: ['levels', at, 'level'], message: 'pack.level_twice' satisfies PackFault })
    if (!whole && [...levels, ...Object.values(figures)].some((part) => part.isDraft))
      ctx.addIssue({ code: 'custom', path: ['isDraft'], message: 'pack.hides_a_draft' satisfies PackFault })
  })
export const arrivalPolicyOf = ({ lookBackDays, levels }: z.output<typeof ArrivalsFile>): ArrivalPolicy => ({ lookBackDays: lookBackDays.value, levels })

/** indexes.json: `value = per × counted ÷ among`, and what it means. */
export const IndexesFile = z.strictObject({
  indexes: z
    .array(
      z.strictObject({
        key: itemKey,
        ...named,
        counted: bilingual,
        among: bilingual,
        per: z.int().min(1).max(100_000),
        isDraft,
        source: bilingual,
        /** Ascending; the last has no upper bound. */
        bands: z
          .array(z.strictObject({ below: z.number().min(0).nullable(), ...named, level: z.enum(['safe', 'low', 'middle', 'high']) }))
          .min(1)
          .max(6),
      }),
    )
    .max(10),
})

/** A line that is asked. `options`: what may be answered, and at which line (from nought) it goes on; past the last one it ends. Without any, the next line follows. */
const ScriptLine = bilingual.extend({
  options: z
    .array(bilingual.extend({ next: z.int().min(0).max(30) }))
    .max(8)
    .optional(),
})
/** scripts.json: what is asked on the telephone, line by line. */
export const ScriptsFile = z.strictObject({
  scripts: z
    .array(
      z.strictObject({ key: itemKey, ...named, isDraft, source: bilingual, lines: z.array(ScriptLine).min(1).max(30) }).superRefine(({ lines }, ctx) => {
        for (const [at, { options = [] }] of lines.entries())
          for (const [which, { next }] of options.entries())
            if (next > lines.length)
              ctx.addIssue({ code: 'custom', path: ['lines', at, 'options', which, 'next'], message: 'pack.line_missing' satisfies PackFault })
      }),
    )
    .max(10),
})
