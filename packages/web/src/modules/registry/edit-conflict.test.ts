import { expect, test } from 'vitest'
import { chosenOf, conflictsOf, mineAtFirst } from './edit-conflict.ts'

const read = {
  id: '1',
  name: '甲',
  phone: '100****0001',
  document: null,
  documentKind: null,
  care: ['disabled' as const],
  lang: null,
  version: 1,
  residency: { id: '2', kind: 'owner' as const, from: '2022-01-01', until: null },
}
test('what both wrote is kept until somebody chooses; what only the second wrote stands; the rest is not asked about', () => {
  const now = { ...read, name: '甲乙', care: ['disabled' as const, 'dialysis' as const], version: 2 }
  const change = { name: '甲丙', phone: '10012345678', care: ['disabled' as const] }
  const conflicts = conflictsOf(read, now, change)
  expect(conflicts).toEqual([
    { field: 'name', theirs: '甲乙', mine: '甲丙', hasChanged: true },
    { field: 'phone', theirs: '100****0001', mine: '10012345678', hasChanged: false },
  ])
  expect(chosenOf(change, mineAtFirst(conflicts))).toEqual({ phone: '10012345678' })
  expect(chosenOf(change, new Set(['name']))).toEqual({ name: '甲丙' })
})
