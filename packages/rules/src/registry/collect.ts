// 汇总: rows → areas, homes, people, as one ledger. Knows no database; the homes of a street fit in memory, its people pass through.
import { LEVELS, type Level } from '../areas/index.ts'
import { areaKey as areaKeyOf, doorKey as doorKeyOf } from './contact.ts'
import type { LedgerPerson, LedgerRow, NamedArea, RowProblem } from './row.ts'
import type { HomeUse } from './words.ts'

/** `parent` is the index of another collected area, -1 for the area the ledger is brought into. */
export type CollectedArea = { parent: number; level: Level; name: string; key: string }
/** `isUseSaid`: a row said its use; else it follows from whether anybody lives there. */
export type CollectedHome = { area: number; door: string; key: string; floor: number | null; use: HomeUse; isUseSaid: boolean; row: number; people: number }
/** `community` is the index of the collected community it lies in, -1 for the area the ledger is brought into. */
export type CollectedGrid = { name: string; community: number; areas: number[] }
export type Added = {
  problems: (RowProblem & { otherRow: number | null })[]
  /** Index of its home, -1 when the row was refused. */
  home: number
  person: LedgerPerson | null
  /** An earlier row that is the same person. */
  sameAs: number | null
}
export type Ledger = {
  /** Takes one row that parsed without a problem; with a problem of its own (against earlier rows) it is not taken. */
  add(rowNumber: number, row: LedgerRow): Added
  areas(): readonly CollectedArea[]
  homes(): readonly CollectedHome[]
  grids(): readonly CollectedGrid[]
}

const depth = (level: Level) => LEVELS.indexOf(level)

/** @param chain the area the ledger is brought into and those above it, from the top down */
export function startLedger(chain: readonly NamedArea[]): Ledger {
  const root = chain.at(-1)!
  const areaKey = remembered(areaKeyOf)
  const doorKey = remembered(doorKeyOf)
  const chainKeys = new Map(chain.map(({ level, name }) => [level, areaKey(name)]))
  const areas: CollectedArea[] = []
  const areaAt = new Map<string, number>()
  const homes: (Omit<CollectedHome, 'use' | 'isUseSaid'> & { use: HomeUse | null })[] = []
  const homeAt = new Map<string, number>()
  const grids = new Map<string, CollectedGrid & { seen: Set<number> }>()
  const documents = new Map<string, { row: number; name: string }>()
  const contacts = new Map<string, number>()

  /** Fields whose area is not the one the ledger is brought into, or a community that is missing beneath a street. */
  function misplaced(row: LedgerRow): RowProblem[] {
    const problems: RowProblem[] = row.areas
      .filter(({ level, name }) => depth(level) <= depth(root.level) && chainKeys.has(level) && !isSameArea(chainKeys.get(level)!, areaKey(name)))
      .map(({ level }) => ({ field: level, problem: 'level_mixed' }))
    if (depth(root.level) < depth('community') && !row.areas.some(({ level }) => level === 'community'))
      problems.push({ field: 'community', problem: 'area_missing' })
    return problems
  }

  type Spot = { index: number; community: number; gridArea: number; misplaced: RowProblem[] }
  const spots = new Map<string, Spot>()

  /** Where a row's areas lie; nothing is made of them before `make`. */
  function spotOf(row: LedgerRow): { spot: Spot; make(): Spot } {
    let at = ''
    for (const { level, name } of row.areas) at += `${level} ${name}\n`
    const known = spots.get(at)
    if (known) return { spot: known, make: () => known }
    const wrong = misplaced(row)
    const found = walk(row, false)
    return {
      spot: { ...found, misplaced: wrong },
      make: () => {
        const made = { ...walk(row, true), misplaced: wrong }
        spots.set(at, made)
        return made
      },
    }
  }

  /** Down the areas a row names; `index` is -2 when one is not there yet. */
  function walk(row: LedgerRow, isMaking: boolean): Omit<Spot, 'misplaced'> {
    let index = -1,
      community = -1,
      gridArea = -1
    for (const { level, name } of row.areas) {
      if (depth(level) <= depth(root.level)) continue
      const key = areaKey(name),
        at = `${index} ${level} ${key}`
      const known = areaAt.get(at)
      if (known === undefined && !isMaking) return { index: -2, community, gridArea }
      if (known === undefined) areas.push({ parent: index, level, name, key })
      index = known ?? areas.length - 1
      areaAt.set(at, index)
      if (level === 'community') community = index
      if (level !== 'unit') gridArea = index
    }
    return { index, community, gridArea }
  }

  function clashes(row: LedgerRow, spot: Spot, key: string): Added['problems'] {
    const problems: Added['problems'] = spot.misplaced.map((problem) => ({ ...problem, otherRow: null }))
    const at = spot.index === -2 ? undefined : homeAt.get(`${spot.index} ${key}`)
    const home = at === undefined ? undefined : homes[at]!
    if (home && row.use !== null && home.use !== null && home.use !== row.use) problems.push({ field: 'homeUse', problem: 'home_conflict', otherRow: home.row })
    if (home && row.floor !== null && home.floor !== null && home.floor !== row.floor)
      problems.push({ field: 'floor', problem: 'home_conflict', otherRow: home.row })
    const known = row.person?.document ? documents.get(row.person.document.number) : undefined
    if (known && known.name !== row.person!.name) problems.push({ field: 'documentNumber', problem: 'duplicate_in_file', otherRow: known.row })
    return problems
  }

  function seenBefore(rowNumber: number, home: number, person: LedgerPerson): number | null {
    // Without a number, the same name behind the same door is the same person.
    const contact = person.document ? null : `${person.name} ${person.phone ?? `@${home}`}`
    const earlier = person.document ? documents.get(person.document.number)?.row : contacts.get(contact!)
    if (earlier !== undefined) return earlier
    if (person.document) documents.set(person.document.number, { row: rowNumber, name: person.name })
    else contacts.set(contact!, rowNumber)
    return null
  }

  return {
    add(rowNumber, row) {
      const key = doorKey(row.door),
        { spot, make } = spotOf(row)
      const problems = clashes(row, spot, key)
      if (problems.length > 0) return { problems, home: -1, person: null, sameAs: null }
      const { index: area, community, gridArea } = make()
      const at = `${area} ${key}`
      const index = homeAt.get(at) ?? homes.push({ area, door: row.door, key, floor: row.floor, use: row.use, row: rowNumber, people: 0 }) - 1
      homeAt.set(at, index)
      const home = homes[index]!
      home.floor ??= row.floor
      home.use ??= row.use
      if (row.person) home.people += 1
      if (row.grid !== null && gridArea >= 0) {
        const name = `${community} ${areaKey(row.grid)}`
        const grid = grids.get(name) ?? { name: row.grid, community, areas: [], seen: new Set<number>() }
        grids.set(name, grid)
        if (!grid.seen.has(gridArea)) grid.areas.push(gridArea)
        grid.seen.add(gridArea)
      }
      return { problems, home: index, person: row.person, sameAs: row.person ? seenBefore(rowNumber, index, row.person) : null }
    },
    areas: () => areas,
    homes: () => homes.map((home) => ({ ...home, use: home.use ?? (home.people > 0 ? 'permanent' : 'vacant'), isUseSaid: home.use !== null })),
    grids: () => [...grids.values()].map(({ name, community, areas: members }) => ({ name, community, areas: members })),
  }
}

/** A street has a few hundred names of areas and a few thousand doors, each written a hundred times. */
function remembered(keyOf: (value: string) => string): (value: string) => string {
  const known = new Map<string, string>()
  return (value) => {
    const key = known.get(value) ?? keyOf(value)
    if (known.size < 20_000) known.set(value, key)
    return key
  }
}

/** '文新' and '文新社区' name one community. */
const isSameArea = (a: string, b: string): boolean => a === b || a.replace(/(?:社区|街道|区|村)$/u, '') === b.replace(/(?:社区|街道|区|村)$/u, '')
