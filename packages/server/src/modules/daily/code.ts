import { randomInt } from 'node:crypto'

// Consonants that no eye confuses and that spell no word.
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
const LENGTH = 12

/** A posting's public code: says nothing, cannot be guessed (20^12). */
export const newCode = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

/** What a person typed or scanned as the code stands in the books, or null when it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null
}

/** In groups of four, as it is printed. */
export const printedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ')
