import { expect, test } from 'vitest'
import { readNames } from './read-names.ts'
import { readRowCode } from './row-code.ts'

test('names and telephones as somebody types them from paper', () => {
  expect(readNames('李新 10100000001、王五， 买买提·江 101-0000-0002;')).toEqual([
    { name: '李新', kind: 'tenant', phone: '10100000001' },
    { name: '王五', kind: 'tenant' },
    { name: '买买提·江', kind: 'tenant', phone: '10100000002' },
  ])
  expect(readNames(' 、, ')).toEqual([])
})

test('the code of a row leads to its stop, any other code nowhere', () => {
  const id = '01980000-0000-7000-8000-000000000001'
  expect(readRowCode(`http://127.0.0.1:8080/work/#/sweep/${id}/row/12-3`)).toBe(`/sweep/${id}/row/12-3`)
  for (const other of ['', 'XM1:abc', `http://x/#/sweep/${id}/home/${id}`, `#/sweep/${id}/row/12`]) expect(readRowCode(other)).toBe(null)
})
