// The example ledger: invented, and the same for the same seed.
import { CARE_WORDS, DOCUMENT_WORDS, HEADERS, type HomeUse, type ImportField, RESIDENCY_WORDS, USE_WORDS } from '@xiaomen/rules/registry'
import { dice, type Person, peopleMaker } from '../../packages/server/src/invented-people.ts'
import { homesOf, SIZES, type Slot } from './places.ts'

export type LedgerScale = 'community' | 'street'
export type MadeLedger = {
  fields: ImportField[]
  headers: string[]
  /** One row a person, and one for each home nobody lives in; cells as text. */
  rows: string[][]
  counts: { communities: number; compounds: number; buildings: number; homes: number; people: number }
}
export type LedgerOptions = { scale: LedgerScale; seed?: number; lang?: 'zh' | 'en' }

/** Names of the communities of the invented street. */
export const COMMUNITY_NAMES = ['文澜社区', '枫桥社区', '柳浪社区', '望江社区', '石埠社区', '南园社区', '北仓社区', '广济社区', '槐安社区'] as const
const GRID_NUMBERS = '一二三四五六七八九十'

function usesOf(slot: Slot, roll: ReturnType<typeof dice>): HomeUse {
  if (slot.fixedUse) return slot.fixedUse
  const at = roll.below(1000)
  return at < 800 ? 'permanent' : at < 930 ? 'rented' : 'vacant'
}

export function makeLedger({ scale, seed = 2022, lang = 'zh' }: LedgerOptions): MadeLedger {
  const size = SIZES[scale]
  const roll = dice(seed)
  const people = peopleMaker(roll)
  const word = lang === 'zh' ? 0 : 1
  const fields: ImportField[] = [
    ...(size.communities > 1 ? (['community'] as const) : []),
    'compound',
    'building',
    'unit',
    'grid',
    'door',
    'floor',
    'homeUse',
    'name',
    'residency',
    'phone',
    'documentKind',
    'documentNumber',
    'documentCountry',
    'care',
    'lang',
    'since',
  ]
  const rows: string[][] = []
  const counts = { communities: size.communities, compounds: 0, buildings: 0, homes: 0, people: 0 }

  // Household sizes that give the articles' ratio of people to homes in a community, and the larger homes of the whole street.
  const familySizes = scale === 'community' ? [1, 2, 2, 2, 2, 2, 3, 3, 4, 4] : [1, 2, 3, 3, 3, 3, 3, 3, 3, 5]
  const behind = (use: HomeUse, slot: Slot): Person[] => {
    switch (use) {
      case 'permanent':
        return slot.building.endsWith('座') && roll.chance(0.05) ? people.foreignFamily(1 + roll.below(3)) : people.family(roll.pick(familySizes))
      case 'rented':
        return people.tenants(1 + roll.below(3))
      case 'dormitory':
        return people.workers(1 + roll.below(4), 'dormitory')
      case 'shop':
        return people.workers(1 + roll.below(2), 'shopStaff')
      case 'yard':
        return people.family(roll.pick(familySizes))
      case 'vacant':
        return roll.chance(0.1) ? [people.registeredElsewhere()] : []
    }
  }

  for (let community = 0; community < size.communities; community += 1) {
    const slots = homesOf(size, community, roll)
    counts.compounds += new Set(slots.map((slot) => slot.compound)).size
    counts.buildings += new Set(slots.filter((slot) => slot.building !== '').map((slot) => `${slot.compound} ${slot.building}`)).size
    counts.homes += slots.length
    // A grid is whole buildings, 300 to 500 homes.
    let grid = 0,
      inGrid = 0,
      house = ''
    const perGrid = slots.length / Math.max(1, Math.round(slots.length / 390))
    for (const slot of slots) {
      const at = `${slot.compound} ${slot.building}`
      if (at !== house && inGrid >= perGrid - 12) {
        grid += 1
        inGrid = 0
      }
      house = at
      inGrid += 1
      const use = usesOf(slot, roll)
      const place = [
        ...(size.communities > 1 ? [COMMUNITY_NAMES[community]!] : []),
        slot.compound,
        slot.building,
        slot.unit,
        `第${GRID_NUMBERS[grid % 10]}网格`,
        slot.door,
        slot.floor,
        USE_WORDS[use][word]!,
      ]
      const members = behind(use, slot)
      if (members.length === 0) rows.push([...place, '', '', '', '', '', '', '', '', ''])
      for (const one of members) {
        counts.people += 1
        rows.push([
          ...place,
          one.name,
          RESIDENCY_WORDS[one.residency][word]!,
          one.phone,
          one.documentKind === null ? '' : DOCUMENT_WORDS[one.documentKind][word]!,
          one.documentNumber,
          one.country,
          one.care.map((care) => CARE_WORDS[care][word]!).join(lang === 'zh' ? '、' : '; '),
          one.lang,
          one.since,
        ])
      }
    }
  }
  return { fields, headers: fields.map((field) => HEADERS[field][lang][0]!), rows, counts }
}
