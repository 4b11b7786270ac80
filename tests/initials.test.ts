import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { LETTERS } from '../packages/server/src/modules/registry/initials-letters.ts'

test('the table of first letters is the dictionary’s', () => {
  const different = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, at) => String.fromCharCode(0x4e00 + at)).filter((character, at) => {
    const [letter] = pinyin(character, { pattern: 'first', toneType: 'none', type: 'array' })
    return LETTERS[at] !== (letter !== undefined && /^[a-z]$/.test(letter) ? letter : '-')
  })
  expect(different).toEqual([])
})
