// The laws of the house, each with a planted violation that it must find: a law that finds nothing is not a law.
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { floorOf } from '../scripts/floors.ts'

type Import = { from: string; to: string; isType: boolean }
type ImportLaw = { says: string; breaks: (found: Import) => boolean; planted: Import }

const word = (path: string) => /^packages\/server\/src\/modules\/([\w-]+)\//.exec(path)?.[1]
const planted = (from: string, to: string, isType = false): Import => ({ from, to, isType })

const IMPORT_LAWS: ImportLaw[] = [
  {
    says: 'rules import nothing but rules',
    breaks: ({ from, to }) => from.startsWith('packages/rules/') && !to.startsWith('packages/rules/'),
    planted: planted('packages/rules/src/gate/index.ts', 'node:fs'),
  },
  {
    says: 'the contract imports rules and zod only',
    breaks: ({ from, to }) =>
      from.startsWith('packages/contract/') && !to.startsWith('packages/contract/') && !to.startsWith('@xiaomen/rules/') && to !== 'zod',
    planted: planted('packages/contract/src/gate.ts', 'kysely'),
  },
  {
    says: 'web and server meet only in the contract',
    breaks: ({ from, to }) =>
      (from.startsWith('packages/web/') && /packages\/server|@xiaomen\/server/.test(to)) ||
      (from.startsWith('packages/server/') && /packages\/web|@xiaomen\/web/.test(to)),
    planted: planted('packages/web/src/worker/main.tsx', 'packages/server/src/platform/ctx.ts', true),
  },
  {
    says: 'the web takes types from the contract, never code: zod stays out of the pages',
    breaks: ({ from, to, isType }) => from.startsWith('packages/web/src/') && (to.startsWith('@xiaomen/contract') || to === 'zod') && !isType,
    planted: planted('packages/web/src/worker/main.tsx', '@xiaomen/contract'),
  },
  {
    says: 'the platform does not know the modules',
    breaks: ({ from, to }) => from.includes('/src/platform/') && to.includes('/src/modules/'),
    planted: planted('packages/server/src/platform/http.ts', 'packages/server/src/modules/gate/index.ts'),
  },
  {
    says: 'a module is entered by its front door',
    breaks: ({ from, to }) => word(to) !== undefined && word(from) !== word(to) && !to.endsWith(`/modules/${word(to)}/index.ts`),
    planted: planted('packages/server/src/modules/gate/service.ts', 'packages/server/src/modules/registry/repo.ts'),
  },
  {
    says: 'a module calls only lower floors',
    breaks: ({ from, to }) => word(from) !== undefined && word(to) !== undefined && word(from) !== word(to) && floorOf(word(from)!) <= floorOf(word(to)!),
    planted: planted('packages/server/src/modules/gate/service.ts', 'packages/server/src/modules/control/index.ts'),
  },
  {
    says: 'SQL lives in the repo',
    breaks: ({ from, to, isType }) => from.includes('/server/src/modules/') && (to === 'kysely' || to === 'pg') && !isType && !isRepo(from),
    planted: planted('packages/server/src/modules/gate/service.ts', 'kysely'),
  },
  {
    says: 'only the platform makes routes',
    breaks: ({ from, to }) => to === 'fastify' && !from.startsWith('packages/server/src/platform/') && !from.endsWith('/server/src/main.ts'),
    planted: planted('packages/server/src/modules/gate/service.ts', 'fastify'),
  },
]

function isRepo(path: string): boolean {
  return /\/repo\.ts$|\/repo\/[\w-]+\.ts$/.test(path)
}

const files = globSync('packages/*/src/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'))
const sources = files.map((file) => [file, readFileSync(file, 'utf8')] as const)
const imports = sources.flatMap(([file, source]): Import[] => {
  const { staticImports, staticExports, dynamicImports } = parseSync(file, source).module
  const found = [
    ...staticImports.map((one) => ({ to: one.moduleRequest.value, isType: one.entries.length > 0 && one.entries.every((entry) => entry.isType) })),
    ...staticExports.flatMap((one) => one.entries.map((entry) => ({ to: entry.moduleRequest?.value, isType: entry.isType }))),
    ...dynamicImports.map((one) => ({ to: /^['"](.+)['"]$/.exec(source.slice(one.moduleRequest.start, one.moduleRequest.end))?.[1], isType: false })),
  ]
  return found.flatMap(({ to, isType }) => (to === undefined ? [] : [{ from: file, to: to.startsWith('.') ? join(dirname(file), to) : to, isType }]))
})

test('the laws see the code', () => {
  expect(imports.length).toBeGreaterThan(100)
  for (const name of ['rules', 'contract', 'server', 'web']) expect(files.some((file) => file.startsWith(`packages/${name}/`))).toBe(true)
})

test.each(IMPORT_LAWS)('$says', (law) => {
  expect(law.breaks(law.planted)).toBe(true)
  expect(imports.filter(law.breaks)).toEqual([])
})

type TextLaw = { says: string; in: (file: string) => boolean; pattern: RegExp; planted: string }
const isWeb = (file: string) => file.startsWith('packages/web/src/')
const TEXT_LAWS: TextLaw[] = [
  {
    says: 'rules have no clock, no chance and no world: what they need is given to them',
    in: (file) => file.startsWith('packages/rules/'),
    pattern: /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bTemporal\.Now\b|\bfetch\(|\bprocess\.|\bsetTimeout\(|\blocalStorage\b/,
    planted: 'const now = new Date()',
  },
  {
    says: 'screens do not speak to the network themselves',
    in: (file) => isWeb(file) && !file.startsWith('packages/web/src/platform/') && !/\/(sw|service-worker)\.ts$/.test(file),
    pattern: /\bfetch\(|\bXMLHttpRequest\b|\bnew EventSource\b|\bnew WebSocket\b|\bsendBeacon\(/,
    planted: "await fetch('/api/gate.listGates')",
  },
  {
    says: 'pages load nothing from elsewhere',
    in: isWeb,
    pattern: /(?:https?:)?\/\/(?!www\.w3\.org\/)(?:[\w-]+\.)+(?:com|net|org|io|cn|dev)\b/,
    planted: "import('https://cdn.example.com/x.js')",
  },
  {
    says: 'pages make no HTML from text',
    in: isWeb,
    pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write\(/,
    planted: 'node.innerHTML = name',
  },
  {
    says: 'the server writes its log through its logger',
    in: (file) => file.startsWith('packages/server/') && !file.endsWith('/main.ts'),
    pattern: /\bconsole\.\w+\(/,
    planted: 'console.log(person)',
  },
  {
    says: 'no classes but errors (and what React has as a class only), no enums',
    in: () => true,
    pattern: /^\s*(?:export )?(?:abstract )?(?:class (?!\w+ extends (?:\w*Error|Component)\b)|(?:const )?enum )\w+/m,
    planted: 'export class GateService {',
  },
  {
    says: 'named exports only',
    in: (file) => !file.endsWith('.config.ts'),
    pattern: /^export default\b/m,
    planted: 'export default buildHttp',
  },
]
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')

test.each(TEXT_LAWS)('$says', ({ in: applies, pattern, planted: violation }) => {
  expect(violation).toMatch(pattern)
  const broken = sources
    .filter(([file, source]) => applies(file) && pattern.test(withoutComments(source)))
    .map(([file, source]) => `${file}: ${pattern.exec(withoutComments(source))![0].trim()}`)
  expect(broken).toEqual([])
})

const WORDS = readdirSync('packages/server/src/modules')

/** Tables of other modules that a repo's SQL names. */
const foreignTables = (file: string, source: string) =>
  [...withoutComments(source).matchAll(/(?:\bfrom|\bjoin|\binto|\bupdate|From\(|Join\(|Into\(|updateTable\()\s*['"`]?(\w+)\.(\w+)/g)]
    .map(([, schema, table]) => `${schema}.${table}`)
    .filter((name) => floorOf(name.split('.')[0]!) >= 0 && name.split('.')[0] !== word(file))

test('a repo sees only the tables of its own module', () => {
  expect(foreignTables('packages/server/src/modules/gate/repo.ts', 'select 1 from registry.person p')).toEqual(['registry.person'])
  expect(
    sources.filter(([file]) => word(file) !== undefined).flatMap(([file, source]) => foreignTables(file, source).map((table) => `${file}: ${table}`)),
  ).toEqual([])
})

test('every server module has a floor and the same shape', () => {
  expect(floorOf('weather')).toBe(-1)
  for (const name of WORDS) {
    expect(floorOf(name), `${name} has no floor in scripts/floors.ts`).toBeGreaterThanOrEqual(0)
    const has = readdirSync(`packages/server/src/modules/${name}`)
    expect(has, name).toEqual(expect.arrayContaining(['index.ts', 'policy.ts']))
    expect(
      has.some((file) => file === 'service.ts' || file === 'service'),
      `${name} has no service`,
    ).toBe(true)
    if (has.includes('migrations')) expect(has, name).toEqual(expect.arrayContaining(['tables.ts']))
    expect(globSync(`packages/server/src/modules/${name}/**/*.test.ts`).length, `${name} has no test`).toBeGreaterThan(0)
    expect(readFileSync(`packages/server/src/modules/${name}/index.ts`, 'utf8'), `${name}/index.ts does not begin by saying what it is`).toMatch(/^(\/\/|\/\*)/)
  }
})
