// A laboratory of two, a courier's box and the recall of a pool against what must never be, over ten thousand sequences.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newBox, newTube, stepBox, stepTube, take, type Box, type Tube, type Verdict } from '../testing/index.ts'
import { isOpen, noResult, staysHome, stepRecall, stepResult, takesTwo, type RecallState, type Standing } from './index.ts'

const RUNS = 10_000
const PEOPLE = ['p1', 'p2', 'p3'] as const
const VERDICT = fc.constantFrom<Verdict>('negative', 'positive', 'invalid')
const HAND = fc.constantFrom('lab1', 'lab2')
/** Tube 0 is the pool of all three; 1 to 3 are their single tubes. */
const act = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('box' as const), tubes: fc.uniqueArray(fc.nat(3)), arrive: fc.uniqueArray(fc.nat(3)) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('report' as const, 'amend' as const), tube: fc.nat(3), verdict: VERDICT, by: HAND }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('confirm' as const, 'decline' as const), tube: fc.nat(3), by: HAND }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('answer' as const), person: fc.nat(2), answer: fc.constantFrom('atHome' as const, 'unreachable' as const) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resample' as const), person: fc.nat(2) }) },
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never
type Lab = { tube: Tube; hasArrived: boolean; standing: Standing; saidPositive: Set<string> }
type World = { labs: Lab[]; recalls: Map<number, RecallState>; wasPositive: boolean }

const start = (): World => ({
  labs: [0, 1, 2, 3].map((nth) => {
    const people = nth === 0 ? PEOPLE : [PEOPLE[nth - 1]!]
    let tube = newTube(nth === 0 ? 10 : 1)
    for (const personId of people) tube = take(tube, { id: `${nth}-${personId}`, personId, homeId: null }).tube
    const sealed = stepTube(tube, { kind: 'seal', counted: people.length })
    return { tube: 'tube' in sealed ? sealed.tube : tube, hasArrived: false, standing: noResult(), saidPositive: new Set() }
  }),
  recalls: new Map(),
  wasPositive: false,
})

function courier(world: World, tubes: readonly number[], arrive: readonly number[]): void {
  let box: Box = newBox()
  const put = (nth: number, kind: 'box' | 'handOver' | 'receive' | 'lose'): boolean => {
    const done = stepTube(world.labs[nth]!.tube, { kind })
    if ('tube' in done) world.labs[nth]!.tube = done.tube
    return 'tube' in done
  }
  for (const nth of tubes) if (put(nth, 'box')) box = (stepBox(box, { kind: 'put', tube: String(nth) }) as { box: Box }).box
  const inBox = box.tubes.map(Number)
  for (const kind of ['seal', 'send'] as const) {
    // One too many or too few never goes through.
    if ('box' in stepBox(box, { kind, counted: inBox.length + 1 })) throw new Error('a wrong count went through')
    const done = stepBox(box, { kind, counted: inBox.length })
    if ('box' in done) box = done.box
  }
  if (box.state !== 'inTransit') return
  for (const nth of inBox) put(nth, 'handOver')
  const found = arrive.filter((nth) => inBox.includes(nth))
  const done = stepBox(box, { kind: 'receive', found: found.map(String) })
  if (!('box' in done)) throw new Error('a box that was sent was not received')
  if (done.box.tubes.length + done.box.lost.length !== inBox.length) throw new Error('a tube of the box is neither there nor lost')
  for (const id of done.box.tubes) if (put(Number(id), 'receive')) world.labs[Number(id)]!.hasArrived = true
  for (const id of done.box.lost) put(Number(id), 'lose')
}

function result(world: World, nth: number, step: Extract<Act, { by: string }>): void {
  const lab = world.labs[nth]!
  if (!lab.hasArrived) return
  const before = lab.standing
  const done = stepResult(before, 'verdict' in step ? { kind: step.do, verdict: step.verdict, by: step.by } : { kind: step.do, by: step.by })
  if (!('standing' in done)) return
  if ((done.standing.waits ?? done.standing).verdict === 'positive') lab.saidPositive.add(step.by)
  lab.standing = done.standing
  const { verdict } = done.standing
  if (verdict === before.verdict || verdict === null) return
  if (takesTwo(before.verdict, verdict) && before.waits?.by === step.by) throw new Error('one person alone')
  const told = stepTube(lab.tube, { kind: 'report', verdict })
  if (!('tube' in told)) throw new Error('a result without receipt')
  lab.tube = told.tube
  if (nth === 0) {
    if (verdict === 'positive') for (const person of PEOPLE.keys()) world.recalls.set(person, 'notified')
    else for (const [person, state] of world.recalls) world.recalls.set(person, stepRecall(state, { kind: 'withdraw' }))
    return
  }
  const state = world.recalls.get(nth - 1)
  if (state !== undefined) world.recalls.set(nth - 1, stepRecall(state, { kind: 'result', verdict, people: 1 }))
}

function run(world: World, step: Act): void {
  if (step.do === 'box') courier(world, step.tubes, step.arrive)
  else if ('by' in step) result(world, step.tube, step)
  else {
    const state = world.recalls.get(step.person)
    if (state !== undefined)
      world.recalls.set(step.person, stepRecall(state, step.do === 'answer' ? { kind: 'answer', answer: step.answer } : { kind: 'resample' }))
  }
}

test('TEST-03 nobody of a positive pool is without an open recall until the single test is in; nothing counts without receipt, positive without two', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (steps) => {
      const world = start()
      for (const step of steps) {
        run(world, step)
        for (const [nth, lab] of world.labs.entries()) {
          if (['negative', 'positive', 'invalid'].includes(lab.tube.state) && !lab.hasArrived) throw new Error('a result without receipt')
          if (lab.standing.verdict !== null && lab.tube.state !== lab.standing.verdict) throw new Error(`tube ${nth} says something else`)
          if (lab.standing.verdict === 'positive' && lab.saidPositive.size < 1) throw new Error('positive by nobody')
        }
        if (world.labs[0]!.standing.verdict !== 'positive') continue
        for (const person of PEOPLE.keys()) {
          const state = world.recalls.get(person)
          if (state === undefined || state === 'withdrawn') throw new Error(`${person} is not recalled`)
          // Whoever is through has a single tube that was received and said so.
          if (!isOpen(state) && world.labs[person + 1]!.standing.verdict === null) throw new Error(`${person} was let go without a test`)
          if (isOpen(state) && !staysHome(state)) throw new Error('answered for, and free to go')
        }
      }
    }),
    { numRuns: RUNS },
  )
  expect.assertions(0)
})

test('the same person never says both halves of a positive, nor of the end of one', () => {
  const positive = { verdict: null, waits: { verdict: 'positive', by: 'a' } } as const
  expect(stepResult(positive, { kind: 'confirm', by: 'a' })).toEqual({ refused: 'same_person' })
  expect(stepResult(positive, { kind: 'decline', by: 'a' })).toEqual({ standing: noResult() })
  expect(stepResult({ verdict: 'positive', waits: null }, { kind: 'amend', verdict: 'negative', by: 'a' })).toEqual({
    standing: { verdict: 'positive', waits: { verdict: 'negative', by: 'a' } },
  })
  expect(stepResult(noResult(), { kind: 'amend', verdict: 'negative', by: 'a' })).toEqual({ refused: 'no_result' })
  expect(stepResult({ verdict: 'negative', waits: null }, { kind: 'amend', verdict: 'invalid', by: 'a' })).toEqual({
    standing: { verdict: 'invalid', waits: null },
  })
})

test('a second sample that says nothing asks for a third; one of a pool frees nobody of it', () => {
  expect(stepRecall('resampled', { kind: 'result', verdict: 'lost', people: 1 })).toBe('atHome')
  expect(stepRecall('resampled', { kind: 'result', verdict: 'positive', people: 4 })).toBe('atHome')
  expect(stepRecall('notified', { kind: 'result', verdict: 'negative', people: 1 })).toBe('notified')
  expect(stepRecall('negative', { kind: 'answer', answer: 'unreachable' })).toBe('negative')
  // Corrected, the single test puts them where it says.
  expect(stepRecall('negative', { kind: 'result', verdict: 'positive', people: 1 })).toBe('positive')
  expect(stepRecall('positive', { kind: 'result', verdict: 'negative', people: 1 })).toBe('negative')
  expect(stepRecall('withdrawn', { kind: 'result', verdict: 'positive', people: 1 })).toBe('withdrawn')
})
