import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { openSheet, type SheetRow } from './read-workbook.ts'
import { streamCsv, streamXlsx, writeForm } from './write-workbook.ts'
import { ZIP_LIMITS } from './zip-gate.ts'

async function rowsOf(bytes: Buffer) {
  const sheet = await openSheet(bytes)
  const rows: SheetRow[] = []
  for await (const row of sheet.rows()) rows.push(row)
  return { sheet, rows }
}
async function gathered(chunks: AsyncIterable<Buffer>) {
  const all: Buffer[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}
const written = async (fill: (book: ExcelJS.Workbook) => void) => {
  const book = new ExcelJS.Workbook()
  fill(book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('another library reads our form as it was meant: text cells, frozen header, drop-down', async () => {
  const bytes = await writeForm({
    name: '台账',
    columns: [{ header: '用途', choices: ['常住', '出租'] }, { header: '电话' }],
    rows: [
      ['＝1+1', '=1+1'],
      [null, '𬀩'],
    ],
    frozenRows: 2,
  })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as never)
  const sheet = book.worksheets[0]!
  expect([
    sheet.name,
    sheet.views[0]?.state,
    sheet.getCell('B2').value,
    sheet.getCell('B2').type,
    sheet.getCell('B3').value,
    sheet.getCell('B2').numFmt,
  ]).toEqual(['台账', 'frozen', '=1+1', ExcelJS.ValueType.String, '𬀩', '@'])
  expect(sheet.getCell('A3').dataValidation).toMatchObject({ type: 'list', formulae: ['"常住,出租"'] })
})

test('we read what another library writes: shared and rich text, numbers, dates, merges, formulas, gaps', async () => {
  const bytes = await written((book) => {
    book.addWorksheet('空')
    const sheet = book.addWorksheet('台账 & 其他')
    sheet.addRow(['姓名', '房号', '日期', '算'])
    sheet.addRow(['张三', 501, new Date('2022-03-02T00:00:00Z'), { formula: 'B2+1', result: 502 }])
    sheet.getRow(5).values = [{ richText: [{ text: '李' }, { text: '四' }] }, true] as never
    sheet.mergeCells('A5:A7')
  })
  const { sheet, rows } = await rowsOf(bytes)
  expect(sheet.name).toBe('台账 & 其他')
  expect(sheet.merges).toEqual([{ top: 4, left: 0, bottom: 6, right: 0 }])
  expect(rows[1]).toEqual({ at: 1, cells: ['张三', 501, new Date('2022-03-02T00:00:00Z'), 502], formulas: [3] })
  expect(rows.find((row) => row.at === 4)!.cells.slice(0, 2)).toEqual(['李四', true])
})

test('a long sheet that is made while it is sent reads back the same, by us and by another', async () => {
  const lines = Array.from({ length: 3_000 }, (_, at) => [`名${at}`, `${at}`, at % 7 === 0 ? null : '𠮷·<&>"', `100${at}`])
  const bytes = await gathered(streamXlsx({ name: 'S', columns: ['a', 'b', 'c', 'd'].map((header) => ({ header })), rows: lines }))
  const { rows } = await rowsOf(bytes)
  expect(rows.slice(1).map(({ cells }) => [cells[0], cells[1], cells[2] || null, cells[3]])).toEqual(lines)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as never)
  expect(book.worksheets[0]!.getCell('C3').value).toBe('𠮷·<&>"')
})

test('what Excel would compute is text in our CSV and comes back as it was', async () => {
  const dangerous = ['=1+1', '+86', '-1', '@SUM(A1)', '＝1', '＋1', '－1', '＠x', '\tx', 'a"b,c\nd']
  const bytes = await gathered(streamCsv({ name: '', columns: [{ header: 'x' }, { header: 'y' }], rows: dangerous.map((value) => [value, 'y']) }))
  for (const line of bytes.toString('utf8').slice(1).split('\r\n').slice(1, 9)) expect(line).toMatch(/^'/)
  expect((await rowsOf(bytes)).rows.slice(1).map(({ cells }) => cells[0])).toEqual(dangerous)
})

test.each([
  ['UTF-8 with a mark', Buffer.from('\uFEFF姓名,房号\n张三,501\n')],
  ['UTF-16 with a mark', Buffer.from('\uFEFF姓名\t房号\r\n张三\t501\r\n', 'utf16le')],
  ['semicolons', Buffer.from('姓名;房号\r张三;501')],
  ['text kept from Excel', Buffer.from('姓名,房号\n张三,"=""501"""\n')],
])('a CSV in %s is read', async (_, bytes) => {
  expect((await rowsOf(bytes)).rows.slice(0, 2).map(({ cells }) => cells)).toEqual([
    ['姓名', '房号'],
    ['张三', '501'],
  ])
})

test('a workbook of more parts than any real one has is refused', async () => {
  const bytes = await written((book) => {
    for (let at = 0; at < ZIP_LIMITS.entries; at += 1) book.addWorksheet(`s${at}`)
  })
  await expect(openSheet(bytes)).rejects.toMatchObject({ name: 'WorkbookError', fault: 'zip_bomb' })
})

test('bytes that are none of it are refused by name', async () => {
  const zip = await written((book) => book.addWorksheet('s'))
  for (const [bytes, fault] of [
    [zip.subarray(0, zip.length / 2), 'unreadable_file'],
    [Buffer.concat([zip.subarray(0, 60), Buffer.alloc(40, 7), zip.subarray(100)]), 'unreadable_file'],
    [Buffer.from('%PDF-1.7'), 'not_a_workbook'],
    [Buffer.from([0x80, 0, 0, 1]), 'not_a_workbook'],
  ] as const)
    await expect(
      openSheet(bytes).then(async (sheet) => {
        for await (const _row of sheet.rows()) {
          /* until it fails */
        }
      }),
    ).rejects.toMatchObject({ fault })
})
