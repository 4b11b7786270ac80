// One row of a list of leads, or one typed by hand: all of it, or the reason why it waits.
import { documentFault, guessDocumentKind, normaliseDocument, normalisePhone, plainName, readDay } from '../registry/index.ts'
import { halfWidth, isStorable, lengthOf, normaliseName, normaliseText } from '../text/index.ts'
import { readLeadKind } from './columns.ts'
import type { LeadFault, LeadField, LeadKind } from './words.ts'

export type LeadSaid = {
  /** The giver's own number of it. */
  reference: string | null
  name: string | null
  phone: string | null
  document: string | null
  address: string | null
  said: string | null
}
/** `sentAt`: local, 'YYYY-MM-DDTHH:MM'; null where the row does not say. */
export type ReadLead = { said: LeadSaid; kind: LeadKind; sentAt: string | null }
export const LEAD_LENGTHS = { reference: 60, name: 40, address: 200, said: 1000 } as const

const orNull = (text: string): string | null => (text === '' ? null : text)
/** More than one person in one cell: several leads, which nobody can tell apart. */
const isManyNames = (text: string): boolean => {
  const parts = text
    .split(/[、,，;；/\n]|\s{2,}/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length > 1
}

/** '2022-07-10 08:30:05', '2022/7/10 8:30', '20220710' → day and minute; a day alone begins at nought, the earliest it can have been. */
export function readLeadTime(value: string): string | null {
  const text = halfWidth(normaliseText(value)).replace(/(\d)T(?=\d{1,2}:)/, '$1 ')
  const clock = /\s(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(text)
  const written = clock === null ? text : text.slice(0, clock.index)
  const day = /^\d{4}[-/.年]\s*\d{1,2}月?$/u.test(written.trim()) ? null : readDay(written)
  if (day === null) return null
  const [hour, minute] = clock === null ? [0, 0] : [Number(clock[1]), Number(clock[2])]
  return hour > 23 || minute > 59 ? null : `${day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** `now`: local, in the form of `sentAt`. `kind`: what this giver's leads are where a row does not say. */
export function readLead(
  cell: (field: LeadField) => string,
  { now, kind }: { now: string; kind: LeadKind },
): ReadLead | { fault: LeadFault; field: LeadField } {
  const bad = (fault: LeadFault, field: LeadField) => ({ fault, field })
  const texts = { reference: normaliseText(cell('reference')), address: normaliseText(cell('address')), said: normaliseText(cell('said')) }
  if (isManyNames(cell('name'))) return bad('many_names', 'name')
  const name = normaliseName(cell('name'))
  for (const field of ['reference', 'name', 'address', 'said'] as const) {
    const text = field === 'name' ? name : texts[field]
    if (!isStorable(text) || lengthOf(text) > LEAD_LENGTHS[field]) return bad('too_long', field)
  }
  const phoneSaid = cell('phone').trim()
  const phone = phoneSaid === '' ? null : normalisePhone(phoneSaid)
  if (phoneSaid !== '' && phone === null) return bad('bad_phone', 'phone')
  const documentSaid = cell('documentNumber').trim()
  const document = documentSaid === '' ? null : normaliseDocument(documentSaid)
  if (document !== null) {
    const guessed = guessDocumentKind(document)
    if (guessed === null || !/^[A-Z0-9]{5,20}$/.test(document) || (guessed === 'residentId' && documentFault(guessed, document) !== null))
      return bad('bad_document', 'documentNumber')
  }
  if (document === null && phone === null && texts.address === '' && name === '') return bad('no_subject', 'name')
  // A name alone finds nobody.
  if (document === null && phone === null && texts.address === '') return bad('no_subject', 'phone')
  const timeSaid = cell('sentAt').trim()
  const sentAt = timeSaid === '' ? null : readLeadTime(timeSaid)
  if (timeSaid !== '' && sentAt === null) return bad('bad_time', 'sentAt')
  if (sentAt !== null && sentAt > now) return bad('time_ahead', 'sentAt')
  const kindSaid = cell('kind').trim()
  const own = kindSaid === '' ? kind : readLeadKind(kindSaid)
  if (own === null) return bad('bad_kind', 'kind')
  return {
    said: { reference: orNull(texts.reference), name: orNull(name), phone, document, address: orNull(texts.address), said: orNull(texts.said) },
    kind: own,
    sentAt,
  }
}

/** What makes two leads one person: the document, or telephone and name together. Each null where the lead does not say it. */
export const samePersonKeys = ({
  document,
  phone,
  name,
}: Pick<LeadSaid, 'document' | 'phone' | 'name'>): { document: string | null; contact: string | null } => ({
  document,
  contact: phone === null || name === null ? null : `${phone} ${plainName(name)}`,
})
