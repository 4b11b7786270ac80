// 证件: is this number a possible one of its kind. It says nothing about whether the person exists.
import { halfWidth } from '../text/index.ts'
import { isRealDay } from './values.ts'
import type { DocumentKind } from './words.ts'

/** A document as it is kept: number in capitals without spaces; `country` is ISO 3166-1 alpha-2, where the kind does not say it. */
export type Document = { kind: DocumentKind; number: string; country: string | null }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

function sumOf(digits: string): number {
  let sum = 0
  for (let at = 0; at < 17; at += 1) sum += WEIGHTS[at]! * (digits.charCodeAt(at) - 48)
  return sum
}

/** The eighteenth character of GB 11643 (ISO 7064 MOD 11-2) for the seventeen digits before it. */
export const checkCharacter = (digits: string): string => CHECKS[sumOf(digits) % 11]!

const passesCheck = (number: string): boolean => /^\d{17}[\dX]$/.test(number) && checkCharacter(number.slice(0, 17)) === number[17]

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

// 港澳台居民居住证 begins with 810000, 820000 or 830000; 外国人永久居留证 is 9 + 17 (2023) or three letters + twelve digits (before).
const isPermit = (number: string) => /^8[123]0000/.test(number) && passesCheck(number) && hasBirthday(number)
const isResidence = (number: string) => (number.startsWith('9') && passesCheck(number)) || /^[A-Z]{3}\d{12}$/.test(number)
const isFree = (number: string) => /^[A-Z0-9]{5,20}$/.test(number)

/** Whether a normalised number can be of this kind. A resident number starting with 9 is allowed: no region has it, so examples use it. */
export function isPossibleDocument(kind: DocumentKind, number: string): boolean {
  switch (kind) {
    case 'residentId':
      return passesCheck(number) && hasBirthday(number)
    case 'hkMoTwPermit':
      return isPermit(number)
    case 'foreignPermanentResidence':
      return isResidence(number)
    case 'passport':
      return isFree(number)
    case 'other':
      return /^[A-Z0-9()/.]{3,30}$/.test(number)
  }
}

/** The kind a number looks like when nobody said it: eighteen characters are never a passport, so a slip in one is not taken for one. */
export function guessDocumentKind(number: string): DocumentKind | null {
  if (isPermit(number)) return 'hkMoTwPermit'
  if (passesCheck(number) && hasBirthday(number)) return 'residentId'
  if (isResidence(number)) return 'foreignPermanentResidence'
  if (/^\d{15}$|^\d{16,}[\dX]$/.test(number)) return null
  return isFree(number) && /\d/.test(number) ? 'passport' : null
}
