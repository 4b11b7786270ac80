import { expect, test } from 'vitest'
import { displayDigits, mayIssue, minutesThatCount, PASS_STATES, PASS_STEPS, stepPass } from './index.ts'

test('GATE-05 only a host’s yes leads to a pass, a pass to an entrance, and what is over stays over', () => {
  expect(stepPass('requested', 'issue')).toBeNull()
  expect(stepPass('requested', 'enter')).toBeNull()
  expect(stepPass('hostConfirmed', 'enter')).toBeNull()
  expect([stepPass('requested', 'hostConfirms'), stepPass('hostConfirmed', 'issue'), stepPass('issued', 'enter')]).toEqual(['hostConfirmed', 'issued', 'used'])
  for (const step of PASS_STEPS) expect([stepPass('refused', step), stepPass('expired', step)]).toEqual([null, null])
  for (const state of PASS_STATES) if (state !== 'refused' && state !== 'expired') expect(stepPass(state, 'expire')).toBe('expired')
})

test('GATE-05 a pass needs the host and the visitor at the gate, seen within half an hour', () => {
  const now = new Date('2022-08-01T04:00:00Z')
  const at = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  expect(mayIssue({ state: 'hostConfirmed', presentAt: at(30) }, now)).toBe(true)
  expect(mayIssue({ state: 'hostConfirmed', presentAt: at(31) }, now)).toBe(false)
  expect(mayIssue({ state: 'hostConfirmed', presentAt: null }, now)).toBe(false)
  for (const state of PASS_STATES) if (state !== 'hostConfirmed') expect(mayIssue({ state, presentAt: now }, now)).toBe(false)
})

test('the number of the gate house is six digits of this minute or the one before', () => {
  expect(displayDigits(Uint8Array.of(0, 0, 0, 7))).toBe('000007')
  expect(displayDigits(Uint8Array.of(255, 255, 255, 255))).toBe('967295')
  expect(minutesThatCount(new Date(120_000))).toEqual([2, 1])
})
