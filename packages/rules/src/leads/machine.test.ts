// A lead is at one desk at any moment, and no hand-over stops or moves its clock.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueOf, LEAD_OUTCOMES, type LeadAct, type LeadClocks, type LeadStanding, noLead, stepLead } from './index.ts'

const DESKS = ['centre', 'north', 'south']
const HOUR = 3_600_000
const clocks: LeadClocks = { acceptBy: 2 * HOUR, tellBy: 4 * HOUR, closeBy: 24 * HOUR }
const time = fc.integer({ min: 0, max: 100 * HOUR })
const anyClock = fc.option(time, { nil: null })
const anyClocks = fc.record({ acceptBy: anyClock, tellBy: anyClock, closeBy: anyClock })
const anyAct: fc.Arbitrary<LeadAct> = fc.oneof(
  fc.constantFrom('triage' as const, 'takeBack' as const, 'recall' as const, 'giveBack' as const, 'reopen' as const).map((kind) => ({ kind })),
  fc.constantFrom(...DESKS).map((to) => ({ kind: 'offer' as const, to })),
  fc.tuple(fc.constantFrom('keep' as const, 'accept' as const, 'tell' as const), time).map(([kind, at]) => ({ kind, at })),
  fc.constantFrom(...LEAD_OUTCOMES).map((outcome) => ({ kind: 'close' as const, outcome })),
  anyClocks.map((of) => ({ kind: 'merge' as const, clocks: of })),
)
const HAND_OVERS = ['triage', 'offer', 'takeBack', 'giveBack', 'recall', 'reopen', 'merge']
const isLater = (before: number | null, after: number | null) => before !== null && (after === null || after > before)
const done = (lead: LeadStanding, act: LeadAct): LeadStanding => {
  const next = stepLead(lead, act)
  if ('refused' in next) throw new Error(`${act.kind}: ${next.refused}`)
  return next
}

test('whatever is done with a lead, it is at exactly one desk, and an offer leaves it where it is until it is taken', () => {
  fc.assert(
    fc.property(anyClocks, fc.array(anyAct, { maxLength: 60 }), (of, acts) => {
      let lead = noLead('centre', of)
      for (const act of acts) {
        const next = stepLead(lead, act)
        if ('refused' in next) continue
        expect(DESKS).toContain(next.desk)
        expect(next.offeredTo !== null).toBe(next.state === 'offered')
        expect(next.offeredTo).not.toBe(next.desk)
        expect(next.outcome !== null).toBe(next.state === 'closed')
        // A desk changes only by being taken, given back, or fetched back.
        if (next.desk !== lead.desk) expect(['accept', 'giveBack', 'recall']).toContain(act.kind)
        if (act.kind === 'offer') expect(next.desk).toBe(lead.desk)
        if (['received', 'triaged', 'returned', 'offered'].includes(next.state)) expect(next.desk).toBe(next.centre)
        lead = next
      }
    }),
    { numRuns: 3_000, seed: 20220710 },
  )
})

test('no clock is lost or moved later, and no hand-over makes the next due moment later', () => {
  fc.assert(
    fc.property(anyClocks, fc.array(anyAct, { maxLength: 60 }), (of, acts) => {
      let lead = noLead('centre', of)
      for (const act of acts) {
        const next = stepLead(lead, act)
        if ('refused' in next) continue
        for (const key of ['acceptBy', 'tellBy', 'closeBy'] as const) expect(isLater(lead.clocks[key], next.clocks[key])).toBe(false)
        if (HAND_OVERS.includes(act.kind)) expect(isLater(dueOf(lead), dueOf(next))).toBe(false)
        // What was never met is owed as long as it is open.
        if (next.state !== 'closed' && next.clocks.closeBy !== null) expect(dueOf(next)).not.toBeNull()
        lead = next
      }
    }),
    { numRuns: 3_000, seed: 20220711 },
  )
})

test('a wrong area is given back, and what was met by taking it is owed again as of before', () => {
  const offered = done(done(noLead('centre', clocks), { kind: 'triage' }), { kind: 'offer', to: 'north' })
  expect(dueOf(offered)).toBe(2 * HOUR)
  const taken = done(offered, { kind: 'accept', at: HOUR })
  expect([taken.desk, dueOf(taken)]).toEqual(['north', 4 * HOUR])
  const back = done(taken, { kind: 'giveBack' })
  expect([back.desk, back.state, back.returns, dueOf(back)]).toEqual(['centre', 'returned', 1, 2 * HOUR])
  // Told meanwhile stays told.
  const told = done(done(done(done(back, { kind: 'triage' }), { kind: 'offer', to: 'south' }), { kind: 'tell', at: HOUR }), { kind: 'accept', at: 3 * HOUR })
  expect([told.state, dueOf(told)]).toEqual(['accepted', 24 * HOUR])
})

test('what is refused says why', () => {
  const fresh = noLead('centre', clocks)
  expect(stepLead(fresh, { kind: 'offer', to: 'north' })).toEqual({ refused: 'state' })
  const triaged = done(fresh, { kind: 'triage' })
  expect(stepLead(triaged, { kind: 'offer', to: 'centre' })).toEqual({ refused: 'same_desk' })
  const kept = done(triaged, { kind: 'keep', at: 1 })
  expect(stepLead(kept, { kind: 'giveBack' })).toEqual({ refused: 'centre' })
  expect(stepLead(kept, { kind: 'accept', at: 1 })).toEqual({ refused: 'state' })
  const closed = done(kept, { kind: 'close', outcome: 'reached' })
  expect(stepLead(closed, { kind: 'merge', clocks })).toEqual({ refused: 'state' })
  expect([dueOf(closed), done(closed, { kind: 'reopen' }).state]).toEqual([null, 'working'])
})
