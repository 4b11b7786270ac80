import { expect, test } from 'vitest'
import { checkCharacter, enterpriseKey, readOccupation, readStaffSheet } from './index.ts'

const idOf = (serial: number) => {
  const body = `99010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}

test('REG-02 a staff list is read by its headers, whatever stands above them', () => {
  const { rows, problems } = readStaffSheet([
    ['老街菜场从业人员名单', null],
    ['序号', '岗位', '姓名', '手机号', '身份证号'],
    [1, '冷链', '万一航', '100 0000 0001', idOf(1)],
    [2, '修鞋', '买买提·江', '', null],
    [null, null, null, null, null],
  ])
  expect(problems).toEqual([])
  expect(rows).toEqual([
    {
      row: 3,
      name: '万一航',
      phone: '10000000001',
      document: { kind: 'residentId', number: idOf(1), country: null },
      occupation: 'coldChain',
      note: null,
    },
    { row: 4, name: '买买提·江', phone: null, document: null, occupation: 'other', note: '修鞋' },
  ])
})

test('REG-02 a pasted list without headers is name, phone, document, occupation', () => {
  expect(readStaffSheet([['万二航', '10000000002', '', '厨师']]).rows).toMatchObject([{ row: 1, name: '万二航', phone: '10000000002', occupation: 'cook' }])
})

test('REG-02 every wrong row is told by its number and left out', () => {
  const { rows, problems } = readStaffSheet([
    ['姓名', '电话', '证件号码', '职业'],
    ['万三', '1002', '', ''],
    ['万四', '', '990101199001010001', ''],
    ['', '10000000005', '', '司机'],
    ['万六', '10000000006', '', 'a\u0000b'],
    ['万七', '10000000007', '', '司机'],
    ['万七', '10000000007', '', '保安'],
    ['', '', '', '司机'],
  ])
  expect(rows.map(({ row, name }) => [row, name])).toEqual([[6, '万七']])
  expect(problems.map(({ row, field, problem }) => `${row} ${field} ${problem}`)).toEqual([
    '2 phone phone_wrong',
    '3 documentNumber document_wrong',
    '4 name value_missing',
    '5 occupation text_unstorable',
    '7 name twice',
    '8 name value_missing',
  ])
  expect(readStaffSheet([[null], ['']]).problems).toEqual([{ row: 1, field: null, problem: 'empty_sheet' }])
  const many = readStaffSheet([['姓名'], ...Array.from({ length: 502 }, (_, at) => [`万${at}号`])])
  expect([many.rows.length, many.problems]).toEqual([500, [{ row: 502, field: null, problem: 'too_many_rows' }]])
})

test('an occupation is one we know by any of its words, or other with what was written', () => {
  expect([readOccupation('外卖员').occupation, readOccupation(' Cold Chain ').occupation, readOccupation('')]).toEqual([
    'courier',
    'coldChain',
    { occupation: 'other', note: null },
  ])
  expect(readOccupation('算'.repeat(80)).note).toHaveLength(60)
})

test('a shop is found by its name without brackets, spaces and capitals', () => {
  expect(enterpriseKey('ＡＢ 便利店（文澜 店）')).toBe('ab便利店文澜店')
})
