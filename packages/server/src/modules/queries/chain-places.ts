// What a line of a chain may call a place: the compounds and buildings about the chosen area, and where each of them lies.
import type { Ctx } from '../../platform/ctx.ts'
import { areasUnder, chainOf } from '../areas/index.ts'

const NAMED = ['community', 'compound', 'building']

export type ChainPlaces = {
  names: readonly string[]
  /** Whether a home lies in all that the line names; two buildings of one name are both meant. */
  holds(names: readonly string[], homePath: string): boolean
}
export async function chainPlaces(ctx: Ctx, path: string): Promise<ChainPlaces> {
  const areas = [...(await chainOf(ctx, path)), ...(await areasUnder(ctx, path))].filter(({ level }) => NAMED.includes(level))
  const byName = Map.groupBy(areas, ({ name }) => name)
  return {
    names: [...byName.keys()],
    holds: (names, homePath) => names.every((name) => byName.get(name)?.some((area) => homePath.startsWith(area.path)) === true),
  }
}
