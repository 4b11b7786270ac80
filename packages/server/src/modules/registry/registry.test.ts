import { MOST_REVEALS, REVEAL_MINUTES } from '@xiaomen/rules/access'
import { openReason } from '../../platform/audit.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { checkCharacter } from '@xiaomen/rules/registry'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { openSheet } from '../../platform/workbook/read-workbook.ts'
import { accessModule, resolveActor } from '../access/index.ts'
import { type Area, areasModule, areasUnder, insertAreas, listOverlaysOf } from '../areas/index.ts'
import { doorsOf, findHomesByDoor, findPeopleByDocument, leanOn, registryModule, residentsOf } from './index.ts'
import { useSms } from './send-card.ts'

let town: Town
let street: Area
let communities: Area[]
const admins: Caller[] = []

beforeAll(async () => {
  town = await openTown({ modules: [areasModule, accessModule, registryModule], resolveActor })
  await town.system(async (ctx) => {
    ;[street] = (await insertAreas(ctx, [{ parentId: null, level: 'street', name: '文澜街道' }])) as [Area]
    communities = await insertAreas(
      ctx,
      Array.from({ length: 16 }, (_, at) => ({ parentId: street.id, level: 'community' as const, name: `第${at + 1}社区` })),
    )
  })
  for (const community of communities) admins.push(town.as('communityAdmin', community.path))
}, 120_000)
afterAll(() => town?.close())

const idOf = (serial: number, birthday = '19900101') => {
  const body = `990101${birthday}${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
const HEADERS = ['小区', '楼栋', '单元', '网格', '房号', '房屋用途', '姓名', '居住身份', '联系电话', '证件号码', '关爱类别']
type Row = (string | number | Date | null)[]
const xlsx = async (
  rows: Row[],
  options: { headers?: string[]; merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[]; formulas?: Record<string, string> } = {},
) =>
  Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: '台账',
          rows: [options.headers ?? HEADERS, ...rows],
          ...(options.merges ? { merges: options.merges } : {}),
          ...(options.formulas
            ? { cells: new Map(Object.entries(options.formulas).map(([at, formula]) => [at, { value: 'x', type: 'formula' as const, formula }])) }
            : {}),
        },
      ],
    }),
  )
const csv = (rows: Row[], headers = HEADERS) => Buffer.from([headers, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n'))
const person = (
  door: string,
  name: string,
  more: Partial<Record<'phone' | 'document' | 'use' | 'building' | 'care' | 'residency', string | number | Date>> = {},
): Row => [
  '梧桐里',
  more.building ?? '3幢',
  '2单元',
  '第一网格',
  door,
  more.use ?? '',
  name,
  more.residency ?? '',
  more.phone ?? '',
  more.document ?? '',
  more.care ?? '',
]

/** Uploads and waits until it is read. */
async function read(at: number, bytes: Buffer, name = 'ledger.xlsx') {
  const begun = await admins[at]!.upload('registry.startImport', { communityId: communities[at]!.id }, { name, bytes })
  expect([begun.status, begun.body]).toEqual([200, { importId: expect.any(String) }])
  await town.drain()
  return (await admins[at]!.call('registry.getImport', { importId: begun.body.importId })).body
}
async function commit(at: number, importId: string, choice: object = {}) {
  const asked = await admins[at]!.call('registry.commitImport', { importId, leaveOutWrongRows: false, duplicates: 'update', ...choice })
  expect([asked.status, asked.body.code]).toEqual([200, undefined])
  await town.drain()
  return (await admins[at]!.call('registry.getImport', { importId })).body
}
const bringIn = async (at: number, rows: Row[]) => {
  const { id, problems } = await read(at, await xlsx(rows))
  expect(problems).toEqual([])
  expect(await commit(at, id)).toMatchObject({ state: 'committed', failure: null })
  return id as string
}
const areasOf = (at: number) => town.system((ctx) => areasUnder(ctx, communities[at]!.path))
const homesOf = async (at: number, text: string) =>
  (await admins[at]!.call('registry.findHomes', { text })).body as { home: { id: string; path: string; door: string; version: number }; names: string[] }[]

describe('a ledger comes in', () => {
  test('REG-01 REG-02 REG-09 the preview counts and marks, the commit makes areas, homes, people and grids', async () => {
    const view = await read(
      0,
      await xlsx([
        person('501', '王建国', { phone: '100 1234 5678', document: idOf(1), residency: '业主', care: '空巢老人、慢性病' }),
        person('501', '李秀英', { document: idOf(2), residency: '家人' }),
        person('502', '', { use: '空置' }),
        ['梧桐里', '8号楼半边户', '', '第二网格', '东', '', '𠮷田·买买提', '', '', '', ''],
        ['前进巷', '', '', '', '5号院', '院落', '赵六', '', '', '', ''],
      ]),
    )
    expect(view).toMatchObject({
      state: 'ready',
      counts: { rows: 5, wrongRows: 0, compounds: 2, buildings: 2, units: 1, homes: 4, people: 4, duplicates: 0 },
      problems: [],
    })
    expect(view.columns.map((column: { field: string }) => column.field)).toEqual([
      'compound',
      'building',
      'unit',
      'grid',
      'door',
      'homeUse',
      'name',
      'residency',
      'phone',
      'documentNumber',
      'care',
    ])
    expect(JSON.stringify(view)).not.toContain(idOf(1))
    expect((await areasOf(0)).length).toBe(1)

    expect(await commit(0, view.id)).toMatchObject({ state: 'committed', failure: null })
    expect((await areasOf(0)).map(({ level, name, homes }) => [level, name, homes])).toEqual([
      ['community', '第1社区', 4],
      ['compound', '梧桐里', 3],
      ['building', '3幢', 2],
      ['unit', '2单元', 2],
      ['building', '8号楼半边户', 1],
      ['compound', '前进巷', 1],
    ])
    const grids = await town.system((ctx) => listOverlaysOf(ctx, 'grid', communities[0]!.path, '2022-05-04'))
    expect(grids.map(({ name, areaIds }) => [name, areaIds.length])).toEqual([
      ['第一网格', 1],
      ['第二网格', 1],
    ])
    const found = await homesOf(0, '3-2-501')
    expect(found).toMatchObject([{ home: { door: '501' }, names: ['王建国', '李秀英'] }])
    const home = (await admins[0]!.call('registry.getHome', { homeId: found[0]!.home.id })).body
    expect(home.residents[0]).toMatchObject({
      name: '王建国',
      phone: '100****5678',
      document: expect.stringContaining('*'),
      care: ['emptyNest', 'chronicIllness'],
      residency: { kind: 'owner', until: null },
    })
    expect(home.dues).toEqual([{ kind: 'notInvited', personId: null }])
    expect(await homesOf(0, '𠮷田')).toMatchObject([{ home: { door: '东' }, names: ['𠮷田·买买提'] }])
  })

  test('nothing personal lies on disk or in the database in clear', async () => {
    await read(1, await xlsx([person('101', '司马清澈', { phone: '10087654321', document: idOf(31) })]))
    const folder = join(town.app.services.config.dataDir, 'imports')
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, file))
      for (const clear of ['司马清澈', '10087654321', idOf(31)]) expect(bytes.includes(clear)).toBe(false)
    }
    const id = await bringIn(1, [person('101', '司马清澈', { phone: '10087654321', document: idOf(31) })])
    const rows = await town.db.queryAsOwner<{ text: string }>(
      "select string_agg(p::text, ' ') || (select string_agg(i::text, ' ') from registry.import i) as text from registry.person p",
    )
    for (const clear of ['司马清澈', Buffer.from('司马清澈').toString('hex'), '10087654321', idOf(31)]) expect(rows[0]!.text.includes(clear)).toBe(false)
    expect(id).toBeTruthy()
  })

  test('REG-09 headers that nobody knows are told; the administrator says what they mean, and next time it is known', async () => {
    const headers = ['甲栏', '乙栏', '丙栏', '丁栏']
    const rows: Row[] = [['梧桐里', '1幢', '101', '孙七']]
    const view = await read(2, await xlsx(rows, { headers }))
    expect(view).toMatchObject({
      state: 'ready',
      counts: { homes: 0 },
      problems: [
        { row: 1, problem: 'missing_column', field: 'door' },
        { row: 1, problem: 'missing_column', field: 'name' },
      ],
    })
    expect((await admins[2]!.call('registry.commitImport', { importId: view.id, leaveOutWrongRows: true, duplicates: 'skip' })).body).toMatchObject({
      code: 'registry.import_has_wrong_rows',
    })
    await admins[2]!.call('registry.remapImport', { importId: view.id, fields: ['compound', 'building', 'door', 'name'] })
    await town.drain()
    expect((await admins[2]!.call('registry.getImport', { importId: view.id })).body).toMatchObject({
      state: 'ready',
      counts: { homes: 1, people: 1 },
      problems: [],
    })
    expect(await read(2, await xlsx(rows, { headers }))).toMatchObject({ counts: { homes: 1, people: 1 }, problems: [] })
  })

  test('REG-09 every wrong cell is told with its row and column, and nothing is half imported', async () => {
    const view = await read(
      3,
      await xlsx(
        [
          person('101', '甲一', { document: 990101199001010010 }),
          person('102', '甲二', { document: new Date('2020-01-01T00:00:00Z') }),
          person('103', '甲三', { document: idOf(3).slice(0, 17) + (idOf(3)[17] === '0' ? '1' : '0') }),
          person('104', '甲四', { phone: '没有' }),
          person('105', '甲五', { document: idOf(4) }),
          person('106', '另一个人', { document: idOf(4) }),
          person('107', '甲七'),
          person('108', '甲八'),
          person('109', '甲九', { phone: '10000000009' }),
        ],
        { merges: [{ startRow: 7, startCol: 0, endRow: 8, endCol: 0 }], formulas: { '9,6': 'A1' } },
      ),
    )
    expect(
      view.problems.map((one: { row: number; column: string; problem: string; other: string | null }) => [one.row, one.column, one.problem, one.other]),
    ).toEqual([
      [2, 'J', 'document_is_number', null],
      [3, 'J', 'document_is_date', null],
      [4, 'J', 'document_wrong', null],
      [5, 'I', 'phone_wrong', null],
      [7, 'J', 'duplicate_in_file', '6'],
      [9, 'A', 'merged_cell', null],
      [10, 'G', 'formula_cell', null],
    ])
    expect(view.counts).toMatchObject({ rows: 9, wrongRows: 7, people: 2 })
    expect((await admins[3]!.call('registry.commitImport', { importId: view.id, leaveOutWrongRows: false, duplicates: 'skip' })).body).toEqual({
      code: 'registry.import_has_wrong_rows',
    })
    expect(await homesOf(3, '105')).toEqual([])

    const returned = await admins[3]!.call('registry.downloadImportErrors', { importId: view.id, lang: 'zh' })
    const cells = []
    for await (const row of (await openSheet(returned.raw)).rows()) cells.push(row.cells)
    expect([cells[0]![11], cells[1]![11], cells[5]![11] ?? null, cells[6]![11]]).toEqual([
      '问题',
      '证件号码 (J2):号码被存成了数字,后几位已丢失:请设为文本后重新填写',
      null,
      '证件号码 (J7):与第 6 行证件号码相同而姓名不同',
    ])
    expect(cells[5]!.slice(4, 7)).toEqual(['105', '', '甲五'])
    // What was typed goes back in full to whoever typed it; a colleague sees numbers masked, as anywhere.
    const colleague = await town.as('communityAdmin', communities[3]!.path).call('registry.downloadImportErrors', { importId: view.id, lang: 'zh' })
    const masked = []
    for await (const row of (await openSheet(colleague.raw)).rows()) masked.push(row.cells)
    const phones = (rows: unknown[][]) => rows.slice(1).flatMap((row) => (typeof row[8] === 'string' && row[8] !== '' ? [row[8]] : []))
    expect([phones(cells).some((text) => /^1\d{10}$/.test(text)), phones(masked).length, phones(masked).every((text) => text.includes('*'))]).toEqual([
      true,
      phones(cells).length,
      true,
    ])
    expect(masked[5]!.slice(4, 7)).toEqual(['105', '', '甲五'])

    expect(await commit(3, view.id, { leaveOutWrongRows: true })).toMatchObject({ state: 'committed' })
    expect((await homesOf(3, '105')).map((one) => one.names)).toEqual([['甲五']])
    expect(await homesOf(3, '106')).toEqual([])
  })

  test('REG-09 a CSV in GB18030 with rare characters is read, and one in UTF-8', async () => {
    // Node writes no GB18030, so: 小区,楼栋,房号,姓名 · 梧桐里,3幢,501,王秀英 · 梧桐里,3幢,502,张 and a letter of four bytes.
    const gb = Buffer.concat(
      [
        'd0a1c7f8',
        ',',
        'c2a5b6b0',
        ',',
        'b7bfbac5',
        ',',
        'd0d5c3fb',
        '\r\n',
        'cee0cda9c0ef',
        ',3',
        'b4b1',
        ',501,',
        'cdf5d0e3d3a2',
        '\r\n',
        'cee0cda9c0ef',
        ',3',
        'b4b1',
        ',502,',
        'd5c59933d137',
        '\r\n',
      ].map((part) => Buffer.from(part, /^[0-9a-f]{4,}$/.test(part) ? 'hex' : 'utf8')),
    )
    const rare = new TextDecoder('gb18030').decode(Buffer.from('9933d137', 'hex'))
    expect([...rare].length).toBe(1)
    expect(rare.length).toBe(2)
    const view = await read(4, gb, '台账.csv')
    expect(view).toMatchObject({ state: 'ready', counts: { homes: 2, people: 2 }, problems: [] })
    await commit(4, view.id)
    expect((await homesOf(4, '502')).map((one) => one.names)).toEqual([[`张${rare}`]])
    expect(await read(4, Buffer.concat([Buffer.from('\uFEFF'), csv([person('601', '李·四')])]), 'a.csv')).toMatchObject({ counts: { people: 1 }, problems: [] })
  })

  test('REG-09 an empty sheet, a picture, an old workbook, a bomb and a file of other rows are each refused with their reason', async () => {
    expect(await read(5, await xlsx([]))).toMatchObject({
      state: 'failed',
      failure: 'empty_sheet',
      problems: [{ row: 2, column: 'A', problem: 'empty_sheet' }],
    })
    const refused = async (bytes: Buffer) =>
      (await admins[5]!.upload('registry.startImport', { communityId: communities[5]!.id }, { name: 'x.xlsx', bytes })).body.code
    expect(await refused(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]))).toBe('registry.not_a_workbook')
    expect(await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('registry.not_a_workbook')
    expect(await refused((await xlsx([person('101', '甲')])).subarray(0, 800))).toBe('registry.unreadable_file')
    expect(await refused(bomb())).toBe('registry.zip_bomb')
    // A directory that says one megabyte, and thirty that come out.
    expect(await read(5, bomb(1_000_000))).toMatchObject({ state: 'failed', failure: 'registry.zip_bomb', counts: { rows: 0 } })
    const other = await read(5, await xlsx([['别的社区', '梧桐里', '3幢', '101', '甲']], { headers: ['社区', '小区', '楼栋', '房号', '姓名'] }))
    expect(other.problems).toMatchObject([{ row: 2, column: 'A', problem: 'level_mixed' }])
  })

  test('REG-09 the same file again changes nothing; a corrected one changes only what differs', async () => {
    const rows = [
      person('501', '钱一', { phone: '10011110001', document: idOf(41) }),
      person('501', '钱二', { document: idOf(42), residency: '家人' }),
      person('502', '钱三', { phone: '10011110003' }),
    ]
    await bringIn(6, rows)
    const versions = () =>
      town.db.queryAsOwner<{ homes: string; people: string; links: string; versions: string }>(
        `select (select count(*) from registry.home where community_id = '${communities[6]!.id}') as homes, (select count(*) from registry.person where community_id = '${communities[6]!.id}') as people,
        (select count(*) from registry.residency where community_id = '${communities[6]!.id}') as links, (select sum(version) from registry.person where community_id = '${communities[6]!.id}') as versions`,
      )
    const before = await versions()
    expect(before).toMatchObject([{ homes: '2', people: '3', links: '3' }])
    const again = await read(6, await xlsx(rows))
    expect(again).toMatchObject({
      counts: { duplicates: 3 },
      duplicates: [{ row: 2, name: '钱一', matches: 'document', other: '3-2-501' }, { matches: 'document' }, { row: 4, matches: 'phoneAndName' }],
    })
    await commit(6, again.id)
    expect(await versions()).toEqual(before)

    const corrected = await read(
      6,
      await xlsx([person('501', '钱一', { phone: '10011119999', document: idOf(41) }), person('501', '假名', { document: idOf(42) })]),
    )
    expect(corrected.problems).toMatchObject([{ row: 3, column: 'J', problem: 'duplicate_in_ledger', other: '3-2-501' }])
    await commit(6, corrected.id, { leaveOutWrongRows: true })
    expect(await versions()).toMatchObject([{ people: '3', versions: '4' }])
    expect((await admins[6]!.call('registry.undoImport', { importId: corrected.id })).body).toMatchObject({ state: 'undoing' })
    await town.drain()
    expect(await homesOf(6, '10011110001')).toMatchObject([{ names: ['钱一', '钱二'] }])
    expect(await homesOf(6, '10011119999')).toEqual([])
  })

  test('REG-09 an import is taken back whole within a day, and not once somebody has worked on it', async () => {
    const first = await bringIn(7, [person('101', '周一', { document: idOf(51) }), person('102', '周二')])
    expect((await admins[7]!.call('registry.undoImport', { importId: first })).body).toMatchObject({ state: 'undoing' })
    await town.drain()
    expect((await admins[7]!.call('registry.getImport', { importId: first })).body).toMatchObject({ state: 'undone', failure: null })
    expect((await areasOf(7)).map(({ name, homes }) => [name, homes])).toEqual([['第8社区', 0]])
    expect(await town.system((ctx) => listOverlaysOf(ctx, 'grid', communities[7]!.path, '2022-05-04'))).toEqual([])

    const second = await bringIn(7, [person('101', '周一', { document: idOf(51) })])
    const [{ home } = { home: { id: '' } }] = await homesOf(7, '101')
    await admins[7]!.call('registry.addResident', { homeId: home.id, name: '新来的', care: [], kind: 'tenant', from: '2022-05-01', evenIfKnown: false })
    expect((await admins[7]!.call('registry.undoImport', { importId: second })).body).toEqual({ code: 'registry.undo_changed_since' })

    const leanedOn = await bringIn(14, [person('909', '周四')])
    const [{ home: caseHome } = { home: { id: '' } }] = await homesOf(14, '909')
    await town.system((ctx) => leanOn(ctx, { homeId: caseHome.id }))
    expect((await admins[14]!.call('registry.undoImport', { importId: leanedOn })).body).toEqual({ code: 'registry.undo_changed_since' })

    const third = await bringIn(8, [person('101', '周三')])
    town.clock.now = new Date(town.clock.now.getTime() + 25 * 3_600_000)
    expect((await admins[8]!.call('registry.undoImport', { importId: third })).body).toEqual({ code: 'registry.undo_too_late' })
  })

  test('a workbook without a header row loses nobody, and nothing of its first row is kept in clear', async () => {
    const first = await read(
      14,
      await xlsx([['梧桐里', '3幢', '2单元', '104', '冯十', '10011112222']], { headers: ['梧桐里', '3幢', '2单元', '103', '冯九', '10011113333'] }),
    )
    expect(first.columns.map(({ header }: { header: string }) => header)).toEqual(['A', 'B', 'C', 'D', 'E', 'F'])
    await admins[14]!.call('registry.remapImport', { importId: first.id, fields: ['compound', 'building', 'unit', 'door', 'name', 'phone'] })
    await town.drain()
    expect((await admins[14]!.call('registry.getImport', { importId: first.id })).body.counts).toMatchObject({ rows: 2, people: 2 })
    const kept = await town.db.queryAsOwner<{ columns: string }>("select string_agg(c::text, ' ') as columns from registry.import_column c")
    for (const clear of ['冯九', '10011113333', '姓名']) expect(kept[0]!.columns).not.toContain(clear)
  })

  test('a path that was taken back is never given to another place, for grants and orders name paths', async () => {
    const first = await bringIn(15, [person('101', '郑一')])
    const before = new Set([...(await areasOf(15)).map(({ path }) => path), ...(await homesOf(15, '101')).map(({ home }) => home.path)])
    await admins[15]!.call('registry.undoImport', { importId: first })
    await town.drain()
    await bringIn(15, [person('101', '郑一')])
    const after = [...(await areasOf(15)).slice(1).map(({ path }) => path), ...(await homesOf(15, '101')).map(({ home }) => home.path)]
    expect(after.length).toBeGreaterThan(3)
    expect(after.filter((path) => before.has(path))).toEqual([])
  })

  test('two additions and an import beside each other never give two homes one path', async () => {
    await bringIn(14, [person('101', '王一')])
    const unit = (await areasOf(14)).find(({ level }) => level === 'unit')!
    const { id } = await read(14, await xlsx([person('201', '王二'), person('202', '王三')]))
    await Promise.all([
      ...['301', '302'].map((door) => admins[14]!.call('registry.addHome', { areaId: unit.id, door, floor: 3, use: 'vacant' })),
      commit(14, id),
      ...['303', '304'].map((door) => admins[14]!.call('registry.addHome', { areaId: unit.id, door, floor: 3, use: 'vacant' })),
    ])
    const doors = ['101', '201', '202', '301', '302', '303', '304']
    const paths = (await Promise.all(doors.map((door) => homesOf(14, door)))).map(([found]) => found?.home.path)
    expect(new Set(paths).size).toBe(doors.length)
    expect(paths).not.toContain(undefined)
  })

  test('a whole street comes in with one workbook that names its communities', async () => {
    const commander = town.as('communityAdmin', street.path)
    const headers = ['社区', '小区', '楼栋', '房号', '姓名']
    const begun = await commander.upload(
      'registry.startImport',
      { communityId: street.id },
      {
        name: 's.xlsx',
        bytes: await xlsx(
          [
            ['第10社区', '枫林', '1幢', '101', '街一'],
            ['新社区', '枫林', '1幢', '101', '街二'],
          ],
          { headers },
        ),
      },
    )
    await town.drain()
    await commander.call('registry.commitImport', { importId: begun.body.importId, leaveOutWrongRows: false, duplicates: 'skip' })
    await town.drain()
    expect((await commander.call('registry.getImport', { importId: begun.body.importId })).body).toMatchObject({ state: 'committed' })
    expect((await areasOf(9)).map(({ name, homes }) => [name, homes])).toEqual([
      ['第10社区', 1],
      ['枫林', 1],
      ['1幢', 1],
    ])
    expect((await commander.call('registry.findHomes', { text: '街二' })).body).toMatchObject([{ names: ['街二'] }])
  })

  test('an import is nobody else’s', async () => {
    const { id } = await read(10, await xlsx([person('101', '吴一')]))
    for (const name of ['getImport', 'undoImport', 'downloadImportErrors'] as const)
      expect((await admins[0]!.call(`registry.${name}`, { importId: id, lang: 'zh' })).status).toBe(404)
    expect((await town.as('gridWorker', communities[10]!.path).call('registry.getImport', { importId: id })).status).toBe(403)
    expect((await admins[10]!.call('registry.listImports', { communityId: communities[10]!.id })).body).toMatchObject([{ id, state: 'ready' }])
  })
})

describe('templates and exports', () => {
  test.each(['zh', 'en'] as const)('REG-09 the template in %s is read back by us, drop-downs and all', async (lang) => {
    const template = await admins[0]!.call('registry.downloadTemplate', { lang, format: 'xlsx' })
    expect(template.status).toBe(200)
    const filled = await read(11, template.raw)
    expect(filled).toMatchObject({ failure: 'empty_sheet', problems: [{ problem: 'empty_sheet' }] })
    expect(filled.columns.every((column: { field: string | null }) => column.field !== null)).toBe(true)
    const plain = await admins[0]!.call('registry.downloadTemplate', { lang, format: 'csv' })
    expect(plain.raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  })

  test('an export shows what its reader may see, and nothing in it computes', async () => {
    await bringIn(11, [person('101', '=1+1', { phone: '+4910012345', document: idOf(61) })])
    const exported = await admins[11]!.call('registry.exportLedger', { areaId: communities[11]!.id, lang: 'zh', format: 'csv' })
    const text = exported.raw.toString('utf8')
    expect(text).toContain(`,'=1+1,`)
    expect(text).not.toContain('+4910012345')
    expect(text).not.toContain(idOf(61))
    const book = await admins[11]!.call('registry.exportLedger', { areaId: communities[11]!.id, lang: 'en', format: 'xlsx' })
    const rows = []
    for await (const row of (await openSheet(book.raw)).rows()) rows.push(row)
    expect(rows[1]!.formulas).toEqual([])
    expect(rows[1]!.cells.slice(0, 11)).toEqual(['第12社区', '梧桐里', '3幢', '2单元', '第一网格', '101', '1', 'permanent', '=1+1', 'family', '+49****2345'])
  })
})

describe('homes and residents', () => {
  test('REG-11 the building chart shows floors from the roof down, one cell a home', async () => {
    await bringIn(12, [person('101', '郑一', { care: '透析' }), person('102', ''), person('201', '郑二'), person('1002', '郑三', { use: '出租' })])
    const building = (await areasOf(12)).find((area) => area.level === 'building')!
    const chart = (asks: string, caller = admins[12]!) => caller.call('registry.getBuildingChart', { areaId: building.id, asks })
    expect((await chart('use')).body).toMatchObject({
      name: '3幢',
      units: [
        {
          name: '2单元',
          floors: [
            { floor: 10, cells: [{ door: '1002', use: 'rented', people: null }] },
            { floor: 2, cells: [{ door: '201' }] },
            {
              floor: 1,
              cells: [
                { door: '101', use: 'permanent' },
                { door: '102', use: 'vacant' },
              ],
            },
          ],
        },
      ],
    })
    expect((await chart('care')).body.units[0].floors[2].cells).toMatchObject([
      { care: ['dialysis'], people: 1 },
      { care: [], people: 0 },
    ])
    expect((await chart('due')).body.units[0].floors[2].cells).toMatchObject([{ dues: 4 }, { dues: 0 }])
    const stairHead = town.as('stairHead', building.path)
    expect((await chart('care', stairHead)).body.units[0].floors[2].cells[0]).toMatchObject({ door: '101', care: null })
    expect((await chart('use', town.as('guard', building.path))).status).toBe(403)
    expect((await chart('use', admins[0])).status).toBe(404)
  })

  test('REG-12 a foreign resident has a passport with its country and a language', async () => {
    const [{ home } = { home: { id: '' } }] = await homesOf(12, '201')
    const added = await admins[12]!.call('registry.addResident', {
      homeId: home.id,
      name: 'María José García',
      document: { kind: 'passport', number: 'xda 012345', country: 'es' },
      care: [],
      kind: 'tenant',
      from: '2022-05-01',
      lang: 'es',
      evenIfKnown: false,
    })
    expect(added.body).toMatchObject({ name: 'María José García', documentKind: 'passport', lang: 'es' })
    await town.system(async (ctx) =>
      expect(await findPeopleByDocument(ctx, communities[12]!.id, 'XDA-012345')).toMatchObject([{ id: added.body.id, name: 'María José García', lang: 'es' }]),
    )
    expect((await homesOf(12, 'garcía')).length).toBe(1)
    const wrong = await admins[12]!.call('registry.addResident', {
      homeId: home.id,
      name: '甲',
      document: { kind: 'residentId', number: '123' },
      care: [],
      kind: 'tenant',
      from: '2022-05-01',
      evenIfKnown: false,
    })
    expect(wrong.body).toMatchObject({ code: 'registry.document_wrong', details: { fault: expect.any(String) } })
  })

  test('REG-14 somebody known is seen at entry and added only on purpose', async () => {
    const [{ home } = { home: { id: '' } }] = await homesOf(12, '102')
    const input = {
      homeId: home.id,
      name: '冯一',
      document: { kind: 'residentId', number: idOf(71) },
      care: [],
      kind: 'owner',
      from: '2022-05-01',
      evenIfKnown: false,
    }
    expect((await admins[12]!.call('registry.addResident', input)).status).toBe(200)
    expect((await admins[12]!.call('registry.addResident', input)).body).toEqual({ code: 'registry.known_already' })
    expect((await admins[12]!.call('registry.addResident', { ...input, evenIfKnown: true })).status).toBe(200)
  })

  test('REG-03 two people who edit one resident do not overwrite each other; moving keeps the past', async () => {
    const [{ home } = { home: { id: '' } }] = await homesOf(12, '1002')
    const before = (await admins[12]!.call('registry.getHome', { homeId: home.id })).body.residents[0]
    const edit = { personId: before.id, version: before.version, phone: '10055556666' }
    expect((await admins[12]!.call('registry.editResident', edit)).body).toMatchObject({ phone: '100****6666', version: before.version + 1 })
    expect((await admins[12]!.call('registry.editResident', edit)).body).toEqual({ code: 'registry.changed_meanwhile' })
    expect((await homesOf(12, '6666')).map((one) => one.home.door)).toEqual(['1002'])

    const [{ home: next } = { home: { id: '' } }] = await homesOf(12, '201')
    expect((await admins[12]!.call('registry.moveResident', { residencyId: before.residency.id, on: '2022-05-05', toHomeId: next.id })).status).toBe(200)
    const left = (await admins[12]!.call('registry.getHome', { homeId: home.id })).body
    expect([left.residents, left.past]).toMatchObject([[], [{ name: '郑三', residency: { until: '2022-05-05' } }]])
    expect((await admins[12]!.call('registry.getHome', { homeId: next.id })).body.residents).toHaveLength(3)
  })

  test('REG-10 a number is shown whole for a reason, to those who may, and the asking is on record', async () => {
    const found = (await homesOf(12, '10055556666'))[0]!
    const someone = (await admins[12]!.call('registry.getHome', { homeId: found.home.id })).body.residents.find((one: { name: string }) => one.name === '郑三')
    const reveal = { personId: someone.id, dataClass: 'phone', purpose: 'callOnDuty', note: '送药上门' }
    expect((await admins[12]!.call('registry.revealPerson', { ...reveal, purpose: 'curious' })).status).toBe(400)
    expect((await admins[12]!.call('registry.revealPerson', reveal)).body).toMatchObject({ value: '10055556666', until: expect.any(String) })
    expect((await town.as('stairHead', communities[12]!.path).call('registry.revealPerson', reveal)).status).toBe(403)
    const rows = await town.db.queryAsOwner<{ purpose: string; classes: string[]; subjects: string[]; reason: Buffer }>(
      "select purpose, classes, subjects, reason from platform.audit where operation = 'registry.revealPerson'",
    )
    expect(rows).toMatchObject([{ purpose: 'callOnDuty', classes: ['phone'], subjects: [someone.id] }])
    expect(Buffer.from(rows[0]!.reason).includes('送药上门')).toBe(false)
    const stairHead = (await town.as('stairHead', communities[12]!.path).call('registry.findHomes', { text: '郑三' })).body
    expect(stairHead).toEqual([])
  })

  test('REG-10 whoever opens field after field is stopped, and the stop is on record; a few minutes later work goes on', async () => {
    const found = (await homesOf(12, '10055556666'))[0]!
    const { id: personId } = (await admins[12]!.call('registry.getHome', { homeId: found.home.id })).body.residents[0]
    const worker = town.as('gridWorker', communities[12]!.path)
    const reveal = () => worker.call('registry.revealPerson', { personId, dataClass: 'phone', purpose: 'callOnDuty' })
    const replies = await Promise.all(Array.from({ length: MOST_REVEALS + 3 }, reveal))
    expect(replies.filter((reply) => reply.status === 200)).toHaveLength(MOST_REVEALS)
    const refused = replies.filter((reply) => reply.status !== 200)
    expect(refused.map((reply) => [reply.status, reply.body.code])).toEqual(Array.from({ length: 3 }, () => [429, 'registry.too_many_reveals']))
    const rows = await town.db.queryAsOwner<{ n: string; subjects: string; classes: string }>(
      `select count(*) as n, sum(cardinality(subjects)) as subjects, sum(cardinality(classes)) as classes from platform.audit
       where operation = 'registry.revealPerson' and actor_id = '${worker.accountId}' and purpose is null`,
    )
    expect(rows.map((row) => [Number(row.n), Number(row.subjects), Number(row.classes)])).toEqual([[3, 0, 0]])
    const noon = town.clock.now
    town.clock.now = new Date(noon.getTime() + REVEAL_MINUTES * 60_000)
    expect((await reveal()).status).toBe(200)
    town.clock.now = noon
  })

  test('a home is added once, and its use is changed from the version that was seen', async () => {
    const unit = (await areasOf(12)).find((area) => area.level === 'unit')!
    const added = await admins[12]!.call('registry.addHome', { areaId: unit.id, door: '３０１室', floor: 3, use: 'vacant' })
    expect(added.body).toMatchObject({ door: '301', floor: 3, areaName: '2单元', version: 1 })
    expect((await admins[12]!.call('registry.addHome', { areaId: unit.id, door: '0301', floor: 3, use: 'vacant' })).body).toEqual({
      code: 'registry.door_taken',
    })
    expect((await admins[12]!.call('registry.setHomeUse', { homeId: added.body.id, use: 'rented', version: 1 })).body).toMatchObject({
      use: 'rented',
      version: 2,
    })
    expect((await admins[12]!.call('registry.setHomeUse', { homeId: added.body.id, use: 'shop', version: 1 })).body).toEqual({
      code: 'registry.changed_meanwhile',
    })
    expect((await areasOf(12))[0]!.homes).toBe(5)
  })

  test('modules above ask by door, by document and by home', async () => {
    await town.system(async (ctx) => {
      const [home] = await findHomesByDoor(ctx, communities[12]!.id, '3幢2单元101室')
      expect((await doorsOf(ctx, [home!.id])).get(home!.id)).toBe('3-2-101')
      expect(await residentsOf(ctx, home!.id)).toMatchObject([{ name: '郑一', care: ['dialysis'], residency: 'family' }])
      expect(await findHomesByDoor(ctx, communities[12]!.id, '101')).toHaveLength(1)
      expect(await findHomesByDoor(ctx, communities[12]!.id, '4-2-101')).toEqual([])
    })
  })
})

describe('the family card', () => {
  test('a household joins by the code on its card and sees its own home, and nobody else’s', async () => {
    await bringIn(13, [person('101', '褚一', { phone: '10077770001' }), person('101', '褚二'), person('102', '卫一', { document: idOf(81) })])
    const [{ home } = { home: { id: '' } }] = await homesOf(13, '101')
    const card = (await admins[13]!.call('registry.issueFamilyCard', { homeId: home.id })).body
    expect(card).toMatchObject({
      areaName: '第14社区',
      door: '3-2-101',
      residents: ['褚一', '褚二'],
      code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
    })
    expect(card.link.split('#')).toHaveLength(2)

    const opened = (await town.anonymous.call('registry.openInvitation', { code: card.code.toLowerCase() })).body
    expect(opened).toMatchObject({
      communityName: '第14社区',
      people: [
        { name: '褚*', proof: 'phone' },
        { name: '褚*', proof: 'none' },
      ],
    })
    const personId = opened.people[0].personId
    expect((await town.anonymous.call('registry.acceptInvitation', { code: card.code, personId, proof: '9999' })).body).toEqual({
      code: 'registry.card_proof_wrong',
    })
    const accepted = await town.anonymous.call('registry.acceptInvitation', { code: card.code, personId, proof: '0001' })
    expect(accepted.status).toBe(200)
    const token = /xiaomen=([^;]+)/.exec(String(accepted.headers['set-cookie']))![1]!
    const household = (await town.withCookie(token).call('registry.myHousehold')).body
    expect(household).toMatchObject({ communityName: '第14社区', home: { door: '101' }, members: [{ name: '褚一', phone: '10077770001' }, { name: '褚二' }] })
    const [{ home: neighbour } = { home: { id: '' } }] = await homesOf(13, '102')
    expect((await town.withCookie(token).call('registry.getHome', { homeId: neighbour.id })).status).toBe(404)
  })

  test('an invitation goes by text message where there is a gateway, with a code that works, and nowhere stands in clear', async () => {
    const sent: { to: string; text: string }[] = []
    const gateway = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        sent.push(JSON.parse(body) as { to: string; text: string })
        response.end()
      })
    })
    await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
    const other = await openTown({
      modules: [areasModule, accessModule, registryModule],
      resolveActor,
      env: { XIAOMEN_SMS_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`, XIAOMEN_PUBLIC_URL: 'https://gate.example' },
    })
    const [community, building] = await other.system(async (ctx) => {
      const [made] = await insertAreas(ctx, [{ parentId: null, level: 'community', name: '短信社区' }])
      return [made!, (await insertAreas(ctx, [{ parentId: made!.id, level: 'compound', name: '信苑' }]))[0]!]
    })
    const admin = other.as('communityAdmin', community.path)
    const home = (await admin.call('registry.addHome', { areaId: building.id, door: '7', floor: null, use: 'yard' })).body
    const add = async (name: string, phone?: string) =>
      (
        await admin.call('registry.addResident', {
          homeId: home.id,
          name,
          ...(phone ? { phone } : {}),
          care: [],
          kind: 'owner',
          from: '2022-01-01',
          evenIfKnown: false,
        })
      ).body.id
    const [withPhone, without] = [await add('信一', '10015550001'), await add('信二')]
    expect((await admin.call('registry.sendFamilyCard', { personId: without })).body).toEqual({ state: 'noPhone' })
    expect((await admin.call('registry.sendFamilyCard', { personId: withPhone })).body).toEqual({ state: 'queued' })
    await other.drain()
    expect(sent).toMatchObject([{ to: '10015550001', text: expect.stringContaining('短信社区') }])
    expect(sent[0]!.text).toContain('https://gate.example/join')
    const code = /家庭卡号 ([0-9A-Z -]+)/.exec(sent[0]!.text)![1]!.trim()
    expect((await other.anonymous.call('registry.openInvitation', { code })).body).toMatchObject({ communityName: '短信社区' })
    const waiting = await other.db.queryAsOwner<{ all: string }>("select string_agg(payload::text, ' ') as all from platform.outbox")
    expect(waiting[0]!.all).not.toContain(code.replaceAll(/[ -]/g, ''))
    await other.close()
    gateway.close()
    // And where there is none the office is told so, and nothing is queued.
    useSms(null)
  }, 120_000)

  test('a new card ends the old one; made-up and expired codes are unknown; guessing is stopped', async () => {
    const [{ home } = { home: { id: '' } }] = await homesOf(13, '102')
    const old = (await admins[13]!.call('registry.issueFamilyCard', { homeId: home.id })).body.code
    const code = (await admins[13]!.call('registry.issueFamilyCard', { homeId: home.id })).body.code
    const open = async (typed: string) => (await town.anonymous.call('registry.openInvitation', { code: typed })).body
    expect(await open(old)).toEqual({ code: 'registry.card_unknown' })
    expect(await open('AAAA-AAAA-AAAA')).toEqual({ code: 'registry.card_unknown' })
    const { people } = await open(code)
    const accept = async (proof: string) => (await town.anonymous.call('registry.acceptInvitation', { code, personId: people[0].personId, proof })).body
    for (let guess = 0; guess < 5; guess += 1) expect(await accept(`${guess}x`)).toEqual({ code: 'registry.card_proof_wrong' })
    expect(await accept(idOf(81).slice(-4))).toEqual({ code: 'registry.card_proof_wrong' })
    town.clock.now = new Date(town.clock.now.getTime() + 61 * 60_000)
    expect(await accept(idOf(81).slice(-4))).toEqual({})
    town.clock.now = new Date(town.clock.now.getTime() + 31 * 86_400_000)
    expect(await open(code)).toEqual({ code: 'registry.card_unknown' })
  })

  test('a right answer for one of the household does not let somebody guess on for another, and each wrong one waits longer', async () => {
    const [{ home } = { home: { id: '' } }] = await homesOf(13, '101')
    const { code } = (await admins[13]!.call('registry.issueFamilyCard', { homeId: home.id })).body
    const { people } = (await town.anonymous.call('registry.openInvitation', { code })).body
    const accept = async (at: number, proof: string) =>
      (await town.anonymous.call('registry.acceptInvitation', { code, personId: people[at].personId, proof })).body
    for (let guess = 0; guess < 4; guess += 1) expect(await accept(0, `${guess}x`)).toEqual({ code: 'registry.card_proof_wrong' })
    expect(await accept(1, '')).toEqual({})
    expect(await accept(0, '5x')).toEqual({ code: 'registry.card_proof_wrong' })
    expect(await accept(0, '0001')).toEqual({ code: 'registry.card_proof_wrong' })
    const past = (minutes: number) => (town.clock.now = new Date(town.clock.now.getTime() + minutes * 60_000))
    past(61)
    expect(await accept(0, '6x')).toEqual({ code: 'registry.card_proof_wrong' })
    past(61)
    expect(await accept(0, '0001')).toEqual({ code: 'registry.card_proof_wrong' })
    past(61)
    expect(await accept(0, '0001')).toEqual({})
  })

  test('TRUST-02 whoever has a password or a duty signs in with it, never with a card; the card leaves its tracks in the log of the home', async () => {
    const [{ home } = { home: { id: '', path: '' } }] = await homesOf(13, '101')
    const { code } = (await admins[13]!.call('registry.issueFamilyCard', { homeId: home.id })).body
    const { people } = (await town.anonymous.call('registry.openInvitation', { code })).body
    const accept = () => town.anonymous.call('registry.acceptInvitation', { code, personId: people[0].personId, proof: '0001' })
    const joined = await accept()
    const resident = town.withCookie(/xiaomen=([^;]+)/.exec(String(joined.headers['set-cookie']))![1]!)
    expect((await resident.call('access.changePassword', { current: 'none yet', next: 'the-river-is-behind-us' })).status).toBe(200)
    const again = await accept()
    expect([again.status, again.body.code, again.headers['set-cookie']]).toEqual([409, 'registry.card_has_account', undefined])
    const rows = await town.db.queryAsOwner<{ id: string; operation: string; area_path: string; reason: Buffer | null }>(
      "select id, operation, area_path, reason from platform.audit where operation in ('registry.openInvitation', 'registry.acceptInvitation') order by id desc limit 3",
    )
    const opened = rows.map((row) => ({ operation: row.operation, area_path: row.area_path, reason: openReason(town.app.services.crypto, row) }))
    expect(opened).toEqual([
      { operation: 'registry.acceptInvitation', area_path: home.path, reason: 'registry.card_has_account' },
      { operation: 'registry.acceptInvitation', area_path: home.path, reason: null },
      { operation: 'registry.openInvitation', area_path: home.path, reason: null },
    ])
  })
})

/** A workbook whose only sheet is thirty megabytes of one letter. `says`: what its directory claims of them. */
function bomb(says?: number): Buffer {
  const parts = [
    ['[Content_Types].xml', Buffer.from('<Types/>')],
    ['xl/workbook.xml', Buffer.from('<workbook/>')],
    ['xl/worksheets/sheet1.xml', Buffer.alloc(30_000_000, 'a')],
  ] as const
  const local: Buffer[] = [],
    central: Buffer[] = []
  let at = 0
  for (const [name, bytes] of parts) {
    const packed = deflateRawSync(bytes),
      size = bytes.length > 1000 ? (says ?? bytes.length) : bytes.length
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(size, 18)
    fields.writeUInt16LE(name.length, 22)
    const head = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name)])
    local.push(head, packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    central.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, rest, Buffer.from(name))
    at += head.length + packed.length
  }
  const directory = Buffer.concat(central),
    end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\u0005\u0006'), end])
}
