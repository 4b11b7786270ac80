// The names of the places above a home, or above an area.
import type { Level } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Area, areasUnder, chainOf, listOverlaysOf } from '../../areas/index.ts'

export type Places = {
  nameAt(path: string, level: Level): string | null
  gridOf(path: string): string | null
  at(path: string): Area | undefined
  all: readonly Area[]
}

/** '/1/2/h3/' → '/1/', '/1/2/'; of an area also its own path. */
const prefixes = (path: string): string[] => {
  const steps = path.split('/').slice(1, -1)
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}/`)
}

export async function readPlaces(ctx: Ctx, paths: readonly string[], today: string): Promise<Places> {
  const areas = new Map<string, Area>()
  const grids: { name: string; path: string }[] = []
  for (const path of paths) {
    for (const area of [...(await chainOf(ctx, path)), ...(await areasUnder(ctx, path))]) areas.set(area.path, area)
    // The grid of a place may be laid above it.
    const above = prefixes(path).find((step) => areas.get(step)?.level === 'community') ?? path
    for (const grid of await listOverlaysOf(ctx, 'grid', above, today)) for (const member of grid.areaPaths) grids.push({ name: grid.name, path: member })
  }
  return {
    all: [...areas.values()],
    at: (path) => areas.get(path),
    nameAt: (path, level) =>
      prefixes(path)
        .flatMap((step) => areas.get(step) ?? [])
        .find((area) => area.level === level)?.name ?? null,
    gridOf: (path) => grids.find((grid) => path.startsWith(grid.path))?.name ?? null,
  }
}
/** Where something lies, from the community down, itself left out. */
export const lieIn = (places: Places, path: string): string =>
  (['community', 'compound', 'building'] as const)
    .flatMap((level) => {
      const name = places.nameAt(path, level)
      return name === null || places.at(path)?.level === level ? [] : [name]
    })
    .join(' ')
