import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCharacter } from './document.ts'
import { birthdayOf, isSimilarName } from './same.ts'

const numberOf = (birthday: string) => {
  const body = `990101${birthday}001`
  return body + checkCharacter(body)
}

test('a number of eighteen says the birthday; a passport, a wrong check and an impossible day say none', () => {
  expect(birthdayOf({ kind: 'residentId', number: numberOf('19900229') })).toBe(null)
  expect(birthdayOf({ kind: 'residentId', number: numberOf('19920229') })).toBe('1992-02-29')
  const right = numberOf('19901231')
  expect(birthdayOf({ kind: 'hkMoTwPermit', number: right })).toBe('1990-12-31')
  expect(birthdayOf({ kind: 'residentId', number: right.slice(0, 17) + (right[17] === '1' ? '2' : '1') })).toBe(null)
  expect(birthdayOf({ kind: 'passport', number: right })).toBe(null)
  expect(birthdayOf(null)).toBe(null)
})

const similar = (a: string, b: string, sounds: [string, string] | null = null) =>
  isSimilarName({ name: a, sound: sounds?.[0] ?? null }, { name: b, sound: sounds?.[1] ?? null })
test.each([
  ['王建国', '王建军', true],
  ['王建国', '王建国', true],
  ['李明', '李芳', false],
  ['李秀英', '李明', false],
  ['买买提·江', '买买提•江', true],
  ['John Smith', 'Smith John', true],
  ['𠮷田一郎', '𠮷田一朗', true],
  ['O’Brien', "O'brien", true],
  ['张伟', '刘洋', false],
])('%s and %s: %s', (a, b, expected) => {
  expect([similar(a, b), similar(b, a)]).toEqual([expected, expected])
})
test('two letters that sound alike are one name written twice', () => {
  expect(similar('张伟', '张玮', ['zhang wei', 'zhang wei'])).toBe(true)
  expect(similar('张伟', '章薇', ['zhang wei', 'zhang wei'])).toBe(true)
  expect(similar('张伟', '张玮')).toBe(false)
})
test('whoever is asked first, the answer is the same, and a name is like itself', () => {
  const name = fc.string({ unit: fc.constantFrom(...'王李建国军·𠮷 aB'), minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(name, name, (a, b) => similar(a, b) === similar(b, a) && similar(a, a)),
    { seed: 14 },
  )
})
