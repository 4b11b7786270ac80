import { expect, it } from 'vitest'
import { uuidv7 } from './uuid.ts'

it('ids made on the phone are UUIDv7: valid, in the order of time, never twice', () => {
  const ids = Array.from({ length: 2000 }, (_, index) => uuidv7(1_650_000_000_000 + index))
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(Array.from({ length: 5000 }, () => uuidv7(1_650_000_000_000))).size).toBe(5000)
  expect(Number.parseInt(uuidv7(1_650_000_000_000).replace('-', '').slice(0, 12), 16)).toBe(1_650_000_000_000)
})
