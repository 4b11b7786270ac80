import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Level } from '../areas/index.ts'
import {
  assess,
  assessChain,
  type Check,
  type DailyCriteria,
  type Fact,
  type Node,
  nodesOf,
  type OverlayPart,
  ownOf,
  POSTING_LEVELS,
  type PostingLevel,
  stands,
  type TreePart,
} from './index.ts'

const ALL: readonly Check[] = ['infection_case', 'fever_unresolved', 'report_unconfirmed', 'child_not_free']
const criteria: DailyCriteria = {
  checks: Object.fromEntries(POSTING_LEVELS.map((level) => [level, level === 'community' || level === 'street' ? [...ALL, 'facts_unknown'] : ALL])) as Record<
    PostingLevel,
    readonly Check[]
  >,
  quietDays: 10,
  unseenFeverDays: 3,
  smallestPosting: 5,
  cutOff: '18:00',
}
const criteriaOf = () => criteria
const day = '2022-07-05'
const part = (id: string, level: Level, parent: TreePart | null, homes = 0): TreePart => ({
  id,
  level,
  parentId: parent?.id ?? null,
  path: `${parent?.path ?? '/'}${id}/`,
  homes,
})

// One street, two communities; in the first a compound with a high-rise of two units and a low-rise, both buildings in one grid.
const street = part('street', 'street', null, 60)
const east = part('east', 'community', street, 40)
const west = part('west', 'community', street, 20)
const garden = part('garden', 'compound', east, 40)
const tower = part('tower', 'building', garden, 30)
const unitA = part('unitA', 'unit', tower, 15)
const unitB = part('unitB', 'unit', tower, 15)
const low = part('low', 'building', garden, 10)
const yard = part('yard', 'compound', west, 20)
const tree = [street, east, west, garden, tower, unitA, unitB, low, yard]
const overlays: OverlayPart[] = [
  { id: 'grid1', kind: 'grid', memberIds: ['tower', 'low'] },
  { id: 'cut1', kind: 'cutArea', memberIds: ['garden', 'yard'] },
]
const nodes = nodesOf(tree, overlays)
const everybody = new Set([...nodes.values()].filter((node) => node.isReportDue).map((node) => node.id))
const fact = (areaId: string, kind: Fact['kind'] = 'infection_case'): Fact => ({ areaId, kind, fromDay: day, endedOn: null })
const statesOf = (facts: Fact[], reports = everybody) =>
  Object.fromEntries([...assess({ nodes, facts, reports, criteriaOf, day })].map(([id, { state }]) => [id, state]))

describe('DAILY-01 outbreak-free is worked out from the facts', () => {
  test('everything is free when every report is in and nothing happened', () => {
    expect(new Set(Object.values(statesOf([])))).toEqual(new Set(['free']))
  })
  test('a high-rise is reported by its units and a low-rise as a building', () => {
    expect([...everybody].toSorted()).toEqual(['cut1', 'east', 'garden', 'grid1', 'low', 'street', 'unitA', 'unitB', 'west', 'yard'])
  })
  test('a case in one unit makes the whole chain not free, grid and cut-area with it, and nobody beside it', () => {
    expect(statesOf([fact('unitA')])).toEqual({
      street: 'notFree',
      east: 'notFree',
      west: 'free',
      garden: 'notFree',
      tower: 'notFree',
      unitA: 'notFree',
      unitB: 'free',
      low: 'free',
      yard: 'free',
      grid1: 'notFree',
      cut1: 'notFree',
    })
  })
  test('a missing report leaves the chain unknown, not infected', () => {
    const reports = new Set([...everybody].filter((id) => id !== 'low'))
    expect(statesOf([], reports)).toMatchObject({ low: 'unknown', grid1: 'unknown', garden: 'unknown', street: 'unknown', unitA: 'free', west: 'free' })
  })
  test('a blocker is counted once above, though its building lies in a compound, a grid and a cut-area', () => {
    const result = assess({ nodes, facts: [fact('unitA'), fact('garden', 'fever_unresolved')], reports: everybody, criteriaOf, day })
    expect(['tower', 'grid1', 'garden', 'east', 'cut1', 'street'].map((id) => result.get(id)!.below)).toEqual([1, 1, 1, 2, 2, 2])
  })
  test('a place without homes owes no report, but a community without homes is unknown', () => {
    const empty = nodesOf([part('c', 'community', null, 0), { ...part('b', 'building', part('c', 'community', null), 0) }], [])
    const result = assess({ nodes: empty, facts: [], reports: new Set(), criteriaOf, day })
    expect([result.get('b')!.state, result.get('c')!.state, result.get('c')!.own.checks]).toEqual(['free', 'unknown', ['facts_unknown']])
  })
})

describe('how long a fact counts', () => {
  const closed: Fact = { areaId: 'a', kind: 'infection_case', fromDay: '2022-07-01', endedOn: '2022-07-03' }
  test.each([
    ['before it was found', '2022-06-30', false],
    ['on the day it was found', '2022-07-01', true],
    ['closed, but within the quiet days', '2022-07-10', true],
    ['after the quiet days', '2022-07-11', false],
  ])('a closed case %s', (_, on, expected) => expect(stands(closed, criteria, on)).toBe(expected))
  test('an open case counts for as long as it is open', () => expect(stands({ ...closed, endedOn: null }, criteria, '2022-12-01')).toBe(true))
  test('a case closed long after the quiet days counts until it is closed', () =>
    expect(stands({ ...closed, endedOn: '2022-08-01' }, criteria, '2022-07-31')).toBe(true))
  test('a fever that left unseen counts for the days the pack says', () => {
    const gone: Fact = { areaId: 'a', kind: 'fever_unresolved', fromDay: '2022-07-01', endedOn: '2022-07-01' }
    expect(['2022-07-01', '2022-07-03', '2022-07-04'].map((on) => stands(gone, criteria, on))).toEqual([true, true, false])
  })
})

const pickOf = <T>(list: readonly T[], n: number): T => {
  const found = list.at(n % list.length)
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}
/** A random neighbourhood: levels go down by one or more, grids and cut-areas take random areas. */
const town = fc
  .record({
    shape: fc.array(fc.record({ parent: fc.nat(40), drop: fc.integer({ min: 1, max: 2 }), homes: fc.nat(9) }), { minLength: 1, maxLength: 40 }),
    grids: fc.array(fc.record({ kind: fc.constantFrom('grid' as const, 'cutArea' as const), members: fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }) }), {
      maxLength: 4,
    }),
    facts: fc.array(fc.record({ at: fc.nat(40), kind: fc.constantFrom<Fact['kind']>('infection_case', 'fever_unresolved') }), { maxLength: 6 }),
    unreported: fc.array(fc.nat(45), { maxLength: 8 }),
    change: fc.record({ at: fc.nat(45), isFact: fc.boolean() }),
  })
  .map(({ shape, grids, facts, unreported, change }) => {
    const levels: Level[] = ['street', 'community', 'compound', 'building', 'unit']
    const parts: TreePart[] = [part('0', 'street', null, 9)]
    for (const { parent, drop, homes } of shape) {
      const above = pickOf(parts, parent)
      const level = levels[levels.indexOf(above.level) + drop]
      if (level) parts.push(part(String(parts.length), level, above, homes))
    }
    const pick = (n: number) => pickOf(parts, n).id
    const across = grids.map(({ kind, members }, index): OverlayPart => ({ id: `o${index}`, kind, memberIds: [...new Set(members.map(pick))] }))
    const net = nodesOf(parts, across)
    const ids = [...net.keys()]
    const silent = new Set(unreported.map((n) => pickOf(ids, n)))
    return {
      net,
      facts: facts.map(({ at, kind }) => fact(pick(at), kind)),
      reports: new Set(ids.filter((id) => !silent.has(id))),
      changedId: change.isFact ? pick(change.at) : pickOf(ids, change.at),
      isFact: change.isFact,
    }
  })

/** Only what an incremental run reads: the chain above the change and what is directly beneath it. */
function nearby(net: ReadonlyMap<string, Node>, id: string): Map<string, Node> {
  const chain = new Set<string>()
  const climb = (at: string) => {
    const node = net.get(at)
    if (!node || chain.has(at)) return
    chain.add(at)
    for (const above of [...node.memberOf, ...(node.parentId === null ? [] : [node.parentId])]) climb(above)
  }
  climb(id)
  const kept = new Set([...chain, ...[...chain].flatMap((at) => net.get(at)!.childIds)])
  return new Map([...net].filter(([at]) => kept.has(at)))
}

test('DAILY-01 along one chain comes out what comes out from scratch, whatever the neighbourhood and the change', () => {
  fc.assert(
    fc.property(town, ({ net, facts, reports, changedId, isFact }) => {
      const before = assess({ nodes: net, facts, reports, criteriaOf, day })
      const changedFacts = isFact ? [...facts, fact(changedId, 'fever_unresolved')] : facts
      const changedReports = new Set(reports)
      if (!isFact) if (!changedReports.delete(changedId)) changedReports.add(changedId)
      const node = net.get(changedId)!
      const own = ownOf(
        node,
        changedFacts.filter(({ areaId }) => areaId === changedId),
        changedReports.has(changedId),
        criteria,
        day,
      )
      const near = nearby(net, changedId)
      const known = new Map([...before].filter(([id]) => near.has(id)))
      const chain = assessChain({ nodes: near, known, changed: new Map([[changedId, own]]), criteriaOf })
      expect(new Map([...before, ...chain])).toEqual(assess({ nodes: net, facts: changedFacts, reports: changedReports, criteriaOf, day }))
    }),
    { numRuns: 300 },
  )
})
