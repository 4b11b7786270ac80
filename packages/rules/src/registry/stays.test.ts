import { expect, test } from 'vitest'
import { checkCharacter } from './document.ts'
import { checkStayers, mayHoldStayers, splitStayers, stayerDocument } from './stays.ts'

const number = (at: number): string => {
  const first = `99010119800101${String(at).padStart(3, '0')}`
  return first + checkCharacter(first)
}
const row = (more: object) => ({ name: '韩大路', phone: '', document: '', plate: '', whereFrom: '', employer: '', ...more })

test('a list pasted from a sheet or a message is read line by line, with or without a head', () => {
  const people = splitStayers(
    `姓名\t电话\t证件号\t车牌\t从哪里来\t单位\n韩大路\t10000000001\t${number(1)}\t鲁A12345\t青州\t顺达物流\n\n马长河，10000000002\r\n`,
  )
  expect(people).toEqual([
    { name: '韩大路', phone: '10000000001', document: number(1), plate: '鲁A12345', whereFrom: '青州', employer: '顺达物流' },
    row({ name: '马长河', phone: '10000000002' }),
  ])
  expect(checkStayers(people)).toEqual([])
})

test('what is wrong is told by row and field, the first of each row', () => {
  const rows = [
    row({ name: ' ', phone: '10000000001' }),
    row({ phone: 'abc' }),
    row({ document: number(2).slice(0, 17) }),
    row({}),
    row({ phone: '10000000003' }),
    row({ phone: '100 0000 0003' }),
    row({ phone: '10000000004', plate: '车'.repeat(21) }),
    row({ document: number(5), phone: '10000000005' }),
    row({ name: '另一人', document: number(5).toLowerCase() }),
  ]
  expect(checkStayers(rows)).toEqual([
    { row: 1, field: 'name', problem: 'nameMissing' },
    { row: 2, field: 'phone', problem: 'phoneWrong' },
    { row: 3, field: 'document', problem: 'documentWrong' },
    { row: 4, field: 'phone', problem: 'noContact' },
    { row: 6, field: 'phone', problem: 'twice' },
    { row: 7, field: 'plate', problem: 'textTooLong' },
    { row: 9, field: 'document', problem: 'twice' },
  ])
})

test('a document is of the kind it looks like; a slip in an identity number is never taken for a passport', () => {
  expect(stayerDocument('')).toBeNull()
  expect(stayerDocument(number(1))?.kind).toBe('residentId')
  expect(stayerDocument('E99000001')?.kind).toBe('other')
  const slipped = `${number(1).slice(0, 17)}${number(1).endsWith('1') ? '2' : '1'}`
  expect(checkStayers([row({ document: slipped })])).toMatchObject([{ problem: 'documentWrong' }])
})

test('a depot, a site or an inn takes people in, a home of a family does not', () => {
  expect((['permanent', 'rented', 'vacant', 'shop', 'dormitory', 'yard'] as const).filter(mayHoldStayers)).toEqual(['vacant', 'shop', 'dormitory', 'yard'])
})
