// 网格人头表: homes by use, people by residency and care, of each grid, building and unit. Counts only, small ones as they are: inside the office.
import { comparePaths } from '@xiaomen/rules/areas'
import type { CareCategory, HomeUse, ResidencyKind } from '@xiaomen/rules/registry'
import { listOverlaysOf } from '../../areas/index.ts'
import { addHeads, countHeads, type HeadCount, listParts, noHeads } from '../../registry/index.ts'
import { levelWord } from './level-words.ts'
import { lieIn, readPlaces } from './places.ts'
import type { Row, Source } from './source.ts'

const capital = (key: string) => `${key[0]!.toUpperCase()}${key.slice(1)}`

export const countCells = (count: HeadCount): Row => ({
  homes: String(count.homes),
  people: String(count.people),
  inCare: String(count.inCare),
  ...Object.fromEntries((Object.keys(count.byUse) as HomeUse[]).map((key) => [`use${capital(key)}`, String(count.byUse[key])])),
  ...Object.fromEntries((Object.keys(count.byResidency) as ResidencyKind[]).map((key) => [`as${capital(key)}`, String(count.byResidency[key])])),
  ...Object.fromEntries((Object.keys(count.byCare) as CareCategory[]).map((key) => [`care${capital(key)}`, String(count.byCare[key])])),
})

const SUMS_AT_ONCE = 200
type Subject = { id: string; name: string; level: string; paths: string[]; place: string }

function rowOf({ id, name, level, paths, place }: Subject, counted: readonly { path: string; count: HeadCount }[], lang: 'zh' | 'en'): Row {
  const sum = noHeads()
  for (const { path, count } of counted) if (paths.some((one) => path.startsWith(one))) addHeads(sum, count)
  return { '#id': id, levelName: levelWord(level, lang), name, place, ...countCells(sum) }
}

export const headCount: Source = {
  key: 'headCount',
  async open(ctx, { paths, filter, lang, today, atOnce }) {
    const places = await readPlaces(ctx, paths, today)
    const isWithin = (path: string) => paths.some((one) => path.startsWith(one))
    const isWanted = (level: string) => !filter.level?.length || filter.level.includes(level)
    const grids: Subject[] = []
    for (const path of paths) {
      for (const grid of await listOverlaysOf(ctx, 'grid', path, today)) {
        // Of a grid that reaches further only what was asked for is counted.
        const members = grid.areaPaths.filter(isWithin)
        if (members.length > 0 && !grids.some(({ id }) => id === grid.id))
          grids.push({ id: grid.id, name: grid.name, level: 'grid', paths: members, place: lieIn(places, members[0]!) })
      }
    }
    const areas = places.all
      .filter((area) => isWithin(area.path) && area.homes > 0)
      .toSorted((a, b) => comparePaths(a.path, b.path))
      .map((area) => ({ id: area.id, name: area.name, level: area.level as string, paths: [area.path], place: lieIn(places, area.path) }))
    const subjects = [...grids, ...areas].filter(({ level }) => isWanted(level))
    const parts = await listParts(ctx, paths, atOnce)
    const counted: { path: string; count: HeadCount }[] = []
    let next = 0
    // The counts come first, a part at a time; the rows are sums of them.
    return async (inner) => {
      const part = parts[next]
      next += 1
      if (part !== undefined) {
        const counts = await countHeads(inner, part)
        for (const area of part) counted.push({ path: area.path, count: counts.get(area.id)! })
        return []
      }
      const some = subjects.splice(0, SUMS_AT_ONCE)
      return some.length === 0 ? null : some.map((subject): Row => rowOf(subject, counted, lang))
    }
  },
}
