// 楼栋图: the buildings of a place, floor by floor, with care marks as letters.
import { type CareCategory, CARE_CATEGORIES, CARE_WORDS, type HomeUse } from '@xiaomen/rules/registry'
import { CARE_MARKS } from '@xiaomen/rules/queries'
import type { Ctx } from '../../platform/ctx.ts'
import type { BookCell, Line } from '../../platform/workbook/make-book.ts'
import { type DrawnHome, drawnHomes, listParts } from '../registry/index.ts'
import { lieIn, type Places } from './sources/places.ts'

export type Floor = { floor: number | null; cells: { door: string; use: HomeUse; marks: CareCategory[] | null }[] }
export type Building = { name: string; floors: Floor[] }
/** More cannot be read on paper, nor held in one answer. */
export const MOST_DRAWN = 3_000
const AT_ONCE = 120

/** What a chart is drawn of: a building, or the place that holds homes without one. */
function drawable(places: Places, paths: readonly string[]): { name: string; path: string }[] {
  const within = places.all.filter((area) => area.homes > 0 && paths.some((path) => area.path.startsWith(path)))
  const isUnder = (path: string) => within.some((other) => other.level === 'building' && other.path !== path && path.startsWith(other.path))
  return within
    .filter(
      (area) => area.level === 'building' || (!isUnder(area.path) && !within.some((other) => other.path !== area.path && other.path.startsWith(area.path))),
    )
    .map((area) => ({ name: [lieIn(places, area.path), area.name].filter((part) => part !== '').join(' '), path: area.path }))
}

/** Floors from the roof down. Each part of the ledger is read by `read`, in a transaction of its own where that matters. */
export async function drawBuildings(read: <T>(run: (ctx: Ctx) => Promise<T>) => Promise<T>, places: Places, paths: readonly string[]): Promise<Building[]> {
  const homes: DrawnHome[] = []
  for (const part of await read((ctx) => listParts(ctx, paths, AT_ONCE))) homes.push(...(await read((ctx) => drawnHomes(ctx, part))))
  return drawable(places, paths).map(({ name, path }) => {
    const floors = [
      ...Map.groupBy(
        homes.filter((home) => home.path.startsWith(path)),
        (home) => home.floor,
      ),
    ].toSorted(([a], [b]) => (b ?? -100) - (a ?? -100))
    return { name, floors: floors.map(([floor, here]) => ({ floor, cells: here.map(({ door, use, marks }) => ({ door, use, marks })) })) }
  })
}

export const legendOf = (lang: 'zh' | 'en') => CARE_CATEGORIES.map((one) => ({ mark: CARE_MARKS[one][lang], says: CARE_WORDS[one][lang === 'zh' ? 0 : 1]! }))
export const VACANT_WORD = { zh: '空置', en: 'vacant' }

export function buildingLines({ name, floors }: Building, lang: 'zh' | 'en'): Line[] {
  return [
    { cells: [{ text: name, look: 'header' }], across: true },
    ...floors.map(({ floor, cells }): Line => ({
      height: 30,
      cells: [
        { text: floor === null ? '—' : lang === 'zh' ? `${floor}层` : `F${floor}`, look: 'floor' },
        ...cells.map(({ door, use, marks }): BookCell => {
          const letters = (marks ?? []).map((one) => CARE_MARKS[one][lang]).join('')
          if (letters !== '') return { text: `${door}\n${letters}`, look: 'marked' }
          return use === 'vacant' ? { text: `${door}\n(${VACANT_WORD[lang]})`, look: 'quiet' } : { text: door, look: 'framed' }
        }),
      ],
    })),
    { cells: [] },
  ]
}
export const legendLine = (lang: 'zh' | 'en'): Line => ({
  cells: [
    {
      text: `${lang === 'zh' ? '图例:' : 'Legend: '}${legendOf(lang)
        .map(({ mark, says }) => `${mark} ${says}`)
        .join(lang === 'zh' ? ',' : ', ')}`,
      look: 'note',
    },
  ],
  across: true,
})
