import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { makeBook } from './make-book.ts'
import { markBook } from './mark-book.ts'
import { openSheet } from './read-workbook.ts'
import { streamXlsx, writeForm } from './write-workbook.ts'
import { inflatePart, readParts } from './zip-gate.ts'

const whole = async (pieces: AsyncIterable<Buffer>) => {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
const cellsOf = async (bytes: Buffer) => {
  const rows = []
  for await (const { cells } of (await openSheet(bytes)).rows()) rows.push(cells)
  return rows
}
const textOf = async (bytes: Buffer, name: string) => (await inflatePart((await readParts(bytes)).find((part) => part.name === name)!)).toString()

const rows = [
  ['1栋 101', '</worksheet><picture>'],
  ['=1+1', null],
]
const columns = [{ header: '门牌' }, { header: '备注', choices: ['有', '无'] }]
const mark = { title: '名册', author: '居委会', says: '文澜社区 林若溪', code: 'BCDF', at: new Date('2022-05-04T12:00:00Z') }

test.each([
  ['made while it is sent', () => whole(streamXlsx({ name: '名册', columns, rows }))],
  ['a form with choices', () => writeForm({ name: '名册', columns, rows })],
  [
    'of several sheets with a header of its own',
    () =>
      whole(
        makeBook(
          [1, 2].map((at) => ({ name: `名册${at}`, widths: [20, 30], lines: [rows.map((cells) => ({ cells }))] })),
          mark,
        ),
      ),
  ],
])('COMMAND-04 a workbook %s bears the mark behind its cells and above every printed page, and reads as before', async (_, make) => {
  const plain = await make()
  const marked = await markBook(plain)
  expect(await cellsOf(marked)).toEqual(await cellsOf(plain))
  const elsewhere = new ExcelJS.Workbook()
  await elsewhere.xlsx.load(marked as never)
  for (const one of elsewhere.worksheets) expect(one.getBackgroundImageId()).toBeDefined()
  const sheet = await textOf(marked, 'xl/worksheets/sheet1.xml')
  expect(sheet.match(/<headerFooter>/g)).toHaveLength(1)
  expect(sheet).toMatch(
    /<\/sheetData>[\s\S]*<oddHeader>&amp;C&amp;24演练 DRILL[\s\S]*<\/headerFooter>[\s\S]*<picture [^>]*r:id="rIdDrillMark"\/>[\s\S]*<\/worksheet>$/,
  )
  expect(await textOf(marked, 'xl/worksheets/_rels/sheet1.xml.rels')).toContain('Target="../media/drillmark.png"')
  expect(await textOf(marked, '[Content_Types].xml')).toContain('ContentType="image/png"')
  if (sheet.includes('文澜社区')) expect(sheet).toMatch(/<oddHeader>&amp;C&amp;24演练 DRILL&amp;L文澜社区 林若溪&amp;RBCDF<\/oddHeader><oddFooter>/)
})
