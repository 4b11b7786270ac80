import { expect, test } from 'vitest'
import { isFile } from './static.ts'

test('faces and what they load are given however busy the server is; what asks the database is not', () => {
  const files = [
    '/',
    '/?of=code',
    '/work/',
    '/work',
    '/desk/?of=aid',
    '/setup/',
    '/assets/app-B1x.js',
    '/assets/fonts/a.woff2?v=1',
    '/sw.js',
    '/manifest.webmanifest',
  ]
  expect(files.filter((url) => !isFile(url))).toEqual([])
  const asked = ['/api/gate.lookUp', '/api/tasks.listMine?x=1', '/p/abc', '/v/abc.def', '/readyz', '/workers', '/desk/api', '/live', '/landlord/']
  expect(asked.filter(isFile)).toEqual([])
})
