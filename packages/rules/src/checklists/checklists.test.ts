import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answered, CHECK_ANSWERS, changesOf, type CheckItem, problemsOf, standingOf } from './index.ts'

const LIST: CheckItem[] = [
  { key: 'roster', asksPhoto: false, mendWithinHours: 24 },
  { key: 'thermometer', asksPhoto: true, mendWithinHours: 4 },
]
const said = (item: string, over: Partial<Answered> = {}): Answered => ({ item, answer: 'yes', note: null, photos: 1, ...over })

describe('GATE-07 a check says everything of the list', () => {
  test('whole it has no problem', () => expect(problemsOf(LIST, 'full', [said('roster', { photos: 0 }), said('thermometer')])).toEqual([]))
  test('what is left out, said twice or not on the list is named', () =>
    expect(problemsOf(LIST, 'full', [said('roster'), said('roster'), said('kettle')])).toEqual([
      { item: 'roster', problem: 'item_twice' },
      { item: 'thermometer', problem: 'item_missing' },
      { item: 'kettle', problem: 'item_unknown' },
    ]))
  test('a photo is owed where the list asks for one, and not of what is missing', () => {
    expect(problemsOf(LIST, 'full', [said('roster'), said('thermometer', { photos: 0 })])).toEqual([{ item: 'thermometer', problem: 'photo_missing' }])
    expect(problemsOf(LIST, 'full', [said('roster'), said('thermometer', { photos: 0, answer: 'no' })])).toEqual([])
  })
  test('what does not apply says why', () =>
    expect(problemsOf(LIST, 'full', [said('roster', { answer: 'notApplicable' }), said('thermometer')])).toEqual([{ item: 'roster', problem: 'note_missing' }]))
  test('mended is shown by a new photo, whatever the list asks; the rest need not be said again', () => {
    expect(problemsOf(LIST, 'again', [said('roster', { photos: 0 })])).toEqual([{ item: 'roster', problem: 'photo_missing' }])
    expect(problemsOf(LIST, 'again', [said('roster')])).toEqual([])
  })
})

describe('GATE-07 what a check changes', () => {
  const nothing = { faults: new Set<string>(), answeredAt: new Map<string, number>() }
  test('a no is a fault, once', () => {
    expect(changesOf([said('roster', { answer: 'no' })], 10, nothing)).toEqual({ open: ['roster'], mend: [] })
    expect(changesOf([said('roster', { answer: 'no' })], 10, { ...nothing, faults: new Set(['roster']) })).toEqual({ open: [], mend: [] })
  })
  test('a photo mends it, a bare yes does not', () => {
    const known = { ...nothing, faults: new Set(['roster']) }
    expect(changesOf([said('roster')], 10, known).mend).toEqual(['roster'])
    expect(changesOf([said('roster', { photos: 0 })], 10, known).mend).toEqual([])
  })
  test('a check that comes late changes nothing where somebody has looked since', () => {
    const known = {
      faults: new Set(['thermometer']),
      answeredAt: new Map([
        ['roster', 20],
        ['thermometer', 20],
      ]),
    }
    expect(changesOf([said('roster', { answer: 'no' }), said('thermometer')], 10, known)).toEqual({ open: [], mend: [] })
  })
  test('nothing is opened that is open, nothing mended that is not, whatever is answered', () => {
    const keys = ['a', 'b', 'c', 'd']
    const answer = fc.record({
      item: fc.constantFrom(...keys),
      answer: fc.constantFrom(...CHECK_ANSWERS),
      note: fc.constantFrom(null, 'why'),
      photos: fc.nat(2),
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(answer, { selector: ({ item }) => item }),
        fc.subarray(keys),
        fc.array(fc.tuple(fc.constantFrom(...keys), fc.nat(20))),
        (answers, faults, times) => {
          const known = { faults: new Set(faults), answeredAt: new Map(times) }
          const { open, mend } = changesOf(answers, 10, known)
          expect(open.filter((item) => known.faults.has(item))).toEqual([])
          expect(mend.filter((item) => !known.faults.has(item))).toEqual([])
          expect([...open, ...mend].filter((item) => (known.answeredAt.get(item) ?? 0) > 10)).toEqual([])
        },
      ),
    )
  })
})

test.each([
  [{ daysSince: null, faults: 0 }, 'never'],
  [{ daysSince: null, faults: 2 }, 'never'],
  [{ daysSince: 0, faults: 1 }, 'faults'],
  [{ daysSince: 30, faults: 1 }, 'faults'],
  [{ daysSince: 7, faults: 0 }, 'whole'],
  [{ daysSince: 8, faults: 0 }, 'old'],
] as const)('GATE-07 a gate with %o stands %s', (gate, standing) => expect(standingOf(gate, 7)).toBe(standing))
