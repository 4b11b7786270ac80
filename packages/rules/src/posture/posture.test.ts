import { expect, test } from 'vitest'
import { addDays, isReinstatable, latestEnd, missingOf, nearestOrder, postureAt, signaturesFor, whereExists } from './index.ts'

const order = (path: string, posture: 'peace' | 'watch' | 'emergency', until = '2022-06-30') => ({ path, posture, until })
const HARD = ['watch', 'emergency'] as const
const day = '2022-05-04'

test('the nearest order upward holds, unless a stricter one came further up; past its day none does', () => {
  expect(nearestOrder([order('/1/', 'watch'), order('/1/2/', 'emergency')], '/1/2/3/')?.posture).toBe('emergency')
  expect(nearestOrder([order('/1/', 'emergency'), order('/1/2/', 'watch')], '/1/2/3/')?.posture).toBe('emergency')
  expect(nearestOrder([order('/1/2/', 'watch')], '/1/20/')).toBeNull()
  expect(postureAt([order('/1/', 'watch')], '/1/2/', day)).toBe('watch')
  expect(postureAt([order('/1/', 'watch', '2022-05-03')], '/1/2/', day)).toBe('peace')
})

test('a function of an emergency is there in the parts of an area that are in one, and nowhere else', () => {
  expect(whereExists(HARD, [order('/1/', 'watch')], ['/1/2/'], day)).toEqual(['/1/2/'])
  expect(whereExists(HARD, [order('/1/2/', 'emergency'), order('/1/3/', 'watch')], ['/1/'], day)).toEqual(['/1/2/', '/1/3/'])
  expect(whereExists(['emergency'], [order('/1/2/', 'emergency'), order('/1/3/', 'watch')], ['/1/'], day)).toEqual(['/1/2/'])
  expect(whereExists(HARD, [order('/1/2/', 'emergency', '2022-05-03')], ['/1/', '/1/2/'], day)).toEqual([])
  expect(whereExists(HARD, [order('/2/', 'emergency')], ['/1/'], day)).toEqual([])
})

test('COMMAND-02 an order names its basis, its purpose, its last day and what it does to people; peace does nothing to them', () => {
  const whole = { posture: 'emergency', legalBasis: 'x', purpose: 'x', until: day, assessment: {} } as const
  expect(missingOf(whole)).toBeNull()
  for (const field of ['legalBasis', 'purpose', 'until', 'assessment'] as const) expect(missingOf({ ...whole, [field]: undefined })).toBe(field)
  expect(missingOf({ ...whole, posture: 'peace', assessment: null })).toBeNull()
  expect(missingOf({ ...whole, posture: 'watch', assessment: null })).toBe('assessment')
})

test('ninety days at most, and more people sign for more than for less', () => {
  expect([latestEnd('2022-05-04'), addDays('2022-12-31', 1), addDays('2024-02-28', 1)]).toEqual(['2022-08-02', '2023-01-01', '2024-02-29'])
  expect([signaturesFor('posture.order'), signaturesFor('posture.prolong'), signaturesFor('posture.end'), signaturesFor('posture.shorten')]).toEqual([
    2, 2, 1, 1,
  ])
})

test('what people ended may be taken up again for a day, what ended by itself never', () => {
  const endedAt = new Date('2022-05-04T12:00:00Z')
  const at = (hours: number) => new Date(endedAt.getTime() + hours * 3_600_000)
  const ended = { endedAt, isEndedByPeople: true, until: '2022-06-30' }
  expect([isReinstatable(ended, at(24), day), isReinstatable(ended, at(24.01), day)]).toEqual([true, false])
  expect(isReinstatable({ ...ended, isEndedByPeople: false }, at(1), day)).toBe(false)
  expect(isReinstatable({ ...ended, until: '2022-05-03' }, at(1), day)).toBe(false)
  expect(isReinstatable({ ...ended, endedAt: null }, at(1), day)).toBe(false)
})
