import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  contradictVisits,
  dayPartOf,
  differencesOf,
  layOut,
  nextPart,
  readStopCode,
  ROWS_A_PAGE,
  ruleStop,
  stopCode,
  SWEEP_OUTCOMES,
  type Visit,
} from './index.ts'

const nobody = { people: new Map<string, 'stillHere' | 'leftHere'>(), newcomers: [] as string[] }
const visit = (id: string, outcome: Visit['outcome'], more: Partial<Visit> = {}): Visit => ({
  id,
  by: 'w1',
  way: 'visit',
  outcome,
  said: outcome === 'done' ? nobody : null,
  corrects: null,
  ...more,
})
const said = (people: Record<string, 'stillHere' | 'leftHere'>, newcomers: string[] = []) => ({ people: new Map(Object.entries(people)), newcomers })

test('a stop is not visited, nobody home, refused, vacant or done; the first that settles counts, a try after it changes nothing', () => {
  expect(ruleStop([], null, false)).toMatchObject({ state: 'notVisited', tries: 0, rulingId: null })
  expect(ruleStop([visit('a', 'nobodyHome')], null, false)).toMatchObject({ state: 'nobodyHome', tries: 1 })
  expect(ruleStop([visit('a', 'nobodyHome'), visit('b', 'refused')], null, false)).toMatchObject({ state: 'refused', tries: 2 })
  expect(ruleStop([visit('a', 'refused'), visit('b', 'done')], null, false)).toMatchObject({ state: 'done', rulingId: 'b', tries: 1 })
  expect(ruleStop([visit('a', 'done'), visit('b', 'nobodyHome', { by: 'w2' })], null, false)).toMatchObject({ state: 'done', rulingId: 'a', isDisputed: false })
  expect(ruleStop([visit('a', 'nobodyHome')], null, true).state).toBe('gone')
  expect(ruleStop([visit('a', 'done')], null, true).state).toBe('done')
})

test('done with other people, and done against vacant, are a dispute; whoever was not asked contradicts nobody', () => {
  const pair = (a: Visit, b: Visit) => contradictVisits(a, b)
  expect(pair(visit('a', 'done', { said: said({ p: 'stillHere' }) }), visit('b', 'done', { said: said({ p: 'leftHere' }) }))).toBe(true)
  expect(pair(visit('a', 'done', { said: said({ p: 'stillHere' }) }), visit('b', 'done', { said: said({ q: 'leftHere' }) }))).toBe(false)
  expect(pair(visit('a', 'done', { said: said({}, ['买买提·江']) }), visit('b', 'done', { said: said({}, ['买买提 江']) }))).toBe(false)
  expect(pair(visit('a', 'done', { said: said({}, ['王五']) }), visit('b', 'done', { said: said({}) }))).toBe(true)
  expect(pair(visit('a', 'done'), visit('b', 'vacant'))).toBe(true)
  expect(pair(visit('a', 'done'), visit('b', 'refused'))).toBe(false)
})

test('a worker corrects what he wrote himself and nothing else; what was decided holds until something new contradicts it', () => {
  const own = [visit('a', 'done'), visit('b', 'vacant', { corrects: 'a' })]
  expect(ruleStop(own, null, false)).toMatchObject({ state: 'vacant', rulingId: 'b', isDisputed: false })
  const other = [visit('a', 'done'), visit('b', 'vacant', { by: 'w2', corrects: 'a' })]
  expect(ruleStop(other, null, false)).toMatchObject({ state: 'done', rulingId: 'a', isDisputed: true })
  expect(ruleStop([visit('a', 'done', { by: null }), visit('b', 'vacant', { by: null, corrects: 'a' })], null, false).isDisputed).toBe(true)
  const decision = { visitId: 'b', count: 2 }
  expect(ruleStop(other, decision, false)).toMatchObject({ state: 'vacant', rulingId: 'b', isDisputed: false })
  expect(ruleStop([...other, visit('c', 'done', { by: 'w3' })], decision, false)).toMatchObject({ state: 'vacant', isDisputed: true })
  expect(ruleStop([...other, visit('c', 'nobodyHome', { by: 'w2', corrects: 'b' })], decision, false)).toMatchObject({ state: 'done', rulingId: 'a' })
})

test('whatever comes in whatever order, the ruling is one of the visits, tries are the tries, and a visit said twice would be a dispute only if it differs', () => {
  const one = fc.record({
    outcome: fc.constantFrom(...SWEEP_OUTCOMES),
    by: fc.constantFrom('w1', 'w2', null),
    corrects: fc.option(fc.nat(6)),
    person: fc.constantFrom('stillHere' as const, 'leftHere' as const),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 7 }), (list) => {
      const visits = list.map((it, at) =>
        visit(`v${at}`, it.outcome, {
          by: it.by,
          corrects: it.corrects === null ? null : `v${it.corrects}`,
          said: it.outcome === 'done' ? said({ p: it.person }) : null,
        }),
      )
      const ruling = ruleStop(visits, null, false)
      const standing = visits.filter(({ id }) => !ruling.superseded.has(id))
      const settling = standing.filter(({ outcome }) => outcome === 'done' || outcome === 'vacant')
      expect(ruling.tries + settling.length).toBe(standing.length)
      expect(ruling.rulingId).toBe(settling[0]?.id ?? null)
      expect(ruling.isDisputed).toBe(settling.some((it) => contradictVisits(settling[0]!, it)))
      for (const id of ruling.superseded) expect(visits.some((later) => later.corrects === id && later.by === visits.find((it) => it.id === id)!.by)).toBe(true)
    }),
    { seed: 4, numRuns: 500 },
  )
})

test('the next try is at another part of the day, evening first; when all were tried, where least was tried', () => {
  expect([9, 12, 16, 20].map(dayPartOf)).toEqual(['morning', 'noon', 'afternoon', 'evening'])
  expect(nextPart([])).toBe('evening')
  expect(nextPart(['evening'])).toBe('noon')
  expect(nextPart(['evening', 'noon', 'morning'])).toBe('afternoon')
  expect(nextPart(['evening', 'evening', 'noon', 'morning', 'afternoon'])).toBe('noon')
})

test('differences: gone, new, corrected, used otherwise; whoever the ledger already moved asks nothing', () => {
  const residents = [
    { personId: 'p', residencyId: 'rp', name: '王一' },
    { personId: 'q', residencyId: 'rq', name: '王二' },
  ]
  const found = {
    outcome: 'done' as const,
    people: [
      { personId: 'p', answer: 'leftHere' as const, hasCorrections: true },
      { personId: 'q', answer: 'stillHere' as const, hasCorrections: true },
      { personId: 'moved away since', answer: 'leftHere' as const, hasCorrections: false },
    ],
    newcomers: [{ name: '李三' }, { name: '王 二' }, { name: '李三' }],
    homeUse: null,
  }
  expect(differencesOf(found, residents, 'permanent').map(({ kind, personId, newcomer }) => [kind, personId, newcomer?.name])).toEqual([
    ['leftHere', 'p', undefined],
    ['correctPerson', 'q', undefined],
    ['newcomer', null, '李三'],
  ])
  expect(differencesOf({ ...found, people: [], newcomers: [] }, [], 'vacant')).toMatchObject([{ kind: 'homeUse', use: 'permanent' }])
  const vacant = { outcome: 'vacant' as const, people: [], newcomers: [], homeUse: null }
  expect(differencesOf(vacant, residents, 'permanent').map(({ kind }) => kind)).toEqual(['leftHere', 'leftHere', 'homeUse'])
  expect(differencesOf(vacant, [], 'vacant')).toEqual([])
})

test('a code at the door reads back as typed, a slip of the finger does not', () => {
  const code = stopCode(Array.from({ length: 15 }, (_, at) => at * 7))
  expect(code).toMatch(/^[0-9A-Z]{16}$/)
  expect(readStopCode(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`)).toBe(code)
  expect(readStopCode(code.slice(0, -1) + (code.endsWith('0') ? '1' : '0'))).toBe(null)
})

test('a sheet goes building by building from the top floor down; a page never holds two buildings', () => {
  const homes = Array.from({ length: 40 }, (_, at) => ({
    id: String(at),
    areaPath: `/1/${at % 2 === 0 ? 1 : 2}/1/`,
    building: `/1/${at % 2 === 0 ? 1 : 2}/`,
    floor: Math.floor(at / 4) + 1,
    door: `${Math.floor(at / 4) + 1}0${(at % 4) + 1}`,
  }))
  const rows = layOut(homes, 3)
  expect(rows).toHaveLength(40)
  expect(rows[0]).toMatchObject({ page: 4, row: 1 })
  expect(rows.every(({ row }) => row >= 1 && row <= ROWS_A_PAGE)).toBe(true)
  for (const [, own] of Map.groupBy(rows, ({ page }) => page)) expect(new Set(own.map(({ id }) => Number(id) % 2)).size).toBe(1)
  expect(Number(rows[0]!.id)).toBeGreaterThanOrEqual(36)
})
