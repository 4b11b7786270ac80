// 统计用区划代码: twelve digits, 2 province + 2 city + 2 county + 3 street + 3 community; what ends in zeros is the level above.
// The list is new every year. Below the community there is no national code: compounds, buildings, units and doors are ours.
import { halfWidth, normaliseText } from '../text/index.ts'
import type { Level } from './index.ts'

/** Levels a code can name that are in the tree, and those above the tree. */
export type CodeLevel = Extract<Level, 'district' | 'street' | 'community'> | 'above'
export const URBAN_RURAL_CLASSES = ['111', '112', '121', '122', '123', '210', '220'] as const

const PROVINCES = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 66 71 81 82'.split(' '))

/** The level a well-formed code names. */
export const levelOfCode = (code: string): CodeLevel =>
  !code.endsWith('000') ? 'community' : !code.endsWith('000000') ? 'street' : code.slice(4, 6) !== '00' ? 'district' : 'above'

/** The code of the area above; null above the district. */
export const parentCode = (code: string): string | null =>
  ({ community: `${code.slice(0, 9)}000`, street: `${code.slice(0, 6)}000000`, district: null, above: null })[levelOfCode(code)]

export type CodeProblem = 'not_twelve_digits' | 'below_community' | 'unknown_province' | 'hole' | 'no_name' | 'bad_class' | 'twice'

/** What is wrong with a code by its shape alone, or null. */
export function codeProblem(code: string): CodeProblem | null {
  if (/^\d{13,}$/.test(code)) return 'below_community'
  if (!/^\d{12}$/.test(code)) return 'not_twelve_digits'
  if (!PROVINCES.has(code.slice(0, 2))) return 'unknown_province'
  const steps = [code.slice(2, 4), code.slice(4, 6), code.slice(6, 9), code.slice(9)]
  const empty = steps.map((step) => /^0+$/.test(step))
  // A community of no street, a street of no district: a digit was lost. Some cities have no districts (东莞, 中山): their streets stand under '00'.
  const used = empty.lastIndexOf(false)
  return empty.some((isEmpty, at) => isEmpty && at < used && at !== 1) ? 'hole' : null
}

/** Two names mean one area when their keys are equal: '文新街道办事处' and '文新街道', '东社区居民委员会' and '东社区'. */
export const codeNameKey = (name: string): string =>
  halfWidth(normaliseText(name))
    .replace(/\s+/g, '')
    .replace(/街道办事处$/u, '街道')
    .replace(/社区(?:居民委员会|居委会|工作站)$/u, '社区')
    .replace(/(?:居民委员会|居委会)$/u, '社区')
    .replace(/村(?:村民委员会|村委会)$/u, '村')
    .replace(/(?:村民委员会|村委会)$/u, '村')

export type CodeRow = { row: number; code: string; name: string; classCode: string | null }
/** Good rows, and what is wrong with the others. `other`: the row that had it first. */
export type CodeList = { rows: CodeRow[]; problems: { row: number; problem: CodeProblem; text: string; other: number | null }[] }

type Known = {
  id: string
  parentId: string | null
  level: Level
  name: string
  path: string
  code: string | null
  codeYear: number | null
  classCode: string | null
}
/** `same`: nothing changes; `older`: the area has a code of a later year; `conflict`: it has another code of the same year. */
export type CodeMatch = {
  row: CodeRow
  areaId: string | null
  parentId: string | null
  level: Level
  state: 'set' | 'same' | 'changed' | 'older' | 'conflict' | 'missing'
}
export type CodeMatches = { matches: CodeMatch[]; unlisted: string[]; elsewhere: number; root: 'found' | 'not_found' | 'several' }

/**
 * Which row is which area, from `root` downward: by its name among those under the same parent, else by the code an area has already.
 * `above` are the areas over the root, from the top down. Missing areas hang under `parentId`, null where their parent is missing itself.
 */
export function matchCodes(list: readonly CodeRow[], tree: readonly Known[], root: Known, above: readonly Known[], year: number): CodeMatches {
  const byCode = new Map(list.map((row) => [row.code, row]))
  const rootRow = findRoot(list, byCode, root, above)
  if (rootRow === null || rootRow === 'several') return { matches: [], unlisted: [], elsewhere: list.length, root: rootRow === null ? 'not_found' : 'several' }
  const under = Map.groupBy(
    list.filter((row) => row.code !== rootRow.code),
    (row) => nearestAbove(row.code, byCode),
  )
  const children = Map.groupBy(tree, (area) => area.parentId)
  const matches: CodeMatch[] = []
  const listed = new Set<string>()
  const visit = (row: CodeRow, area: Known | null, parentId: string | null) => {
    const level = levelOfCode(row.code) as Level
    matches.push({ row, areaId: area?.id ?? null, parentId, level, state: area === null ? 'missing' : stateOf(row, area, year) })
    if (area !== null) listed.add(area.id)
    const free = area === null ? [] : (children.get(area.id) ?? []).filter((child) => !listed.has(child.id))
    const rows = under.get(row.code) ?? []
    // By name first: a code may go to another area from one year to the next. By code what was renamed.
    const taken = new Set<string>()
    const take = (child: CodeRow, fits: (one: Known) => boolean): Known | null => {
      const fitting = free.filter((one) => !taken.has(one.id) && one.level === levelOfCode(child.code) && fits(one))
      if (fitting.length !== 1) return null
      taken.add(fitting[0]!.id)
      return fitting[0]!
    }
    const named = new Map(rows.map((child) => [child.code, take(child, (one) => codeNameKey(one.name) === codeNameKey(child.name))]))
    for (const child of rows) {
      const found = named.get(child.code) ?? take(child, (one) => one.code === child.code)
      visit(child, found, area?.id ?? null)
    }
  }
  visit(rootRow, root, root.parentId)
  const unlisted = tree.filter((area) => (area.level === 'street' || area.level === 'community') && !listed.has(area.id)).map((area) => area.id)
  return { matches, unlisted, elsewhere: list.length - matches.length, root: 'found' }
}

/** True when the code lies under the other by its digits. */
function liesUnder(code: string, above: string): boolean {
  for (let up = parentCode(code); up !== null; up = parentCode(up)) if (up === above) return true
  return false
}

/** The code of the nearest row above this one that the list has. */
function nearestAbove(code: string, byCode: ReadonlyMap<string, CodeRow>): string | null {
  for (let up = parentCode(code); up !== null; up = parentCode(up)) if (byCode.has(up)) return up
  return null
}

function findRoot(list: readonly CodeRow[], byCode: ReadonlyMap<string, CodeRow>, root: Known, above: readonly Known[]): CodeRow | 'several' | null {
  const own = root.code === null ? undefined : byCode.get(root.code)
  if (own !== undefined) return own
  const named = list.filter((row) => levelOfCode(row.code) === root.level && codeNameKey(row.name) === codeNameKey(root.name))
  // Streets of one name are many in a province: the areas above decide, by name or by their code, as far as they are known.
  const aboveFits = (row: CodeRow): boolean | null => {
    const up = nearestAbove(row.code, byCode)
    const level = up === null ? null : levelOfCode(up)
    const areaAbove = above.find((area) => area.level === level)
    if (up !== null && areaAbove) return codeNameKey(areaAbove.name) === codeNameKey(byCode.get(up)!.name)
    const coded = above.findLast((area) => area.code !== null)
    return coded ? liesUnder(row.code, coded.code!) : null
  }
  const sure = named.filter((row) => aboveFits(row) === true)
  const fitting = sure.length > 0 ? sure : named.filter((row) => aboveFits(row) === null)
  return fitting.length > 1 ? 'several' : (fitting[0] ?? null)
}

function stateOf(row: CodeRow, area: Known, year: number): CodeMatch['state'] {
  if (area.code === null) return 'set'
  if ((area.codeYear ?? 0) > year) return 'older'
  if (area.code === row.code) return area.codeYear === year && (row.classCode === null || area.classCode === row.classCode) ? 'same' : 'changed'
  return area.codeYear === year ? 'conflict' : 'changed'
}
