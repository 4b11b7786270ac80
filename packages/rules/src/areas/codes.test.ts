import { expect, test } from 'vitest'
import { codeNameKey, codeProblem, findCodeColumns, levelOfCode, matchCodes, parentCode } from './index.ts'

const area = (
  id: string,
  parentId: string | null,
  level: 'district' | 'street' | 'community' | 'compound',
  name: string,
  path: string,
  code: string | null = null,
  codeYear: number | null = null,
) => ({
  id,
  parentId,
  level,
  name,
  path,
  code,
  codeYear,
  classCode: null,
})
const row = (at: number, code: string, name: string, classCode: string | null = null) => ({ row: at, code, name, classCode })

test.each([
  ['330106000000', 'district', null],
  ['330106009000', 'street', '330106000000'],
  ['330106009012', 'community', '330106009000'],
  ['330100000000', 'above', null],
  ['441900003001', 'community', '441900003000'],
] as const)('the zeros of %s say which level it names: %s', (code, level, parent) => {
  expect([levelOfCode(code), parentCode(code), codeProblem(code)]).toEqual([level, parent, null])
})

test.each([
  ['33010600901', 'not_twelve_digits'],
  ['３３０１０６００９０１２x', 'not_twelve_digits'],
  ['', 'not_twelve_digits'],
  ['3301060090120101', 'below_community'],
  ['990106009012', 'unknown_province'],
  ['330106000012', 'hole'],
  ['330006009000', 'hole'],
] as const)('%s is refused: %s', (code, problem) => {
  expect(codeProblem(code)).toBe(problem)
})

test.each([
  ['文新街道办事处', '文新街道'],
  ['东社区居民委员会', '东社区'],
  ['东社区居委会', '东社区'],
  ['桃源村村委会', '桃源村'],
  ['桃源村委会', '桃源村'],
  ['㙍头 社区', '㙍头社区'],
])('%s and %s are one area', (official, ours) => {
  expect(codeNameKey(official)).toBe(codeNameKey(ours))
})

const district = area('d', null, 'district', '西湖区', '/1/')
const street = area('s', 'd', 'street', '文新街道', '/1/1/')
const tree = [
  street,
  area('e', 's', 'community', '东社区', '/1/1/1/'),
  area('w', 's', 'community', '西社区', '/1/1/2/'),
  area('c', 'e', 'compound', '花园', '/1/1/1/1/'),
]
const LIST = [
  row(2, '330106000000', '西湖区'),
  row(3, '330106009000', '文新街道办事处'),
  row(4, '330106009001', '东社区居委会', '111'),
  row(5, '330106009003', '新社区居委会', '111'),
  row(6, '330106010000', '别的街道'),
  row(7, '330106010001', '东社区居委会'),
  row(8, '330105009000', '文新街道办事处'),
]

test('rows are matched from the chosen area downward by name under the same parent; the rest is elsewhere, missing or not listed', () => {
  // Another street of this name lies in another district; ours is found by the names above.
  const list = [...LIST.slice(0, 6), row(8, '330105000000', '拱墅区'), row(9, '330105009000', '文新街道办事处')]
  const found = matchCodes(list, tree, street, [district], 2022)
  expect(found.matches.map(({ row: { code }, areaId, parentId, state }) => [code, areaId, parentId, state])).toEqual([
    ['330106009000', 's', 'd', 'set'],
    ['330106009001', 'e', 's', 'set'],
    ['330106009003', null, 's', 'missing'],
  ])
  expect([found.unlisted, found.elsewhere, found.root]).toEqual([['w'], 5, 'found'])
})

test('where two rows could be the chosen area, none is taken; where none could, it says so', () => {
  expect(
    matchCodes(
      LIST.slice(1).filter((one) => one.code !== '330106000000'),
      tree,
      street,
      [district],
      2022,
    ).root,
  ).toBe('several')
  expect(matchCodes(LIST.slice(3, 4), tree, street, [district], 2022).root).toBe('not_found')
})

test('an area that has a code is found by it although its name changed; a later year replaces an earlier one, never the other way', () => {
  const coded = (code: string, year: number) => [area('e', 's', 'community', '东苑社区', '/1/1/1/', code, year)]
  const state = (code: string, year: number) =>
    matchCodes(LIST, coded(code, year), { ...street, code: '330106009000', codeYear: 2021 }, [district], 2022).matches.find((match) => match.areaId === 'e')
      ?.state
  expect([state('330106009001', 2021), state('330106009001', 2022), state('330106009001', 2023)]).toEqual(['changed', 'changed', 'older'])
  const byName = (code: string, year: number) =>
    matchCodes(
      LIST,
      [area('e', 's', 'community', '东社区', '/1/1/1/', code, year)],
      { ...street, code: '330106009000', codeYear: 2021 },
      [district],
      2022,
    ).matches.find((match) => match.areaId === 'e')?.state
  expect([byName('330106009099', 2021), byName('330106009099', 2022)]).toEqual(['changed', 'conflict'])
})

test('columns are found by their headers below a title, or by what stands in them', () => {
  expect(findCodeColumns([['2022年统计用区划代码'], ['序号', '统计用区划代码', '城乡分类代码', '名称']])).toEqual({
    header: 1,
    columns: { code: 1, name: 3, class: 2 },
  })
  expect(findCodeColumns([['330106009001', '111', '东社区居委会']])).toEqual({ header: -1, columns: { code: 0, name: 2, class: 1 } })
  expect(
    findCodeColumns([
      ['Code', 'Name'],
      ['330106009001', 'East'],
    ]),
  ).toEqual({ header: 0, columns: { code: 0, name: 1, class: -1 } })
  expect([findCodeColumns([['姓名', '电话']]), findCodeColumns([])]).toEqual([null, null])
})
