import { expect, test } from 'vitest'
import { classesOf, classesTold, findSheetHeader, NO_COUNTS, overLimit, sheetFingerprint, SOURCE_KEYS, SOURCES, suggestFields, suggestSource } from './index.ts'

test('the limits are those of the issue: 49 rows of whereabouts, 499 of health or care', () => {
  const over = (now: object, before: object = {}) => overLimit({ ...NO_COUNTS, ...now }, { ...NO_COUNTS, ...before })
  expect(over({ whereabouts: 49, health: 499, care: 499 })).toEqual([])
  expect(over({ whereabouts: 50 })).toEqual(['whereabouts'])
  expect(over({ health: 500, care: 500 })).toEqual(['health', 'care'])
})

test('many small exports are one large one', () => {
  expect(overLimit({ ...NO_COUNTS, care: 100 }, { ...NO_COUNTS, care: 400 })).toEqual(['care'])
  expect(overLimit({ ...NO_COUNTS, care: 0 }, { ...NO_COUNTS, care: 4_000 })).toEqual([])
})

test('a row at a gate tells whereabouts when it names somebody, and nothing when it does not', () => {
  expect(classesOf('gateHolds', ['gate', 'at'])).toEqual([])
  expect(classesOf('gateHolds', ['gate', 'name'])).toEqual(['name', 'whereabouts'])
  expect(classesTold('gateHolds', ['gate', 'name'], ['东门', null])).toEqual([])
  expect(classesTold('residents', ['name', 'care'], ['张*', ''])).toEqual(['name'])
})

test('no source names a column twice', () => {
  for (const source of SOURCE_KEYS) {
    const keys = SOURCES[source].columns.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  }
})

test('the header of a form is found beneath its title, over its explanation, one row high', () => {
  const rows = [['某某街道人员排查表'], ['填报单位:'], ['序号', '姓名', '证件号码', '联系电话'], ['', '必填', '必填', '选填'], [null, null, null, null]]
  expect(findSheetHeader(rows, [{ top: 0, left: 0, bottom: 0, right: 3 }])).toEqual({
    at: 2,
    height: 1,
    firstAt: 4,
    labels: ['序号', '姓名', '证件号码', '联系电话'],
  })
})

test('a header of two rows with groups: the lower word counts, what is merged downward stands for both', () => {
  const rows = [
    ['重点人员情况表', null, null, null, null, null],
    ['序号', '人员信息', null, '现住址', '健康情况', null],
    [null, '姓名', '证件号码', null, '体温', '症状'],
    ['1', '2', '3', '4', '5', '6'],
    [null, null],
  ]
  const merges = [
    { top: 0, left: 0, bottom: 0, right: 5 },
    { top: 1, left: 1, bottom: 1, right: 2 },
    { top: 1, left: 0, bottom: 2, right: 0 },
    { top: 1, left: 3, bottom: 2, right: 3 },
    { top: 1, left: 4, bottom: 1, right: 5 },
  ]
  const header = findSheetHeader(rows, merges)
  expect(header).toEqual({ at: 1, height: 2, firstAt: 4, labels: ['序号', '姓名', '证件号码', '现住址', '健康情况/体温', '健康情况/症状'] })
  expect(suggestFields(header!.labels, 'residents')).toEqual(['serial', 'name', 'documentNumber', 'address', null, null])
  expect(suggestSource(header!.labels)).toBe('residents')
})

test('rows that are filled in already are no part of the header', () => {
  const rows = [
    ['姓名', '性别', '门牌号'],
    ['张三', '', '3-2-501'],
    ['李四', '', ''],
  ]
  expect(findSheetHeader(rows)).toMatchObject({ at: 0, height: 1, firstAt: 1 })
})

test('a sheet that names nothing we know has no header', () => {
  expect(
    findSheetHeader([
      ['a', 'b'],
      ['1', '2'],
    ]),
  ).toBeNull()
  expect(findSheetHeader([])).toBeNull()
})

test('a form is the same form when only its title or its stars changed', () => {
  expect(sheetFingerprint(['*姓名', '联系电话（必填）'])).toBe(sheetFingerprint(['姓名', ' 联系电话']))
  expect(sheetFingerprint(['姓名', '电话'])).not.toBe(sheetFingerprint(['电话', '姓名']))
})
