// The tubes of one table as this phone knows them, kept over reloads. No names: ids, labels and how many.
import { newTube, type Sample, type Tube } from '@xiaomen/rules/testing'
import { keep, kept } from '../../platform/store.ts'

export type Mine = { id: string; at: string; personId: string | null; homeId: string | null; means: string }
export type OwnTube = { code: string; size: number; isHousehold: boolean; counted: number | null; mine: Mine[] }
export type Table = { number: number; current: string | null; tubes: OwnTube[] }
/** Closed ones are remembered so that the same label is noticed; the last hundred are enough for a day at a table. */
const MOST_KEPT = 100
const keyOf = (pointId: string) => `testing.table:${pointId}`

export const emptyTable = (): Table => ({ number: 1, current: null, tubes: [] })
export const loadTable = async (pointId: string): Promise<Table> => (await kept<Table>(keyOf(pointId)))?.value ?? emptyTable()
export const saveTable = (pointId: string, table: Table): Promise<void> => keep(keyOf(pointId), { ...table, tubes: table.tubes.slice(-MOST_KEPT) })

/** As the rules see a tube: what the server knows of it, and what only this phone does. */
export function ruleTube(own: OwnTube, known: readonly { id: string }[]): Tube {
  const ids = new Set(own.mine.map(({ id }) => id))
  const others: Sample[] = known.filter(({ id }) => !ids.has(id)).map(({ id }) => ({ id, personId: null, homeId: null, isContested: false }))
  const home = own.isHousehold ? (own.mine.find(({ homeId }) => homeId !== null)?.homeId ?? null) : null
  const all = [...others, ...own.mine.map(({ id, personId, homeId }) => ({ id, personId, homeId, isContested: false }))]
  return { ...newTube(own.size, home), state: own.counted === null ? 'open' : 'sealed', counted: own.counted, samples: all }
}
export const withTube = (table: Table, tube: OwnTube): Table => ({
  ...table,
  current: tube.counted === null ? tube.code : null,
  tubes: [...table.tubes.filter(({ code }) => code !== tube.code), tube],
})
/** The same thing shown twice, or the same person in another open tube of this phone. */
export function elsewhereHere(
  table: Table,
  code: string,
  { personId, means }: Pick<Mine, 'personId' | 'means'>,
): { inTube: boolean; other: 'open' | 'closed' | null } {
  const isSame = (one: Mine) => (personId !== null && one.personId === personId) || one.means === means
  const others = table.tubes.filter((tube) => tube.code !== code && tube.mine.some(isSame))
  return {
    inTube: table.tubes.some((tube) => tube.code === code && tube.mine.some(isSame)),
    other: others.some((tube) => tube.counted === null) ? 'open' : others.length > 0 ? 'closed' : null,
  }
}
export const takenInto = (own: OwnTube, sample: Mine): OwnTube => ({ ...own, mine: [...own.mine, sample] })
export const takenOutOf = (own: OwnTube, sampleId: string): OwnTube => ({ ...own, mine: own.mine.filter(({ id }) => id !== sampleId) })
