import { expect, test } from 'vitest'
import { afterAnswer, CORRECTION_HOURS, correctionDue, isAnswered, mayUphold } from './index.ts'

test('an answer is due within four hours', () => {
  expect(CORRECTION_HOURS).toBe(4)
  expect(correctionDue(new Date('2022-05-04T22:30:00+08:00'))).toEqual(new Date('2022-05-05T02:30:00+08:00'))
})
test('one leaves it as it is, two take it away', () => {
  expect(afterAnswer('open', 'upheld')).toBe('upheld')
  expect(afterAnswer('open', 'corrected')).toBe('proposed')
  expect(afterAnswer('proposed', 'corrected')).toBe('corrected')
  expect(afterAnswer('proposed', 'upheld')).toBe('upheld')
  expect((['open', 'proposed', 'upheld', 'corrected'] as const).filter(isAnswered)).toEqual(['upheld', 'corrected'])
})
test('whoever brought or confirmed a signal does not judge it', () => {
  const signal = { way: 'hand', reportedBy: 'a', confirmedBy: 'b' } as const
  expect(['a', 'b', 'c'].map((id) => mayUphold(signal, id))).toEqual([false, false, true])
  expect(mayUphold({ way: 'api', reportedBy: null, confirmedBy: null }, 'a')).toBe(true)
  expect(mayUphold({ way: 'file', reportedBy: 'a', confirmedBy: null }, 'a')).toBe(true)
})
