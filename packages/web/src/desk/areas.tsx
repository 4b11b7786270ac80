// The area tree the reader works in, asked once, and the area chosen in the header.
import { contains, outermost } from '@xiaomen/rules/areas'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { useQuery } from '../platform/api.ts'
import type { Out } from '../platform/ops.ts'
import { useSession } from '../platform/session.tsx'

export type Area = Out<'areas.listTree'>['areas'][number]
export type Overlay = Out<'areas.listTree'>['overlays'][number]

type Areas = {
  isPending: boolean
  areas: Area[]
  overlays: Overlay[]
  /** Where the reader works; null until the tree is there, or when no area is theirs. */
  current: Area | null
  choose(areaId: string): void
  find(areaId: string): Area | null
  at(path: string): Area | null
  childrenOf(areaId: string | null): Area[]
  /** Areas beneath a path, itself included. */
  under(path: string): Area[]
  /** Root to itself. */
  chainOf(area: Area): Area[]
  communityOf(area: Area | null): Area | null
  /** Name with the names above it up to the community, for a list that mixes places. */
  fullName(area: Area): string
  /** The same for a home: every building has a first unit with a door 601, and the unit alone says nothing. */
  placeOf(home: { areaId: string; areaName: string }): string
  /** Whether it lies in the reader's own areas, not only on the way to them. */
  isOwn(area: Area): boolean
}

const STORED = 'xm.desk.area'
const AreasContext = createContext<Areas | null>(null)
const NO_AREAS: Area[] = []
const NO_OVERLAYS: Overlay[] = []

export function AreasProvider({ children }: { children: ReactNode }) {
  const { me, may } = useSession()
  const tree = useQuery('areas.listTree', {}, { enabled: may('areas.read') })
  const [chosenId, setChosenId] = useState(() => localStorage.getItem(STORED))
  const choose = useCallback((areaId: string) => {
    localStorage.setItem(STORED, areaId)
    setChosenId(areaId)
  }, [])
  const value = useMemo<Areas>(() => {
    const areas = tree.data?.areas ?? NO_AREAS
    const overlays = tree.data?.overlays ?? NO_OVERLAYS
    const byId = new Map(areas.map((area) => [area.id, area]))
    const byPath = new Map(areas.map((area) => [area.path, area]))
    const byParent = new Map<string | null, Area[]>()
    for (const area of areas) byParent.set(area.parentId, [...(byParent.get(area.parentId) ?? []), area])
    const ownPaths = outermost(Object.values(me.permissions).flat())
    const isOwn = (area: Area) => ownPaths.some((path) => contains(path, area.path))
    const chainOf = (area: Area) => {
      const chain: Area[] = []
      for (let at: Area | undefined = area; at !== undefined; at = at.parentId === null ? undefined : byId.get(at.parentId)) chain.unshift(at)
      return chain
    }
    const fullName = (area: Area) => {
      const chain = chainOf(area)
      const from = chain.findIndex((step) => step.level === 'community')
      const short = from === -1 || from === chain.length - 1 ? chain.slice(-1) : chain.slice(from + 1)
      return short.map((step) => step.name).join(' ')
    }
    const own = areas.filter(isOwn)
    const chosen = chosenId === null ? undefined : byId.get(chosenId)
    return {
      isPending: tree.isPending && tree.isEnabled,
      areas,
      overlays,
      choose,
      isOwn,
      chainOf,
      current: chosen !== undefined && isOwn(chosen) ? chosen : (own[0] ?? null),
      find: (areaId) => byId.get(areaId) ?? null,
      at: (path) => byPath.get(path) ?? null,
      childrenOf: (areaId) => byParent.get(areaId) ?? [],
      under: (path) => areas.filter((area) => contains(path, area.path)),
      communityOf: (area) => (area === null ? null : (chainOf(area).find((step) => step.level === 'community') ?? null)),
      fullName,
      placeOf: (home) => {
        const area = byId.get(home.areaId)
        return area === undefined ? home.areaName : fullName(area)
      },
    }
  }, [tree.data, tree.isPending, tree.isEnabled, me.permissions, chosenId, choose])
  return <AreasContext value={value}>{children}</AreasContext>
}

export function useAreas(): Areas {
  const areas = useContext(AreasContext)
  if (areas === null) throw new Error('AreasProvider is missing')
  return areas
}
