// 证件: is this number a possible one of its kind. It says nothing about whether the person exists.
import { halfWidth } from '../text/index.ts'
import { isRealDay } from './values.ts'
import type { DocumentKind } from './words.ts'

/** A document as it is kept: number in capitals without spaces; `country` is ISO 3166-1 alpha-2, where the kind does not say it. */
export type Document = { kind: DocumentKind; number: string; country: string | null }

/**
 * Why a number cannot be one of its kind. `at` is the place of the first character that is wrong, counted from one; `expected` the lengths there are, or
 * what stands at that place.
 */
export type DocumentFault =
  | { fault: 'length'; has: number; expected: string }
  | { fault: 'character'; at: number; expected: 'digit' | 'letter' | 'digitOrX' | 'letterOrDigit' }
  | { fault: 'beginning'; expected: string }
  | { fault: 'birthday'; at: number }
  | { fault: 'check'; at: number }
  | { fault: 'country' }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

function sumOf(digits: string): number {
  let sum = 0
  for (let at = 0; at < 17; at += 1) sum += WEIGHTS[at]! * (digits.charCodeAt(at) - 48)
  return sum
}

/** The eighteenth character of GB 11643 (ISO 7064 MOD 11-2) for the seventeen digits before it. */
export const checkCharacter = (digits: string): string => CHECKS[sumOf(digits) % 11]!

/** Full width, spaces, dashes and a small x are how people type; none of them is part of the number. */
export const normaliseDocument = (value: string): string =>
  /^[0-9A-Z]+$/.test(value)
    ? value
    : halfWidth(value)
        .replace(/[\s\u00A0\u2010-\u2015\u2212-]/g, '')
        .toUpperCase()

/** A day that exists, between 1850 and 2199: old dates are real (440524188001010014 is a valid number), later ones are typing errors. */
function hasBirthday(number: string): boolean {
  const year = Number(number.slice(6, 10)),
    month = Number(number.slice(10, 12)),
    day = Number(number.slice(12, 14))
  return year >= 1850 && year <= 2199 && isRealDay(year, month, day)
}

const length = (number: string, expected: string): DocumentFault => ({ fault: 'length', has: [...number].length, expected })
const characterAt = (number: string, wrong: RegExp, expected: Extract<DocumentFault, { fault: 'character' }>['expected'], from = 0): DocumentFault | null => {
  const at = number.slice(from).search(wrong)
  return at < 0 ? null : { fault: 'character', at: from + at + 1, expected }
}

/** The eighteen characters of GB 11643: seventeen digits, a check that may be X, and a day of birth among them where `hasDay`. */
function numberFault(number: string, hasDay: boolean): DocumentFault | null {
  return (
    characterAt(number.slice(0, 17), /\D/, 'digit') ??
    (number.length === 18 ? characterAt(number, /[^\dX]/, 'digitOrX', 17) : length(number, '18')) ??
    (hasDay && !hasBirthday(number) ? { fault: 'birthday' as const, at: 7 } : null) ??
    (checkCharacter(number.slice(0, 17)) === number[17] ? null : { fault: 'check' as const, at: 18 })
  )
}

// 港澳台居民居住证 begins with 810000, 820000 or 830000; 港澳居民来往内地通行证 is H or M + 8 digits (and 2 of its issue), 台湾居民来往大陆通行证 8 or 10 digits.
function permitFault(number: string): DocumentFault | null {
  if (/^[HM]/.test(number)) return characterAt(number, /\D/, 'digit', 1) ?? ([9, 11].includes(number.length) ? null : length(number, '9, 11'))
  if (number.length <= 10) return characterAt(number, /\D/, 'digit') ?? ([8, 10].includes(number.length) ? null : length(number, '8, 10, 18'))
  return /^8[123]0000/.test(number) ? numberFault(number, true) : { fault: 'beginning', expected: '810000, 820000, 830000, H, M' }
}
// 外国人永久居留证 is 9 + 17 (2023, eighteen characters with the check of GB 11643) or three letters of the country + twelve digits (before).
function residenceFault(number: string): DocumentFault | null {
  if (number.startsWith('9')) return numberFault(number, false)
  if (!/^[A-Z]/.test(number)) return { fault: 'beginning', expected: '9, ABC' }
  return characterAt(number.slice(0, 3), /[^A-Z]/, 'letter') ?? characterAt(number, /\D/, 'digit', 3) ?? (number.length === 15 ? null : length(number, '15'))
}
const freeFault = (number: string, shortest: number, longest: number): DocumentFault | null =>
  number.length < shortest || number.length > longest ? length(number, `${shortest}–${longest}`) : characterAt(number, /[^A-Z0-9]/, 'letterOrDigit')

/** What is wrong with a normalised number of this kind, or null. A resident number starting with 9 is allowed: no region has it, so examples use it. */
export function documentFault(kind: DocumentKind, number: string): DocumentFault | null {
  switch (kind) {
    case 'residentId':
      return numberFault(number, true)
    case 'hkMoTwPermit':
      return permitFault(number)
    case 'foreignPermanentResidence':
      return residenceFault(number)
    case 'passport':
      return freeFault(number, 5, 20)
    case 'other':
      return number.length < 3 || number.length > 30 ? length(number, '3–30') : characterAt(number, /[^A-Z0-9()/.]/, 'letterOrDigit')
  }
}
export const isPossibleDocument = (kind: DocumentKind, number: string): boolean => documentFault(kind, number) === null

/** One document: the same number of the same kind, and of one country where both say one. Two kinds may share a number. */
export const isSameDocument = (a: Document, b: Document): boolean =>
  a.number === b.number && a.kind === b.kind && (a.country === null || b.country === null || a.country === b.country)

/** The kind a number looks like when nobody said it: eighteen characters are never a passport, so a slip in one is not taken for one. */
export function guessDocumentKind(number: string): DocumentKind | null {
  if (number.length === 18 && permitFault(number) === null) return 'hkMoTwPermit'
  if (numberFault(number, true) === null) return 'residentId'
  if (residenceFault(number) === null) return 'foreignPermanentResidence'
  if (/^\d{15}$|^\d{16,}[\dX]$/.test(number)) return null
  return freeFault(number, 5, 20) === null && /\d/.test(number) ? 'passport' : null
}
