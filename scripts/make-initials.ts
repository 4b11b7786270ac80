// Writes the first letters of the readings of Chinese characters: `node scripts/make-initials.ts`. A test compares them with pinyin-pro again.
import { writeFileSync } from 'node:fs'
import { pinyin } from 'pinyin-pro'

const FIRST = 0x4e00,
  LAST = 0x9fff
let letters = ''
for (let at = FIRST; at <= LAST; at += 1) {
  const [letter] = pinyin(String.fromCharCode(at), { pattern: 'first', toneType: 'none', type: 'array' })
  letters += letter !== undefined && /^[a-z]$/.test(letter) ? letter : '-'
}
writeFileSync(
  new URL('../packages/server/src/modules/registry/initials-letters.ts', import.meta.url),
  `// Made by scripts/make-initials.ts from pinyin-pro. Do not edit.\n/** The first letter of the commonest reading of U+4E00 to U+9FFF; '-' where there is none. */\nexport const LETTERS =\n  '${letters}'\n`,
)
