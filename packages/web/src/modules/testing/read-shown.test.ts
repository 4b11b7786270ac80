import { labelOf } from '@xiaomen/rules/testing'
import { expect, test } from 'vitest'
import { readShown } from './read-shown.ts'

const tube = labelOf({ kind: 'tube', batch: 'A2B3C', serial: 7 })
test.each([
  [` ${tube.toLowerCase()} `, { is: 'tube', code: tube, batch: 'A2B3C' }],
  [labelOf({ kind: 'box', batch: 'A2B3C', serial: 1 }), { is: 'box' }],
  [`${tube.slice(0, -1)}${tube.endsWith('0') ? '1' : '0'}`, { is: 'mistyped' }],
  ['  ', { is: 'nothing' }],
  ['3-2-501', { is: 'person', means: { kind: 'door', value: '3-2-501' } }],
  ['501', { is: 'person', means: { kind: 'door', value: '501' } }],
  ['X9900001', { is: 'person', means: { kind: 'document', value: 'X9900001' } }],
  ['990101198003070019', { is: 'person', means: { kind: 'document', value: '990101198003070019' } }],
])('TEST-02 one field tells what was scanned: %s', (text, read) => {
  expect(readShown(text)).toEqual(read)
})
test('TEST-02 a code of a phone or a card is a code, however it begins', () => {
  expect(readShown(`XM${'A1'.repeat(40)}`)).toMatchObject({ is: 'person', means: { kind: 'code' } })
})
