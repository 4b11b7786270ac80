import { expect, test } from 'vitest'
import { codeStem, heeded, isListedOn, matchPlace, readDay, readRiskList, type RiskArea, suggestPlaces } from './index.ts'

const area = (over: Partial<RiskArea>): RiskArea => ({ id: 'a', name: '江汉区', code: '420103', level: 'high', from: '2022-07-01', until: null, ...over })
const district = area({ id: 'district' })
const street = area({ id: 'street', name: '民族街道', code: '420103001000' })
const nameless = area({ id: 'nameless', name: '海星市场', code: null })
const list = [district, street, nameless]
const ids = (found: readonly RiskArea[]) => found.map((one) => one.id)

test('GATE-06 a district contains its streets and communities, a street its communities, and nothing contains what lies beside it', () => {
  expect(ids(matchPlace(list, '420103'))).toEqual(['district'])
  expect(ids(matchPlace(list, '420103000000'))).toEqual(['district'])
  expect(ids(matchPlace(list, '420103001000'))).toEqual(['district', 'street'])
  expect(ids(matchPlace(list, '420103001007'))).toEqual(['district', 'street'])
  expect(ids(matchPlace(list, '420103002007'))).toEqual(['district'])
  expect(matchPlace(list, '420104')).toEqual([])
  // The whole city is not in its listed district.
  expect(matchPlace(list, '420100')).toEqual([])
  expect(codeStem('420000')).toBe('42')
  expect(codeStem('420100000000')).toBe('4201')
})

test('GATE-06 a name matches whole or within what was said, wide letters and spaces aside; a single character never does', () => {
  expect(ids(matchPlace(list, '湖北省武汉市 江汉区'))).toEqual(['district'])
  expect(ids(matchPlace(list, '海星市场'))).toEqual(['nameless'])
  expect(matchPlace(list, '江')).toEqual([])
  expect(matchPlace([area({ name: '江' })], '江岸区')).toEqual([])
  expect(ids(suggestPlaces(list, '江'))).toEqual(['district'])
  expect(ids(suggestPlaces(list, '4201'))).toEqual(['district', 'street'])
  expect(ids(suggestPlaces(list, ' '))).toEqual(['district', 'street', 'nameless'])
})

test('GATE-06 a place counts while it is listed and for the days looked back to, and not a day longer', () => {
  const ended = area({ until: '2022-07-20' })
  expect(isListedOn(ended, '2022-06-30', 7)).toBe(false)
  expect(isListedOn(ended, '2022-07-01', 7)).toBe(true)
  expect(isListedOn(ended, '2022-07-27', 7)).toBe(true)
  expect(isListedOn(ended, '2022-07-28', 7)).toBe(false)
  expect(isListedOn(ended, '2022-07-21', 0)).toBe(false)
  const low = area({ id: 'low', level: 'low' })
  expect(ids(heeded([ended, low], { lookBackDays: 7, levels: ['high', 'medium'] }, '2022-07-10'))).toEqual(['a'])
})

test('a pasted list is read line by line; what is wrong is named by its line and reason', () => {
  const text = [
    '名称,代码,等级,开始,结束',
    '江汉区,420103,高风险,2022/7/1,',
    '',
    '民族街道\t420103001000\t中\t2022年7月2日\t2022-07-09',
    '海星市场,,低风险区',
    '海星大厦,低',
    '没有等级,420104',
    '坏代码,42010,高',
    '坏日子,420105,高,2022-02-30',
    '倒着走,420106,高,2022-07-03,2022-07-01',
    '江汉区,420103,高,2022-07-01',
    ',420107,高',
    '什么等级,420108,紫',
  ].join('\n')
  const { rows, problems } = readRiskList(text, '2022-07-05')
  expect(rows).toEqual([
    { line: 2, name: '江汉区', code: '420103', level: 'high', from: '2022-07-01', until: null },
    { line: 4, name: '民族街道', code: '420103001000', level: 'medium', from: '2022-07-02', until: '2022-07-09' },
    { line: 5, name: '海星市场', code: null, level: 'low', from: '2022-07-05', until: null },
    { line: 6, name: '海星大厦', code: null, level: 'low', from: '2022-07-05', until: null },
  ])
  expect(problems).toEqual([
    { line: 7, problem: 'no_level' },
    { line: 8, problem: 'bad_code' },
    { line: 9, problem: 'bad_day' },
    { line: 10, problem: 'ends_before_start' },
    { line: 11, problem: 'twice' },
    { line: 12, problem: 'no_name' },
    { line: 13, problem: 'bad_level' },
  ])
  expect(readDay('2024-02-29')).toBe('2024-02-29')
  expect(readDay('2023-02-29')).toBeNull()
})
