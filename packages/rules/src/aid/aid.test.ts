import { expect, test } from 'vitest'
import { afterNeedStep, howsFor, NEED_STATES } from './needs.ts'
import { afterTransportStep, isTransportOver, seenAtGate, stepsFrom, TRANSPORT_KINDS, TRANSPORT_STATES, TRANSPORT_STEPS } from './index.ts'

test('nobody waits for a vehicle on paper in an emergency; anything else leaves once it is arranged', () => {
  expect(stepsFrom('requested', 'emergency')).toEqual(['leave', 'withdraw'])
  expect(stepsFrom('requested', 'dialysis')).toEqual(['withdraw'])
  expect(stepsFrom('arranged', 'dialysis')).toEqual(['leave', 'withdraw'])
  expect(stepsFrom('left', 'birth')).toEqual(['arrive', 'return', 'stay'])
  expect(stepsFrom('arrived', 'otherCare')).toEqual(['return', 'stay'])
})
test('what is over stays over, whatever is said', () => {
  for (const state of TRANSPORT_STATES.filter(isTransportOver))
    for (const kind of TRANSPORT_KINDS) for (const step of TRANSPORT_STEPS) expect(afterTransportStep(state, kind, step), `${state} ${step}`).toBeNull()
})
test('the gates note who has gone and who is back; a way in before the way out is none', () => {
  const at = (hour: number) => new Date(Date.UTC(2022, 6, 10, hour))
  expect(seenAtGate('requested', { outAt: null, inAt: at(3) }, null)).toBeNull()
  expect(seenAtGate('requested', { outAt: at(2), inAt: at(1) }, null)).toBe('left')
  expect(seenAtGate('arranged', { outAt: at(2), inAt: null }, null)).toBe('left')
  expect(seenAtGate('arranged', { outAt: at(2), inAt: at(3) }, null)).toBe('back')
  expect(seenAtGate('arrived', { outAt: null, inAt: at(3) }, at(2))).toBe('back')
  expect(seenAtGate('arrived', { outAt: at(1), inAt: at(1) }, at(2))).toBeNull()
  expect(seenAtGate('withdrawn', { outAt: at(1), inAt: at(2) }, null)).toBeNull()
})
test('what did not come is open again; what cannot be had is over, and so is what came', () => {
  expect(NEED_STATES.map((state) => afterNeedStep(state, 'take'))).toEqual(['taken', null, null, null])
  expect(NEED_STATES.map((state) => afterNeedStep(state, 'finish'))).toEqual(['done', 'done', null, null])
  expect(NEED_STATES.map((state) => afterNeedStep(state, 'miss'))).toEqual([null, null, 'open', null])
  expect([howsFor('doctor'), howsFor('food')]).toEqual([['calledBack'], ['atDoor', 'handed']])
})
