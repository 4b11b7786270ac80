import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { type Line, makeBook, makeCsv, type Mark } from './make-book.ts'
import { patchBook } from './patch-book.ts'
import { openSheet } from './read-workbook.ts'

const MARK: Mark = { title: '人员清单', author: '王主任', says: '王主任 2022-05-04 为 <报送> & "核对"', code: 'K7M2', at: new Date('2022-05-04T04:00:00Z') }
const gathered = async (chunks: AsyncIterable<Buffer>) => {
  const all: Buffer[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}
async function opened(bytes: Buffer) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as never)
  return book
}
const EVIL = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '\t=1', '<b>&"\'', '𠮷\u0000野', '  =2']

test('a workbook we make opens elsewhere: title across, header, text cells, quoted signs, margins for print and properties', async () => {
  const lines = async function* (): AsyncGenerator<Line[]> {
    yield [
      { cells: [{ text: '人员清单', look: 'title' }], across: true },
      { cells: ['姓名', '说明'], look: 'header' },
    ]
    yield EVIL.map((text, at) => ({ cells: [`第${at}`, text] }))
    yield [{ cells: [{ text: MARK.says, look: 'note' }], across: true }]
  }
  const book = await opened(
    await gathered(
      makeBook(
        [
          { name: '清单[1]', widths: [12, 20], lines: lines(), frozenRows: 2 },
          { name: '清单 1', widths: [8], lines: [[{ cells: ['x'] }]] },
        ],
        MARK,
      ),
    ),
  )
  const sheet = book.worksheets[0]!
  expect(book.worksheets).toHaveLength(2)
  expect(sheet.getCell('A1').text).toBe('人员清单')
  expect(sheet.model.merges).toEqual(['A1:B1', `A${EVIL.length + 3}:B${EVIL.length + 3}`])
  EVIL.forEach((text, at) => {
    const cell = sheet.getCell(at + 3, 2)
    expect(cell.type).toBe(ExcelJS.ValueType.String)
    expect(cell.value).toBe(text.replace('\u0000', ''))
    expect(cell.numFmt).toBe('@')
  })
  expect(sheet.headerFooter.oddHeader).toContain('<报送> && "核对"')
  expect([book.description, book.keywords, book.creator]).toEqual([MARK.says, 'K7M2', '王主任'])
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 })
})

test('the same lines as CSV keep their signs from being computed', async () => {
  const text = (await gathered(makeCsv([EVIL.map((cell) => ({ cells: [cell, '王, "主任"'] }))]))).toString()
  const first = text
    .slice(1)
    .split('\r\n')
    .map((line) => line.split(',')[0])
  expect(first.slice(0, 6)).toEqual(["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'＝1+1", "'\t=1"])
  expect(text).toContain('"王, ""主任"""')
})

async function form(): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('排查表', { pageSetup: { paperSize: 9, orientation: 'landscape' } })
  sheet.mergeCells('A1:D1')
  sheet.getCell('A1').value = '某某街道排查表'
  sheet.getCell('A1').font = { size: 18, bold: true, name: '宋体' }
  sheet.getRow(1).height = 30
  sheet.getColumn(2).width = 18
  sheet.addRow(['序号', '姓名', '门牌', '合计'])
  const thin = { style: 'thin' } as const
  for (const row of [3, 4]) for (const column of [1, 2, 3, 4]) sheet.getCell(row, column).border = { top: thin, left: thin, bottom: thin, right: thin }
  sheet.getCell('D3').value = { formula: 'A3*2', result: 0 }
  sheet.getCell('A5').value = '填表人:'
  sheet.mergeCells('A5:D5')
  sheet.headerFooter.oddFooter = '第&P页'
  book.addWorksheet('说明').getCell('A1').value = '请勿改动'
  return Buffer.from(await book.xlsx.writeBuffer())
}

test('a form is written into and stays what it was: title, widths, merges, looks, other sheets, its own footer', async () => {
  const bytes = await form()
  const { part } = await openSheet(bytes)
  const edits = ['=张一', '张二', '张三', '张四'].flatMap((name, at) => [
    { row: 2 + at, column: 0, text: String(at + 1) },
    { row: 2 + at, column: 1, text: name },
    { row: 2 + at, column: 3, text: '不可写' },
  ])
  const out = await patchBook(bytes, part, { edits, move: { from: 4, by: 2 }, modelRow: 3, extraColumn: null, note: MARK.says }, MARK)
  const book = await opened(out)
  const sheet = book.worksheets[0]!
  expect(sheet.getCell('A1').font).toMatchObject({ size: 18, bold: true, name: '宋体' })
  expect([sheet.getRow(1).height, sheet.getColumn(2).width]).toEqual([30, 18])
  expect(sheet.model.merges).toEqual(expect.arrayContaining(['A1:D1', 'A7:D7']))
  expect([3, 4, 5, 6].map((row) => sheet.getCell(row, 2).value)).toEqual(["'=张一", '张二', '张三', '张四'])
  expect(sheet.getCell('B6').border?.top?.style).toBe('thin')
  // What the form works out itself is left to it.
  expect(sheet.getCell('D3').value).toMatchObject({ formula: 'A3*2' })
  expect(sheet.getCell('A7').value).toBe('填表人:')
  expect(sheet.getCell('A9').value).toBe(MARK.says)
  expect(sheet.headerFooter.oddFooter).toContain('第&P页')
  expect(sheet.headerFooter.oddFooter).toContain('报送')
  expect(book.worksheets[1]!.getCell('A1').value).toBe('请勿改动')
  expect(book.description).toBe(MARK.says)
})
