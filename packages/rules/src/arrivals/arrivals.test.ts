import { expect, test } from 'vitest'
import type { RiskArea } from '../risk/index.ts'
import { type ArrivalPolicy, clocksOf, comesTo, isLateReport, readArrivalList, rule, stepArrival } from './index.ts'

const policy: ArrivalPolicy = {
  lookBackDays: 7,
  levels: [
    { level: 'high', trigger: 'arrivalHigh' },
    { level: 'medium', trigger: 'arrivalMedium' },
  ],
}
const area = (over: Partial<RiskArea>): RiskArea => ({ id: 'a', name: '江汉区', code: '420103', level: 'high', from: '2022-07-01', until: null, ...over })
const asked = { from: '湖北省武汉市江汉区', code: null, on: '2022-07-10', today: '2022-07-10' }

test('CTRL-01 the strictest listed place counts, by name or by code; what the pack does not name leads to nothing', () => {
  const list = [area({}), area({ id: 'm', name: '武汉市', code: '420100', level: 'medium' }), area({ id: 'l', name: '荷风镇', code: null, level: 'low' })]
  expect(rule(policy, list, asked)).toEqual({ level: 'high', trigger: 'arrivalHigh' })
  expect(rule(policy, list, { ...asked, from: '武汉市汉阳区' })).toEqual({ level: 'medium', trigger: 'arrivalMedium' })
  expect(rule(policy, list, { ...asked, from: '出差', code: '420103001' })).toEqual({ level: 'high', trigger: 'arrivalHigh' })
  expect(rule(policy, list, { ...asked, from: '荷风镇' })).toEqual({ level: 'low', trigger: null })
  expect(rule(policy, list, { ...asked, from: '上海市' })).toEqual({ level: null, trigger: null })
  expect(rule({ ...policy, levels: [] }, list, asked)).toEqual({ level: 'high', trigger: null })
})

test('a place counts for the days looked back to, on either side of the arrival', () => {
  const ended = [area({ until: '2022-07-03' })]
  expect(rule(policy, ended, asked).trigger).toBe('arrivalHigh')
  expect(rule(policy, ended, { ...asked, on: '2022-07-11' }).trigger).toBeNull()
  const later = [area({ from: '2022-07-14' })]
  expect(rule(policy, later, asked).trigger).toBeNull()
  expect(rule(policy, later, { ...asked, today: '2022-07-14' }).trigger).toBe('arrivalHigh')
  expect(rule(policy, later, { ...asked, on: '2022-07-06', today: '2022-07-14' }).trigger).toBeNull()
})

test('a track that keeps nobody in is tests only', () => {
  const measures = { homeIsolation: { mayPassGate: false }, selfMonitoring: { mayPassGate: true } }
  expect(comesTo([{ measure: 'selfMonitoring' }], measures)).toBe('tests')
  expect(comesTo([{ measure: 'homeIsolation' }, { measure: 'selfMonitoring' }], measures)).toBe('control')
  expect(comesTo(null, measures)).toBe('none')
})

test('the clocks run from the end of the expected day', () => {
  expect(clocksOf(0, { chase: 2, nextLevel: 10 })).toEqual({ chaseAtMs: 7_200_000, nextLevelAtMs: 43_200_000 })
  expect(isLateReport(0, 7_200_000, 2)).toBe(false)
  expect(isLateReport(0, 7_200_001, 2)).toBe(true)
})

test('who is decided on does not arrive again; who has not come may still', () => {
  expect(stepArrival('reported', 'accept')).toBe('expected')
  expect(stepArrival('notArrived', 'arrive')).toBe('arrived')
  expect(stepArrival('arrived', 'open')).toBe('controlCase')
  expect(stepArrival('expected', 'clear')).toBeNull()
  expect(stepArrival('cleared', 'arrive')).toBeNull()
  expect(stepArrival('controlCase', 'handOver')).toBeNull()
})

test('a list is read by the names of its columns; what is wrong is named by its row', () => {
  const read = readArrivalList([
    ['序号', '姓名', '手机号', '证件号码', '出发地', '到达日期', '车次', '住址'],
    ['1', '沈 来', '100 1234 5678', '', '江汉区', '2022/7/10', 'G99', '3-2-501'],
    ['2', '', '10012345679', '', '江汉区', '2022-07-10', '', ''],
    ['3', '沈甲', '', '', '江汉区', '2022-07-10', '', ''],
    ['', '', '', '', '', '', '', ''],
    ['4', '沈乙', '12', '', '江汉区', '2022-07-10', '', ''],
    ['5', '沈丙', '', '99010119900101001x', '', '2022-07-10', '', ''],
    ['6', '沈丁', '', '99010119900101001x', '江汉区', '七月', '自驾', ''],
    ['7', '沈 来', '10012345678', '', '江汉区', '2022-07-10', '', ''],
  ])
  expect(read?.found).toEqual([
    {
      row: 2,
      name: '沈 来',
      phone: '10012345678',
      document: null,
      from: '江汉区',
      code: null,
      on: '2022-07-10',
      transport: 'other',
      vehicle: 'G99',
      door: '3-2-501',
    },
  ])
  expect(read?.faults).toEqual([
    { row: 3, fault: 'no_name' },
    { row: 4, fault: 'no_contact' },
    { row: 6, fault: 'bad_phone' },
    { row: 7, fault: 'no_from' },
    { row: 8, fault: 'bad_day' },
    { row: 9, fault: 'twice' },
  ])
  expect(readArrivalList([['甲', '乙']])).toBeNull()
})
