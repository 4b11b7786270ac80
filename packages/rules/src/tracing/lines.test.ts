import fc from 'fast-check'
import { Fhir } from 'fhir'
import { describe, expect, test } from 'vitest'
import {
  areLineColumnsEnough,
  CASE_KINDS,
  CERTAINTIES,
  EXPOSURE_KINDS,
  fhirBundleOf,
  type FhirMeeting,
  type FhirPerson,
  type Line,
  LINE_LAYOUTS,
  type LineField,
  lineFieldsOf,
  lineHeadersOf,
  readLine,
  recogniseLineColumns,
  SEXES,
  siblingOf,
  STANDINGS,
  writeLine,
} from './index.ts'

const READING = { today: '2022-07-20', otherwise: 'contact' as const }
const read = (cells: Partial<Record<LineField, string>>) => readLine((field) => cells[field] ?? '', READING)
const fault = (cells: Partial<Record<LineField, string>>) => {
  const line = read(cells)
  return 'fault' in line ? `${line.fault} ${line.field}` : 'read'
}

const day = fc.integer({ min: 1, max: 19 }).map((nth) => `2022-07-${String(nth).padStart(2, '0')}`)
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const line: fc.Arbitrary<Line> = fc
  .record({
    label: fc.constantFrom('BL-001', 'BL-002', '武林-17'),
    standing: fc.constantFrom(...STANDINGS),
    caseKind: fc.constantFrom(...CASE_KINDS),
    name: fc.constantFrom('沈小满', '买买提·江', 'Ada Lovelace', '𠮷田'),
    sex: fc.constantFrom(...SEXES),
    birthday: maybe(fc.constant('1990-03-07')),
    phone: maybe(fc.constant('10100138000')),
    document: fc.constant(null),
    address: maybe(fc.constantFrom('文澜社区3幢2单元501', '12 Lake Road')),
    onsetOn: maybe(day),
    sampledOn: maybe(day),
    reportedOn: day,
    isolatedOn: maybe(day),
    met: maybe(
      fc.record({
        sourceLabel: fc.constantFrom('BL-900', 'BL-901'),
        kind: fc.constantFrom(...EXPOSURE_KINDS),
        certainty: fc.constantFrom(...CERTAINTIES),
        day: maybe(day),
        dayTo: fc.constant(null),
        minutes: maybe(fc.integer({ min: 0, max: 600 })),
        isSource: fc.boolean(),
      }),
    ),
  })
  .map((one) => ({ ...one, caseKind: one.standing === 'case' ? one.caseKind : null }))

describe('TRACE-04 lists of cases and contacts', () => {
  test('what is written is read again, in both languages, and in Go.Data’s fields as far as it has them', () => {
    fc.assert(
      fc.property(line, fc.constantFrom(...LINE_LAYOUTS), (given, layout) => {
        const columns = recogniseLineColumns(lineHeadersOf(layout))
        expect(columns).toEqual(lineFieldsOf(layout))
        const cells = writeLine(given, layout)
        const again = readLine((field) => cells[columns.indexOf(field)] ?? '', READING)
        const had = new Set<string>(columns)
        // Go.Data knows no asymptomatic, no ruled out and no kinds of meeting of ours: those words are left empty, never guessed.
        const lost = layout === 'goData' ? { standing: given.standing === 'none' ? 'contact' : given.standing } : {}
        const kindLost = layout === 'goData' && given.caseKind === 'asymptomatic' ? { caseKind: 'confirmed' } : {}
        expect(again).toEqual({
          ...given,
          ...lost,
          ...kindLost,
          sampledOn: had.has('sampledOn') ? given.sampledOn : null,
          isolatedOn: had.has('isolatedOn') ? given.isolatedOn : null,
          met: given.met === null ? null : { ...given.met, ...(layout === 'goData' ? { kind: 'other', minutes: null, isSource: false } : {}) },
        })
      }),
    )
  })

  test('two parts of a name in two columns are one name, in the order of its script', () => {
    expect(recogniseLineColumns(['visualId', 'firstName', 'lastName', 'relationship.contactDate', 'contactDate'])).toEqual([
      'label',
      'name',
      'familyName',
      'metOn',
      null,
    ])
    expect(read({ name: '小满', familyName: '沈' })).toMatchObject({ name: '沈小满' })
    expect(read({ name: 'Ada', familyName: 'Lovelace' })).toMatchObject({ name: 'Ada Lovelace' })
    expect(areLineColumnsEnough(['label', 'sourceLabel'])).toBe(true)
    expect(areLineColumnsEnough(['label', 'phone'])).toBe(false)
  })

  test('what cannot be read says its place and its reason', () => {
    expect(fault({ name: '' })).toBe('no_person name')
    expect(fault({ name: Array.from({ length: 3000 }, (_, nth) => `某${nth}`).join('、') })).toBe('many_names name')
    expect(fault({ name: '沈小满'.repeat(20) })).toBe('too_long name')
    expect(fault({ name: '沈小满', onsetOn: '2022-07-21' })).toBe('day_ahead onsetOn')
    expect(fault({ name: '沈小满', onsetOn: '上周' })).toBe('bad_day onsetOn')
    expect(fault({ name: '沈小满', standing: '路人' })).toBe('bad_standing standing')
    expect(fault({ name: '沈小满', label: 'BL-1', sourceLabel: 'BL-1' })).toBe('himself sourceLabel')
    expect(fault({ name: '沈小满', sourceLabel: 'BL-1', metOn: '2022-07-09', metTo: '2022-07-08' })).toBe('days_turned metTo')
    expect(fault({ name: '沈小满', sourceLabel: 'BL-1', minutes: '半天' })).toBe('bad_minutes minutes')
    expect(fault({ name: '沈小满', phone: '12' })).toBe('bad_phone phone')
    // A meeting of two who are known needs no name.
    expect(fault({ label: 'BL-2', sourceLabel: 'BL-1' })).toBe('read')
  })
})

describe('TRACE-04 the bundle for other systems', () => {
  const id = (nth: number) => `018f0000-0000-7000-8000-${String(nth).padStart(12, '0')}`
  const person = (nth: number, over: Partial<FhirPerson> = {}): FhirPerson => ({
    id: id(nth),
    label: `BL-${nth}`,
    standing: 'case',
    caseKind: 'confirmed',
    name: '沈小满',
    phone: '10100138000',
    address: '文澜社区3幢',
    sex: 'female',
    birthday: '1990-03-07',
    onsetOn: '2022-07-10',
    sampledOn: '2022-07-11',
    reportedOn: '2022-07-12',
    isolatedOn: null,
    ...over,
  })
  const meeting: FhirMeeting = {
    id: id(90),
    from: id(1),
    to: id(2),
    kind: 'meal',
    certainty: 'certain',
    day: '2022-07-09',
    dayTo: '2022-07-09',
    isInfection: true,
    isActive: true,
  }
  const validate = (bundle: object) => new Fhir().validate(bundle as never, { errorOnUnexpected: true })
  const bundle = fhirBundleOf(
    [
      person(1),
      person(2, { standing: 'contact', caseKind: null, name: null, phone: null, address: null, birthday: null, onsetOn: null }),
      person(3, { caseKind: 'suspected' }),
    ],
    [meeting],
    { at: '2022-07-20T08:00:00+08:00', diseaseName: 'COVID-19' },
  )

  test('is valid FHIR R4, as a validator that is not ours says', () => {
    expect(validate(bundle)).toEqual({ valid: true, messages: [] })
    expect(bundle.entry.map(({ resource }) => resource.resourceType).toSorted()).toEqual([
      'Condition',
      'Condition',
      'Observation',
      'Observation',
      'Observation',
      'Observation',
      'Patient',
      'Patient',
      'Patient',
    ])
  })
  test('and the validator does find what is wrong', () => {
    const wrong = { ...bundle, entry: [{ ...bundle.entry[0]!, resource: { ...bundle.entry[0]!.resource, gender: 'both', favourite: 'tea' } }] }
    expect(validate(wrong).messages.length).toBeGreaterThanOrEqual(2)
  })
  test('every resource has an address of its own, the same every time, and refers to one that is there', () => {
    const urls = bundle.entry.map(({ fullUrl }) => fullUrl)
    expect(new Set(urls).size).toBe(urls.length)
    const asked = JSON.stringify(bundle.entry).match(/urn:uuid:[0-9a-f-]{36}/g)!
    expect(asked.every((one) => urls.includes(one))).toBe(true)
    expect(siblingOf(id(1), 'a')).toBe(siblingOf(id(1), 'a'))
  })
})
