// One row of a foreign result file, as far as it can be read: all of it, or the reason why not.
import { birthdayOf, guessDocumentKind, normaliseDocument, normalisePhone, readDay } from '../registry/index.ts'
import { halfWidth, isStorable, lengthOf, normaliseName, normaliseText } from '../text/index.ts'
import { readForeignMethod, readForeignResult } from './columns.ts'
import type { ForeignFault, ForeignField, ForeignMethod, ForeignResult } from './words.ts'

export type ForeignRow = {
  document: string | null
  name: string | null
  /** As the file says it, or as the document does. */
  birthday: string | null
  /** Whole, or its last four digits where the file shows no more. */
  phone: string | null
  /** Local day and clock, 'YYYY-MM-DDTHH:MM': the keeper of the time zone makes an instant of it. */
  sampledAt: string
  method: ForeignMethod
  result: ForeignResult
  lab: string | null
}
/** `now`, `oldest`: local, in the same form as `sampledAt`. `method`: what this giver's files are of, where a row does not say. */
export type ReadingForeign = { now: string; oldest: string; method: ForeignMethod }
const LONGEST = { name: 40, lab: 60 } as const

/** A month without its day is no day. */
const readWholeDay = (value: string): string | null => (/^\d{4}[-/.年]\s*\d{1,2}月?$/u.test(value.trim()) ? null : readDay(value))

/** '2022-07-10 08:30:05', '2022/7/10 8:30', '20220710', '2022-07-10T08:30' → day and minute; a day alone begins at nought, the earliest it can have been. */
function readLocalTime(value: string): string | null {
  const text = halfWidth(normaliseText(value)).replace(/(\d)T(?=\d{1,2}:)/, '$1 ')
  const clock = /\s(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(text)
  const day = readWholeDay(clock === null ? text : text.slice(0, clock.index))
  if (day === null) return null
  const [hour, minute] = clock === null ? [0, 0] : [Number(clock[1]), Number(clock[2])]
  return hour > 23 || minute > 59 ? null : `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** The last four digits, of a telephone that may be masked: '138****1234'. */
function readPhone(value: string): string | null {
  const whole = normalisePhone(value)
  if (whole !== null) return whole
  const masked = /^[\d*•xX+-]*[*•xX]+[\d*•xX-]*(\d{4})$/.exec(halfWidth(value).replace(/\s/g, ''))
  return masked?.[1] ?? (/^\d{4}$/.test(value.trim()) ? value.trim() : null)
}
const isMaskedNumber = (value: string): boolean => /[*•]/.test(value)

export function readForeignRow(cell: (field: ForeignField) => string, { now, oldest, method }: ReadingForeign): ForeignRow | { fault: ForeignFault } {
  const bad = (fault: ForeignFault) => ({ fault })
  const name = normaliseName(cell('name'))
  const lab = normaliseText(cell('lab'))
  if ([name, lab].some((text) => !isStorable(text)) || lengthOf(name) > LONGEST.name || lengthOf(lab) > LONGEST.lab) return bad('too_long')
  const said = cell('documentNumber').trim()
  // A masked number names nobody: the row goes by name, birthday and telephone.
  const document = said === '' || isMaskedNumber(said) ? null : normaliseDocument(said)
  const kind = document === null ? null : guessDocumentKind(document)
  if (document !== null && (kind === null || !/^[A-Z0-9]{5,20}$/.test(document))) return bad('bad_document')
  const phoneSaid = cell('phone').trim()
  const phone = phoneSaid === '' ? null : readPhone(phoneSaid)
  if (phoneSaid !== '' && phone === null) return bad('bad_phone')
  const birthSaid = cell('birthday').trim()
  const birthday = birthSaid === '' ? birthdayOf(document === null || kind === null ? null : { kind, number: document }) : readWholeDay(birthSaid)
  if (birthSaid !== '' && birthday === null) return bad('bad_birthday')
  if (document === null && (name === '' || (phone === null && birthday === null))) return bad('no_person')
  if (cell('sampledAt').trim() === '') return bad('no_time')
  const sampledAt = readLocalTime(cell('sampledAt'))
  if (sampledAt === null) return bad('bad_time')
  if (sampledAt > now) return bad('time_ahead')
  if (sampledAt < oldest) return bad('too_old')
  if (cell('result').trim() === '') return bad('no_result')
  const result = readForeignResult(cell('result'))
  if (result === null) return bad('bad_result')
  const own = cell('method').trim() === '' ? method : readForeignMethod(cell('method'))
  if (own === null) return bad('bad_method')
  return { document, name: name === '' ? null : name, birthday, phone, sampledAt, method: own, result, lab: lab === '' ? null : lab }
}

/** Two rows that say the same of the same person are one, whatever else their lines hold. */
export const foreignKey = ({ document, name, birthday, phone, sampledAt, method, result }: ForeignRow): string =>
  JSON.stringify([document, document === null ? [name, birthday, phone] : null, sampledAt, method, result])
