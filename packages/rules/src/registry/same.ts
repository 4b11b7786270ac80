// 重复: when two records may be one person. It only asks; a person decides.
import { nameBigrams } from './contact.ts'
import type { Document } from './document.ts'
import { checkCharacter } from './document.ts'
import { isRealDay } from './values.ts'

/** What may match, strongest first. */
export const DUPLICATE_MATCHES = ['document', 'phoneAndName', 'nameAndBirthday'] as const
export type DuplicateMatch = (typeof DUPLICATE_MATCHES)[number]
/** The fields of a person of which a merge keeps one value or the other. */
export const MERGED_FIELDS = ['name', 'phone', 'document', 'care', 'lang', 'home'] as const
export type MergedField = (typeof MERGED_FIELDS)[number]

/** The day of birth a number of eighteen characters says (GB 11643 and the permits built like it), YYYY-MM-DD; null where it says none. */
export function birthdayOf(document: Pick<Document, 'kind' | 'number'> | null): string | null {
  if (document === null || document.kind === 'passport' || document.kind === 'other') return null
  const { number } = document
  if (!/^\d{17}[\dX]$/.test(number) || checkCharacter(number.slice(0, 17)) !== number[17]) return null
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)]
  return Number(year) >= 1850 && Number(year) <= 2199 && isRealDay(Number(year), Number(month), Number(day)) ? `${year}-${month}-${day}` : null
}

/** Letters of a name without what people leave out: case, spaces, dots and dashes. */
export const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s·.'’-]/gu, '')

type Named = { name: string; /** How it is said, e.g. 'zhang wei'; null where nobody knows. */ sound: string | null }
/**
 * Whether two names may be one, written twice: the same letters, the same sound (张伟, 张玮), one with its parts turned round (John Smith, Smith John),
 * or two thirds of their neighbouring letters in common (王建国, 王建军). A family that shares a surname and a telephone is not: 李明, 李芳.
 */
export function isSimilarName(a: Named, b: Named): boolean {
  if (plainName(a.name) === plainName(b.name)) return true
  if (a.sound !== null && a.sound === b.sound) return true
  const parts = (name: string) =>
    name
      .toLowerCase()
      .split(/[\s·]+/u)
      .toSorted()
      .join(' ')
  if (parts(a.name) === parts(b.name)) return true
  const left = nameBigrams(a.name)
  const right = new Set(nameBigrams(b.name))
  const shared = left.filter((piece) => right.has(piece)).length
  return shared * 3 >= Math.max(left.length, right.size) * 2
}
