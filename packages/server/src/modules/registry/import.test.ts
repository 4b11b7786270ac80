// 台账导入: what comes in, what is told, what is taken back; and what goes out again.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSheet } from '../../platform/workbook/read-workbook.ts'
import { listOverlaysOf } from '../areas/index.ts'
import { leanOn } from './index.ts'
import { bomb } from './bomb.fixture.ts'
import { csv, idOf, type LedgerTown, openLedgerTown, person, type Row, xlsx } from './ledger-town.fixture.ts'

let admins: LedgerTown['admins']
let communities: LedgerTown['communities']
let street: LedgerTown['street']
let town: LedgerTown['town']
let areasOf: LedgerTown['areasOf']
let bringIn: LedgerTown['bringIn']
let commit: LedgerTown['commit']
let homesOf: LedgerTown['homesOf']
let read: LedgerTown['read']
beforeAll(async () => {
  ;({ admins, communities, street, town, areasOf, bringIn, commit, homesOf, read } = await openLedgerTown(16))
}, 120_000)
afterAll(() => town?.close())

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
