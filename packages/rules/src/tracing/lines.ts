// A line of a list of cases and contacts: read as far as it can be, all of it or the reason why not; and written, in our layout or Go.Data's.
import { birthdayOf, guessDocumentKind, normaliseDocument, normalisePhone, readDay } from '../registry/index.ts'
import { isStorable, lengthOf, normaliseName, normaliseText } from '../text/index.ts'
import {
  CASE_KIND_WORDS,
  CERTAINTY_WORDS,
  EXPOSURE_WORDS,
  GO_DATA_HEADERS,
  LINE_FIELDS,
  LINE_HEADERS,
  type LineField,
  readCaseKind,
  readCertainty,
  readExposureKind,
  readSex,
  readStanding,
  SEX_WORDS,
  STANDING_WORDS,
} from './columns.ts'
import type { CaseKind, Certainty, ExposureKind, Sex, Standing } from './words.ts'

export const LINE_FAULTS = [
  'no_person',
  'many_names',
  'too_long',
  'bad_standing',
  'bad_case_kind',
  'bad_sex',
  'bad_birthday',
  'bad_phone',
  'bad_document',
  'bad_day',
  'day_ahead',
  'days_turned',
  'bad_exposure',
  'bad_certainty',
  'bad_minutes',
  'himself',
  'unknown_source',
  'cycle',
] as const
export type LineFault = (typeof LINE_FAULTS)[number]

export type Met = {
  sourceLabel: string
  kind: ExposureKind
  certainty: Certainty
  day: string | null
  dayTo: string | null
  minutes: number | null
  isSource: boolean
}
export type Line = {
  label: string | null
  standing: Standing
  caseKind: CaseKind | null
  name: string | null
  sex: Sex
  birthday: string | null
  phone: string | null
  document: string | null
  address: string | null
  onsetOn: string | null
  sampledOn: string | null
  reportedOn: string
  isolatedOn: string | null
  met: Met | null
}
/** Code points. */
export const LONGEST_LINE = { label: 40, name: 40, address: 120 } as const
const YES = new Set(['是', 'y', 'yes', 'true', '1', '√'])
/** Several people in one cell: each of them is somebody of their own. */
const SEVERAL = /[、,，;；/\n]|\s和\s|\sand\s/u

/** 沈 and 小满 are 沈小满; Ada and Lovelace are Ada Lovelace. */
const wholeName = (family: string, given: string): string =>
  family === '' ? given : given === '' ? family : /^\p{Script=Han}/u.test(family) ? `${family}${given}` : `${given} ${family}`

/**
 * @param today no day lies after it
 * @param otherwise what somebody is where the line does not say
 */
export function readLine(
  cell: (field: LineField) => string,
  { today, otherwise }: { today: string; otherwise: Standing },
): Line | { fault: LineFault; field: LineField } {
  const said = (field: LineField) => normaliseText(cell(field))
  const name = wholeName(normaliseName(cell('familyName')), normaliseName(cell('name')))
  const [label, address, sourceLabel] = [said('label'), said('address'), said('sourceLabel')]
  if (SEVERAL.test(cell('name').trim())) return { fault: 'many_names', field: 'name' }
  for (const [field, value, most] of [
    ['label', label, LONGEST_LINE.label],
    ['name', name, LONGEST_LINE.name],
    ['address', address, LONGEST_LINE.address],
    ['sourceLabel', sourceLabel, LONGEST_LINE.label],
  ] as const)
    if (!isStorable(value) || lengthOf(value) > most) return { fault: 'too_long', field }
  if (name === '' && (label === '' || sourceLabel === '')) return { fault: 'no_person', field: 'name' }
  const word = <K>(field: LineField, read: (text: string) => K | null, instead: K, fault: LineFault) => {
    const text = said(field)
    if (text === '') return { value: instead }
    const value = read(text)
    return value === null ? { fault, field } : { value }
  }
  const standing = word<Standing>('standing', readStanding, otherwise, 'bad_standing')
  if ('fault' in standing) return standing as { fault: LineFault; field: LineField }
  const caseKind = word<CaseKind | null>('caseKind', readCaseKind, null, 'bad_case_kind')
  if ('fault' in caseKind) return caseKind as { fault: LineFault; field: LineField }
  const sex = word<Sex>('sex', readSex, 'unknown', 'bad_sex')
  if ('fault' in sex) return sex as { fault: LineFault; field: LineField }
  const exposure = word<ExposureKind>('exposureKind', readExposureKind, 'other', 'bad_exposure')
  if ('fault' in exposure) return exposure as { fault: LineFault; field: LineField }
  const certainty = word<Certainty>('certainty', readCertainty, 'probable', 'bad_certainty')
  if ('fault' in certainty) return certainty as { fault: LineFault; field: LineField }
  const days: Partial<Record<LineField, string | null>> = {}
  for (const field of ['birthday', 'onsetOn', 'sampledOn', 'reportedOn', 'isolatedOn', 'metOn', 'metTo'] as const) {
    const text = said(field)
    const day = text === '' ? null : readDay(text.replace(/T.*$/, ''))
    if (text !== '' && day === null) return { fault: field === 'birthday' ? 'bad_birthday' : 'bad_day', field }
    if (day !== null && day > today) return { fault: 'day_ahead', field }
    days[field] = day
  }
  const document = said('document') === '' ? null : normaliseDocument(said('document'))
  const kind = document === null ? null : guessDocumentKind(document)
  if (document !== null && (kind === null || !/^[A-Z0-9]{5,20}$/.test(document))) return { fault: 'bad_document', field: 'document' }
  const phone = said('phone') === '' ? null : normalisePhone(said('phone'))
  if (said('phone') !== '' && phone === null) return { fault: 'bad_phone', field: 'phone' }
  const minutes = said('minutes') === '' ? null : Number(said('minutes'))
  if (minutes !== null && !(Number.isInteger(minutes) && minutes >= 0 && minutes <= 20_160)) return { fault: 'bad_minutes', field: 'minutes' }
  if (sourceLabel !== '' && sourceLabel === label) return { fault: 'himself', field: 'sourceLabel' }
  const [metOn, metTo] = [days.metOn ?? null, days.metTo ?? null]
  if (metOn !== null && metTo !== null && metTo < metOn) return { fault: 'days_turned', field: 'metTo' }
  return {
    label: label === '' ? null : label,
    standing: standing.value,
    caseKind: standing.value === 'case' ? (caseKind.value ?? 'confirmed') : null,
    name: name === '' ? null : name,
    sex: sex.value,
    birthday: days.birthday ?? (document === null || kind === null ? null : birthdayOf({ kind, number: document })),
    phone,
    document,
    address: address === '' ? null : address,
    onsetOn: days.onsetOn ?? null,
    sampledOn: days.sampledOn ?? null,
    reportedOn: days.reportedOn ?? today,
    isolatedOn: days.isolatedOn ?? null,
    met:
      sourceLabel === ''
        ? null
        : {
            sourceLabel,
            kind: exposure.value,
            certainty: certainty.value,
            day: metOn,
            dayTo: metTo,
            minutes,
            isSource: YES.has(said('isSource').toLowerCase()),
          },
  }
}

export const LINE_LAYOUTS = ['zh', 'en', 'goData'] as const
export type LineLayout = (typeof LINE_LAYOUTS)[number]
export const lineFieldsOf = (layout: LineLayout): LineField[] =>
  LINE_FIELDS.filter((field) => field !== 'familyName' && (layout !== 'goData' || GO_DATA_HEADERS[field] !== undefined))
export const lineHeadersOf = (layout: LineLayout): string[] =>
  lineFieldsOf(layout).map((field) => (layout === 'goData' ? GO_DATA_HEADERS[field]! : LINE_HEADERS[field][layout]))

/** What a line says in each column of a layout; what it does not know is empty. Read again it is the same line, as far as the layout has a field for it. */
export function writeLine(line: Line, layout: LineLayout): (string | null)[] {
  const word = <K extends string>(words: Record<K, { zh: string; en: string; goData: string | null }>, key: K | null) =>
    key === null ? null : words[key][layout]
  const cells: Record<LineField, string | null> = {
    label: line.label,
    standing: word(STANDING_WORDS, line.standing),
    caseKind: word(CASE_KIND_WORDS, line.caseKind),
    name: line.name,
    familyName: null,
    sex: line.sex === 'unknown' ? null : word(SEX_WORDS, line.sex),
    birthday: line.birthday,
    phone: line.phone,
    document: line.document,
    address: line.address,
    onsetOn: line.onsetOn,
    sampledOn: line.sampledOn,
    reportedOn: line.reportedOn,
    isolatedOn: line.isolatedOn,
    sourceLabel: line.met?.sourceLabel ?? null,
    exposureKind: word(EXPOSURE_WORDS, line.met?.kind ?? null),
    certainty: word(CERTAINTY_WORDS, line.met?.certainty ?? null),
    metOn: line.met?.day ?? null,
    metTo: line.met?.dayTo ?? null,
    minutes: line.met?.minutes?.toString() ?? null,
    isSource: line.met?.isSource === true ? (layout === 'zh' ? '是' : 'yes') : null,
  }
  return lineFieldsOf(layout).map((field) => cells[field])
}
