import { readPlate } from '@xiaomen/rules/gate'
import {
  NEED_ASKERS,
  NEED_HEARD,
  NEED_HOWS,
  NEED_STATES,
  TRANSPORT_ASKERS,
  TRANSPORT_KINDS,
  TRANSPORT_NOTES,
  TRANSPORT_STATES,
  TRANSPORT_STEPS,
  type TransportKind,
} from '@xiaomen/rules/aid'
import { type Need, NEEDS } from '@xiaomen/rules/control'
import { MOST_PHOTOS } from '@xiaomen/rules/photos'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'
import { sourced } from './packs-kit.ts'

const hours = sourced(z.int().min(1).max(168))
/** packs/aid.json: how long whoever is on their way to a hospital, or back, passes the gates; and by when a need is met. */
export const AidFile = z.strictObject({
  isDraft: z.boolean(),
  transportHours: z.strictObject(Object.fromEntries(TRANSPORT_KINDS.map((kind) => [kind, hours])) as Record<TransportKind, typeof hours>),
  needHours: z.strictObject(Object.fromEntries(NEEDS.map((need) => [need, hours])) as Record<Need, typeof hours>),
})

const kind = z.enum(TRANSPORT_KINDS)
const state = z.enum(TRANSPORT_STATES)
/** Of the vehicle: none in an emergency that an ambulance comes for. */
const plate = text(16).refine((value) => readPlate(value) !== null, 'gate.plate')

/** A transport as the office and the grid worker see it. `place`: compound, building, unit. */
const TransportView = z.object({
  id,
  /** Null for whoever may not see what somebody suffers from. */
  kind: kind.nullable(),
  state,
  personId: id,
  name: z.string().nullable(),
  /** Who goes along, of the same home. */
  companion: z.string().nullable(),
  homeId: id,
  path: z.string(),
  place: z.array(z.string()),
  door: z.string().nullable(),
  asker: z.enum(TRANSPORT_ASKERS),
  requestedAt: instant,
  /** Until then the gates let them pass. */
  until: instant,
  /** The time is over, and nobody said that they are back. */
  isOverdue: z.boolean(),
  plate: z.string().nullable(),
  escort: z.string().nullable(),
  hospital: z.string().nullable(),
  note: z.string().nullable(),
  leftAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  endedAt: instant.nullable(),
  version: z.int(),
})
const Steps = z.array(z.object({ id, what: z.enum(TRANSPORT_NOTES), at: instant, by: z.string().nullable() }))

/** A need as the office and the grid worker see it. */
const NeedView = z.object({
  id,
  kind: z.enum(NEEDS),
  state: z.enum(NEED_STATES),
  asker: z.enum(NEED_ASKERS),
  personId: id,
  name: z.string().nullable(),
  homeId: id,
  /** Where photos of it belong. */
  areaId: id.nullable(),
  path: z.string(),
  place: z.array(z.string()),
  door: z.string().nullable(),
  saidAt: instant,
  dueAt: instant,
  isLate: z.boolean(),
  takenBy: z.string().nullable(),
  endedAt: instant.nullable(),
  how: z.enum(NEED_HOWS).nullable(),
  /** What the household says of it; `missing` and open: it did not come. */
  heard: z.enum(NEED_HEARD).nullable(),
  photoIds: z.array(id),
  note: z.string().nullable(),
  /** Advice that was given, or why it cannot be had. */
  outcome: z.string().nullable(),
  nextCallOn: day.nullable(),
  version: z.int(),
})
const needDone = z.object({ state: z.enum(NEED_STATES), version: z.int() })

export const TRANSPORT_LISTS = ['now', 'ended'] as const

export const aid = operations('aid', {
  /** Those nobody has arranged first, then those overdue. */
  listTransports: query({
    can: 'aid.read',
    input: z.object({ areaId: id.optional(), list: z.enum(TRANSPORT_LISTS).optional() }),
    output: z.object({
      counts: z.object({ requested: z.int(), arranged: z.int(), away: z.int(), overdue: z.int() }),
      transports: z.array(TransportView),
      isCut: z.boolean(),
      /** Whether one may be asked for anywhere here today. */
      mayRequest: z.boolean(),
    }),
    reads: ['name', 'door', 'care'],
  }),
  getTransport: query({
    can: 'aid.read',
    input: z.object({ transportId: id }),
    output: TransportView.extend({ steps: Steps, may: z.object({ arrange: z.boolean(), steps: z.array(z.enum(TRANSPORT_STEPS)) }) }),
    reads: ['name', 'door', 'care', 'health'],
  }),
  /** 急救转运, by a carer or the office: from this moment on the gates let them pass. */
  requestTransport: command({
    can: 'aid.request',
    exists: ['watch', 'emergency'],
    input: z.object({ id, personId: id, kind, companionId: id.nullable(), note: text(200).nullable() }),
    output: z.object({ id }),
  }),
  /** Vehicle, who goes along and which hospital; said again it is the way back, or another vehicle, and the hours begin anew. */
  arrangeTransport: command({
    can: 'aid.request',
    input: z.object({ transportId: id, version: z.int(), plate: plate.nullable(), escort: text(40), hospital: text(60) }),
    output: z.object({ state, version: z.int() }),
  }),
  stepTransport: command({
    can: 'aid.request',
    input: z.object({ transportId: id, version: z.int(), step: z.enum(TRANSPORT_STEPS) }),
    output: z.object({ state, version: z.int() }),
  }),
  /** 需求清单: overdue first. */
  listNeeds: query({
    can: 'aid.read',
    input: z.object({ areaId: id.optional(), list: z.enum(TRANSPORT_LISTS).optional() }),
    output: z.object({ counts: z.object({ open: z.int(), taken: z.int(), late: z.int() }), needs: z.array(NeedView), isCut: z.boolean() }),
    reads: ['name', 'door', 'health'],
  }),
  getNeed: query({
    can: 'aid.read',
    input: z.object({ needId: id }),
    output: NeedView.extend({ may: z.object({ take: z.boolean(), close: z.boolean() }) }),
    reads: ['name', 'door', 'health'],
  }),
  takeNeed: command({ can: 'aid.request', input: z.object({ needId: id, version: z.int() }), output: needDone }),
  /** Met: `how` says which way; `words`: the advice that was given. */
  finishNeed: command({
    can: 'aid.request',
    input: z.object({
      needId: id,
      version: z.int(),
      how: z.enum(NEED_HOWS),
      photoIds: z.array(id).max(MOST_PHOTOS),
      words: text(200).nullable(),
      nextCallOn: day.nullable(),
    }),
    output: needDone,
  }),
  /** Cannot be had, with the reason, which the household reads. */
  failNeed: command({ can: 'aid.request', input: z.object({ needId: id, version: z.int(), reason: text(200) }), output: needDone }),
  /** By the household: something is needed. The same again before it came is the same need. */
  sayOwnNeed: command({ can: 'self', input: z.object({ id, kind: z.enum(NEEDS), note: text(200).nullable() }), output: z.object({ id }) }),
  /** Whether it came. */
  answerOwnNeed: command({ can: 'self', input: z.object({ needId: id, heard: z.enum(NEED_HEARD) }), output: z.object({}) }),
  listOwnNeeds: query({
    can: 'self',
    input: z.object({}),
    output: z.object({
      maySay: z.boolean(),
      needs: z.array(
        z.object({
          id,
          kind: z.enum(NEEDS),
          state: z.enum(NEED_STATES),
          saidAt: instant,
          dueAt: instant,
          takenBy: z.string().nullable(),
          endedAt: instant.nullable(),
          how: z.enum(NEED_HOWS).nullable(),
          heard: z.enum(NEED_HEARD).nullable(),
          /** Why it cannot be had. */
          reason: z.string().nullable(),
          nextCallOn: day.nullable(),
        }),
      ),
    }),
  }),
  /** By the household itself. Nobody is asked first; whoever is in danger calls 120 as well. */
  requestOwn: command({
    can: 'self',
    input: z.object({ id, personId: id, kind, companionId: id.nullable(), note: text(200).nullable() }),
    output: z.object({ id }),
  }),
  withdrawOwn: command({ can: 'self', input: z.object({ transportId: id }), output: z.object({}) }),
  listOwn: query({
    can: 'self',
    input: z.object({}),
    output: z.object({
      /** Somebody here is under control, or the home lies where people are kept in. */
      mayRequest: z.boolean(),
      people: z.array(z.object({ personId: id, name: z.string(), isMe: z.boolean() })),
      transports: z.array(
        z.object({
          id,
          kind,
          state,
          name: z.string(),
          until: instant,
          plate: z.string().nullable(),
          escort: z.string().nullable(),
          hospital: z.string().nullable(),
          mayWithdraw: z.boolean(),
        }),
      ),
    }),
  }),
})

export const aidErrors = {
  /** One is under way for this person. */
  'aid.already': 409,
  /** Nobody of this home, or not living at a home here. */
  'aid.not_of_home': 409,
  /** Nobody keeps this household in: the way out is free, 120 comes as always. */
  'aid.not_kept_in': 409,
  'aid.wrong_state': 409,
  'aid.changed_meanwhile': 409,
  /** Left at the door fits things, a call back fits a doctor. */
  'aid.how_unfit': 400,
  'aid.next_call_past': 400,
} as const

export const aidEvents = {
  needChanged: event('aid.needChanged', z.object({ communityId: id, areaPath: z.string(), needId: id, state: z.enum(NEED_STATES) })),
  transportChanged: event('aid.transportChanged', z.object({ communityId: id, areaPath: z.string(), transportId: id, state })),
}
