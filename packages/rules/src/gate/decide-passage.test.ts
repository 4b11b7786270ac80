import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ARRIVAL_WAYS,
  ARRIVALS,
  ASKED,
  CODE_PROBLEMS,
  decidePassage,
  DIRECTIONS,
  type GatePolicy,
  type GateReading,
  type GateSnapshot,
  MEANS_KINDS,
  OUTCOMES,
  PASS_CLASSES,
  QUOTA_PER,
  REASONS,
} from './index.ts'
import { SEEN_CODES } from '../status/index.ts'

const now = new Date('2022-08-01T04:00:00Z')
const arrivalWay = fc.constantFrom(...ARRIVAL_WAYS)
const outcome = fc.constantFrom(...OUTCOMES)
const policies: fc.Arbitrary<GatePolicy> = fc.record({
  asksCode: fc.constantFrom(...ASKED),
  asksTemperature: fc.constantFrom(...ASKED),
  asksStatus: fc.constantFrom(...ASKED),
  feverC: fc.option(fc.double({ min: 36, max: 39, noNaN: true })),
  holdsCases: fc.boolean(),
  asksPerson: fc.boolean(),
  whereFrom: fc.record({ asks: fc.constantFrom(...ASKED), lookBackDays: fc.constant(7), levels: fc.constant(['high' as const]) }),
  listMaxAgeHours: fc.integer({ min: 1, max: 48 }),
  asksProof: fc.boolean(),
  exitQuota: fc.option(fc.record({ per: fc.constantFrom(...QUOTA_PER), times: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 3 }) })),
  admitsVisitors: fc.boolean(),
  arrivals: fc.record({ courier: arrivalWay, takeaway: arrivalWay, supplyVehicle: arrivalWay, otherVehicle: arrivalWay }),
  outcomeOf: fc.record(Object.fromEntries(REASONS.map((reason) => [reason, outcome])) as Record<(typeof REASONS)[number], typeof outcome>),
})
const snapshots: fc.Arbitrary<GateSnapshot> = fc.record({
  holder: fc.option(
    fc.record({
      passClass: fc.option(fc.constantFrom(...PASS_CLASSES)),
      isNamed: fc.boolean(),
      hasInfectionCase: fc.boolean(),
      exits: fc.array(fc.constantFrom('2022-08-01T03:00:00Z', '2022-08-01T16:00:00Z'), { maxLength: 3 }),
      status: fc.option(
        fc.record({ verdict: fc.constantFrom('yellow' as const, 'red' as const), reason: fc.constant('testing' as const), until: fc.constant(null) }),
      ),
    }),
  ),
  isGateOpen: fc.boolean(),
  asOf: fc.integer({ min: 0, max: 72 }).map((hours) => new Date(now.getTime() - hours * 3_600_000)),
})
const readings: fc.Arbitrary<GateReading> = fc.record({
  direction: fc.constantFrom(...DIRECTIONS),
  means: fc.constantFrom(...MEANS_KINDS),
  problem: fc.option(fc.constantFrom(...CODE_PROBLEMS)),
  temperatureC: fc.option(fc.double({ min: 30, max: 45, noNaN: true }), { nil: undefined }),
  isFromRiskArea: fc.option(fc.boolean(), { nil: undefined }),
  medical: fc.option(fc.boolean(), { nil: undefined }),
  seen: fc.constantFrom(undefined, ...SEEN_CODES),
  isUnproven: fc.boolean(),
  isElsewhere: fc.boolean(),
  isListedVehicle: fc.boolean(),
  arrival: fc.constantFrom(undefined, ...ARRIVALS),
})

test('GATE-15 a medical way out is never blocked, under any policy and whatever is known', () => {
  fc.assert(
    fc.property(policies, snapshots, readings, (policy, snapshot, reading) => {
      expect(decidePassage(policy, snapshot, { ...reading, direction: 'out', medical: true }, now)).toMatchObject({ outcome: 'enter', openDoor: true })
    }),
  )
})

test('GATE-09 an ambulance or a fire engine passes in and out, under any policy', () => {
  fc.assert(
    fc.property(policies, snapshots, readings, (policy, snapshot, reading) => {
      expect(decidePassage(policy, snapshot, { ...reading, arrival: 'ambulance' }, now)).toMatchObject({ outcome: 'enter', openDoor: true })
    }),
  )
})

test('whoever is on an agreed way to the hospital passes out under any policy, and in unless something shows at the gate itself', () => {
  const transport = { from: new Date(now.getTime() - 1000).toISOString(), until: new Date(now.getTime() + 1000).toISOString() }
  fc.assert(
    fc.property(policies, snapshots, readings, (policy, snapshot, { arrival: _arrival, ...reading }) => {
      const holder = { ...(snapshot.holder ?? { passClass: null, isNamed: true, hasInfectionCase: true, isUnderControl: true }), transport }
      const out = decidePassage(policy, { ...snapshot, holder }, { ...reading, direction: 'out', medical: undefined }, now)
      expect(out).toMatchObject({ outcome: 'enter', openDoor: true })
      expect(out.reasons).toContain('medical_way')
      const back = { ...reading, direction: 'in' as const, seen: undefined, temperatureC: undefined, isFromRiskArea: undefined }
      expect(decidePassage(policy, { ...snapshot, holder }, back, now)).toMatchObject({ outcome: 'enter' })
      // Its hours over, it weighs nothing.
      const over = { ...holder, transport: { ...transport, until: transport.from } }
      expect(decidePassage(policy, { ...snapshot, holder: over }, reading, now)).toEqual(
        decidePassage(policy, { ...snapshot, holder: { ...holder, transport: undefined } }, reading, now),
      )
    }),
  )
})

test('the vehicle of a transport is an ambulance, whatever it looks like', () => {
  fc.assert(
    fc.property(policies, snapshots, readings, (policy, snapshot, reading) => {
      expect(decidePassage(policy, snapshot, { ...reading, arrival: 'otherVehicle', isTransportVehicle: true }, now)).toMatchObject({ outcome: 'enter' })
    }),
  )
})

test('the door opens for "enter" and for nothing else, and whatever stands in the way is named', () => {
  fc.assert(
    fc.property(policies, snapshots, readings, (policy, snapshot, reading) => {
      const verdict = decidePassage(policy, snapshot, reading, now)
      expect(verdict.openDoor).toBe(verdict.outcome === 'enter')
      if (verdict.outcome !== 'enter') expect(verdict.reasons.map((reason) => policy.outcomeOf[reason])).toContain(verdict.outcome)
      expect(new Set(verdict.reasons).size).toBe(verdict.reasons.length)
    }),
  )
})

test('what is not known never makes a verdict milder', () => {
  const strictness = ['enter', 'cannotTell', 'hold', 'refuse']
  fc.assert(
    fc.property(policies, snapshots, readings, (policy, snapshot, reading) => {
      const known = decidePassage(policy, snapshot, { ...reading, problem: null, medical: false }, now)
      const fresh = decidePassage(policy, { ...snapshot, asOf: now }, { ...reading, problem: null, medical: false }, now)
      expect(strictness.indexOf(known.outcome)).toBeGreaterThanOrEqual(strictness.indexOf(fresh.outcome))
    }),
  )
})
