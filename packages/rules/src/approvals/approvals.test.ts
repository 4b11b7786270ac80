import { describe, expect, test } from 'vitest'
import { type Act, type Counted, canonical, handRefusal, MANY_PEOPLE, neededFor, signRefusal, summedPeople } from './index.ts'

const noon = new Date('2022-05-04T12:00:00+08:00')
const hours = (count: number) => new Date(noon.getTime() + count * 3_600_000)
const author = { id: 'a', unit: 'office' }
const station = { id: 'b', unit: 'station' }
const street = { id: 'c', unit: 'street' }
const act: Act = { state: 'open', author, signers: [], digest: 'd', expiresAt: hours(72) }
const nobodyTied = () => false
const signing = (hand: { id: string; unit: string }, more: object = {}) => ({ ...hand, digest: 'd', now: noon, ...more })

describe('TRUST-01 who may put a second name to an act', () => {
  test('somebody of another unit may', () => expect(signRefusal(act, signing(station), nobodyTied)).toBeNull())
  test('the author never, not even from another desk', () => {
    expect(signRefusal(act, signing(author), nobodyTied)).toBe('same_person')
    expect(signRefusal(act, signing({ id: 'a', unit: 'elsewhere' }), nobodyTied)).toBe('same_person')
  })
  test('a colleague of the author’s office does not count', () => expect(signRefusal(act, signing({ id: 'x', unit: 'office' }), nobodyTied)).toBe('same_unit'))
  test('two signers of one office are one office', () => {
    expect(signRefusal({ ...act, signers: [station] }, signing({ id: 'x', unit: 'station' }), nobodyTied)).toBe('same_unit')
    expect(signRefusal({ ...act, signers: [station] }, signing(street), nobodyTied)).toBeNull()
  })
  test('accounts of which one made the other are one hand, also two signers', () => {
    expect(signRefusal(act, signing(station), (id) => id === 'a')).toBe('tied_accounts')
    expect(signRefusal({ ...act, signers: [station] }, signing(street), (id) => id === 'b')).toBe('tied_accounts')
  })
  test('what was changed since is not what was opened', () => expect(signRefusal(act, signing(station, { digest: 'e' }), nobodyTied)).toBe('changed'))
  test('after its time nobody signs, not a moment later', () => {
    expect(signRefusal(act, signing(station, { now: hours(71.99) }), nobodyTied)).toBeNull()
    expect(signRefusal(act, signing(station, { now: hours(72) }), nobodyTied)).toBe('expired')
  })
  test('nobody signs twice, and what is done or taken back is not signed again', () => {
    expect(signRefusal({ ...act, signers: [station] }, signing(station), nobodyTied)).toBe('signed_already')
    expect(signRefusal({ ...act, state: 'done', signers: [station] }, signing(station), nobodyTied)).toBe('done_already')
    expect(signRefusal({ ...act, state: 'done' }, signing(street), nobodyTied)).toBe('done_already')
    expect(signRefusal({ ...act, state: 'withdrawn' }, signing(street), nobodyTied)).toBe('withdrawn')
  })
  test('where a table keeps the first hand itself the same rule is asked of it', () => {
    expect(handRefusal(author, [author], nobodyTied)).toBe('same_person')
    expect(handRefusal(station, [author], nobodyTied)).toBeNull()
  })
})

describe('TRUST-01 many people take one person more', () => {
  const one = (people: number, more: Partial<Counted> = {}): Counted => ({
    state: 'open',
    people,
    openedAt: noon,
    doneAt: null,
    expiresAt: hours(72),
    ...more,
  })
  test('twenty with a second person, twenty-one with a third', () => {
    expect([neededFor(1, MANY_PEOPLE), neededFor(1, MANY_PEOPLE + 1), neededFor(2, 1_317)]).toEqual([1, 2, 3])
  })
  test('in pieces of nineteen they are as many as together', () => {
    expect(summedPeople([one(19), one(19)], noon)).toBe(38)
    expect(neededFor(1, summedPeople([one(19), one(19)], noon))).toBe(2)
  })
  test('opened days ago and put through together they count from when they were put through', () => {
    const old = (doneAt: Date | null) => one(15, { openedAt: hours(-60), doneAt, state: doneAt === null ? 'open' : 'done' })
    expect(summedPeople([old(hours(-1)), old(hours(-2)), one(1)], noon)).toBe(31)
    expect(summedPeople([old(hours(-25)), one(1)], noon)).toBe(1)
  })
  test('what was taken back or has run out touches nobody', () => {
    expect(summedPeople([one(19, { state: 'withdrawn' }), one(19, { expiresAt: noon }), one(2)], noon)).toBe(2)
  })
})

test('the same content has the same bytes, other content others', () => {
  expect(canonical({ b: 1, a: { d: [1, 'x'], c: null }, e: undefined })).toBe(canonical({ a: { c: null, d: [1, 'x'] }, b: 1 }))
  expect(canonical({ a: 1 })).not.toBe(canonical({ a: '1' }))
  expect(canonical({ a: [1, 2] })).not.toBe(canonical({ a: [2, 1] }))
})
