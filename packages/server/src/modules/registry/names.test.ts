// 200 rare and minority names, invented: through the form, Excel out and in, the search, and what is printed, to the same code points.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { openSheet } from '../../platform/workbook/read-workbook.ts'
import { accessModule } from '../access/index.ts'
import { type Area, areasModule, insertAreas } from '../areas/index.ts'
import { html, page } from '../daily/html.ts'
import { registryModule } from './index.ts'
import { RARE_NAMES } from './names.fixture.ts'

let town: Town
let admin: Caller
let communities: Area[]
let unit: Area
beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule] })
  await town.system(async (ctx) => {
    const streets = await insertAreas(
      ctx,
      ['甲街道', '乙街道', '丙街道'].map((name) => ({ parentId: null, level: 'street' as const, name })),
    )
    // Of one name, as the file says it; only the first has anybody in it.
    communities = await insertAreas(
      ctx,
      streets.map((street) => ({ parentId: street.id, level: 'community' as const, name: '第一社区' })),
    )
    const [building] = await insertAreas(ctx, [{ parentId: communities[0]!.id, level: 'building', name: '𠮷祥里1幢' }])
    unit = (await insertAreas(ctx, [{ parentId: building!.id, level: 'unit', name: '1单元' }]))[0]!
  })
  admin = town.as('communityAdmin', communities[0]!.path)
}, 180_000)
afterAll(() => town?.close())

const codePoints = (name: string) => [...name].map((letter) => letter.codePointAt(0)!.toString(16)).join(' ')
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const homes: string[] = []
const ok = async (who: Caller, name: string, input: object) => {
  const reply = await who.call(name, input)
  expect([name, reply.status]).toEqual([name, 200])
  return reply.body
}

test('two hundred names of many kinds, each another, in the form they are kept in', () => {
  expect(RARE_NAMES.length).toBe(200)
  expect(new Set(RARE_NAMES).size).toBe(200)
  expect(RARE_NAMES.filter((name) => name !== name.normalize('NFC'))).toEqual([])
  const has = (pattern: RegExp) => RARE_NAMES.filter((name) => pattern.test(name)).length
  // Beyond the first plane, with a middle dot, single letters, Tibetan, Arabic script, Latin with marks, with spaces.
  expect([/[\u{20000}-\u{323AF}]/u, /·/, /^.$/u, /\p{Script=Tibetan}/u, /\p{Script=Arabic}/u, /[À-ɏḀ-ỹ]/, / /].map((pattern) => has(pattern) >= 8)).toEqual([
    true,
    true,
    true,
    true,
    true,
    true,
    true,
  ])
})

test('REG-01 REG-02 200 rare and minority names survive the form', async () => {
  for (const [at, name] of RARE_NAMES.entries()) {
    if (at % 10 === 0) homes.push((await ok(admin, 'registry.addHome', { areaId: unit.id, door: String(101 + at / 10), floor: 1, use: 'permanent' })).id)
    const shown = (await ok(admin, 'registry.addResident', { homeId: homes.at(-1)!, name, care: [], kind: 'family', from: '2022-01-01', evenIfKnown: true }))
      .name as string
    expect(codePoints(shown)).toBe(codePoints(name))
  }
}, 400_000)

test('REG-02 they are found by the whole name and by a part of it', async () => {
  const missing: string[] = []
  const finds = async (text: string, name: string) =>
    (await ok(admin, 'registry.findHomes', { text })).some((found: { names: string[] }) => found.names.includes(name))
  for (const name of RARE_NAMES) {
    // Whole letters, as a person sees them: a mark without its letter is typed by nobody.
    const letters = [...graphemes.segment(name.replace(/[\s·.'’-]/gu, ''))].map(({ segment }) => segment)
    const part = letters.slice(0, Math.max(1, Math.ceil(letters.length / 2))).join('')
    const end = letters.length > 2 ? letters.slice(-2).join('') : name
    if (!(await finds(name, name))) missing.push(`${name} whole`)
    if (!(await finds(part, name))) missing.push(`${name} by ${part}`)
    if (!(await finds(end, name))) missing.push(`${name} by ${end}`)
  }
  expect(missing).toEqual([])
}, 600_000)

test('REG-09 they go out to Excel and CSV and come into an empty community again, the same to the code point', async () => {
  for (const [format, into] of [
    ['xlsx', communities[1]!],
    ['csv', communities[2]!],
  ] as const) {
    const out = await admin.call('registry.exportLedger', { areaId: communities[0]!.id, lang: 'zh', format })
    expect(out.status).toBe(200)
    const keeper = town.as('communityAdmin', into.path)
    const { importId } = (await keeper.upload('registry.startImport', { communityId: into.id }, { name: `names.${format}`, bytes: out.raw })).body
    await town.drain()
    const view = await ok(keeper, 'registry.getImport', { importId })
    expect([view.state, view.problems]).toEqual(['ready', []])
    await ok(keeper, 'registry.commitImport', { importId, leaveOutWrongRows: false, duplicates: 'addAnyway' })
    await town.drain()
    expect((await ok(keeper, 'registry.getImport', { importId })).state).toBe('committed')
    const again = await keeper.call('registry.exportLedger', { areaId: into.id, lang: 'zh', format: 'xlsx' })
    const names: string[] = []
    for await (const row of (await openSheet(again.raw)).rows()) names.push(...row.cells.map(String).filter((cell) => RARE_NAMES.includes(cell)))
    expect(names.map(codePoints).toSorted()).toEqual(RARE_NAMES.map(codePoints).toSorted())
  }
}, 600_000)

test('REG-02 they stand on the printed family card and on a poster as they are', async () => {
  const printed: string[] = []
  for (const homeId of homes) printed.push(...(await ok(admin, 'registry.issueFamilyCard', { homeId })).residents)
  expect(printed.map(codePoints).toSorted()).toEqual(RARE_NAMES.map(codePoints).toSorted())
  // The frame of every public page and poster.
  const poster = page({
    lang: 'zh',
    title: '公示',
    here: '/posting/x',
    body: html`<ul>
      ${RARE_NAMES.map((name) => html`<li>${name}</li>`)}
    </ul>`,
    isSheet: true,
  })
  const written = [...(poster.bytes as string).matchAll(/<li>(.*?)<\/li>/gu)].map((match) => match[1]!.replaceAll('&#39;', "'"))
  expect(written.map(codePoints)).toEqual(RARE_NAMES.map(codePoints))
}, 120_000)
