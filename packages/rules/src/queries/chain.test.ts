import { expect, test } from 'vitest'
import { type ChainItem, readChain } from './index.ts'

type Case = [typed: string, read: Partial<Pick<ChainItem, 'number' | 'door' | 'name' | 'phone' | 'phoneTail' | 'count' | 'rest'>>]
const NOTHING = { number: null, door: null, name: null, phone: null, phoneTail: null, count: null, rest: '' }

const LINES: Case[] = [
  ['1. 张三 3-2-501 2人', { number: 1, door: '3-2-501', name: '张三', count: 2 }],
  ['2、李四 3-2-502 1人', { number: 2, door: '3-2-502', name: '李四', count: 1 }],
  ['３．王五　３－２－５０３　３人', { number: 3, door: '3-2-503', name: '王五', count: 3 }],
  ['4.赵六 3幢2单元504室', { number: 4, door: '3-2-504', name: '赵六' }],
  ['5 欧阳建国 12号楼1单元1203', { number: 5, door: '12-1-1203', name: '欧阳建国' }],
  ['6.买买提·江 3-1-101 4口', { number: 6, door: '3-1-101', name: '买买提·江', count: 4 }],
  ['7. 3-2-505 周七 +2', { number: 7, door: '3-2-505', name: '周七', count: 2 }],
  ['8）吴八 506', { number: 8, door: '506', name: '吴八' }],
  ['(9) 郑九 3-507', { number: 9, door: '3-507', name: '郑九' }],
  ['10: 冯十 C座1203', { number: 10, door: 'C-1203', name: '冯十' }],
  ['陈一 3-2-508', { door: '3-2-508', name: '陈一' }],
  ['3-2-509 褚二 两人', { door: '3-2-509', name: '褚二', count: 2 }],
  ['3-2-510', { door: '3-2-510' }],
  ['卫三', { name: '卫三' }],
  ['11. 蒋四 10100000001', { number: 11, name: '蒋四', phone: '10100000001', phoneTail: '0001' }],
  ['12. 沈五 101 0000 0002 3-1-102', { number: 12, name: '沈五', phone: '10100000002', phoneTail: '0002', door: '3-1-102' }],
  ['13. 韩六 尾号0003', { number: 13, name: '韩六', phoneTail: '0003' }],
  ['14. 杨七 手机后四位：0004 3-1-104', { number: 14, name: '杨七', phoneTail: '0004', door: '3-1-104', rest: '手机' }],
  ['1️⃣ 朱八 3-1-105', { number: 1, name: '朱八', door: '3-1-105' }],
  ['🔟 秦九 3-1-106', { number: 10, name: '秦九', door: '3-1-106' }],
  ['② 尤十 3-1-107', { number: 2, name: '尤十', door: '3-1-107' }],
  ['⑶ 许一 3-1-108', { number: 3, name: '许一', door: '3-1-108' }],
  ['🌹15. 何二 3-1-109 👍👍', { number: 15, name: '何二', door: '3-1-109' }],
  ['16. 吕三 3-1-110 3人 微辣', { number: 16, name: '吕三', door: '3-1-110', count: 3, rest: '微辣' }],
  ['17. 施四，3-1-111，两份，放门口', { number: 17, name: '施四', door: '3-1-111', count: 2, rest: '放门口' }],
  ['18. 张五(3-1-112)', { number: 18, name: '张五', door: '3-1-112' }],
  ['19. 孔六：3-1-113 志愿者', { number: 19, name: '孔六', door: '3-1-113', rest: '志愿者' }],
  ['20. 曹七 3幢501', { number: 20, name: '曹七', door: '3-501' }],
  ['21严八 3-1-115', { number: 21, name: '严八', door: '3-1-115' }],
  ['22. 3-1-116', { number: 22, door: '3-1-116' }],
  ['23. 华九 3 - 1 - 117', { number: 23, name: '华九', door: '3-1-117' }],
  ['24. 金十 3—1—118', { number: 24, name: '金十', door: '3-1-118' }],
  ['25. 魏一 03-01-119', { number: 25, name: '魏一', door: '3-1-119' }],
  ['26. 陶二 3.2.501', { number: 26, name: '陶二', door: '3-2-501' }],
  ['27. 姜三 3/2/502 x3', { number: 27, name: '姜三', door: '3-2-502', count: 3 }],
  ['28. Anna Smith 3-2-503 2 people', { number: 28, name: 'Anna Smith', door: '3-2-503', count: 2 }],
  ['29. Block C Unit 1 Room 1203, John', { number: 29, name: 'John', door: 'C-1-1203' }],
  ['30. Maria, Building 3 Flat 504, phone 0005', { number: 30, name: 'Maria', door: '3-504', phoneTail: '0005' }],
  ['31. +86 10100000006 戚四', { number: 31, name: '戚四', phone: '10100000006', phoneTail: '0006' }],
  ['3幢2单元501 谢五 全家', { door: '3-2-501', name: '谢五', rest: '全家' }],
  ['7号楼301邹六', { door: '7-301', name: '邹六' }],
  ['32. 喻七 3-2-601A', { number: 32, name: '喻七', door: '3-2-601A' }],
  ['33. 3#2-501 柏一', { number: 33, name: '柏一', door: '3-2-501' }],
  ['34. 水二 12＃1202', { number: 34, name: '水二', door: '12-1202' }],
  ['35. 2单元501 窦三', { number: 35, name: '窦三', door: '2-501' }],
]

test.each(LINES)('the line %s is read', (typed, read) => {
  const { items, unread } = readChain(typed)
  expect(unread).toEqual([])
  expect(items).toHaveLength(1)
  const { line: _line, text: _text, sameAs: _same, places: _places, elsewhere: _elsewhere, ...rest } = items[0]!
  expect(rest).toEqual({ ...NOTHING, ...read })
})

test.each([
  ['1. 梧桐里3幢 2-501 张三', ['梧桐里'], '3-2-501', '张三'],
  ['梧桐里小区3幢2单元501 张三 两份', ['梧桐里'], '3-2-501', '张三'],
  ['张三 3#2-501 梧桐里', ['梧桐里'], '3-2-501', '张三'],
  ['张三梧桐里3-2-501', ['梧桐里'], '3-2-501', '张三'],
  ['梧桐里桂花楼2单元501 张三', ['桂花楼', '梧桐里'], '2-501', '张三'],
  ['桂花楼 501 张三', ['桂花楼'], '501', '张三'],
  // A name of somebody that begins like a place is left whole.
  ['梧桐里美 3-2-501', [], '3-2-501', '梧桐里美'],
])('the line %s names a place that is known, and somebody', (typed, places, door, name) => {
  const { items } = readChain(typed, ['3幢', '桂花楼', '梧桐里', '梧桐里三区'])
  expect(items).toMatchObject([{ places, elsewhere: null, door, name }])
})

test('a compound nobody knows is a place and no neighbour, where the line names one besides', () => {
  const read = (typed: string) => readChain(typed, ['梧桐里']).items[0]
  expect(read('1. 桂花苑3幢 2-501 张三')).toMatchObject({ elsewhere: '桂花苑', door: '3-2-501', name: '张三' })
  expect(read('2. 李家园3幢2-501')).toMatchObject({ elsewhere: null, door: '3-2-501' })
})

test('a whole chain: its heading, its example, lines said twice, lost numbers and what nobody can read', () => {
  const chain = readChain(
    [
      '#接龙',
      '明天上午核酸检测志愿者报名',
      '例 姓名 房号',
      '',
      '1. 张三 3-2-501',
      '2. 李四 3-2-502',
      '4. 王五 3-2-504',
      '4. 王五 3-2-504',
      '5.',
      '收到收到！',
      '赵六 3-2-505',
    ].join('\n'),
  )
  expect(chain.title).toBe('明天上午核酸检测志愿者报名')
  expect(chain.items.map(({ line, number, name, sameAs }) => [line, number, name, sameAs])).toEqual([
    [5, 1, '张三', null],
    [6, 2, '李四', null],
    [7, 4, '王五', null],
    [8, 4, '王五', 7],
    [11, null, '赵六', null],
  ])
  expect(chain.unread).toEqual([
    { line: 3, text: '例 姓名 房号' },
    { line: 9, text: '5.' },
    { line: 10, text: '收到收到！' },
  ])
})

test('every line that says something is somewhere: in the heading, among the items, or kept unread', () => {
  const lines = ['#接龙 团购鸡蛋', '说明：周六送到', '1. 张三 3-2-501 2份', '谢谢', '2026', '!!!', '2. 李四', '今天 5-12 开会', '   ', '3、'].join('\r\n')
  const { title, items, unread } = readChain(lines)
  expect(title).toBe('团购鸡蛋 说明:周六送到')
  expect([...items.map(({ line }) => line), ...unread.map(({ line }) => line)].toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 10])
})

test('a chain of a thousand lines is read at once, whatever stands in them', () => {
  const odd = ['=HYPERLINK("x")', '((((((((((', '1.1.1.1.1.1', '一'.repeat(400), '-'.repeat(400), '9'.repeat(400), '张三'.repeat(200), '\u0000']
  const text = Array.from({ length: 1000 }, (_, at) => `${at}. ${odd[at % odd.length]}`).join('\n')
  const from = performance.now()
  const { items, unread } = readChain(text)
  expect(items.length + unread.length).toBe(1000)
  expect(performance.now() - from).toBeLessThan(3_000)
})
