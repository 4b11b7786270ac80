import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './lock.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'xiaomen-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

test('a second opener of the data folder is told who holds it', () => {
  const unlock = lockFolder(dir)
  expect(() => lockFolder(dir)).toThrow(new RegExp(`in use by process ${process.pid}`))
  unlock()
  expect(existsSync(join(dir, 'xiaomen.lock'))).toBe(false)
  lockFolder(dir)()
})

test('the lock of a process that died is taken over', () => {
  writeFileSync(join(dir, 'xiaomen.lock'), '4194999 1')
  lockFolder(dir)()
})

test('a reused process number is not mistaken for the one that took the lock', () => {
  writeFileSync(join(dir, 'xiaomen.lock'), `${process.pid} 1`)
  lockFolder(dir)()
})
