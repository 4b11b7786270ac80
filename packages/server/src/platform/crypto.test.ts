import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cryptoFromExport, openKeys } from './crypto.ts'

const dir = mkdtempSync(join(tmpdir(), 'xiaomen-keys-'))
afterAll(() => rmSync(dir, { recursive: true }))
const place = { table: 'registry.person', row: 'p1', column: 'name' }

test('TRUST-03 a sealed name opens in its own row and column, and nowhere else', () => {
  const crypto = openKeys(dir)
  const sealed = crypto.seal('name', place, '𠮷田·买买提')
  expect(sealed.includes(Buffer.from('买买提'))).toBe(false)
  expect(crypto.open('name', place, sealed)).toBe('𠮷田·买买提')
  expect(() => crypto.open('name', { ...place, row: 'p2' }, sealed)).toThrow()
  expect(() => crypto.open('name', { ...place, column: 'phone' }, sealed)).toThrow()
  expect(() => crypto.open('phone', place, sealed)).toThrow()
})

test('TRUST-03 one flipped bit anywhere is noticed', () => {
  const crypto = openKeys(dir)
  const sealed = crypto.seal('phone', place, '10012345678')
  for (let byte = 0; byte < sealed.length; byte += 1) {
    const changed = Buffer.from(sealed)
    changed[byte]! ^= 1
    expect(() => crypto.open('phone', place, changed)).toThrow()
  }
})

test('the same text sealed twice looks different; its index is the same, and another column gives another', () => {
  const crypto = openKeys(dir)
  expect(crypto.seal('name', place, '王').equals(crypto.seal('name', place, '王'))).toBe(false)
  expect(crypto.index('phone', '10012345678')).toEqual(crypto.index('phone', '10012345678'))
  expect(crypto.index('phone', '10012345678')).not.toEqual(crypto.index('document', '10012345678'))
})

test('keys survive a restart, are readable by their owner only, and each emergency has its own', () => {
  const before = openKeys(dir)
  const sealed = before.seal('health', place, '37.8', 'order-1')
  const after = openKeys(dir)
  expect(after.open('health', place, sealed)).toBe('37.8')
  expect(statSync(join(dir, 'keys.json')).mode & 0o077).toBe(0)
  const scopes = (JSON.parse(readFileSync(join(dir, 'keys.json'), 'utf8')) as { keys: { scope: string }[] }).keys.map((key) => key.scope)
  expect(scopes).toContain('order-1')
  expect(scopes).toContain('peace')
})

test('a worker thread opens and seals with what it was given, and cannot make a key', () => {
  const main = openKeys(dir)
  const inWorker = cryptoFromExport(main.exportForWorker())
  expect(main.open('name', place, inWorker.seal('name', place, '李'))).toBe('李')
  expect(() => inWorker.seal('name', place, '李', 'order-unknown')).toThrow(/cannot make keys/)
})

test('a secret is made once and kept', () => {
  const crypto = openKeys(dir)
  const made = crypto.secret('gate.signing', () => Buffer.from('first'))
  expect(crypto.secret('gate.signing', () => Buffer.from('second'))).toEqual(made)
  expect(openKeys(dir).secret('gate.signing', () => Buffer.from('third'))).toEqual(made)
})
