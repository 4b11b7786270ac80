import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readShortCode, shortCodeOf } from './index.ts'

const numbers = fc.integer({ min: 0, max: 99_999_999 })

test('a short code is read back, with the spaces people put into it', () => {
  // 572 → check digit 4 is the published example of the Damm table.
  expect(shortCodeOf(572)).toBe('000005724')
  expect(readShortCode(' 000 005-724 ')).toBe('000005724')
  expect(readShortCode('０００００５７２４')).toBe('000005724')
  expect([readShortCode(''), readShortCode('12345678'), readShortCode('1234567890'), readShortCode('12345678x')]).toEqual([null, null, null, null])
})

test('one wrong digit or two swapped neighbours is always noticed', () => {
  fc.assert(
    fc.property(numbers, fc.nat(8), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
      const right = shortCodeOf(number)
      const digits = [...right]
      digits[place] = String((Number(digits[place]) + by) % 10)
      expect(readShortCode(digits.join(''))).toBeNull()
      const swapped = [...right]
      if (place < 8) [swapped[place], swapped[place + 1]] = [swapped[place + 1]!, swapped[place]!]
      expect(readShortCode(swapped.join(''))).toBe(swapped.join('') === right ? right : null)
    }),
  )
})
