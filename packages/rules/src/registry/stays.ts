// 滞留人员: people who have to stay at a place that is no home, as they are written down, many at once.
import { normaliseText } from '../text/index.ts'
import { normalisePhone } from './contact.ts'
import { documentFault, guessDocumentKind, normaliseDocument } from './document.ts'
import type { DocumentKind, HomeUse } from './words.ts'

export const STAY_PLACE_KINDS = ['depot', 'site', 'dormitory', 'hotel', 'other'] as const
export type StayPlaceKind = (typeof STAY_PLACE_KINDS)[number]
export const MOST_STAYERS = 50

export const STAYER_FIELDS = ['name', 'phone', 'document', 'plate', 'whereFrom', 'employer'] as const
export type StayerField = (typeof STAYER_FIELDS)[number]
/** As typed; an empty text is not said. */
export type Stayer = Record<StayerField, string>
/** In letters, as one counts them. */
export const STAYER_LENGTHS: Readonly<Record<StayerField, number>> = { name: 50, phone: 20, document: 30, plate: 20, whereFrom: 60, employer: 60 }

export const STAYER_PROBLEMS = ['nameMissing', 'noContact', 'phoneWrong', 'documentWrong', 'textTooLong', 'twice'] as const
/** `row` counts from 1. */
export type StayerProblem = { row: number; field: StayerField; problem: (typeof STAYER_PROBLEMS)[number] }

const HEADER = /^(姓名|name)$/i
/** A list pasted from a sheet or a message: a line a person, cells between tabs or commas in the order of `STAYER_FIELDS`. A head and empty lines are passed over. */
export function splitStayers(pasted: string): Stayer[] {
  return pasted.split(/\r?\n/).flatMap((line) => {
    const cells = line.split(/[\t,，]/).map((cell) => normaliseText(cell).trim())
    if (cells.every((cell) => cell === '') || HEADER.test(cells[0]!)) return []
    return [Object.fromEntries(STAYER_FIELDS.map((field, at) => [field, cells[at] ?? ''])) as Stayer]
  })
}

/** A number that looks like none of the kinds known is held to be one of a resident identity card: a slip in it is found then. A passport whose country nobody said is another document. */
export function stayerDocument(typed: string): { kind: DocumentKind; number: string } | null {
  const number = normaliseDocument(typed)
  if (number === '') return null
  const kind = guessDocumentKind(number) ?? 'residentId'
  return { kind: kind === 'passport' ? 'other' : kind, number }
}

/** What keeps a list from being taken, one problem a row. Whoever stays somewhere unknown can be reached by telephone or found again by a document. */
export function checkStayers(rows: readonly Stayer[]): StayerProblem[] {
  const seen = new Set<string>()
  return rows.flatMap((row, at): StayerProblem[] => {
    const wrong = (field: StayerField, problem: StayerProblem['problem']) => [{ row: at + 1, field, problem }]
    const tooLong = STAYER_FIELDS.find((field) => [...row[field]].length > STAYER_LENGTHS[field])
    if (tooLong !== undefined) return wrong(tooLong, 'textTooLong')
    if (row.name.trim() === '') return wrong('name', 'nameMissing')
    const phone = row.phone.trim() === '' ? null : normalisePhone(row.phone)
    if (phone === null && row.phone.trim() !== '') return wrong('phone', 'phoneWrong')
    const document = stayerDocument(row.document)
    if (document !== null && documentFault(document.kind, document.number) !== null) return wrong('document', 'documentWrong')
    if (document === null && phone === null) return wrong('phone', 'noContact')
    const key = document?.number ?? `${phone} ${row.name.trim()}`
    if (seen.has(key)) return wrong(document === null ? 'phone' : 'document', 'twice')
    seen.add(key)
    return []
  })
}

/** May a place of this use become a place of stay? A family's home is none. */
export const mayHoldStayers = (use: HomeUse): boolean => use !== 'permanent' && use !== 'rented'
