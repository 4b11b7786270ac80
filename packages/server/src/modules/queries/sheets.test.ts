import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookOf, form, textsOf } from './books.fixture.ts'
import { exported, fetched, ok, openStreet, type Street } from './street.fixture.ts'

let street: Street
beforeAll(async () => {
  street = await openStreet()
}, 120_000)
afterAll(() => street?.town.close())

const read = async (bytes: Buffer, name = '人员摸排表.xlsx') =>
  ok(await street.office.upload('queries.readSheet', { areaId: street.communityId }, { name, bytes }))
const fill = (sheet: { id: string; source: string; columns: { field: string | null }[] }, more: object = {}) => ({
  areaId: street.communityId,
  gridId: street.gridId,
  sheetId: sheet.id,
  source: sheet.source,
  filter: {},
  fields: sheet.columns.map(({ field }) => ({ key: field })),
  how: 'append',
  purpose: '民政局摸排',
  lang: 'zh',
  ...more,
})

test('DAILY-09 a blank sheet of some department is mapped once, comes back filled in its own form, and is known the second time', async () => {
  const bytes = await form()
  const sheet = await read(bytes)
  expect(sheet).toMatchObject({ fileName: '人员摸排表.xlsx', headerRow: 2, source: 'residents', rows: 0, isRemembered: false })
  expect(sheet.columns.map(({ label, field }: { label: string; field: string }) => [label, field])).toEqual([
    ['序号', 'serial'],
    ['姓名', 'name'],
    ['联系电话', 'phone'],
    ['人员类别', 'residency'],
    ['现住址', 'address'],
    ['备注', null],
  ])
  const fields = [...sheet.columns.slice(0, 5).map(({ field }: { field: string }) => ({ key: field })), { key: 'fixed', text: '=无' }]
  const made = await exported(street, street.office, 'queries.fillSheet', fill(sheet, { fields }))
  expect(made).toMatchObject({ state: 'ready', kind: 'sheet', title: '人员摸排表-已填.xlsx', rows: 6, filled: { rows: 6, unmatched: 0, several: 0 } })
  const book = await bookOf((await fetched(street.office, made.id)).raw)
  const out = book.worksheets[0]!
  const rows = textsOf(out)
  expect(rows[0]![0]).toBe('关于某某工作的人员摸排表')
  expect(out.getCell('A1').font).toMatchObject({ size: 20, bold: true, name: '方正小标宋' })
  expect(out.getColumn(3).width).toBe(31)
  expect(out.model.merges).toEqual(expect.arrayContaining(['A1:F1', 'A2:A3', 'B2:D2', 'E2:E3', 'F2:F3']))
  expect(rows.slice(4, 10)).toEqual([
    ['1', '沈一禾', '101****0001', '业主', '1-1-101', "'=无"],
    ['2', '沈小满', '101****0002', '家人', '1-1-101', "'=无"],
    ['3', '沈二禾', '101****0003', '租客', '1-1-102', "'=无"],
    ['4', '张伟', '101****0004', '业主', '1-2-101', "'=无"],
    ['5', '张伟', '101****0005', '业主', '1-2-102', "'=无"],
    ['6', 'Anna Smith', '101****0006', '租客', '1-2-201', "'=无"],
  ])
  // Six people, five framed rows: the sixth is framed too, and the line beneath moved down.
  expect(out.getCell('C10').border?.left?.style).toBe('thin')
  expect(rows[10]![0]).toBe('填报人:')
  expect(rows.at(-1)![0]).toContain(`用途:民政局摸排 共6行 编号 ${made.code}`)
  expect([book.worksheets[1]!.getCell('A1').text, book.description?.includes(made.code)]).toEqual(['不得外传', true])

  const again = await read(await form(), '五月人员摸排表.xlsx')
  expect(again.isRemembered).toBe(true)
  expect(again.columns.map(({ field, text }: { field: string; text: string }) => [field, text]).at(-1)).toEqual(['fixed', '=无'])
  // Whoever works in a part of the community fills it by the same map.
  const other = ok(await street.worker.upload('queries.readSheet', { areaId: street.communityId }, { name: 'x.xlsx', bytes }))
  expect(other.isRemembered).toBe(true)
})

test('rows that stand there already are completed where the ledger knows them for certain; the others are marked, never guessed', async () => {
  const sheet = await read(
    await form([
      [null, '沈一禾', null, null, null, null],
      [null, '张伟', null, null, null, null],
      [null, '张伟', null, null, '1幢2单元102室', null],
      [null, '查无此人', null, null, null, '已联系'],
      [null, '沈二禾', '10100000003', '房客', null, null],
      [null, 'anna smith', null, null, null, null],
    ]),
  )
  expect(sheet.rows).toBe(6)
  const made = await exported(street, street.office, 'queries.fillSheet', fill(sheet, { how: 'match' }))
  expect(made.filled).toEqual({ rows: 4, unmatched: 1, several: 1 })
  const rows = textsOf((await bookOf((await fetched(street.office, made.id)).raw)).worksheets[0]!)
  expect(rows[1]![6]).toBe('小门核对')
  expect(rows.slice(4, 10)).toEqual([
    ['1', '沈一禾', '101****0001', '业主', '1-1-101', '', ''],
    ['', '张伟', '', '', '', '', '有多人相符,未填'],
    ['3', '张伟', '101****0005', '业主', '1幢2单元102室', '', ''],
    ['', '查无此人', '', '', '', '已联系', '底册中未找到'],
    ['5', '沈二禾', '10100000003', '房客', '1-1-102', '', ''],
    ['6', 'anna smith', '101****0006', '租客', '1-2-201', '', ''],
  ])
})

test('a sheet by homes is completed by its doors, and CSV comes back as CSV', async () => {
  const csv = '\uFEFF房屋核查表\r\n楼栋,单元,房号,房屋用途,人数\r\n1幢,1单元,103,,\r\n1幢,2单元,201,,\r\n9幢,1单元,101,,\r\n'
  const sheet = await read(Buffer.from(csv), '房屋.csv')
  expect([sheet.source, sheet.format, sheet.rows]).toEqual(['homes', 'csv', 3])
  const made = await exported(street, street.office, 'queries.fillSheet', fill(sheet, { how: 'match', gridId: undefined }))
  const text = (await fetched(street.office, made.id)).raw.toString().split('\r\n')
  expect(text.slice(0, 5)).toEqual([
    '\uFEFF房屋核查表',
    '楼栋,单元,房号,房屋用途,人数,小门核对',
    '1幢,1单元,103,空置,0',
    '1幢,2单元,201,常住,1',
    '9幢,1单元,101,,,底册中未找到',
  ])
})

test('what is no sheet, or names nothing we know, is refused with its reason', async () => {
  const send = async (name: string, bytes: Buffer) =>
    (await street.office.upload('queries.readSheet', { areaId: street.communityId }, { name, bytes })).body.code
  expect(await send('x.xlsx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]))).toBe('queries.not_a_workbook')
  expect(await send('x.csv', Buffer.from('a,b\n1,2\n'))).toBe('queries.no_header')
  expect(await send('x.csv', Buffer.alloc(5 * 1024 * 1024, 'a'))).toBe('queries.file_too_large')
  const sheet = await read(await form())
  expect((await street.station.call('queries.fillSheet', fill(sheet))).status).toBe(404)
  expect((await street.office.call('queries.fillSheet', fill(sheet, { fields: [{ key: 'temperature' }] }))).body.code).toBe('queries.unknown_column')
})

test('a form that asks who is in care is held to the same limits as a list', async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('a').addRow(['姓名', '人群类别'])
  const sheet = await read(Buffer.from(await book.xlsx.writeBuffer()), '关爱.xlsx')
  expect(sheet.columns.map(({ field }: { field: string }) => field)).toEqual(['name', 'care'])
  const made = await exported(street, street.office, 'queries.fillSheet', fill(sheet, { gridId: undefined, source: 'careList' }))
  expect(made).toMatchObject({ state: 'reasonNeeded', rows: 522, over: ['care'] })
})

test('a pasted chain: each line with whom it means, how sure that is, and nothing lost', async () => {
  const text = [
    '#接龙',
    '鸡蛋团购',
    '1. 沈一禾 1-1-101 2份',
    '2. 张伟 1幢2单元102',
    '3. 小沈 1-1-102',
    '4. 1-1-103',
    '5. 尾号0006 一份',
    '6. 101 十箱',
    '7. 王某某 9-9-909',
    '谢谢群主',
  ].join('\n')
  const { title, items, unread } = ok(await street.office.call('queries.matchChain', { areaId: street.communityId, text }))
  expect(title).toBe('鸡蛋团购')
  expect(unread).toEqual([{ line: 10, text: '谢谢群主' }])
  expect(
    items.map(({ number, certainty, candidates, count }: any) => [
      number,
      certainty,
      candidates.map(({ door, name }: any) => `${door} ${name ?? ''}`.trim()),
      count,
    ]),
  ).toEqual([
    [1, 'certain', ['1-1-101 沈一禾'], 2],
    [2, 'certain', ['1-2-102 张伟'], null],
    [3, 'likely', ['1-1-102'], null],
    [4, 'certain', ['1-1-103'], null],
    [5, 'likely', ['1-2-201 Anna Smith'], 1],
    [6, 'several', ['1-1-101', '1-2-101', '2-1-101'], 10],
    [7, 'none', [], null],
  ])
  expect(items[0].candidates[0].place).toBe('梧桐里')
  const rows = items.map(({ number, candidates, text: said, count, rest }: any) => ({
    number,
    homeId: candidates[0]?.homeId ?? null,
    personId: candidates[0]?.personId ?? null,
    said,
    count,
    rest,
  }))
  const made = await exported(street, street.office, 'queries.exportChain', {
    areaId: street.communityId,
    title: '鸡蛋团购',
    items: rows,
    purpose: '团购配送',
    lang: 'zh',
    format: 'xlsx',
  })
  const out = textsOf((await bookOf((await fetched(street.office, made.id)).raw)).worksheets[0]!)
  expect(out.slice(1, 4)).toEqual([
    ['序号', '门牌', '姓名', '数量', '说明', '原文'],
    ['1', '1-1-101', '沈一禾', '2', '', '1. 沈一禾 1-1-101 2份'],
    ['2', '1-2-102', '张伟', '', '', '2. 张伟 1幢2单元102'],
  ])
})

test('REG-10 whoever sees names masked has lines matched by their doors only: a name or a number typed right or wrong gives the same answer', async () => {
  const matched = async (text: string, who = street.street) => {
    const { isByDoorOnly, items } = ok(await who.call('queries.matchChain', { areaId: street.communityId, text }))
    return { isByDoorOnly, lines: items.map(({ certainty, candidates }: any) => ({ certainty, candidates })) }
  }
  const one = await matched('1. 沈一禾 1-1-101\n2. 沈一禾\n3. 尾号0001\n4. 沈一禾 10100000001')
  expect(one.isByDoorOnly).toBe(true)
  expect(one.lines[0]).toMatchObject({ certainty: 'likely', candidates: [{ door: '1-*', name: null, personId: null }] })
  expect(await matched('1. 沈二甲 1-1-101\n2. 沈二甲\n3. 尾号9998\n4. 沈二甲 10100009998')).toEqual(one)
  const whole = await matched('1. 沈一禾 1-1-101\n2. 尾号0001', street.office)
  expect([whole.isByDoorOnly, whole.lines.map(({ candidates }: any) => candidates[0].name)]).toEqual([false, ['沈一禾', '沈一禾']])
})

test('REG-10 whoever sees names masked does not have a list of names compared with the ledger; a list of doors is', async () => {
  const upload = async (bytes: Buffer, name: string) => ok(await street.street.upload('queries.readSheet', { areaId: street.communityId }, { name, bytes }))
  const people = await upload(await form([[null, '沈一禾', null, null, null, null]]), '名单.xlsx')
  const refused = await street.street.call('queries.fillSheet', fill(people, { how: 'match', gridId: undefined }))
  expect([refused.status, refused.body.code]).toEqual([403, 'queries.names_masked'])
  const homes = await upload(Buffer.from('\uFEFF楼栋,单元,房号,房屋用途\r\n1幢,1单元,103,\r\n'), '房屋.csv')
  const made = await exported(street, street.street, 'queries.fillSheet', fill(homes, { how: 'match', gridId: undefined }))
  expect(made.filled).toEqual({ rows: 1, unmatched: 0, several: 0 })
})
