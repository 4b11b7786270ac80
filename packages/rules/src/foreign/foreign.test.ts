import { describe, expect, test } from 'vitest'
import { type ForeignField, foreignKey, type ForeignRow, isEnough, isTestedElsewhere, matchForeign, readForeignRow, recogniseForeignColumns } from './index.ts'

const READING = { now: '2022-07-10T12:00', oldest: '2022-05-11T00:00', method: 'nucleic' } as const
const FULL: Partial<Record<ForeignField, string>> = {
  documentNumber: '990101199003070018',
  name: '沈小满',
  phone: '101 0013 8000',
  sampledAt: '2022/7/10 8:30',
  method: '10混1',
  result: '阴性（-）',
  lab: '某检测点',
}
const read = (over: Partial<Record<ForeignField, string>> = {}, base = FULL) => readForeignRow((field) => ({ ...base, ...over })[field] ?? '', READING)
const fault = (over: Partial<Record<ForeignField, string>>) => {
  const row = read(over)
  return 'fault' in row ? row.fault : 'read'
}

describe('TEST-05 a row of another system', () => {
  test('its columns are known by their words, and by what they meant last time', () => {
    expect(recogniseForeignColumns(['序号', '姓名', '证件号码', '采样时间', '结果', '姓名'])).toEqual([
      null,
      'name',
      'documentNumber',
      'sampledAt',
      'result',
      null,
    ])
    expect(
      recogniseForeignColumns(
        ['甲', '结果'],
        new Map([
          ['甲', 'name'],
          ['结果', null],
        ]),
      ),
    ).toEqual(['name', null])
    expect(isEnough(['documentNumber', 'sampledAt', 'result'])).toBe(true)
    expect(isEnough(['name', 'phone', 'sampledAt', 'result'])).toBe(true)
    expect(isEnough(['name', 'sampledAt', 'result'])).toBe(false)
    expect(isEnough(['documentNumber', 'result'])).toBe(false)
  })

  test('is read whole: number, name, birthday, telephone, time, method, result', () => {
    const row = read({ documentNumber: 'X9900001', birthday: '1990.3.7' })
    expect(row).toEqual({
      document: 'X9900001',
      name: '沈小满',
      birthday: '1990-03-07',
      phone: '10100138000',
      sampledAt: '2022-07-10T08:30',
      method: 'nucleic',
      result: 'negative',
      lab: '某检测点',
    })
    expect(read({ documentNumber: '', birthday: '19900307', phone: '101****8000', sampledAt: '20220710', result: '阳性', method: '抗原' })).toMatchObject({
      document: null,
      phone: '8000',
      sampledAt: '2022-07-10T00:00',
      result: 'positive',
      method: 'antigen',
    })
    expect(read({ documentNumber: 'X9900001', method: '某病毒核酸检测' })).toMatchObject({ method: 'nucleic' })
    expect(read({ documentNumber: '9901**********0018', birthday: '1990-03-07' })).toMatchObject({ document: null, birthday: '1990-03-07' })
    expect(read({ documentNumber: 'X9900001', sampledAt: '2022-07-10T08:30:15', method: '' })).toMatchObject({
      sampledAt: '2022-07-10T08:30',
      method: 'nucleic',
    })
  })

  test('that cannot be read says why, and nothing of it is guessed', () => {
    const base = { documentNumber: 'X9900001' }
    expect(fault({ documentNumber: '', phone: '' })).toBe('no_person')
    expect(fault({ documentNumber: '990101199003070019' })).toBe('bad_document')
    expect(fault({ ...base, phone: '12ab' })).toBe('bad_phone')
    expect(fault({ ...base, birthday: '昨天' })).toBe('bad_birthday')
    expect(fault({ ...base, birthday: '1990年3月' })).toBe('bad_birthday')
    expect(fault({ ...base, sampledAt: '' })).toBe('no_time')
    expect(fault({ ...base, sampledAt: '上午' })).toBe('bad_time')
    expect(fault({ ...base, sampledAt: '2022-07' })).toBe('bad_time')
    expect(fault({ ...base, sampledAt: '2022-07-10 25:10' })).toBe('bad_time')
    expect(fault({ ...base, sampledAt: '2022-07-10 12:01' })).toBe('time_ahead')
    expect(fault({ ...base, sampledAt: '2022-05-10' })).toBe('too_old')
    expect(fault({ ...base, result: '' })).toBe('no_result')
    expect(fault({ ...base, result: '阴性待定' })).toBe('bad_result')
    expect(fault({ ...base, method: '看相' })).toBe('bad_method')
    expect(fault({ ...base, method: '核酸提取' })).toBe('bad_method')
    expect(fault({ ...base, name: '名'.repeat(41) })).toBe('too_long')
  })

  test('said again is the same row; with another result it is another', () => {
    const one = read({ documentNumber: 'X9900001' }) as ForeignRow
    expect(foreignKey({ ...one, name: '沈小曼', lab: null })).toBe(foreignKey(one))
    expect(foreignKey({ ...one, result: 'positive' })).not.toBe(foreignKey(one))
    expect(foreignKey({ ...one, document: null })).not.toBe(foreignKey({ ...one, document: null, phone: null }))
  })
})

describe('TEST-05 whose it is', () => {
  const row = { document: 'X9900001', phone: '10100138000' }
  const person = (id: string, phone: string | null = null) => ({ id, phone })
  test('the document goes first; two who have it are for somebody to tell apart', () => {
    expect(matchForeign(row, { document: [person('a')], birthday: [person('b', '10100138000')] })).toEqual({ person: person('a'), way: 'document' })
    expect(matchForeign(row, { document: [person('a'), person('b')], birthday: [] })).toEqual({ problem: 'ambiguous' })
  })
  test('else name, birthday and the last four digits, of one and only one', () => {
    const twins = [person('a', '10100138000'), person('b', '10100139000')]
    expect(matchForeign(row, { document: [], birthday: twins })).toMatchObject({ person: { id: 'a' }, way: 'birthday' })
    expect(matchForeign({ ...row, phone: null }, { document: [], birthday: twins })).toEqual({ problem: 'unmatched' })
    expect(matchForeign(row, { document: [], birthday: [person('a', null)] })).toEqual({ problem: 'unmatched' })
    expect(matchForeign({ document: null, phone: '8000' }, { document: [], birthday: [...twins, person('c', '10200008000')] })).toEqual({
      problem: 'ambiguous',
    })
  })
})

describe('TEST-05 whether a test elsewhere stands for one here', () => {
  const hour = 3_600_000
  const round = { from: 100 * hour, hours: 48 }
  const negative = (at: number, over: object = {}) => ({ sampledAt: at * hour, method: 'nucleic' as const, result: 'negative' as const, ...over })
  test('a negative nucleic acid test within the hours does, an antigen test or an older one does not', () => {
    expect(isTestedElsewhere([negative(52)], round)).toBe(true)
    expect(isTestedElsewhere([negative(51.9)], round)).toBe(false)
    expect(isTestedElsewhere([negative(110)], round)).toBe(true)
    expect(isTestedElsewhere([negative(60, { method: 'antigen' })], round)).toBe(false)
    expect(isTestedElsewhere([negative(60, { method: 'unknown' })], round)).toBe(false)
    expect(isTestedElsewhere([negative(60)], { ...round, hours: 0 })).toBe(false)
    expect(isTestedElsewhere([], round)).toBe(false)
  })
  test('the last one says it, and one at the same time that says otherwise is heard', () => {
    expect(isTestedElsewhere([negative(60), negative(70, { result: 'positive' })], round)).toBe(false)
    expect(isTestedElsewhere([negative(70), negative(60, { result: 'unclear' })], round)).toBe(true)
    expect(isTestedElsewhere([negative(60), negative(60, { result: 'positive' })], round)).toBe(false)
  })
})
