import { BREACH_ALARMS, CHECK_OUTCOMES, OPENING_REASONS, REMOVAL_REASONS, SEAL_FACTS, SEAL_FINDINGS, SEAL_STATES, TELL_WAYS } from '@xiaomen/rules/seals'
import { MOST_PHOTOS } from '@xiaomen/rules/photos'
import { z } from 'zod'
import { command, event, id, instant, operations, query, text } from './kit.ts'

const sourceText = z.object({ zh: z.string(), en: z.string() })
const Sensor = z.object({
  isOnline: z.boolean(),
  isOpen: z.boolean().nullable(),
  battery: z.int().nullable(),
  isBatteryLow: z.boolean(),
  seenAt: instant.nullable(),
})
const Opening = z.object({ id, why: z.enum(OPENING_REASONS), from: instant, until: instant, isOwn: z.boolean() })
const Alarm = z.object({
  id,
  kind: z.enum(BREACH_ALARMS),
  raisedAt: instant,
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  finding: z.enum(SEAL_FINDINGS).nullable(),
  note: z.string().nullable(),
})
/** A seal as the office and the grid worker see it. `place`: compound, building, unit. */
const SealView = z.object({
  id,
  number: z.string(),
  state: z.enum(SEAL_STATES),
  homeId: id,
  /** Where photos of it belong. */
  areaId: id.nullable(),
  path: z.string(),
  place: z.array(z.string()),
  door: z.string().nullable(),
  issuedAt: instant,
  toldAt: instant.nullable(),
  toldWay: z.enum(TELL_WAYS).nullable(),
  /** Whether the household agreed to a sensor; null: not told yet. */
  agreesToSensor: z.boolean().nullable(),
  appliedAt: instant.nullable(),
  nextCheckAt: instant.nullable(),
  isCheckLate: z.boolean(),
  /** It has to come off by then. */
  removeBy: instant.nullable(),
  removalReason: z.enum(REMOVAL_REASONS).nullable(),
  isRemovalLate: z.boolean(),
  endedAt: instant.nullable(),
  hasSensor: z.boolean(),
  sensor: Sensor.nullable(),
  /** Not answered yet. */
  alarms: z.array(Alarm),
  /** Announced and not over. */
  openings: z.array(Opening),
})
const SealDetail = SealView.extend({
  facts: z.array(
    z.object({
      id,
      kind: z.enum(SEAL_FACTS),
      at: instant,
      by: z.string().nullable(),
      outcome: z.enum(CHECK_OUTCOMES).nullable(),
      photoIds: z.array(id),
      note: z.string().nullable(),
    }),
  ),
  /** All of them, the latest first. */
  allAlarms: z.array(Alarm),
})
const Rule = z.object({ checkEveryHours: z.int(), removeWithinHours: z.int(), source: sourceText, isDraft: z.boolean() })
const Done = z.object({ id, isNew: z.boolean(), state: z.enum(SEAL_STATES) })
/** What a phone sends of a seal: once under the id it made. */
const Said = z.object({ id, sealId: id, at: instant, photoIds: z.array(id).max(MOST_PHOTOS), note: text(200).nullable() })

export const SEAL_LISTS = ['now', 'ended'] as const

export const seals = operations('seals', {
  /** Alarms first, then what has to come off, then what is to be looked at next. */
  listSeals: query({
    can: 'seals.read',
    input: z.object({ areaId: id.optional(), list: z.enum(SEAL_LISTS).optional() }),
    output: z.object({
      counts: z.object({ alarms: z.int(), toRemove: z.int(), toCheck: z.int(), issued: z.int(), applied: z.int() }),
      seals: z.array(SealView),
      isCut: z.boolean(),
    }),
    reads: ['door'],
  }),
  getSeal: query({ can: 'seals.read', input: z.object({ sealId: id }), output: SealDetail, reads: ['door', 'name'] }),
  /** Homes that may be sealed: somebody there is under a measure that does not pass the gate, and no seal is there. `rule` null: the plan in force here has no seals. */
  listHomes: query({
    can: 'seals.issue',
    input: z.object({ areaId: id }),
    output: z.object({
      rule: Rule.nullable(),
      source: sourceText,
      homes: z.array(z.object({ homeId: id, place: z.array(z.string()), door: z.string().nullable(), people: z.int() })),
    }),
    reads: ['door'],
  }),
  /** 领封条: a number of the roll for the own door of a home. */
  issueSeal: command({
    can: 'seals.issue',
    exists: ['watch', 'emergency'],
    input: z.object({ id, homeId: id, number: text(20) }),
    output: z.object({ id }),
  }),
  /** 告知: that a seal comes, what it is, that the door opens from inside all the same. */
  tellHousehold: command({
    can: 'seals.apply',
    offline: true,
    input: z.object({ id, sealId: id, at: instant, way: z.enum(TELL_WAYS), agreesToSensor: z.boolean() }),
    output: Done,
  }),
  /** 贴封条: with a photo. Whoever does it says that this is the home's own door, that it opens from inside, and that no way of escape is touched. */
  applySeal: command({
    can: 'seals.apply',
    exists: ['watch', 'emergency'],
    offline: true,
    input: Said.extend({ isOwnDoor: z.boolean(), opensFromInside: z.boolean(), leavesEscapeFree: z.boolean() }),
    output: Done,
  }),
  checkSeal: command({ can: 'seals.apply', offline: true, input: Said.extend({ outcome: z.enum(CHECK_OUTCOMES) }), output: Done }),
  removeSeal: command({ can: 'seals.apply', offline: true, input: Said, output: Done }),
  /** Issued and not used: the number does not come back. */
  withdrawSeal: command({ can: 'seals.issue', input: z.object({ sealId: id }), output: z.object({}) }),
  /** 报备开门: the door is going to open, which is no alarm. */
  announceOpening: command({
    can: 'seals.apply',
    input: z.object({ id, sealId: id, why: z.enum(OPENING_REASONS), from: instant, until: instant }),
    output: z.object({}),
  }),
  answerAlarm: command({
    can: 'seals.apply',
    input: z.object({ alarmId: id, finding: z.enum(SEAL_FINDINGS), isWhole: z.boolean(), note: text(200).nullable() }),
    output: z.object({ state: z.enum(SEAL_STATES) }),
  }),
  /** 门磁: credentials, shown once. Only where the household agreed. */
  addSensor: command({
    can: 'seals.issue',
    exists: ['watch', 'emergency'],
    input: z.object({ sealId: id }),
    output: z.object({ deviceId: id, password: z.string(), port: z.int().nullable() }),
  }),
  endSensor: command({ can: 'seals.issue', input: z.object({ sealId: id }), output: z.object({}) }),
  /** Of one's own home: that there is a seal, what its sensor recorded, and until when an opening is announced. */
  listOwn: query({
    can: 'self',
    input: z.object({}),
    output: z.array(
      z.object({
        id,
        number: z.string(),
        state: z.enum(SEAL_STATES),
        appliedAt: instant.nullable(),
        removeBy: instant.nullable(),
        hasSensor: z.boolean(),
        recorded: z.array(z.object({ kind: z.enum(['opened', 'closed']), at: instant })),
        openings: z.array(Opening),
        rule: z.object({ source: sourceText, isDraft: z.boolean() }).nullable(),
      }),
    ),
  }),
  /** 我要开门: by the household itself, for an hour from now. Nobody is asked first. */
  announceOwn: command({ can: 'self', input: z.object({ id, sealId: id, why: z.enum(OPENING_REASONS) }), output: z.object({ until: instant }) }),
})

export const sealsErrors = {
  /** The plan in force at this door has no seals. */
  'seals.not_allowed': 409,
  'seals.nobody_under_control': 409,
  'seals.number_taken': 409,
  'seals.home_has_one': 409,
  /** The household was not told yet. */
  'seals.not_told': 409,
  /** Only a home's own door that opens from inside, with every way of escape free. */
  'seals.escape': 409,
  'seals.photo_missing': 400,
  'seals.wrong_state': 409,
  'seals.no_consent': 409,
  'seals.no_sensor': 409,
  'seals.wrong_hours': 400,
  'seals.alarm_answered': 409,
  'seals.other_bytes': 409,
} as const

const ofSeal = { communityId: id, areaPath: z.string(), sealId: id }
export const sealsEvents = {
  sealChanged: event('seals.sealChanged', z.object(ofSeal)),
  alarmRaised: event('seals.alarmRaised', z.object({ ...ofSeal, alarmId: id, kind: z.enum(BREACH_ALARMS) })),
  alarmAnswered: event('seals.alarmAnswered', z.object({ ...ofSeal, alarmId: id })),
}
