// Invented compounds and their houses, as they stand in the street: flats with stairs, towers, dormitories, shops, yards.
import type { HomeUse } from '@xiaomen/rules/registry'
import type { Dice } from '../../packages/server/src/invented-people.ts'

export type Slot = { compound: string; building: string; unit: string; door: string; floor: string; fixedUse: HomeUse | null }
type Kind = 'lowRise' | 'highRise' | 'tower' | 'dormitory' | 'yard'
type Compound = { name: string; kind: Kind; buildings: number }

/** One community: 6 compounds and 62 buildings by default. */
const PATTERN: readonly (readonly [kind: Kind, buildings: number])[] = [
  ['lowRise', 20],
  ['lowRise', 16],
  ['highRise', 12],
  ['tower', 6],
  ['dormitory', 4],
  ['yard', 4],
]
const FIRST = [
  '梧桐',
  '望溪',
  '春和',
  '云杉',
  '听松',
  '锦堂',
  '临泽',
  '丹枫',
  '清荷',
  '石榴',
  '青枣',
  '白露',
  '橘井',
  '鹿鸣',
  '棠梨',
  '槐荫',
  '蓼汀',
  '芦荻',
  '雨前',
  '晴岚',
]
const LAST: Record<Kind, readonly string[]> = {
  lowRise: ['里', '新村', '苑', '小区'],
  highRise: ['府', '花园', '家园二期', '御道四区'],
  tower: ['国际公寓', '中心'],
  dormitory: ['纺织厂宿舍区', '机床厂宿舍区'],
  yard: ['巷', '弄'],
}

export function compoundsOf(community: number, compounds: number, buildings: number): Compound[] {
  const kinds = PATTERN.filter(([kind]) => compounds > 5 || kind !== 'dormitory')
  const list = kinds.map(([kind, count], at) => ({
    kind,
    buildings: count,
    name: `${FIRST[(community * 6 + at) % FIRST.length]}${LAST[kind][community % LAST[kind].length]}${community * 6 + at >= FIRST.length ? '东西南北'[Math.floor((community * 6 + at) / FIRST.length) % 4] + '区' : ''}`,
  }))
  for (let missing = buildings - list.reduce((sum, compound) => sum + compound.buildings, 0), at = 0; missing > 0; missing -= 1, at += 1)
    list[at % 3]!.buildings += 1
  return list
}

const door = (floor: number, at: number) => `${floor}${String(at).padStart(2, '0')}`

/** Every home of one building; `floors` makes it larger or smaller. */
function slotsOf({ name, kind }: Compound, at: number, grow: number, roll: Dice): Slot[] {
  const number = at + 1
  const slots: Slot[] = []
  const block = (building: string, units: readonly string[], floors: number, doors: number, fixedUse: HomeUse | null = null) => {
    for (const unit of units)
      for (let floor = 1; floor <= floors; floor += 1)
        for (let one = 1; one <= doors; one += 1) slots.push({ compound: name, building, unit, door: door(floor, one), floor: String(floor), fixedUse })
  }
  const units = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}单元`)
  switch (kind) {
    case 'lowRise':
      // Shops on the street side of the first house, on the ground.
      if (at === 0)
        for (let shop = 1; shop <= 8; shop += 1)
          slots.push({ compound: name, building: '沿街商铺', unit: '', door: `${shop * 2}号`, floor: '1', fixedUse: 'shop' })
      else block(`${number}幢`, units(2), Math.round(5 * grow), 2)
      break
    case 'highRise':
      block(`${number}号楼`, roll.chance(0.5) ? units(2) : units(1), Math.round(11 * grow), 2)
      break
    case 'tower':
      block(`${'ABCDEFGHJKLMNPQRSTUVWXYZ'[at % 24]}座`, at % 3 === 2 ? units(2) : ['1单元'], Math.round(12 * grow), 4)
      break
    case 'dormitory':
      block(`宿舍${number}号楼`, [''], Math.round(4 * grow), 10, 'dormitory')
      break
    case 'yard':
      // Half a house behind a door of its own, floors of a landlord's house, and yards without any building.
      if (at === 0) {
        slots.push(
          { compound: name, building: '8号楼半边户', unit: '', door: '东', floor: '', fixedUse: null },
          { compound: name, building: '8号楼半边户', unit: '', door: '西', floor: '', fixedUse: null },
        )
        for (let yard = 1; yard <= 12; yard += 1) slots.push({ compound: name, building: '', unit: '', door: `${yard}号院`, floor: '', fixedUse: 'yard' })
      } else block(`${name}${number * 3}号自建房`, [''], 3 + (at % 3), 3)
      break
  }
  return slots
}

export type Size = { communities: number; compounds: readonly number[]; buildings: readonly number[]; homes: readonly number[]; grow: number }
const NINE_BUILDINGS = [62, 75, 74, 74, 74, 74, 74, 68, 68]
export const SIZES: Record<'community' | 'street', Size> = {
  // The articles' figures: 1,552 homes behind 62 houses of 6 compounds.
  community: { communities: 1, compounds: [6], buildings: [62], homes: [1552], grow: 1 },
  street: {
    communities: 9,
    compounds: [6, 6, 6, 6, 6, 6, 6, 5, 5],
    buildings: NINE_BUILDINGS,
    homes: [1552, 2931, 2931, 2931, 2931, 2931, 2931, 2931, 2931],
    grow: 1.45,
  },
}

/** Every home of one community, exactly `homes` of them: the towers lose their top doors or win some. */
export function homesOf(size: Size, community: number, roll: Dice): Slot[] {
  const compounds = compoundsOf(community, size.compounds[community]!, size.buildings[community]!)
  const want = size.homes[community]!
  for (let grow = want / (size.buildings[community]! * 22); ; grow += 0.04) {
    const houses = compounds.flatMap((compound) => Array.from({ length: compound.buildings }, (_, at) => slotsOf(compound, at, grow, roll)))
    let over = houses.reduce((sum, house) => sum + house.length, 0) - want
    if (over < 0) continue
    // From the top of the largest houses, one home each in turn, so that none loses more than a floor or two.
    const largest = houses.filter((house) => house.length > 16).toSorted((a, b) => b.length - a.length)
    for (let at = 0; over > 0; at += 1, over -= 1) largest[at % largest.length]!.pop()
    return houses.flat()
  }
}
