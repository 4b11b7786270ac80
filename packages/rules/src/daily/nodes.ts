import { contains, type Level } from '../areas/index.ts'
import type { PostingLevel } from './index.ts'

/** An area of the tree, as the areas module knows it. */
export type TreePart = { id: string; parentId: string | null; level: Level; path: string; homes: number }
/** A grid or cut-area in force on the day. */
export type OverlayPart = { id: string; kind: 'grid' | 'cutArea'; memberIds: readonly string[] }

/** One subject of the daily report: an area or an overlay. Overlays make the tree a net: a building counts in its compound and in its grid. */
export type Node = {
  id: string
  level: PostingLevel
  /** The area it counts towards: above it in the tree; of a grid its community, of a cut-area its street. Null for the topmost. */
  parentId: string | null
  /** Overlays of which this very area is a member. */
  memberOf: readonly string[]
  /** Beneath it in the tree, and the overlays that count towards it. */
  childIds: readonly string[]
  isOverlay: boolean
  homes: number
  /** A head puts a name to it. Not to a building of several units, which is reported unit by unit, nor to a place without homes. */
  isReportDue: boolean
}

/** Where an overlay's report goes: up to the lowest area of this level that holds all its members. */
const PARENT_LEVEL = { grid: 'community', cutArea: 'street' } as const

/** Puts areas and overlays together. Areas that no report is made for (districts) are left out, as are overlays without a member here. */
export function nodesOf(tree: readonly TreePart[], overlays: readonly OverlayPart[]): Map<string, Node> {
  const parts = new Map(tree.filter((part) => part.level !== 'district').map((part) => [part.id, part]))
  const children = new Map<string, string[]>()
  const addChild = (parentId: string, id: string) => {
    const known = children.get(parentId)
    if (known) known.push(id)
    else children.set(parentId, [id])
  }
  for (const part of parts.values()) if (part.parentId !== null && parts.has(part.parentId)) addChild(part.parentId, part.id)

  const memberOf = new Map<string, string[]>()
  const across = overlays.flatMap((overlay): Node[] => {
    const members = overlay.memberIds.flatMap((id) => parts.get(id) ?? [])
    if (members.length === 0) return []
    // A grid that is the whole community counts towards nothing: the community already does.
    const isAbove = (area: TreePart) => members.every((member) => contains(area.path, member.path) && member.id !== area.id)
    const parent = [...parts.values()].find((part) => part.level === PARENT_LEVEL[overlay.kind] && isAbove(part))
    for (const member of members) memberOf.set(member.id, [...(memberOf.get(member.id) ?? []), overlay.id])
    if (parent) addChild(parent.id, overlay.id)
    const homes = members.reduce((sum, member) => sum + member.homes, 0)
    return [
      {
        id: overlay.id,
        level: overlay.kind,
        parentId: parent?.id ?? null,
        memberOf: [],
        childIds: members.map((member) => member.id),
        isOverlay: true,
        homes,
        isReportDue: homes > 0,
      },
    ]
  })
  const areas = [...parts.values()].map((part): Node => {
    const childIds = children.get(part.id) ?? []
    const isByUnits = part.level === 'building' && childIds.length > 0
    return {
      id: part.id,
      level: part.level as PostingLevel,
      parentId: part.parentId !== null && parts.has(part.parentId) ? part.parentId : null,
      memberOf: memberOf.get(part.id) ?? [],
      childIds,
      isOverlay: false,
      homes: part.homes,
      isReportDue: part.homes > 0 && !isByUnits,
    }
  })
  return new Map([...areas, ...across].map((node) => [node.id, node]))
}
