import { expect, test } from 'vitest'
import { recordOf } from './record-of.ts'

const NOON = Date.parse('2022-08-01T12:00:00+08:00')
const HOUR_MS = 3_600_000
const judged = {
  id: '018f0000-0000-7000-8000-000000000001',
  shown: { means: { kind: 'none' as const, value: '' }, direction: 'in' as const },
  candidate: null,
  looked: { credentialId: null },
}

test('GATE-10 a phone an hour behind writes down when somebody really passed, so that the server judges the code as the phone did', () => {
  expect(recordOf('gate', judged, null, { deviceNow: NOON - HOUR_MS, clockOffsetMs: HOUR_MS })).toEqual({
    id: judged.id,
    gateId: 'gate',
    means: { kind: 'none', value: '' },
    direction: 'in',
    at: '2022-08-01T04:00:00.000Z',
  })
})
