import {
  ALARM_KINDS,
  CARD_STATES,
  COMMAND_KINDS,
  COMMAND_REASONS,
  COMMAND_STATES,
  DOOR_EVENT_KINDS,
  DOOR_KINDS,
  LOCK_STATES,
  OPEN_SECONDS,
  readCardNumber,
} from '@xiaomen/rules/doors'
import { DIRECTIONS, OUTCOMES, REASONS } from '@xiaomen/rules/gate'
import { z } from 'zod'
import { command, event, id, instant, operations, query, text } from './kit.ts'

/** As readers print it and people type it; in one form from here on. */
const cardNumber = z
  .string()
  .max(60)
  .transform((typed, ctx) => {
    const number = readCardNumber(typed)
    if (number !== null) return number
    ctx.issues.push({ code: 'custom', message: 'doors.card_number', input: typed })
    return z.NEVER
  })

const Command = z.object({
  id,
  doorId: id,
  kind: z.enum(COMMAND_KINDS),
  why: z.enum(COMMAND_REASONS),
  state: z.enum(COMMAND_STATES),
  askedAt: instant,
  until: instant,
})
const Device = z.object({
  id,
  isOnline: z.boolean(),
  seenAt: instant.nullable(),
  lock: z.enum(LOCK_STATES).nullable(),
  /** Version of the list at the door, null before the first; `isListCurrent`: it is the one that was last sent. */
  listVersion: z.string().nullable(),
  listAt: instant.nullable(),
  isListCurrent: z.boolean(),
  cards: z.int(),
})
const Door = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  path: z.string(),
  gateId: id.nullable(),
  name: z.string(),
  kind: z.enum(DOOR_KINDS),
  direction: z.enum(DIRECTIONS),
  openSeconds: z.int(),
  /** Null: no controller yet. */
  device: Device.nullable(),
  lastCommand: Command.nullable(),
})
const Broker = z.object({
  /** `none`: no door has a controller, nothing listens. */
  state: z.enum(['none', 'up', 'down']),
  kind: z.enum(['embedded', 'configured']),
  port: z.int().nullable(),
})
const Fire = z.object({ id, areaId: id, areaName: z.string(), begunAt: instant, doors: z.int(), confirmed: z.int() })
const CardView = z.object({
  id,
  tail: z.string(),
  state: z.enum(CARD_STATES),
  holder: z.enum(['resident', 'worker']),
  /** Masked as far as the reader's sight goes. */
  name: z.string().nullable(),
  door: z.string().nullable(),
  issuedAt: instant,
  until: instant.nullable(),
})
const Holder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('resident'), personId: id }),
  /** Somebody who works in an area: cleaner, electrician, guard. */
  z.object({ kind: z.literal('worker'), areaId: id, name: text(40) }),
])
const reason = text(200)

export const doors = operations('doors', {
  listDoors: query({
    can: 'doors.read',
    input: z.object({ areaId: id.optional() }),
    output: z.object({ broker: Broker, doors: z.array(Door), fires: z.array(Fire) }),
  }),
  addDoor: command({
    can: 'doors.manage',
    input: z.object({
      areaId: id,
      gateId: id.nullable(),
      name: text(40),
      kind: z.enum(DOOR_KINDS),
      direction: z.enum(DIRECTIONS),
      openSeconds: z.int().min(OPEN_SECONDS.least).max(OPEN_SECONDS.most),
    }),
    output: Door,
  }),
  /** A controller for a door; the one before it is shut out. What is answered is shown this once and kept nowhere. */
  addDevice: command({
    can: 'doors.manage',
    input: z.object({ doorId: id }),
    output: z.object({ deviceId: id, password: z.string(), cardKey: z.string(), port: z.int().nullable() }),
  }),
  endDevice: command({ can: 'doors.manage', input: z.object({ doorId: id }), output: z.object({}) }),
  /** Opens a door from afar. The caller makes the id: asked twice it opens once. Whether it did is told by `getCommand`. */
  openDoor: command({ can: 'doors.open', input: z.object({ id, doorId: id, reason }), output: Command }),
  getCommand: query({ can: 'doors.read', input: z.object({ commandId: id }), output: Command }),
  /** Every door of an area opens and stays open until `endFire`. */
  openForFire: command({ can: 'doors.fire', input: z.object({ id, areaId: id, reason }), output: z.object({ id, doors: z.int() }) }),
  endFire: command({ can: 'doors.fire', input: z.object({ fireId: id, reason }), output: z.object({}) }),
  /** Alarms nobody has answered yet, newest first. */
  listAlarms: query({
    can: 'doors.read',
    input: z.object({ areaId: id.optional() }),
    output: z.array(
      z.object({ id, doorId: id, doorName: z.string(), areaName: z.string(), kind: z.enum(ALARM_KINDS), at: instant, clearedAt: instant.nullable() }),
    ),
  }),
  answerAlarm: command({ can: 'doors.answer', input: z.object({ alarmId: id, note: text(200).optional() }), output: z.object({}) }),
  /** The last that a door told, without names. */
  listEvents: query({
    can: 'doors.manage',
    input: z.object({ doorId: id }),
    output: z.array(
      z.object({
        n: z.int(),
        at: instant,
        kind: z.enum(DOOR_EVENT_KINDS),
        cardTail: z.string().nullable(),
        outcome: z.enum(OUTCOMES).nullable(),
        reasons: z.array(z.enum(REASONS)),
        wasOpened: z.boolean().nullable(),
        isLate: z.boolean(),
      }),
    ),
    reads: ['whereabouts'],
  }),
  listCards: query({
    can: 'doors.issue',
    input: z.object({ areaId: id, personId: id.optional(), number: cardNumber.optional(), after: id.nullable().optional(), limit: z.int().min(1).max(100) }),
    output: z.object({ rows: z.array(CardView), after: id.nullable() }),
    reads: ['name', 'door'],
  }),
  issueCard: command({
    can: 'doors.issue',
    input: z.object({ id, holder: Holder, number: cardNumber, until: instant.nullable() }),
    output: z.object({ id, tail: z.string() }),
  }),
  /** Refused from now on: at once where a door has network, at doors without it with the next list. */
  reportLost: command({ can: 'doors.issue', input: z.object({ cardId: id }), output: z.object({}) }),
  replaceCard: command({ can: 'doors.issue', input: z.object({ id, cardId: id, number: cardNumber }), output: z.object({ id, tail: z.string() }) }),
  endCard: command({ can: 'doors.issue', input: z.object({ cardId: id, reason }), output: z.object({}) }),
  listMyCards: query({ can: 'self', input: z.object({}), output: z.array(z.object({ id, tail: z.string(), state: z.enum(CARD_STATES), issuedAt: instant })) }),
  reportMyCardLost: command({ can: 'self', input: z.object({ cardId: id }), output: z.object({}) }),
})

export const doorsErrors = {
  'doors.name_taken': 409,
  'doors.not_one_community': 400,
  'doors.gate_elsewhere': 400,
  'doors.no_device': 409,
  'doors.number_taken': 409,
  'doors.card_not_active': 409,
  'doors.holder_has_no_home': 409,
  'doors.until_is_past': 400,
  'doors.other_bytes': 409,
  'doors.no_doors': 409,
  'doors.fire_already': 409,
  'doors.fire_over': 409,
  'doors.alarm_answered': 409,
} as const

const atDoor = { communityId: id, areaPath: z.string(), doorId: id }
export const doorsEvents = {
  /** State, list or command of a door: whoever looks at it asks again. */
  doorChanged: event('doors.doorChanged', z.object(atDoor)),
  alarmRaised: event('doors.alarmRaised', z.object({ ...atDoor, alarmId: id, kind: z.enum(ALARM_KINDS) })),
  alarmAnswered: event('doors.alarmAnswered', z.object({ ...atDoor, alarmId: id })),
  fireOpened: event('doors.fireOpened', z.object({ communityId: id, areaPath: z.string(), fireId: id })),
  fireEnded: event('doors.fireEnded', z.object({ communityId: id, areaPath: z.string(), fireId: id })),
  /** A sensor at the door of a home: what it tells, or that it is silent. */
  sensorTold: event(
    'doors.sensorTold',
    z.object({
      communityId: id,
      areaPath: z.string(),
      toldId: id,
      sensorId: id,
      homeId: id,
      kind: z.enum(['opened', 'closed', 'online', 'offline', 'batteryLow']),
      at: instant,
    }),
  ),
  cardsChanged: event('doors.cardsChanged', z.object({ communityId: id, areaPath: z.string() })),
} as const
