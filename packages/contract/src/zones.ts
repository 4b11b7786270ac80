import { LEVELS } from '@xiaomen/rules/areas'
import { DELIVERIES, EVIDENCE_KINDS, LEAVINGS, ZONE_ACTS, ZONE_STATES, ZONE_STEPS } from '@xiaomen/rules/zones'
import { z } from 'zod'
import { ActView } from './approvals.ts'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'
import { ZONE_KINDS } from './packs-zones.ts'

const inEmergency = ['watch', 'emergency'] as const
/** A kind of the pack, or 临时静默, which has an end of its own. */
const kind = z.enum([...ZONE_KINDS, 'standstill'])
const named = { zh: z.string(), en: z.string() }
const Lack = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('quietDays'), have: z.int(), need: z.int(), earliest: day }),
  z.object({ kind: z.literal('allTested'), withinDays: z.int(), lastOn: day.nullable() }),
  z.object({ kind: z.literal('index'), index: z.string(), below: z.number(), have: z.int(), need: z.int() }),
])
const Rule = z.object({
  leaving: z.enum(LEAVINGS),
  admitsVisitors: z.boolean(),
  deliveries: z.enum(DELIVERIES),
  testEveryDays: z.int().nullable(),
  disinfectEveryDays: z.int().nullable(),
  rules: z.array(z.object(named)),
  isDraft: z.boolean(),
  source: z.object(named).nullable(),
})
/** What it is lowered to: the pack's next kind, or null, which lifts it. */
const Next = z.object({ kind: z.enum(ZONE_KINDS), ...named }).nullable()
const ZoneArea = z.object({ id, name: z.string(), path: z.string() })

export const ZoneView = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  kind,
  ...named,
  state: z.enum(ZONE_STATES),
  areas: z.array(ZoneArea),
  /** How many lie and live in it, as the ledger knows them. */
  homes: z.int(),
  people: z.int(),
  ground: z.string(),
  legalBasis: z.string(),
  /** The pack's radius, where it has one; its buildings are chosen by hand. */
  metres: z.int().nullable(),
  centreName: z.string().nullable(),
  from: instant.nullable(),
  /** The end of its order's last day, or of the standstill. */
  until: instant.nullable(),
  endedAt: instant.nullable(),
  rule: Rule,
  /** Of a zone in force: days since the last case, and everything that is still missing before it is lowered. */
  quietDays: z.int().nullable(),
  lacks: z.array(Lack),
  next: Next,
  evidence: z.array(
    z.object({ id, kind: z.enum(EVIDENCE_KINDS), on: day, value: z.number().nullable(), reference: z.string(), by: z.string(), unit: z.string() }),
  ),
  waiting: ActView.omit({ subjectId: true })
    .extend({ kind: z.enum(ZONE_ACTS), areas: z.array(ZoneArea), reason: z.string().nullable() })
    .nullable(),
  steps: z.array(
    z.object({ kind: z.enum(ZONE_STEPS), at: instant, name: z.string().nullable(), unit: z.string(), toKind: kind.nullable(), reason: z.string().nullable() }),
  ),
  may: z.object({ change: z.boolean(), lower: z.boolean(), state: z.boolean() }),
})
/** As residents and guards read it: no name of anybody, only what holds. */
export const ZoneHere = ZoneView.pick({ id: true, kind: true, zh: true, en: true, rule: true, quietDays: true, lacks: true, next: true }).extend({
  areas: z.array(z.string()),
  from: instant,
  until: instant,
})

const areaIds = z.array(id).min(1).max(200)
const ground = text(200)

export const zones = operations('zones', {
  /** What can be drawn at a place under the pack that holds there. */
  listKinds: query({
    can: 'zones.read',
    input: z.object({ areaId: id }),
    output: z.object({
      kinds: z.array(
        z.object({
          kind: z.enum(ZONE_KINDS),
          ...named,
          levels: z.array(z.enum(LEVELS)),
          metres: z.int().nullable(),
          rule: Rule,
          quietDays: z.int(),
          next: Next,
        }),
      ),
      standstill: z.object({ mostHours: z.int(), isDraft: z.boolean(), rules: z.array(z.object(named)) }).nullable(),
    }),
  }),
  /** Drafted, in force, and ended of late: within the caller's areas and over them. */
  listZones: query({ can: 'zones.read', input: z.object({}), output: z.array(ZoneView) }),
  /** Those in force within the caller's areas and over them, for whoever stands there. */
  listHere: query({ can: 'zones.read', input: z.object({}), output: z.array(ZoneHere) }),
  /** The signed-in resident's home lies in them. */
  listOwn: query({ can: 'self', input: z.object({}), output: z.array(ZoneHere) }),
  /** `areaId`: the community or street they all lie in. It holds once a second person of another unit has signed. `centreId`: what the radius goes round. */
  drawZone: command({
    can: 'zones.draw',
    exists: inEmergency,
    input: z.object({ id, areaId: id, kind: z.enum(ZONE_KINDS), areaIds, centreId: id.nullable(), ground, legalBasis: ground }),
    output: ZoneView,
  }),
  /** 临时静默: from when until when, no longer than the pack allows. */
  drawStandstill: command({
    can: 'zones.draw',
    exists: inEmergency,
    input: z.object({ id, areaId: id, areaIds, from: instant, until: instant, ground, legalBasis: ground }),
    output: ZoneView,
  }),
  /** Asks for other areas. */
  changeZone: command({ can: 'zones.draw', exists: inEmergency, input: z.object({ zoneId: id, areaIds, reason: ground }), output: ZoneView }),
  /** Asks that it become the pack's next kind, or end, once nothing is missing. A standstill may be ended early at any time. */
  lowerZone: command({ can: 'zones.draw', input: z.object({ zoneId: id, reason: ground }), output: ZoneView }),
  /** A written conclusion: everybody in it tested negative on that day, or the index that a survey found. */
  stateEvidence: command({
    can: 'zones.draw',
    input: z.object({ id, zoneId: id, kind: z.enum(EVIDENCE_KINDS), on: day, value: z.number().min(0).max(1000).nullable(), reference: text(120) }),
    output: ZoneView,
  }),
  signZone: command({ can: 'zones.approve', input: z.object({ zoneId: id, actId: id }), output: ZoneView }),
  /** Whoever asked for it takes it back while it waits. */
  takeBack: command({ can: 'zones.draw', input: z.object({ zoneId: id, actId: id }), output: ZoneView }),
})

export const zonesErrors = {
  'zones.same_unit': 409,
  /** The pack in force there knows no such zone. */
  'zones.unknown_kind': 400,
  /** Not of a level that the pack draws by, or not within the place. */
  'zones.wrong_area': 400,
  /** Lies in a zone of this kind already. */
  'zones.drawn_already': 409,
  'zones.wrong_state': 409,
  'zones.act_waits': 409,
  /** `details.lacks`: what is missing. */
  'zones.lacks_evidence': 409,
  /** `details.fault`: past, ends before it begins, longer than the pack allows, after the order. */
  'zones.wrong_hours': 400,
} as const

export const zonesEvents = {
  /** Where it holds, whom it keeps in or out, from when until when: all of it each time. */
  changed: event(
    'zones.changed',
    z.object({
      zoneId: id,
      areaPath: z.string(),
      version: z.int(),
      areas: z.array(z.object({ areaPath: z.string() })),
      keepsIn: z.boolean(),
      admitsVisitors: z.boolean(),
      from: instant,
      until: instant,
    }),
  ),
  /** Lists are asked again; what holds stays as it is. */
  asked: event('zones.asked', z.object({ zoneId: id, areaPath: z.string() })),
}
