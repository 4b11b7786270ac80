import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../days/index.ts'
import {
  anchorOf,
  CERTAINTIES,
  chainsOf,
  curveOf,
  delaysOf,
  discLayout,
  type Edge,
  infectionFault,
  isSeenTo,
  type Node,
  proposeSource,
  reproductionOf,
  standingBy,
  stricter,
  timelineLayout,
  treeLayout,
  windowsOf,
} from './index.ts'

const DAY = '2022-07-01'
const FIGURES = { infectiousDays: 2, sourceDays: 14 }
const node = (id: string, onsetOn: string, over: Partial<Node> = {}): Node => ({
  id,
  standing: 'case',
  onsetOn,
  sampledOn: null,
  reportedOn: addDays(onsetOn, 2),
  isolatedOn: null,
  ...over,
})
const edge = (from: string, to: string, day: string, over: Partial<Edge> = {}): Edge => ({
  id: `${from}-${to}`,
  from,
  to,
  day,
  dayTo: day,
  certainty: 'certain',
  isInfection: true,
  isActive: true,
  ...over,
})
const byId = (nodes: readonly Node[]) => new Map(nodes.map((one) => [one.id, one]))

/** A transmission tree as it may have been: who gave it to whom, one to six days later, each isolated three days after falling ill. */
const tree = fc
  .array(fc.record({ from: fc.nat(), days: fc.integer({ min: 1, max: 6 }), isRoot: fc.boolean() }), { minLength: 1, maxLength: 120 })
  .map((steps) => {
    const nodes: Node[] = []
    const edges: Edge[] = []
    const parents = new Map<string, string>()
    steps.forEach(({ from, days, isRoot }, nth) => {
      const id = `n${String(nth).padStart(3, '0')}`
      const source = isRoot || nodes.length === 0 ? null : nodes[from % nodes.length]!
      const onset = source === null ? addDays(DAY, from % 20) : addDays(anchorOf(source), days)
      nodes.push(node(id, onset, { isolatedOn: addDays(onset, 3) }))
      if (source === null) return
      parents.set(id, source.id)
      // They met on a day on which the source was infectious and the other one well.
      edges.push(edge(source.id, id, addDays(anchorOf(source), Math.min(days - 1, 3) - 1)))
    })
    return { nodes, edges, parents }
  })

describe('TRACE-04 chains of transmission', () => {
  test('a given tree is found again: parents, generations, clusters, in whatever order it is told', () => {
    fc.assert(
      fc.property(tree, fc.integer(), ({ nodes, edges, parents }, seed) => {
        const shuffled = edges.toSorted((a, b) => ((a.id.charCodeAt(1) * 31 + seed) % 7) - ((b.id.charCodeAt(1) * 31 + seed) % 7))
        const chains = chainsOf(nodes.toReversed(), shuffled)
        expect(chains.parent).toEqual(parents)
        for (const { id } of nodes) {
          const from = parents.get(id)
          expect(chains.generation.get(id)).toBe(from === undefined ? 0 : chains.generation.get(from)! + 1)
          expect(chains.cluster.get(id)).toBe(from === undefined ? id : chains.cluster.get(from))
        }
        expect(new Set(chains.roots)).toEqual(new Set(nodes.map(({ id }) => id).filter((id) => !parents.has(id))))
        expect(reproductionOf(chains).reduce((sum, line) => sum + line.cases, 0)).toBe(nodes.length)
      }),
    )
  })

  test('from meetings alone, the source proposed for everybody who met one possible source is the true one', () => {
    fc.assert(
      fc.property(tree, ({ nodes, edges, parents }) => {
        const met = edges.map((one) => ({ ...one, isInfection: false }))
        // Met somebody after falling ill, and somebody who was isolated already: neither can have given it.
        const noise = nodes.slice(1).map((one, nth) => edge(nodes[nth]!.id, one.id, addDays(anchorOf(one), 9), { id: `noise${nth}`, isInfection: false }))
        for (const one of nodes) {
          const proposed = proposeSource(one, [...noise, ...met], byId(nodes), FIGURES)
          expect(proposed?.best.from ?? null).toBe(parents.get(one.id) ?? null)
          expect(proposed?.isClear ?? true).toBe(true)
        }
      }),
    )
  })

  test('of several possible sources the surest is proposed, and two equally sure ones are said to be unclear', () => {
    const nodes = [node('a', '2022-07-01'), node('b', '2022-07-02'), node('c', '2022-07-05')]
    const meetings = [
      edge('a', 'c', '2022-07-02', { certainty: 'possible', isInfection: false }),
      edge('b', 'c', '2022-07-03', { certainty: 'certain', isInfection: false }),
    ]
    expect(proposeSource(nodes[2]!, meetings, byId(nodes), FIGURES)).toEqual({
      best: { from: 'b', edgeId: 'b-c', certainty: 'certain', days: 3 },
      isClear: true,
    })
    const same = meetings.map((one) => ({ ...one, certainty: 'probable' as const }))
    expect(proposeSource(nodes[2]!, same, byId(nodes), FIGURES)).toMatchObject({ best: { from: 'a' }, isClear: false })
    expect(
      proposeSource(
        nodes[2]!,
        same.map((one) => ({ ...one, isActive: false })),
        byId(nodes),
        FIGURES,
      ),
    ).toBeNull()
  })

  test('nobody infects himself, no ring is closed, no source falls ill long after', () => {
    const nodes = byId([node('a', '2022-07-01'), node('b', '2022-07-03'), node('c', '2022-07-05'), node('k', '2022-07-04', { standing: 'contact' })])
    const parent = new Map([
      ['b', 'a'],
      ['c', 'b'],
    ])
    const fault = (from: string, to: string) => infectionFault(nodes, parent, { from, to }, FIGURES)
    expect(fault('a', 'a')).toBe('himself')
    expect(fault('c', 'a')).toBe('cycle')
    expect(fault('b', 'k')).toBe('notCase')
    expect(fault('c', 'b')).toBe('cycle')
    expect(infectionFault(nodes, new Map(), { from: 'c', to: 'a' }, FIGURES)).toBe('laterSource')
    // Two days before its first symptom it may have been given on.
    expect(infectionFault(nodes, new Map(), { from: 'b', to: 'a' }, FIGURES)).toBeNull()
    expect(fault('a', 'c')).toBeNull()
  })

  test('a ring in a file is opened at whoever fell ill first, and everybody still stands in a tree', () => {
    const nodes = [node('a', '2022-07-03'), node('b', '2022-07-01'), node('c', '2022-07-05'), node('d', '2022-07-06')]
    const chains = chainsOf(nodes, [edge('a', 'b', DAY), edge('b', 'c', DAY), edge('c', 'a', DAY), edge('c', 'd', DAY), edge('d', 'd', DAY)])
    expect(chains.roots).toEqual(['b'])
    expect([...chains.generation].toSorted(([a], [b]) => a.localeCompare(b))).toEqual([
      ['a', 2],
      ['b', 0],
      ['c', 1],
      ['d', 2],
    ])
  })

  test('contacts hang under the one they met most surely, and only where they are asked for', () => {
    const nodes = [node('a', '2022-07-01'), node('b', '2022-07-02'), node('k', '2022-07-04', { standing: 'contact' })]
    const edges = [edge('a', 'k', DAY, { certainty: 'possible', isInfection: false }), edge('b', 'k', DAY, { certainty: 'certain', isInfection: false })]
    expect(chainsOf(nodes, edges).parent.size).toBe(0)
    expect(chainsOf(nodes, edges, { withContacts: true }).parent).toEqual(new Map([['k', 'b']]))
  })

  test('no drawing puts two people on one spot, loses one, or draws outside its frame', () => {
    fc.assert(
      fc.property(tree, ({ nodes, edges }) => {
        const chains = chainsOf(nodes, edges)
        for (const { spots, links, width, height } of [timelineLayout(byId(nodes), chains), treeLayout(chains), discLayout(chains)]) {
          expect(new Set(spots.map(({ id }) => id)).size).toBe(nodes.length)
          expect(links.length).toBe(edges.length)
          const places = spots.map(({ x, y }) => `${x.toFixed(6)} ${y.toFixed(6)}`)
          expect(new Set(places).size).toBe(nodes.length)
          for (const { x, y } of spots) {
            expect(x).toBeGreaterThanOrEqual(-1e-9)
            expect(y).toBeGreaterThanOrEqual(-1e-9)
            expect(x).toBeLessThanOrEqual(width + 1e-9)
            expect(y).toBeLessThanOrEqual(height + 1e-9)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('on the time line a child never stands above its source, and its day is its place', () => {
    const nodes = [node('a', '2022-07-01'), node('b', '2022-07-03'), node('c', '2022-07-02')]
    const { spots, firstDay } = timelineLayout(byId(nodes), chainsOf(nodes, [edge('a', 'b', DAY), edge('a', 'c', DAY)]))
    expect(firstDay).toBe('2022-07-01')
    expect(spots).toEqual([
      { id: 'a', x: 0, y: 0 },
      { id: 'c', x: 1, y: 1 },
      { id: 'b', x: 2, y: 2 },
    ])
  })

  test('a chain of ten thousand is no deep stack', () => {
    const nodes = Array.from({ length: 10_000 }, (_, nth) => node(`n${nth}`, addDays(DAY, nth % 300)))
    const edges = nodes.slice(1).map((one, nth) => edge(`n${nth}`, one.id, DAY))
    const chains = chainsOf(nodes, edges)
    expect(chains.generation.get('n9999')).toBe(9999)
    expect(treeLayout(chains).height).toBe(9999)
  })
})

describe('TRACE-04 days that count', () => {
  test('contacts are those met from two days before the first symptom until isolation; the source is looked for in the two weeks before', () => {
    const dates = { onsetOn: '2022-07-10', sampledOn: '2022-07-11', reportedOn: '2022-07-12', isolatedOn: null }
    expect(windowsOf(dates, FIGURES, '2022-07-13')).toEqual({
      others: { from: '2022-07-08', to: '2022-07-13' },
      source: { from: '2022-06-26', to: '2022-07-09' },
    })
    // Without symptoms: from the first positive sample; isolated: until that day.
    expect(windowsOf({ ...dates, onsetOn: null, isolatedOn: '2022-07-12' }, FIGURES, '2022-07-20').others).toEqual({ from: '2022-07-09', to: '2022-07-12' })
    // Isolated before it counts: the window is one day, never upside down.
    expect(windowsOf({ ...dates, isolatedOn: '2022-07-01' }, FIGURES, '2022-07-20').others).toEqual({ from: '2022-07-08', to: '2022-07-08' })
  })

  test('an edition without secondary contacts makes none, and nobody becomes less by another exposure', () => {
    const both = new Set(['contact', 'secondaryContact'] as const)
    expect([standingBy('case', both), standingBy('contact', both), standingBy('secondaryContact', both), standingBy('none', both)]).toEqual([
      'contact',
      'secondaryContact',
      null,
      null,
    ])
    expect(standingBy('contact', new Set(['contact'] as const))).toBeNull()
    expect(stricter('case', 'contact')).toBe('case')
    expect(stricter('none', 'secondaryContact')).toBe('secondaryContact')
  })

  test('the curve has every day between, says whose day nobody knows, and a wrong year does not stretch it', () => {
    const cases = [
      { ...node('a', '2022-07-01'), caseKind: 'confirmed' as const },
      { ...node('b', '2022-07-03'), caseKind: null },
      { ...node('c', '2022-07-03', { onsetOn: null }), caseKind: 'asymptomatic' as const },
      { ...node('k', '2022-07-02', { standing: 'contact' }), caseKind: null },
    ]
    const { lines, unknown } = curveOf(cases, 'onset')
    expect(lines.map(({ day, counts }) => [day, counts.confirmed, counts.suspected])).toEqual([
      ['2022-07-01', 1, 0],
      ['2022-07-02', 0, 0],
      ['2022-07-03', 0, 1],
    ])
    expect(unknown).toBe(1)
    const far = curveOf([...cases, { ...node('w', '1922-07-01'), caseKind: 'confirmed' as const }], 'onset')
    expect(far.lines).toHaveLength(400)
    expect(far.unknown).toBe(2)
    expect(curveOf([], 'report')).toEqual({ lines: [], unknown: 0 })
  })

  test('delays are medians and ninth tenths of days; what stands in the wrong order is said, not averaged', () => {
    const nodes = byId([
      node('a', '2022-07-01', { sampledOn: '2022-07-02', reportedOn: '2022-07-03' }),
      node('b', '2022-07-02', { sampledOn: '2022-07-06', reportedOn: '2022-07-07' }),
      node('c', '2022-07-09', { sampledOn: '2022-07-08', reportedOn: '2022-07-08' }),
    ])
    const lines = delaysOf(nodes, { parent: new Map([['b', 'a']]) })
    expect(lines.find(({ delay }) => delay === 'onsetToSample')).toEqual({ delay: 'onsetToSample', count: 2, median: 1, p90: 4, most: 4, wrongOrder: 1 })
    expect(lines.find(({ delay }) => delay === 'sourceToCase')).toMatchObject({ count: 1, median: 1 })
    expect(lines.find(({ delay }) => delay === 'reportToIsolation')).toMatchObject({ count: 0, median: null, p90: null })
  })

  test('a contact is seen to when told and kept apart or proposed for control, a case when it is kept apart', () => {
    const seen = (standing: 'case' | 'contact' | 'none', isTold: boolean, isApart: boolean, isProposed: boolean) =>
      isSeenTo({ standing, isTold, isApart, isProposed })
    expect([
      seen('contact', true, false, false),
      seen('contact', true, true, false),
      seen('contact', true, false, true),
      seen('contact', false, true, true),
    ]).toEqual([false, true, true, false])
    expect([seen('case', true, false, false), seen('case', false, true, false), seen('none', false, false, false)]).toEqual([false, true, true])
  })

  test('every word of certainty has its place', () => expect(CERTAINTIES).toEqual(['certain', 'probable', 'possible']))
})
