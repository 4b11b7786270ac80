// The tube and the box against what must never be, over ten thousand sequences of whatever two tables, a courier and a laboratory do.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newBox, newTube, stepBox, stepTube, take, takeOut, type Box, type Tube } from './index.ts'

const RUNS = 10_000
type World = { tubes: Tube[]; box: Box; hasArrived: boolean[]; taken: number; out: number }
const PEOPLE = ['p1', 'p2', 'p3', null]

const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('take' as const), tube: fc.nat(2), person: fc.constantFrom(...PEOPLE), again: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('takeOut' as const), tube: fc.nat(2), nth: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('seal' as const), tube: fc.nat(2), counted: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('put' as const), tube: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('sealBox' as const, 'send' as const), counted: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('receive' as const), found: fc.uniqueArray(fc.nat(2)) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      tube: fc.nat(2),
      verdict: fc.constantFrom('negative' as const, 'positive' as const, 'invalid' as const),
    }),
  },
)

const isOpenElsewhere = (world: World, at: number, personId: string | null) =>
  personId !== null &&
  world.tubes.some((tube, nth) => nth !== at && tube.state === 'open' && tube.samples.some((one) => one.personId === personId && !one.isContested))

function run(world: World, step: typeof act extends fc.Arbitrary<infer T> ? T : never, nth: number): void {
  const put = (at: number, tube: Tube) => (world.tubes[at] = tube)
  switch (step.do) {
    case 'take': {
      const before = world.tubes[step.tube]!
      const id = step.again && before.samples.length > 0 ? before.samples[0]!.id : `s${nth}`
      const after = take(before, { id, personId: step.person, homeId: null }, isOpenElsewhere(world, step.tube, step.person) ? 'open' : null).tube
      world.taken += after.samples.length - before.samples.length
      put(step.tube, after)
      return
    }
    case 'takeOut': {
      const before = world.tubes[step.tube]!
      if (before.state !== 'open') return
      const after = takeOut(before, before.samples[step.nth]?.id ?? 'nobody')
      world.out += before.samples.length - after.samples.length
      put(step.tube, after)
      return
    }
    case 'seal':
    case 'report': {
      const done = stepTube(world.tubes[step.tube]!, step.do === 'seal' ? { kind: 'seal', counted: step.counted } : { kind: 'report', verdict: step.verdict })
      if ('tube' in done) put(step.tube, done.tube)
      return
    }
    case 'put': {
      const tube = stepTube(world.tubes[step.tube]!, { kind: 'box' })
      const box = stepBox(world.box, { kind: 'put', tube: String(step.tube) })
      if ('tube' in tube && 'box' in box) {
        put(step.tube, tube.tube)
        world.box = box.box
      }
      return
    }
    case 'sealBox':
    case 'send': {
      const done = stepBox(world.box, { kind: step.do === 'send' ? 'send' : 'seal', counted: step.counted })
      if (!('box' in done)) return
      world.box = done.box
      if (step.do === 'send')
        for (const id of done.box.tubes) {
          const sent = stepTube(world.tubes[Number(id)]!, { kind: 'handOver' })
          if ('tube' in sent) put(Number(id), sent.tube)
        }
      return
    }
    case 'receive': {
      const done = stepBox(world.box, { kind: 'receive', found: step.found.map(String) })
      if (!('box' in done)) return
      world.box = done.box
      for (const [ids, kind] of [
        [done.box.tubes, 'receive'],
        [done.box.lost, 'lose'],
      ] as const)
        for (const id of ids) {
          const there = stepTube(world.tubes[Number(id)]!, { kind })
          if (!('tube' in there)) continue
          put(Number(id), there.tube)
          if (kind === 'receive') world.hasArrived[Number(id)] = true
        }
    }
  }
}

test('TEST-02 nobody counts in two open tubes, no result without receipt, no sample lost, a box holds what was counted', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (steps) => {
      const world: World = { tubes: [newTube(2), newTube(5), newTube(1)], box: newBox(), hasArrived: [false, false, false], taken: 0, out: 0 }
      const boxed = () => world.tubes.flatMap((tube, nth) => (['boxed', 'handedOver'].includes(tube.state) ? [String(nth)] : []))
      for (const [nth, step] of steps.entries()) {
        run(world, step, nth)
        for (const person of PEOPLE) {
          if (person === null) continue
          const open = world.tubes.filter((tube) => tube.state === 'open' && tube.samples.some((one) => one.personId === person && !one.isContested))
          if (open.length > 1) throw new Error(`${person} counts in two open tubes`)
        }
        for (const tube of world.tubes) {
          const counting = tube.samples.flatMap((one) => (one.personId === null || one.isContested ? [] : [one.personId]))
          if (new Set(counting).size !== counting.length) throw new Error('somebody counts twice in a tube')
        }
        for (const [at, tube] of world.tubes.entries())
          if (['negative', 'positive', 'invalid'].includes(tube.state) && !world.hasArrived[at]) throw new Error('a result without receipt')
        if (world.tubes.reduce((sum, tube) => sum + tube.samples.length, 0) !== world.taken - world.out) throw new Error('a sample was lost')
        // Until it is opened, what the box says lies in it is what says that it lies in a box.
        if (world.box.state !== 'received' && boxed().toSorted().join() !== [...world.box.tubes].toSorted().join())
          throw new Error('the box holds something else')
      }
    }),
    { numRuns: RUNS },
  )
  expect.assertions(0)
})
