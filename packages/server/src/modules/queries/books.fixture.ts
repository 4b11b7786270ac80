// Workbooks made and read with another library than ours.
import ExcelJS from 'exceljs'

export const bookOf = async (bytes: Buffer): Promise<ExcelJS.Workbook> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as never)
  return book
}
/** Every row of a sheet as texts. */
export const textsOf = (sheet: ExcelJS.Worksheet): string[][] => {
  const rows: string[][] = []
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const cells: string[] = []
    for (let column = 1; column <= sheet.columnCount; column += 1)
      cells.push(row.getCell(column).isMerged && row.getCell(column).master !== row.getCell(column) ? '' : row.getCell(column).text)
    rows.push(cells)
  })
  return rows
}

const thin = { style: 'thin' } as const
/** A department's blank form: title, header of two rows, an explanation, five framed rows, a line for who filled it in. */
export async function form(rows: (string | null)[][] = []): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('摸排表')
  sheet.mergeCells('A1:F1')
  sheet.getCell('A1').value = '关于某某工作的人员摸排表'
  sheet.getCell('A1').font = { size: 20, bold: true, name: '方正小标宋' }
  sheet.getColumn(3).width = 31
  sheet.addRow(['序号', '人员信息', null, null, '现住址', '备注'])
  sheet.addRow([null, '姓名', '联系电话', '人员类别', null, null])
  for (const merge of ['A2:A3', 'B2:D2', 'E2:E3', 'F2:F3']) sheet.mergeCells(merge)
  sheet.addRow(['说明', '必填', '必填', '选填', '必填', '选填'])
  for (let row = 0; row < Math.max(5, rows.length); row += 1) {
    const made = sheet.addRow(rows[row] ?? [])
    for (let column = 1; column <= 6; column += 1) made.getCell(column).border = { top: thin, left: thin, bottom: thin, right: thin }
  }
  sheet.addRow(['填报人:'])
  book.addWorksheet('填表须知').getCell('A1').value = '不得外传'
  return Buffer.from(await book.xlsx.writeBuffer())
}
