import { ARRIVALS, DIRECTIONS, FINDINGS, HOLD_ANSWERS, MEANS_KINDS, OUTCOMES, PASS_CLASSES, readPlate, REASONS } from '@xiaomen/rules/gate'
import { RISK_LEVELS } from '@xiaomen/rules/risk'
import { REASON_CLASSES, SEEN_CODES } from '@xiaomen/rules/status'
import { z } from 'zod'
import { GatePolicyFile } from './gate-policy.ts'
import { shiftErrors, shiftOps } from './gate-shifts.ts'
import { clock, command, day, event, id, instant, operations, query, text } from './kit.ts'

/** How a person showed who they are: a scanned code, its short number typed, a document number, a door, or nothing readable. */
export const Means = z.object({ kind: z.enum(MEANS_KINDS), value: z.string().max(600) })

const temperatureC = z.number().min(30).max(45)
const direction = z.enum(DIRECTIONS)
/** 一问: the listed places somebody was in lately, as picked by the guard; empty: asked, and none of them. `place`: what was said instead, as a code or a name. */
const WhereFrom = z.object({ riskAreaIds: z.array(id).max(5), place: text(60).optional() })
/** What a phone needs to know of whoever a code stands for, to decide without the network. */
const Status = z.object({ verdict: z.enum(['yellow', 'red']), reason: z.enum(REASON_CLASSES).nullable(), until: instant.nullable() }).nullable()
/** 三区、临时静默: whom it keeps in or out here, and from when until when. */
const Zone = z.object({ keepsIn: z.boolean(), admitsVisitors: z.boolean(), from: instant, until: instant })
/** 急救转运: from when until when somebody passes in and out as a medical need. */
const Transport = z.object({ from: instant, until: instant })
const Holder = z.object({
  passClass: z.enum(PASS_CLASSES).nullable(),
  isNamed: z.boolean(),
  hasInfectionCase: z.boolean(),
  isUnderControl: z.boolean().optional(),
  isTestOverdue: z.boolean().optional(),
  status: Status,
  /** Only where a pack counts ways out: the midnights from which those of late count no more. */
  exits: z.array(instant).optional(),
  zones: z.array(Zone).optional(),
  transport: Transport.optional(),
})
const Hours = z.object({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: clock, to: clock })
const Times = z.object({ isOpen: z.boolean(), hours: z.array(Hours), closedUntil: instant.nullable() })
const arrival = z.enum(ARRIVALS)
/** As a guard types a number plate. */
const plate = text(16).refine((value) => readPlate(value) !== null, 'gate.plate')

const Verdict = z.object({ outcome: z.enum(OUTCOMES), reasons: z.array(z.enum(REASONS)), openDoor: z.boolean() })
const Candidate = z.object({
  /** Null for somebody who never asked for a code: found by document number or door. */
  credentialId: id.nullable(),
  personId: id.nullable(),
  homeId: id.nullable(),
  passClass: z.enum(PASS_CLASSES).nullable(),
  /** Masked for the guard. */
  name: z.string().nullable(),
  door: z.string().nullable(),
  /** Verdict and class of reason; what lies behind them stays in the office. */
  status: Status,
  verdict: Verdict,
})
export const GateView = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  path: z.string(),
  name: z.string(),
  /** By hand, by its hours, and by whether another gate is the only one: at this moment. */
  isOpen: z.boolean(),
  times: Times,
  /** Where couriers put things down. */
  dropZone: z.string().nullable(),
  /** 临时隔离区: where somebody held waits. Null: nobody has said yet. */
  isolationArea: z.string().nullable(),
  /** Until when it is the only open gate of its place. */
  onlyUntil: instant.nullable(),
})
const Attendant = z.object({
  id,
  personId: id,
  /** Whom they look after, and where. */
  personName: z.string().nullable(),
  door: z.string().nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  shortCode: z.string().nullable(),
  from: instant,
  until: instant,
  endedAt: instant.nullable(),
})
const Vehicle = z.object({ id, plate: z.string().nullable(), arrival, from: day, until: day })

export const gate = operations('gate', {
  listGates: query({ can: 'gate.read', input: z.object({}), output: z.array(GateView) }),
  addGate: command({ can: 'gate.manage', input: z.object({ areaId: id, name: text(40) }), output: GateView }),
  setGateOpen: command({ can: 'gate.manage', input: z.object({ gateId: id, isOpen: z.boolean() }), output: GateView }),
  /** Opening hours (none: always) and where couriers put things down. */
  setGateHours: command({
    can: 'gate.manage',
    input: z.object({ gateId: id, hours: z.array(Hours).max(14), dropZone: text(60).nullable() }),
    output: GateView,
  }),
  /** 只开主大门: until then the other gates of the same place are closed. An earlier one of the place ends with it. Medical ways and fire doors are not touched. */
  openOnly: command({ can: 'gate.manage', input: z.object({ gateId: id, until: instant }), output: z.object({ closed: z.int() }) }),
  /** The gates that were closed for it are as they were before, in one step. */
  endOpenOnly: command({ can: 'gate.manage', input: z.object({ gateId: id }), output: z.object({}) }),
  /** The gates on the signed-in resident's way home, and which of them is the only one open. */
  listMyGates: query({
    can: 'self',
    input: z.object({}),
    output: z.array(z.object({ name: z.string(), isOpen: z.boolean(), hours: z.array(Hours), onlyUntil: instant.nullable() })),
  }),
  setIsolationArea: command({ can: 'gate.manage', input: z.object({ gateId: id, isolationArea: text(40).nullable() }), output: GateView }),
  /** Who this is and what the gate says, before anything is written down. An unreadable code is a verdict, not an error. */
  lookUp: query({
    can: 'gate.record',
    input: z.object({
      gateId: id,
      means: Means,
      direction,
      temperatureC: temperatureC.optional(),
      whereFrom: WhereFrom.optional(),
      medical: z.boolean().optional(),
      seen: z.enum(SEEN_CODES).optional(),
      arrival: arrival.optional(),
      plate: plate.optional(),
    }),
    output: z.object({ candidates: z.array(Candidate), verdict: Verdict }),
    reads: ['name', 'door'],
  }),
  /** One person, one gate, one time. The phone makes the id; the same id and bytes again is the same passage, other bytes are refused and kept for review. */
  recordPassage: command({
    can: 'gate.record',
    offline: true,
    hot: true,
    input: z.object({
      id,
      gateId: id,
      means: Means,
      /** Whom the guard chose among the candidates of `lookUp`. */
      credentialId: id.nullish(),
      personId: id.nullish(),
      homeId: id.nullish(),
      direction,
      temperatureC: temperatureC.optional(),
      whereFrom: WhereFrom.optional(),
      /** Time of the phone: data, never order. */
      at: instant,
      /** What the guard did where the verdict left it to him. */
      guardSays: z.enum(['admitted', 'turnedAway']).optional(),
      medical: z.boolean().optional(),
      /** 亮码 of somebody no list knows: what the guard saw. */
      seen: z.enum(SEEN_CODES).optional(),
      /** A courier or a vehicle, in place of a person with a code. */
      arrival: arrival.optional(),
      plate: plate.optional(),
      note: text(200).optional(),
    }),
    output: Verdict.extend({ id, isNew: z.boolean() }),
  }),
  /** All a phone needs to decide without the network. Opaque ids only, no names. `etag` unchanged: entries empty. */
  getOfflineList: query({
    can: 'gate.record',
    input: z.object({ gateId: id, etag: z.string().max(80).optional() }),
    output: z.object({
      etag: z.string(),
      isUnchanged: z.boolean(),
      issuedAt: instant,
      serverNow: instant,
      policy: GatePolicyFile,
      times: Times,
      /** The only open gate of the place, while this one is closed for it. */
      openInstead: z.string().nullable(),
      dropZone: z.string().nullable(),
      keys: z.array(z.object({ kid: z.string(), publicKey: z.string() })),
      /** Every strip these signed ended with them. */
      withdrawnKeys: z.array(z.string()),
      /** Strips of an older format count no more. */
      leastVersion: z.int(),
      revoked: z.array(z.string()),
      /** Zones and standstills that this gate's place lies in, or that lie in it. */
      zones: z.array(Zone),
      /** Under way beneath this gate's place: the building, never who or why; the plate once a vehicle is arranged. */
      transports: z.array(Transport.extend({ id, building: z.string(), plate: z.string().nullable() })),
      /** Listed places that count here now or counted within the days looked back to. */
      riskAreas: z.array(z.object({ id, name: z.string(), code: z.string().nullable(), level: z.enum(RISK_LEVELS), from: day, until: day.nullable() })),
      entries: z.array(
        z.object({
          credentialId: id,
          codeId: z.string(),
          shortCode: z.string(),
          passClass: z.enum(PASS_CLASSES),
          from: instant.nullable(),
          until: instant.nullable(),
          /** For whom ways out are counted here, where a pack counts them. */ quotaKey: id.nullable(),
          holder: Holder,
        }),
      ),
    }),
  }),
  /** The signed-in resident's codes and the family's, issued ahead so that they can be shown with the server switched off. */
  listMyCodes: command({
    can: 'self',
    input: z.object({
      /** Public point of the phone's own P-256 key in hexadecimal; the strips then count with its proof. */ holderKey: z
        .string()
        .regex(/^(0[23][0-9a-fA-F]{64}|04[0-9a-fA-F]{128})$/)
        .optional(),
    }),
    output: z.object({
      people: z.array(
        z.object({
          personId: id.nullable(),
          name: z.string(),
          passClass: z.enum(PASS_CLASSES),
          shortCode: z.string(),
          strips: z.array(z.object({ code: z.string(), from: instant, until: instant })),
        }),
      ),
    }),
    reads: ['name'],
  }),
  /** A static code for paper, looked up at the gate; the printed family card carries it. */
  issuePaperCode: command({
    can: 'gate.issue',
    input: z.object({ homeId: id }),
    output: z.object({ code: z.string(), shortCode: z.string(), until: instant }),
  }),
  revokeCode: command({ can: 'gate.issue', input: z.object({ credentialId: id, reason: text(200) }), output: z.object({}) }),
  /** The keys that sign the codes of the whole installation: which signs, which comes next, which only verify. */
  listSigningKeys: query({
    can: 'gate.keys',
    input: z.object({}),
    output: z.array(
      z.object({
        kid: z.string(),
        state: z.enum(['next', 'current', 'old', 'withdrawn']),
        madeAt: instant,
        retiredAt: instant.nullable(),
        /** Who asked that it be withdrawn; a second person has yet to do it. */
        askedBy: z.string().nullable(),
      }),
    ),
  }),
  /** 密钥作废: somebody else may have this key. The first call asks; the call of a second person, of another unit, ends every code it signed. */
  withdrawKey: command({
    can: 'gate.keys',
    input: z.object({ kid: z.string().regex(/^[0-9a-f]{16}$/), reason: text(200) }),
    output: z.object({ isWithdrawn: z.boolean() }),
  }),
  /** 照护人: lets somebody pass who looks after an old or sick resident, by a short number, for a time. */
  addAttendant: command({
    can: 'gate.issue',
    input: z.object({ personId: id, name: text(40), phone: text(20).nullable(), from: instant, until: instant }),
    output: z.object({ id, shortCode: z.string() }),
  }),
  listAttendants: query({ can: 'gate.issue', input: z.object({ areaId: id }), output: z.array(Attendant), reads: ['name', 'phone', 'door'] }),
  endAttendant: command({ can: 'gate.issue', input: z.object({ attendantId: id, reason: text(200) }), output: z.object({}) }),
  /** 保供车: vehicles that may come in, by their number plate. */
  addVehicle: command({
    can: 'gate.issue',
    input: z.object({ areaId: id, plate, arrival: z.enum(['supplyVehicle', 'otherVehicle']), from: day, until: day }),
    output: z.object({ id }),
  }),
  listVehicles: query({ can: 'gate.issue', input: z.object({ areaId: id }), output: z.array(Vehicle), reads: ['name'] }),
  endVehicle: command({ can: 'gate.issue', input: z.object({ vehicleId: id }), output: z.object({}) }),
  /** The last passages of a gate, without names. */
  listPassages: query({
    can: 'gate.record',
    input: z.object({ gateId: id }),
    output: z.array(
      z.object({
        id,
        at: instant,
        direction,
        outcome: z.enum(OUTCOMES),
        reasons: z.array(z.enum(REASONS)),
        passClass: z.enum(PASS_CLASSES).nullable(),
        temperatureC: z.number().nullable(),
      }),
    ),
    reads: ['whereabouts'],
  }),
  /** Those who wait at this gate, the longest first, and whoever was answered within the hour: what to do with them, never what was found. */
  listWaiting: query({
    can: 'gate.record',
    input: z.object({ gateId: id }),
    output: z.array(
      z.object({
        passageId: id,
        at: instant,
        reasons: z.array(z.enum(REASONS)),
        /** Masked for the guard. */
        name: z.string().nullable(),
        door: z.string().nullable(),
        answer: z.enum(HOLD_ANSWERS),
        answeredAt: instant.nullable(),
      }),
    ),
    reads: ['name', 'door'],
  }),
  /** People held at a gate and not yet seen by a doctor or the community. */
  listHolds: query({
    can: 'gate.resolve',
    input: z.object({ areaId: id.optional() }),
    output: z.array(
      z.object({
        passageId: id,
        gateName: z.string(),
        isolationArea: z.string().nullable(),
        at: instant,
        reasons: z.array(z.enum(REASONS)),
        name: z.string().nullable(),
        door: z.string().nullable(),
        temperatureC: z.number().nullable(),
        /** The listed places somebody came from. */
        whereFrom: z.string().nullable(),
      }),
    ),
    reads: ['name', 'door', 'health'],
  }),
  resolveHold: command({
    can: 'gate.resolve',
    input: z.object({ passageId: id, finding: z.enum(FINDINGS), note: text(200).optional() }),
    output: z.object({}),
  }),
  ...shiftOps,
})

export const gateErrors = {
  'gate.other_bytes': 409,
  'gate.already_resolved': 409,
  'gate.finding_unfit': 400,
  /** An end that is past, before its beginning, or too far away. */
  'gate.time_unfit': 400,
  'gate.not_the_only_one': 409,
  'gate.vehicle_known': 409,
  'gate.same_person': 409,
  'gate.key_withdrawn': 409,
  ...shiftErrors,
} as const

export const gateEvents = {
  /** A passage with a temperature at or above the pack's limit. */
  feverFound: event(
    'gate.feverFound',
    z.object({ communityId: id, passageId: id, areaPath: z.string(), personId: id.nullable(), homeId: id.nullable(), at: instant }),
  ),
  /** Somebody from a listed place stands at a gate. */
  riskAreaFound: event(
    'gate.riskAreaFound',
    z.object({ communityId: id, passageId: id, areaPath: z.string(), personId: id.nullable(), homeId: id.nullable(), at: instant }),
  ),
  /** By hand, by new hours, or because one gate of the place is the only one, or no longer: others may be open or closed now. */
  timesChanged: event('gate.timesChanged', z.object({ communityId: id, gateId: id })),
  holdResolved: event('gate.holdResolved', z.object({ communityId: id, passageId: id, areaPath: z.string(), finding: z.enum(FINDINGS) })),
}
