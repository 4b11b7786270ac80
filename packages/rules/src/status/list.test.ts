import { expect, test } from 'vitest'
import { mayHurt, SIGNAL_KINDS, waits } from './index.ts'

test('TRUST-01 of a file only what relieves takes effect by one hand', () => {
  expect(SIGNAL_KINDS.filter((kind) => !mayHurt(kind))).toEqual(['testNegative', 'codeGreen'])
  expect(waits('codeRed', 'red')).toBe(true)
  expect(waits('codeGreen', 'green')).toBe(false)
})
test('TRUST-01 what hurts nobody under the plan of today waits as well: another plan may come', () => expect(waits('clinicVisit', 'green')).toBe(true))
test('TRUST-01 whatever a plan makes of it, what hurts waits', () => expect(waits('testNegative', 'yellow')).toBe(true))
