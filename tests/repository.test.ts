// What must not lie in the repository: addresses of downloads, paths of a machine, numbers of real people.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const isText = (file: string) =>
  /\.(ts|tsx|mjs|json|jsonc|md|sql|css|html|svg|txt|yml|yaml|toml|service|sh)$|(^|\/)(run|Caddyfile|Dockerfile|LICENSE|\.npmrc|\.gitignore)$/.test(file)
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).split('\n').filter(isText)
const read = (file: string) => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // deleted, not yet committed
  }
}
const texts = tracked.map((file) => [file, read(file)] as const)
const findings = (pattern: RegExp, except: (file: string) => boolean = () => false) =>
  texts.filter(([file]) => !except(file)).flatMap(([file, source]) => [...source.matchAll(pattern)].map(([found]) => `${file}: ${found}`))

// Written in pieces, so that this file does not find itself.
const of = (...parts: string[]) => new RegExp(parts.join(''), 'g')
const REGISTRIES = of('registry', '\\.(npmjs|yarnpkg|npmmirror)|npm', 'mirror\\.com|cdn\\.', 'jsdelivr|', 'unpkg', '\\.com|cdn', 'js\\.com|code', 'artifact')
const MACHINE = of('(?<![\\w.])/(work/', 'main|home/[a-z]+|', 'Users/[A-Z]?[a-z]+|tmp/bash_', 'jobs)')

test('the check sees the files', () => {
  expect(tracked).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'tests/repository.test.ts']))
})

test('no file names a package registry or a network of copies', () => {
  expect(['https://registry', 'npmjs', 'org'].join('.')).toMatch(REGISTRIES)
  expect(findings(REGISTRIES)).toEqual([])
})

test("no file names a path of somebody's machine", () => {
  expect(['cd /work', 'main', 'x'].join('/')).toMatch(MACHINE)
  expect(findings(MACHINE)).toEqual([])
})

type LockEntry = {
  resolved?: string
  link?: boolean
  integrity?: string
  inBundle?: boolean
  optional?: boolean
  os?: string[]
  optionalDependencies?: Record<string, string>
}
test('the lock file says what, never from where', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockEntry> }
  expect(
    Object.entries(packages)
      .filter(([, entry]) => entry.resolved?.includes('://'))
      .map(([path]) => path),
  ).toEqual([])
  // Bindings for machines that are none of ours may be named without a digest: nobody here could fetch them to take one. What comes inside a package is in its digest.
  const bundler = (path: string) => packages[path.slice(0, path.lastIndexOf('/node_modules/'))]
  const unproven = Object.entries(packages).filter(
    ([path, entry]) =>
      path.startsWith('node_modules/') &&
      entry.link !== true &&
      entry.integrity === undefined &&
      !(entry.optional === true && entry.os !== undefined) &&
      !(entry.inBundle === true && bundler(path)?.integrity !== undefined),
  )
  expect(unproven.map(([path]) => path)).toEqual([])
})

/** Optional dependencies that a package names and the lock file leaves out: a clean install refuses such a file. */
const unlisted = (packages: Record<string, LockEntry>) =>
  Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !Object.keys(packages).some((known) => known === `node_modules/${name}` || known.endsWith(`/node_modules/${name}`)))
      .map((name) => `${path} names ${name}`),
  )

test('the lock file is whole: a fresh clone installs from it on any machine', () => {
  expect(unlisted({ 'node_modules/a': { optionalDependencies: { 'a-for-elsewhere': '1.0.0' } } })).toEqual(['node_modules/a names a-for-elsewhere'])
  expect(unlisted((JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockEntry> }).packages)).toEqual([])
})

/** Mobile numbers of ranges that exist (13x–19x), standing alone. Ours begin with 100 or 101, which nobody has. */
const REAL_PHONE = /(?<![\d.\-a-f])1[3-9]\d{9}(?![\d.\-a-f])/g
/** Resident numbers whose region could exist (first digit 1–8) with a date and the right check digit. Ours begin with 99. */
const RESIDENT_NUMBER = /(?<![\da-f])[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?![\da-f])/g
/** Printed as examples in GB 11643 itself: nobody's. */
const OF_THE_STANDARD = [['11010519491231', '002X'].join(''), ['34052419800101', '001X'].join('')]
const isChecked = (number: string) =>
  '10X98765432'[[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, index) => sum + weight * Number(number[index]), 0) % 11] ===
  number[17]

test('no number in the repository can belong to a person', () => {
  expect(['139', '12345678'].join('')).toMatch(REAL_PHONE)
  expect('10012345678').not.toMatch(REAL_PHONE)
  expect(isChecked(OF_THE_STANDARD[0]!)).toBe(true)
  const data = (file: string) => file === 'package-lock.json'
  expect(findings(REAL_PHONE, data)).toEqual([])
  // Permits of Hong Kong, Macao and Taiwan residents begin with 81–83: examples of them are allowed where the region's office code is none that is in use.
  expect(
    findings(RESIDENT_NUMBER, data).filter((found) => isChecked(found.slice(-18)) && !OF_THE_STANDARD.includes(found.slice(-18)) && !/: 8[1-3]/.test(found)),
  ).toEqual([])
})

test('nothing is left for later, and no test is switched off', () => {
  const LATER = of('\\b(TO', 'DO|FIX', 'ME)\\b|@ts-', '(ignore|nocheck)|\\.(sk', 'ip|on', 'ly|to', 'do)\\(')
  expect(['// TO', 'DO later'].join('')).toMatch(LATER)
  expect(
    texts
      .filter(([file]) => /\.(ts|tsx|mjs|sql|css)$/.test(file))
      .flatMap(([file, source]) => [...source.matchAll(LATER)].map(([found]) => `${file}: ${found}`)),
  ).toEqual([])
})
